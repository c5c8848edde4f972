// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/table_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSet>

#include "widgets/style/paint.h"
#include "widgets/views/label.h"
#include "widgets/views/table_view_delegate.h"

namespace ludus::views {

using models::TableModel;
using style::Token;
using style::Type;

namespace {

constexpr const char* kOwnHeight = "ownRowHeight";  // somebody set another one than the preference

}  // namespace

TableView::TableView(QWidget* parent)
    : QTableView(parent), sorter_(new models::TableSorter(this)), rowHeight_(style::Theme::instance().rowHeight()) {
    auto* cells = new TableDelegate(this);
    cells->setLineHeight(rowHeight_);
    setItemDelegate(cells);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setUpHeaders();
    setModel(sorter_);
    stale_ = new Label(tr("Order changed, press F5"), Type::Caption, Token::TextMuted, viewport());
    stale_->setAutoFillBackground(true);
    stale_->setMargin(3);
    stale_->hide();
    connectSorter();
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &TableView::selectedIdsChanged);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { Q_EMIT currentIdChanged(now.data(TableModel::IdRole).toString()); });
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        const QString group = sorter_->groupAt(index.row());
        if (!group.isEmpty())
            sorter_->setFolded(group, !sorter_->isFolded(group));
        else
            Q_EMIT opened(index.data(TableModel::IdRole).toString());
    });
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        if (!property(kOwnHeight).toBool()) {
            setRowHeight(style::Theme::instance().rowHeight());
            setProperty(kOwnHeight, false);
        }
        viewport()->update();
    });
}

void TableView::connectSorter() {
    connect(sorter_, &models::TableSorter::staleChanged, this, [this](bool stale) {
        stale_->setVisible(stale);
        placeStale();
    });
    connect(sorter_, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        fitRange(first, last);
        placeStale();
    });
    connect(sorter_, &QAbstractItemModel::modelAboutToBeReset, this, &TableView::rememberRows);
    connect(sorter_, &QAbstractItemModel::modelReset, this, [this] {
        applyColumns();
        restoreRows();
    });
    connect(sorter_, &QAbstractItemModel::layoutChanged, this, &TableView::fitRows);
    connect(sorter_, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& from, const QModelIndex& to) { fitRange(from.row(), to.row()); });
}

// A long list that is shown anew keeps what was chosen in it.
void TableView::rememberRows() {
    endRename(false);
    heldId_ = currentId();
    heldIds_ = selectionModel()->selection().isEmpty() ? QStringList() : selectedIds();
    heldScroll_ = verticalScrollBar()->value();
}

void TableView::restoreRows() {
    if (!table_ || heldIds_.isEmpty()) return;
    setSelectedIds(std::exchange(heldIds_, {}));
    verticalScrollBar()->setValue(heldScroll_);
    // Nobody else says that what was selected is out of sight now.
    if (!selectionModel()->hasSelection()) Q_EMIT selectedIdsChanged();
}

void TableView::setUpHeaders() {
    auto* header = header_ = new TableHeader(this);
    setHorizontalHeader(header);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& position) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(menu);
        menu->popup(header->mapToGlobal(position));
    });
    connect(header, &QHeaderView::sectionResized, this, [this] {
        if (QGuiApplication::mouseButtons() != Qt::NoButton && horizontalHeader()->underMouse()) {
            columnsFixed_ = true;
            Q_EMIT lookChanged();
        }
        header_->setFrozen(frozen_, frozenWidth());
    });
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(style::size::kRowDense);
    verticalHeader()->setDefaultSectionSize(rowHeight_);
    setSortingEnabled(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableView::lookChanged);
    connect(header, &QHeaderView::sectionMoved, this, &TableView::lookChanged);
}

void TableView::setTable(TableModel* model) {
    table_ = model;
    sorter_->setSourceModel(model);
    applyColumns();
}

void TableView::setFrozenColumns(int count) {
    frozen_ = count;
    header_->setFrozen(frozen_, frozenWidth());
}

void TableView::setStretchColumn(int column) {
    stretch_ = column;
    static_cast<TableDelegate*>(itemDelegate())->setElidedInTheMiddle(column);
    fitColumns();
}

