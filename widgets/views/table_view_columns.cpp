// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a TableView: which, in which order, how wide.
#include <QHeaderView>
#include <QMenu>

#include "widgets/views/table_view.h"
#include "widgets/views/table_view_delegate.h"

namespace ludus::views {

void TableView::applyColumns() {
    if (!table_) return;
    const auto& columns = table_->columns();
    QStringList keys;
    for (const models::TableColumn& column : columns)
        keys << column.key;
    tallRows_ = false;
    if (keys == columnKeys_) {
        fitRows();
        return;
    }
    columnKeys_ = keys;
    for (int i = 0; i < columns.size(); ++i) {
        setColumnWidth(i, columns[i].width);
        setColumnHidden(i, !columns[i].shown);
    }
    columnsFixed_ = false;
    fitColumns();
    fitRows();
}

// The first column of words names the row: it keeps its width where the others give. Where one stretches, the others
// keep theirs and it takes what is left.
void TableView::fitColumns() {
    if (!table_ || columnsFixed_) return;
    const auto& columns = table_->columns();
    int fixed = 0, words = 0, name = -1;
    for (int i = 0; i < columns.size(); ++i) {
        if (isColumnHidden(i)) continue;
        const bool word = columns[i].kind == models::ColumnKind::Text;
        if (word && name < 0) name = i;
        (word ? words : fixed) += columns[i].width;
    }
    if (words == 0) return;
    const double room = std::max(viewport()->width() - fixed, words * 2 / 5);
    int used = 0, passed = 0;
    if (room < words || stretch_ == name) {
        passed = columns[name].width;
        used = room < words ? passed : static_cast<int>(room) - (words - passed);
        setColumnWidth(name, used);
    }
    const double share = (std::max(room, used + (words - passed) * 0.4) - used) / std::max(1, words - passed);
    const int first = used, skipped = passed;
    for (int i = 0; i < columns.size(); ++i) {
        if (isColumnHidden(i) || columns[i].kind != models::ColumnKind::Text || (skipped > 0 && i == name)) continue;
        passed += columns[i].width;
        const int end = first + static_cast<int>(share * (passed - skipped));
        setColumnWidth(i, end - used);
        used = end;
    }
}

int TableView::columnOf(const QString& key) const {
    const int count = table_ ? static_cast<int>(table_->columns().size()) : 0;
    for (int column = 0; column < count; ++column) {
        if (table_->columns()[column].key == key) return column;
    }
    return -1;
}

bool TableView::isColumnShown(const QString& key) const {
    return columnOf(key) >= 0 && !isColumnHidden(columnOf(key));
}

void TableView::setColumnShown(const QString& key, bool shown) {
    const int column = columnOf(key);
    if (column < 0 || isColumnHidden(column) != shown) return;
    setColumnHidden(column, !shown);
    fitColumns();
}

QVariantMap TableView::saveLook() const {
    if (!table_) return {};
    const QHeaderView* header = horizontalHeader();
    QVariantList columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        columns << QVariantMap{
            {QStringLiteral("key"), table_->columns()[column].key},
            {QStringLiteral("shown"), !isColumnHidden(column)},
            {QStringLiteral("width"), isColumnHidden(column) ? table_->columns()[column].width : columnWidth(column)}};
    }
    QVariantMap look{{QStringLiteral("columns"), columns}, {QStringLiteral("widths"), columnsFixed_}};
    const int sorted = header->sortIndicatorSection();
    if (sorted >= 0 && sorted < table_->columns().size()) {
        look.insert(QStringLiteral("sort"), table_->columns()[sorted].key);
        look.insert(QStringLiteral("down"), header->sortIndicatorOrder() == Qt::DescendingOrder);
    }
    return look;
}

void TableView::restoreLook(const QVariantMap& look) {
    if (!table_) return;
    const QSignalBlocker quiet(this);
    const bool widths = look.value(QStringLiteral("widths")).toBool();
    int visual = 0;
    const QVariantList columns = look.value(QStringLiteral("columns")).toList();
    for (const QVariant& one : columns) {
        const QVariantMap map = one.toMap();
        const int column = columnOf(map.value(QStringLiteral("key")).toString());
        if (column < 0) continue;
        header_->moveSection(header_->visualIndex(column), visual++);
        setColumnHidden(column, column > 0 && !map.value(QStringLiteral("shown"), true).toBool());
        const int width = map.value(QStringLiteral("width")).toInt();
        if (widths && width >= 32 && width <= 2000) setColumnWidth(column, width);
    }
    columnsFixed_ = widths;
    const int sorted = columnOf(look.value(QStringLiteral("sort")).toString());
    header_->setSortIndicator(sorted,
                              look.value(QStringLiteral("down")).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    fitColumns();
}

void TableView::fillColumnMenu(QMenu* menu) {
    if (!table_) return;
    // The first column names the row: it stays.
    for (int column = 1; column < table_->columns().size(); ++column) {
        QAction* action = menu->addAction(table_->columns()[column].title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            fitColumns();
            Q_EMIT lookChanged();
        });
    }
}

QByteArray TableView::saveColumns() const {
    return horizontalHeader()->saveState();
}

bool TableView::restoreColumns(const QByteArray& state) {
    columnsFixed_ = horizontalHeader()->restoreState(state);
    return columnsFixed_;
}

}  // namespace ludus::views
