// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A table of the studio over a TableModel: sorting, groups that fold, ticks, choosing columns, copying, opening. GUI
// thread. It owns its TableSorter, not the model. Everything outside speaks of row ids; a row that stands for a group
// stands for the ids of all its rows.

#include <QTableView>
#include <QVariantMap>

#include "widgets/models/table_sorter.h"

class QLineEdit;
class QMenu;

namespace ludus::views {

class Label;
class TableHeader;

class TableView : public QTableView {
    Q_OBJECT

public:
    explicit TableView(QWidget* parent = nullptr);

    void setTable(models::TableModel* model);
    models::TableModel* table() const { return table_; }
    models::TableSorter* sorter() const { return sorter_; }

    QStringList selectedIds() const;  // in the order shown
    void setSelectedIds(const QStringList& ids);
    QString currentId() const;             // empty on a group
    void setCurrentId(const QString& id);  // also selects it; empty clears
    QString idAt(const QPoint& viewportPosition) const;
    void setEmptyText(const QString& sentence);
    const QString& emptyText() const { return emptyText_; }
    void setRowHeight(int pixels);
    // The first columns stay where they are when the others scroll.
    void setFrozenColumns(int count);
    // This column of words takes the room that is left and is elided in the middle: names often differ at their ends.
    void setStretchColumn(int column);
    // F2 edits the text of this column in place; renamed() says the outcome.
    void setRenameColumn(int column) { renameColumn_ = column; }
    void beginRename();
    void copySelection() const;
    // Space and a box in the first column tick rows; ticks stand in the sorter.
    void setTickable(bool on);
    // One checkable action a column; for the corner menu of the panel.
    void fillColumnMenu(QMenu* menu);
    QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray& state);
    // Which columns by their keys, in which order, how wide and sorted how; unknown keys are left out.
    QVariantMap saveLook() const;
    void restoreLook(const QVariantMap& look);
    bool isColumnShown(const QString& key) const;
    void setColumnShown(const QString& key, bool shown);

Q_SIGNALS:
    void opened(const QString& id);
    void selectedIdsChanged();
    void currentIdChanged(const QString& id);
    void renamed(const QString& id, const QString& name);
    void rowMenuRequested(const QString& id, const QPoint& globalPosition);
    void lookChanged();  // by somebody's hand

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void endRename(bool keep);
    void connectSorter();
    void rememberRows();
    void restoreRows();
    int columnOf(const QString& key) const;
    // The box or the chevron under this place of the viewport; it turns it.
    bool pressMark(const QPoint& place);
    bool foldByKey(int key);
    void tickSelected();
    void paintFrozen(QPainter& painter);
    int frozenWidth() const;
    void setUpHeaders();
    void applyColumns();
    void fitRows();
    void fitRange(int first, int last);
    // Columns of words share what is left over, or give what is missing, until somebody drags a column.
    void fitColumns();
    void paintReasons(QPainter& painter);
    void placeStale();

    models::TableModel* table_ = nullptr;
    models::TableSorter* sorter_;
    Label* stale_;
    TableHeader* header_ = nullptr;
    QLineEdit* editor_ = nullptr;
    QString editedId_;
    int frozen_ = 0;
    int renameColumn_ = -1;
    int stretch_ = -1;
    QString emptyText_;
    int rowHeight_;
    bool keyFocus_ = false;
    bool columnsFixed_ = false;  // somebody chose widths
    QStringList columnKeys_;     // those that the widths are for
    QStringList heldIds_;        // selected ones while the model is shown anew
    QString heldId_;
    int heldScroll_ = 0;
    bool tallRows_ = false;
};

}  // namespace ludus::views