int TableView::frozenWidth() const {
    int width = 0;
    for (int column = 0; column < frozen_; ++column)
        width += columnWidth(column);  // 0 for a hidden one
    return width;
}

void TableView::fitRows() {
    // Rows of a list that is too long to be held are all alike.
    if (table_ && !table_->isLazy()) fitRange(0, sorter_->rowCount() - 1);
    placeStale();
}

void TableView::fitRange(int first, int last) {
    const int tall = rowHeight_ + style::Theme::instance().lineHeight(Type::Small) + 2;
    if (!table_ || table_->isLazy()) return;
    for (int row = qMax(0, first); row <= last; ++row) {
        const QModelIndex source = sorter_->mapToSource(sorter_->index(row, 0));
        const bool reason = source.isValid() && !table_->row(source.row()).reason.isEmpty();
        if (!reason && !tallRows_) continue;
        tallRows_ = true;
        const int wanted = reason ? tall : rowHeight_;
        if (rowHeight(row) != wanted) QTableView::setRowHeight(row, wanted);
    }
}

void TableView::setRowHeight(int pixels) {
    rowHeight_ = pixels;
    setProperty(kOwnHeight, true);
    static_cast<TableDelegate*>(itemDelegate())->setLineHeight(pixels);
    verticalHeader()->setDefaultSectionSize(pixels);
    tallRows_ = true;
    fitRows();
}

QStringList TableView::selectedIds() const {
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QStringList ids;
    for (const QModelIndex& row : std::as_const(rows)) {
        const QString group = sorter_->groupAt(row.row());
        if (group.isEmpty())
            ids.append(row.data(TableModel::IdRole).toString());
        else
            ids.append(sorter_->idsOfGroup(group));
    }
    ids.removeDuplicates();
    return ids;
}

