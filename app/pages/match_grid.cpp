// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/match_grid.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPixmapCache>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/scene_canvas.h"

namespace ludus::pages {

using style::Token;

namespace {

constexpr int kLeastWidth = 176, kCourt = 96, kLines = 40, kTicks = 16, kGap = 8, kTick = 18;
constexpr int kLookMs = 40;

class Tile : public QStyledItemDelegate {
public:
    Tile(bridges::MatchListBridge& list, MatchGrid* grid) : QStyledItemDelegate(grid), list_(list), grid_(grid) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return grid_->gridSize(); }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QString id = index.data(models::TableModel::IdRole).toString();
        const store::ListedMatch* listed = list_.match(id);
        if (listed == nullptr) return;
        const QRect box = option.rect.adjusted(0, 0, -kGap, -kGap);
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(style::color(selected ? Token::Accent : Token::Border), selected ? 2 : 1));
        painter->setBrush(style::color(selected ? Token::Selection : Token::Surface));
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kPanel,
                                 style::radius::kPanel);
        paintCourt(*painter, QRect(box.left() + 2, box.top() + 2, box.width() - 4, kCourt), id);
        paintWords(*painter, QRect(box.left() + 8, box.top() + kCourt + 4, box.width() - 16, kLines), *listed,
                   list_.result(id));
        paintStrip(*painter, QRect(box.left() + 8, box.bottom() - kTicks, box.width() - 16, kTicks - 2), id);
        paintTick(*painter, box, id, listed->pinned);
        if (option.state & QStyle::State_HasFocus && grid_->hasFocus())
            style::paintFocusInside(*painter, box, style::radius::kPanel);
        painter->restore();
    }

private:
    void paintCourt(QPainter& painter, const QRect& area, const QString& id) const {
        const bridges::Thumb* thumb = list_.thumb(id);
        if (thumb == nullptr || thumb->scene.world.isEmpty()) {
            painter.fillRect(area, style::color(Token::CourtSky));
            painter.setFont(style::font(style::Type::Caption));
            painter.setPen(style::color(Token::TextMuted));
            painter.drawText(area, Qt::AlignCenter, thumb == nullptr ? QString() : MatchGrid::tr("cannot be read"));
            return;
        }
        // Painted once a size and theme.
        const qreal ratio = grid_->devicePixelRatioF();
        const QString key = QStringLiteral("match:%1:%2:%3:%4")
                                .arg(id, QString::number(area.width()), QString::number(ratio),
                                     QString::number(style::Theme::instance().isDark() ? 1 : 0));
        QPixmap picture;
        if (!QPixmapCache::find(key, &picture)) {
            views::SceneOverlays overlays;
            overlays.labels = false;
            overlays.trail = true;
            picture = QPixmap::fromImage(views::sceneImage(thumb->scene, area.size(), overlays, ratio));
            QPixmapCache::insert(key, picture);
        }
        painter.drawPixmap(area.topLeft(), picture);
    }

    void paintWords(QPainter& painter, const QRect& area, const store::ListedMatch& listed,
                    const QString& result) const {
        painter.setFont(style::font(style::Type::BodyStrong));
        painter.setPen(style::color(Token::Text));
        const int taken = painter.fontMetrics().horizontalAdvance(result) + 8;
        painter.drawText(QRect(area.right() - taken, area.top(), taken, 18), Qt::AlignRight | Qt::AlignVCenter, result);
        for (size_t side = 0; side < std::min<size_t>(2, listed.match.agents.size()); ++side) {
            const int y = area.top() + static_cast<int>(side) * 18;
            style::paintSideFill(painter, QRectF(area.left(), y + 4, 10, 10), static_cast<int>(side));
            painter.setFont(style::font(style::Type::Small));
            painter.setPen(style::color(Token::Text));
            const QRect name(area.left() + 16, y, area.width() - 16 - (side == 0 ? taken : 0), 18);
            painter.drawText(
                name, Qt::AlignLeft | Qt::AlignVCenter,
                painter.fontMetrics().elidedText(list_.agent(listed, side), Qt::ElideMiddle, name.width()));
        }
    }

    /// Squares are points, diamonds drops of the value.
    void paintStrip(QPainter& painter, const QRect& area, const QString& id) const {
        const bridges::Thumb* thumb = list_.thumb(id);
        painter.fillRect(QRect(area.left(), area.center().y(), area.width(), 1), style::color(Token::ChartZero));
        if (thumb == nullptr) return;
        for (const bridges::Thumb::Tick& tick : thumb->ticks) {
            const QPointF at(area.left() + 4 + tick.at * (area.width() - 8), area.center().y() + 0.5);
            if (tick.drop) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(style::color(Token::Warning));
                painter.drawPath(style::shapePath(QStringLiteral("diamond"), 3).translated(at));
            } else {
                style::paintSideFill(painter, QRectF(at - QPointF(3.5, 3.5), QSizeF(7, 7)), tick.side, 1);
            }
        }
    }

    void paintTick(QPainter& painter, const QRect& box, const QString& id, bool pinned) const {
        const QRectF tick(box.left() + 7.5, box.top() + 7.5, kTick - 1, kTick - 1);
        const bool on = list_.ticked().contains(id);
        painter.setPen(QPen(style::color(on ? Token::Accent : Token::BorderStrong), 1));
        painter.setBrush(style::color(on ? Token::Accent : Token::Surface));
        painter.drawRoundedRect(tick, 3, 3);
        const qreal ratio = grid_->devicePixelRatioF();
        if (on)
            painter.drawPixmap(
                tick.toRect().adjusted(1, 1, -1, -1),
                style::iconPixmap(QStringLiteral("check"), style::color(Token::OnAccent), kTick - 2, ratio));
        if (pinned)
            painter.drawPixmap(QRect(box.right() - 24, box.top() + 8, 16, 16),
                               style::iconPixmap(QStringLiteral("pin"), style::color(Token::Accent), 16, ratio));
    }

    bridges::MatchListBridge& list_;
    MatchGrid* grid_;
};

}  // namespace

