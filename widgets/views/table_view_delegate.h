// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How cells and column titles of a TableView are drawn. GUI thread; owned by the view.

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace ludus::views {

// Room of the box or chevron at the left end of the first column.
inline constexpr int kMarkRoom = 30;

// Text left, numbers right with digits of one width, an icon before the word of a state, small curves; a hairline
// below.
class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setLineHeight(int pixels) { lineHeight_ = pixels; }
    // Of this column both ends are read; of the others the start.
    void setElidedInTheMiddle(int column) { middle_ = column; }

private:
    // Box or chevron of the first column; true when there is one.
    bool paintMark(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintCurve(QPainter* painter, const QRect& cell, const QVector<float>& values) const;

    int lineHeight_ = 26;
    int middle_ = -1;
};

// Muted titles; the sorted column in full ink with its chevron.
class TableHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit TableHeader(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    // The first columns of this width together stay in sight when the rest scrolls.
    void setFrozen(int columns, int width);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;
    void paintEvent(QPaintEvent* event) override;

private:
    // The frozen column under this x of the viewport, when it stands over others; else -1.
    int frozenAt(int x) const;

    int frozenColumns_ = 0, frozenWidth_ = 0;
    int pressed_ = -1;
};

}  // namespace ludus::views