void TableView::setSelectedIds(const QStringList& ids) {
    QItemSelection selection;
    QModelIndex first;
    QSet<QString> hidden;
    for (const QString& id : ids) {
        const int row = table_ ? table_->rowOf(id) : -1;
        const QModelIndex index = row >= 0 ? sorter_->mapFromSource(table_->index(row, 0)) : QModelIndex();
        if (!index.isValid()) {
            hidden.insert(id);
            continue;
        }
        if (!first.isValid() || id == heldId_) first = index;
        selection.select(index, index.siblingAtColumn(sorter_->columnCount() - 1));
    }
    // A folded group stands for all of its rows.
    for (int row = 0; !hidden.isEmpty() && row < sorter_->rowCount(); ++row) {
        const QString group = sorter_->groupAt(row);
        if (group.isEmpty() || !sorter_->isFolded(group)) continue;
        const QStringList members = sorter_->idsOfGroup(group);
        if (!std::all_of(members.begin(), members.end(), [&](const QString& id) { return hidden.contains(id); }))
            continue;
        const QModelIndex index = sorter_->index(row, 0);
        if (!first.isValid()) first = index;
        selection.select(index, index.siblingAtColumn(sorter_->columnCount() - 1));
    }
    if (first.isValid()) selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void TableView::setTickable(bool on) {
    sorter_->setTickable(on);
    viewport()->update();
}

bool TableView::pressMark(const QPoint& place) {
    const QModelIndex index = indexAt(place);
    const bool frozen = frozen_ > 0 && place.x() < frozenWidth();
    const int left = frozen ? 0 : columnViewportPosition(0);
    const bool first = index.isValid() && place.x() >= left && place.x() < left + kMarkRoom;
    if (!first || (!frozen && index.column() != 0)) return false;
    const QString group = sorter_->groupAt(index.row());
    if (!group.isEmpty()) {
        sorter_->setFolded(group, !sorter_->isFolded(group));
        return true;
    }
    if (!sorter_->isTickable()) return false;
    const QModelIndex cell = sorter_->index(index.row(), 0);
    sorter_->setTicked(cell.data(TableModel::IdRole).toString(), cell.data(Qt::CheckStateRole).toInt() != Qt::Checked);
    return true;
}

// Right unfolds the current group, Left folds it, as in a tree.
bool TableView::foldByKey(int key) {
    const QString group = sorter_->groupAt(currentIndex().row());
    if (group.isEmpty() || (key != Qt::Key_Left && key != Qt::Key_Right)) return false;
    sorter_->setFolded(group, key == Qt::Key_Left);
    return true;
}

void TableView::tickSelected() {
    const QStringList ids = selectedIds();
    const QStringList ticked = sorter_->tickedIds();
    const bool all = std::all_of(ids.begin(), ids.end(), [&](const QString& id) { return ticked.contains(id); });
    for (const QString& id : ids)
        sorter_->setTicked(id, !all);
}

QString TableView::currentId() const {
    return currentIndex().data(TableModel::IdRole).toString();
}

void TableView::setCurrentId(const QString& id) {
    const int row = table_ ? table_->rowOf(id) : -1;
    if (row < 0) {
        clearSelection();
        return;
    }
    const QModelIndex index = sorter_->mapFromSource(table_->index(row, 0));
    if (!index.isValid()) return;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

QString TableView::idAt(const QPoint& viewportPosition) const {
    return indexAt(viewportPosition).data(TableModel::IdRole).toString();
}

void TableView::setEmptyText(const QString& sentence) {
    emptyText_ = sentence;
    viewport()->update();
}

void TableView::copySelection() const {
    if (!table_) return;
    const QHeaderView* header = horizontalHeader();
    QVector<int> columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!isColumnHidden(column)) columns.append(column);
    }
    QStringList lines, titles;
    for (int column : std::as_const(columns))
        titles.append(table_->columns()[column].title);
    lines.append(titles.join(QLatin1Char('\t')));
    const QStringList ids = selectedIds();
    for (const QString& id : ids) {
        QStringList cells;
        for (int column : std::as_const(columns)) {
            QString text = table_->index(table_->rowOf(id), column).data(TableModel::CopyRole).toString();
            cells.append(text.replace(QLatin1Char('\t'), QLatin1Char(' ')));
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    if (lines.size() > 1) QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

void TableView::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    if (sorter_->rowCount() == 0) {
        painter.setFont(style::font(Type::Small));
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
        return;
    }
    paintFrozen(painter);
    paintReasons(painter);
    if (hasFocus() && keyFocus_ && currentIndex().isValid()) {
        const int y = rowViewportPosition(currentIndex().row());
        style::paintFocusInside(painter, QRectF(0, y, viewport()->width(), rowHeight(currentIndex().row()) - 1), 2);
    }
}

void TableView::paintFrozen(QPainter& painter) {
    if (frozen_ == 0 || horizontalScrollBar()->value() == 0) return;
    const int first = rowAt(0), last = rowAt(viewport()->height() - 1);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int x = 0;
    for (int column = 0; column < frozen_; ++column) {
        const int width = columnWidth(column);
        for (int row = first; width > 0 && row >= 0 && row <= (last < 0 ? sorter_->rowCount() - 1 : last); ++row) {
            option.rect = QRect(x, rowViewportPosition(row), width, rowHeight(row));
            option.state.setFlag(QStyle::State_Selected, selectionModel()->isRowSelected(row));
            painter.fillRect(option.rect, style::color(Token::Surface));
            itemDelegate()->paint(&painter, option, sorter_->index(row, column));
        }
        x += width;
    }
    painter.fillRect(QRect(x - 1, 0, 1, viewport()->height()), style::color(Token::Border));
}

// Frozen columns and reasons stand still: they are painted anew, not shifted.
void TableView::scrollContentsBy(int dx, int dy) {
    endRename(false);
    QTableView::scrollContentsBy(dx, dy);
    if (dx != 0) viewport()->update();
}

void TableView::beginRename() {
    const QModelIndex cell = sorter_->index(currentIndex().row(), renameColumn_);
    if (renameColumn_ < 0 || !cell.isValid() || currentId().isEmpty()) return;
    scrollTo(cell);
    editedId_ = currentId();
    editor_ = new QLineEdit(cell.data(Qt::DisplayRole).toString(), viewport());
    editor_->setObjectName(objectName() + QStringLiteral(".rename"));
    editor_->setAccessibleName(tr("New name"));
    QRect place = visualRect(cell);
    place.setLeft(std::max(place.left(), 0));
    editor_->setGeometry(place.adjusted(2, 0, -2, 0));
    editor_->selectAll();
    editor_->installEventFilter(this);
    editor_->show();
    editor_->setFocus();
}

void TableView::endRename(bool keep) {
    if (!editor_) return;
    QLineEdit* editor = std::exchange(editor_, nullptr);
    const QString name = editor->text().trimmed();
    const bool had = editor->hasFocus();
    editor->hide();
    editor->setObjectName({});  // until it goes, the next one goes by its name
    editor->deleteLater();
    if (had) setFocus();
    const int row = table_->rowOf(editedId_);
    const bool other = row >= 0 && table_->row(row).cells.value(renameColumn_).text != name;
    if (keep && other && !name.isEmpty()) Q_EMIT renamed(editedId_, name);
}

bool TableView::eventFilter(QObject* object, QEvent* event) {
    if (object == editor_ && editor_) {
        const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event)->key() : 0;
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            endRename(key != Qt::Key_Escape);  // the table must not take the key for itself
            return true;
        }
        if (event->type() == QEvent::FocusOut) endRename(true);
    }
    return QTableView::eventFilter(object, event);
}

