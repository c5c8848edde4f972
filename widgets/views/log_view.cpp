// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/log_view.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using models::LogFilter;
using models::LogLevel;
using models::LogModel;
using style::Token;

namespace {

QString timeText(const QModelIndex& index) {
    return index.data(LogModel::TimeRole).toDateTime().toString(QStringLiteral("HH:mm:ss"));
}

class LogDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {200, style::size::kRowDense};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        if (selected) painter->fillRect(option.rect, style::color(Token::Selection));
        const QColor ink = style::color(selected ? Token::SelectionText : Token::Text);
        const QColor muted = selected ? ink : style::color(Token::TextMuted);
        const auto level = static_cast<LogLevel>(index.data(LogModel::LevelRole).toInt());
        const QString icon = level == LogLevel::Info      ? QStringLiteral("info")
                             : level == LogLevel::Warning ? QStringLiteral("warning")
                                                          : QStringLiteral("error");
        const QColor iconInk =
            level == LogLevel::Info ? muted : style::color(level == LogLevel::Warning ? Token::Warning : Token::Danger);
        QRect row = option.rect.adjusted(style::space::kPanelPadding, 0, -style::space::kPanelPadding, 0);
        painter->drawPixmap(row.left(), row.center().y() - 7,
                            style::iconPixmap(icon, iconInk, 14, painter->device()->devicePixelRatioF()));
        painter->setFont(style::font(style::Type::Small));
        painter->setPen(muted);
        row.setLeft(row.left() + 22);
        const QString time = timeText(index);
        style::drawNumber(*painter, row, Qt::AlignLeft | Qt::AlignVCenter, time);
        row.setLeft(row.left() + qRound(style::numberWidth(painter->font(), QStringLiteral("00:00:00"))) + 10);
        const QString fact = index.data(LogModel::FactRole).toString();
        if (!fact.isEmpty()) {
            style::drawNumber(*painter, row, Qt::AlignRight | Qt::AlignVCenter, fact);
            row.setRight(row.right() - qRound(style::numberWidth(painter->font(), fact)) - 12);
        }
        painter->setPen(ink);
        painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, row.width()));
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
            style::paintFocusInside(*painter, option.rect, style::radius::kMark);
        }
        painter->restore();
    }
};

}  // namespace

LogView::LogView(QWidget* parent) : QListView(parent), filter_(new LogFilter(this)), levels_(new QComboBox(this)) {
    setObjectName(QStringLiteral("log.lines"));
    setAccessibleName(tr("Log"));
    setItemDelegate(new LogDelegate(this));
    setModel(filter_);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);

    levels_->setObjectName(QStringLiteral("log.level"));
    levels_->setAccessibleName(tr("Levels shown"));
    levels_->addItems({tr("All levels"), tr("Warnings and errors"), tr("Errors")});
    levels_->setFixedHeight(style::size::kControlSmall);
    levels_->hide();
    connect(levels_, &QComboBox::currentIndexChanged, this,
            [this](int index) { filter_->setLeast(static_cast<LogLevel>(std::max(0, index))); });
    // Who reads older lines keeps them in sight while new ones arrive above.
    connect(filter_, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        QScrollBar* bar = verticalScrollBar();
        if (first != 0 || bar->value() == 0) return;
        const int wanted = bar->value() + (last - first + 1) * style::size::kRowDense;
        executeDelayedItemsLayout();
        bar->setValue(wanted);
    });
    connect(&style::Theme::instance(), &style::Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void LogView::setLog(LogModel* log) {
    filter_->setSourceModel(log);
}

// Whole rows only: a line that is cut reads as a mistake.
void LogView::resizeEvent(QResizeEvent* event) {
    const int rest = std::max(0, height() - 2 * frameWidth()) % style::size::kRowDense;
    if (viewportMargins().bottom() != rest) setViewportMargins(0, 0, 0, rest);
    QListView::resizeEvent(event);
}

void LogView::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) {
        QListView::keyPressEvent(event);
        return;
    }
    QModelIndexList chosen = selectionModel()->selectedIndexes();
    std::sort(chosen.begin(), chosen.end());
    QStringList lines;
    for (const QModelIndex& index : std::as_const(chosen)) {
        lines << timeText(index) + QLatin1Char('\t') + index.data().toString() + QLatin1Char('\t') +
                     index.data(LogModel::FactRole).toString();
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace ludus::views
