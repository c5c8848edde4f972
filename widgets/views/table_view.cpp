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

#include "widgets/style/paint.h"
#include "widgets/views/label.h"
#include "widgets/views/table_view_delegate.h"

namespace ludus::views {

using models::TableModel;
using style::Token;
using style::Type;

TableView::TableView(QWidget* parent)
    : QTableView(parent), sorter_(new models::TableSorter(this)), rowHeight_(style::size::kRow) {
    setItemDelegate(new TableDelegate(this));
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
    connect(sorter_, &models::TableSorter::staleChanged, this, [this](bool stale) {
        stale_->setVisible(stale);
        placeStale();
    });
    connect(sorter_, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        fitRange(first, last);
        placeStale();
    });
    connect(sorter_, &QAbstractItemModel::modelReset, this, &TableView::applyColumns);
    connect(sorter_, &QAbstractItemModel::layoutChanged, this, &TableView::fitRows);
    connect(sorter_, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& from, const QModelIndex& to) { fitRange(from.row(), to.row()); });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &TableView::selectedIdsChanged);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { Q_EMIT currentIdChanged(now.data(TableModel::IdRole).toString()); });
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT opened(index.data(TableModel::IdRole).toString()); });
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] { viewport()->update(); });
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
        if (QGuiApplication::mouseButtons() != Qt::NoButton && horizontalHeader()->underMouse()) columnsFixed_ = true;
        header_->setFrozen(frozen_, frozenWidth());
    });
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(style::size::kRowDense);
    verticalHeader()->setDefaultSectionSize(rowHeight_);
    setSortingEnabled(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
}

void TableView::setTable(TableModel* model) {
    table_ = model;
    sorter_->setSourceModel(model);
    applyColumns();
}

void TableView::applyColumns() {
    if (!table_) return;
    const auto& columns = table_->columns();
    for (int i = 0; i < columns.size(); ++i) {
        setColumnWidth(i, columns[i].width);
        setColumnHidden(i, !columns[i].shown);
    }
    columnsFixed_ = false;
    fitColumns();
    fitRows();
}

// The first column of words names the row: it keeps its width where the others give.
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
    if (room < words) {
        used = passed = columns[name].width;
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

void TableView::setFrozenColumns(int count) {
    frozen_ = count;
    header_->setFrozen(frozen_, frozenWidth());
}

int TableView::frozenWidth() const {
    int width = 0;
    for (int column = 0; column < frozen_; ++column)
        width += columnWidth(column);  // 0 for a hidden one
    return width;
}

void TableView::fitRows() {
    fitRange(0, sorter_->rowCount() - 1);
    placeStale();
}

void TableView::fitRange(int first, int last) {
    const int tall = rowHeight_ + style::Theme::instance().lineHeight(Type::Small) + 2;
    for (int row = qMax(0, first); row <= last; ++row) {
        const bool reason = !sorter_->index(row, 0).data(TableModel::ReasonRole).toString().isEmpty();
        const int wanted = reason ? tall : rowHeight_;
        if (rowHeight(row) != wanted) QTableView::setRowHeight(row, wanted);
    }
}

void TableView::setRowHeight(int pixels) {
    rowHeight_ = pixels;
    static_cast<TableDelegate*>(itemDelegate())->setLineHeight(pixels);
    verticalHeader()->setDefaultSectionSize(pixels);
    fitRows();
}

QStringList TableView::selectedIds() const {
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QStringList ids;
    for (const QModelIndex& row : std::as_const(rows))
        ids.append(row.data(TableModel::IdRole).toString());
    return ids;
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
    if (renameColumn_ < 0 || !cell.isValid()) return;
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
    connect(editor_, &QLineEdit::returnPressed, this, [this] { endRename(true); });
    editor_->show();
    editor_->setFocus();
}

void TableView::endRename(bool keep) {
    if (!editor_) return;
    QLineEdit* editor = std::exchange(editor_, nullptr);
    const QString name = editor->text().trimmed();
    const bool had = editor->hasFocus();
    editor->hide();
    editor->deleteLater();
    if (had) setFocus();
    const int row = table_->rowOf(editedId_);
    const bool other = row >= 0 && table_->rows()[row].cells.value(renameColumn_).text != name;
    if (keep && other && !name.isEmpty()) Q_EMIT renamed(editedId_, name);
}

bool TableView::eventFilter(QObject* object, QEvent* event) {
    if (object == editor_ && editor_) {
        if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            endRename(false);
            return true;
        }
        if (event->type() == QEvent::FocusOut) endRename(true);
    }
    return QTableView::eventFilter(object, event);
}

void TableView::paintReasons(QPainter& painter) {
    const int first = rowAt(0), last = rowAt(viewport()->height() - 1);
    if (first < 0) return;
    int left = 10 + std::max(0, horizontalHeader()->sectionViewportPosition(horizontalHeader()->logicalIndex(0)));
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
        Q_EMIT opened(currentId());
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
    if (!id.isEmpty()) Q_EMIT rowMenuRequested(id, event->globalPos());
}

}  // namespace ludus::views