void TableView::paintReasons(QPainter& painter) {
    const int first = rowAt(0), last = rowAt(viewport()->height() - 1);
    if (first < 0) return;
    int left = 10 + (sorter_->isTickable() ? kMarkRoom - 10 : 0) +
               std::max(0, horizontalHeader()->sectionViewportPosition(horizontalHeader()->logicalIndex(0)));
    painter.setFont(style::font(Type::Small));
    // Under the name when the first column is only a mark.
    if (sorter_->columnCount() > 1 && columnWidth(0) <= 40) left += columnWidth(0);
    for (int row = first; row <= (last < 0 ? sorter_->rowCount() - 1 : last); ++row) {
        const QString reason = sorter_->index(row, 0).data(TableModel::ReasonRole).toString();
        if (reason.isEmpty()) continue;
        const bool selected = selectionModel()->isRowSelected(row);
        painter.setPen(style::color(selected ? Token::SelectionText : Token::Danger));
        const QRect line(left, rowViewportPosition(row) + rowHeight_ - 4, viewport()->width() - left - 8,
                         style::Theme::instance().lineHeight(Type::Small));
        painter.drawText(line, Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(reason, Qt::ElideRight, line.width()));
    }
}

void TableView::keyPressEvent(QKeyEvent* event) {
    keyFocus_ = true;
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        const QString group = sorter_->groupAt(currentIndex().row());
        if (group.isEmpty())
            Q_EMIT opened(currentId());
        else
            sorter_->setFolded(group, !sorter_->isFolded(group));
        return;
    }
    if (event->modifiers() == Qt::NoModifier && foldByKey(event->key())) return;
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && sorter_->isTickable()) {
        tickSelected();
        return;
    }
    if (event->key() == Qt::Key_F2 && renameColumn_ >= 0) {
        beginRename();
        return;
    }
    if (event->key() == Qt::Key_F5) {
        sorter_->resort();
        return;
    }
    QTableView::keyPressEvent(event);
    viewport()->update();
}

void TableView::mousePressEvent(QMouseEvent* event) {
    keyFocus_ = false;
    if (event->button() == Qt::LeftButton && pressMark(event->pos())) return;
    QTableView::mousePressEvent(event);
}

void TableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
    placeStale();
}

void TableView::placeStale() {
    stale_->adjustSize();
    stale_->move(viewport()->width() - stale_->width() - 6, viewport()->height() - stale_->height() - 4);
}

void TableView::contextMenuEvent(QContextMenuEvent* event) {
    const QString id = event->reason() == QContextMenuEvent::Keyboard ? currentId() : idAt(event->pos());
    const bool group = !sorter_->groupAt(currentIndex().row()).isEmpty();
    const QPoint place = event->reason() == QContextMenuEvent::Keyboard
                             ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft() + QPoint(kMarkRoom, 0))
                             : event->globalPos();
    if (!id.isEmpty() || group) Q_EMIT rowMenuRequested(id, place);
}

}  // namespace ludus::views
