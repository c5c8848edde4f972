// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Candidates of a draw in their branches: win rate, weight and probability as bars, as it is (outlined) and as it would
// be (filled). GUI thread. Paints only the rows that are seen. Keys: Up, Down, Page, Home, End; Left and Right fold a
// branch; Enter opens.

#include <QAbstractScrollArea>
#include <QSet>
#include <QVector>

#include <limits>

#include "widgets/views/picture_export.h"

namespace ludus::views {

// NaN: nothing known, or not asked.
struct ShareRow {
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    QString id = {};
    QString name = {};
    QString role = {};  // key of tokens.json, for the symbol
    int group = -1;     // index of its branch
    double winRate = kNone, low = kNone, high = kNone;
    qint64 count = 0;          // matches
    double effective = kNone;  // what they weigh now
    double weight = kNone;
    double now = kNone, next = kNone;  // probability
    bool chosen = false;
};

struct ShareGroup {
    QString id = {};
    QString name = {};
    QString note = {};                 // muted, behind the name
    double now = kNone, next = kNone;  // share of the draws
    qint64 empty = 0, asked = 0;       // how often it had no candidate, of how many times
    bool chosen = false;

    static constexpr double kNone = ShareRow::kNone;
};

class ShareBars : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit ShareBars(QWidget* parent = nullptr);

    // Selection, folds and the place in the list stay, by id. Rows of a branch keep their order.
    void setContent(QVector<ShareGroup> groups, QVector<ShareRow> rows);
    const QVector<ShareGroup>& groups() const { return groups_; }
    const QVector<ShareRow>& rows() const { return rows_; }
    void setEmptyText(const QString& sentence);
    void setTitle(const QString& title) { title_ = title; }  // of exports

    const QString& selectedId() const { return selected_; }  // of a row or a branch
    void setSelected(const QString& id);                     // and shows it
    void setFolded(const QString& groupId, bool folded);
    bool isFolded(const QString& groupId) const { return folded_.contains(groupId); }

    QRect rowRect(const QString& id) const;  // in the viewport; empty: folded away
    // The bar of what is, or of what would be.
    QRectF barRect(const QString& id, bool next) const;
    QString sentence(const QString& id) const;

    PictureExport* exporter() const { return exporter_; }
    QList<QAction*> cornerActions() const { return exporter_->actions(); }

    QSize sizeHint() const override { return {460, 260}; }
    QSize minimumSizeHint() const override { return {200, 100}; }

Q_SIGNALS:
    void selected(const QString& id);  // by somebody's hand
    void opened(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    // What stands in a line: a branch, or one of its rows.
    struct Line {
        int group = -1, row = -1;
    };
    // Right ends of the columns; 0: not shown.
    struct Columns {
        double name = 0, win = 0, count = 0, weight = 0, barLeft = 0, barRight = 0, now = 0, next = 0;
    };

    void arrange();
    void adjustBar();
    Columns columnsIn(double width) const;
    int lineAt(const QPoint& point) const;
    int lineOf(const QString& id) const;
    const QString& idOf(const Line& line) const;
    QRectF lineRect(int line, double width) const;  // from the first line's top
    void choose(int line);
    void fold(int line, bool folded);
    void describe();
    QRectF bar(const QRectF& line, const Columns& columns, double share, bool next) const;

    void paintHead(QPainter& painter, double width) const;
    void paintLine(QPainter& painter, const Line& line, const QRectF& box) const;
    void paintGroup(QPainter& painter, const ShareGroup& group, const QRectF& box) const;
    void paintRow(QPainter& painter, const ShareRow& row, const QRectF& box) const;
    void paintShares(QPainter& painter, double now, double next, const QRectF& box, bool strong) const;
    void paintPicture(QPainter& painter) const;

    QVector<ShareGroup> groups_;
    QVector<ShareRow> rows_;
    QVector<Line> lines_;
    QSet<QString> folded_;
    QString selected_, title_, emptyText_;
    PictureExport* exporter_;
    double longest_ = 1;  // probability of the longest bar
    bool grouped_ = false, compared_ = false, weighed_ = false;
    int hovered_ = -1;
    bool keyFocus_ = false;
};

}  // namespace ludus::views