MatchGrid::MatchGrid(bridges::MatchListBridge& list, QWidget* parent) : QListView(parent), list_(list) {
    setObjectName(QStringLiteral("replays.grid"));
    setAccessibleName(tr("Recorded matches"));
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new Tile(list, this));
    setModel(list.table());
    look_.setSingleShot(true);
    look_.setInterval(kLookMs);
    connect(&look_, &QTimer::timeout, this, &MatchGrid::lookWhatIsSeen);
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&list, &bridges::MatchListBridge::thumbReady, viewport(), repaint);
    connect(&list, &bridges::MatchListBridge::ticksChanged, viewport(), repaint);
    connect(&style::Theme::instance(), &style::Theme::changed, viewport(), repaint);
    connect(&list, &bridges::MatchListBridge::listChanged, &look_, qOverload<>(&QTimer::start));
    connect(this, &QListView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT openedId(index.data(models::TableModel::IdRole).toString()); });
}

QString MatchGrid::currentId() const {
    return currentIndex().data(models::TableModel::IdRole).toString();
}

void MatchGrid::setCurrentId(const QString& id) {
    const int row = list_.table()->rowOf(id);
    if (row >= 0) setCurrentIndex(list_.table()->index(row, 0));
}

QStringList MatchGrid::selectedIds() const {
    QStringList out;
    for (const QModelIndex& index : selectedIndexes())
        out << index.data(models::TableModel::IdRole).toString();
    return out;
}

QRect MatchGrid::tickRect(const QString& id) const {
    const int row = list_.table()->rowOf(id);
    const QRect box = visualRect(list_.table()->index(row, 0));
    return {box.left() + 7, box.top() + 7, kTick, kTick};
}

/// As many columns as fit, all of one width.
void MatchGrid::arrange() {
    const int room = viewport()->width() - 2;
    const int columns = std::max(1, room / (kLeastWidth + kGap));
    setGridSize({room / columns, 4 + kCourt + 4 + kLines + kTicks + kGap});
}

void MatchGrid::resizeEvent(QResizeEvent* event) {
    arrange();
    QListView::resizeEvent(event);
    look_.start();
}

void MatchGrid::showEvent(QShowEvent* event) {
    QListView::showEvent(event);
    look_.start();
}

void MatchGrid::scrollContentsBy(int dx, int dy) {
    QListView::scrollContentsBy(dx, dy);
    look_.start();
    const QScrollBar* bar = verticalScrollBar();
    if (bar->value() > bar->maximum() - 2 * viewport()->height()) Q_EMIT endNear();
}

void MatchGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    Q_EMIT currentIdChanged(currentId());
}

void MatchGrid::lookWhatIsSeen() {
    if (!isVisible()) return list_.want({});
    const int rows = list_.table()->rowCount();
    const int columns = std::max(1, (viewport()->width() - 2) / std::max(1, gridSize().width()));
    const int first = std::max(0, verticalScrollBar()->value() / std::max(1, gridSize().height()) * columns);
    const int count = (viewport()->height() / std::max(1, gridSize().height()) + 2) * columns;
    QStringList ids;
    for (int row = first; row < std::min(rows, first + count); ++row)
        ids << list_.table()->idAt(row);
    list_.want(ids);
}

void MatchGrid::toggle(const QString& id) {
    list_.setTicked(id, !list_.ticked().contains(id));
}

void MatchGrid::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && currentIndex().isValid()) return toggle(currentId());
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        return Q_EMIT openedId(currentId());
    QListView::keyPressEvent(event);
}

void MatchGrid::mousePressEvent(QMouseEvent* event) {
    const QString id = indexAt(event->pos()).data(models::TableModel::IdRole).toString();
    if (event->button() == Qt::LeftButton && !id.isEmpty() &&
        tickRect(id).adjusted(-4, -4, 4, 4).contains(event->pos()))
        return toggle(id);
    QListView::mousePressEvent(event);
}

}  // namespace ludus::pages
