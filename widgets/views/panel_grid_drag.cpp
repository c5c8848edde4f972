// SPDX-License-Identifier: GPL-3.0-or-later
// PanelGrid under the mouse: panels are moved by their titles and resized at the gaps right of and below them.
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollArea>

#include <cmath>

#include "widgets/style/theme.h"
#include "widgets/views/panel.h"
#include "widgets/views/panel_grid.h"

namespace ludus::views {

namespace {

constexpr int kGap = style::space::kPanelGap;
constexpr int kStart = 6;         // pixels until a press becomes a drag
constexpr double kBorder = 0.25;  // share of a panel's height that means above or below it

Qt::CursorShape shapeOf(bool right, bool bottom) {
    if (right && bottom) return Qt::SizeFDiagCursor;
    return right ? Qt::SplitHCursor : Qt::SplitVCursor;
}

}  // namespace

QString PanelGrid::idOfTitle(const QObject* bar) const {
    for (auto it = panels_.begin(); it != panels_.end(); ++it) {
        if (it->panel != nullptr && it->panel->titleBar() == bar) return it.key();
    }
    return {};
}

bool PanelGrid::eventFilter(QObject* object, QEvent* event) {
    if (dragging_ && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        endDrag(false);
        return true;
    }
    switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseMove:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseButtonDblClick:
        case QEvent::Leave: break;
        default: return QWidget::eventFilter(object, event);
    }
    if (object == area_ || object == pinnedArea_) return gapEvent(static_cast<QWidget*>(object), event);
    const QString id = idOfTitle(object);
    return !id.isEmpty() && titleEvent(id, event);
}

bool PanelGrid::titleEvent(const QString& id, QEvent* event) {
    if (event->type() == QEvent::Leave) return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    switch (event->type()) {
        case QEvent::MouseButtonDblClick:
            if (mouse->button() == Qt::LeftButton) setMaximised(maximised_ == id ? QString() : id);
            return true;
        case QEvent::MouseButtonPress:
            if (mouse->button() != Qt::LeftButton || maximised_ == id) return false;
            taken_ = id;
            takenAt_ = mouse->globalPosition().toPoint();
            return true;
        case QEvent::MouseMove:
            if (taken_ != id || !(mouse->buttons() & Qt::LeftButton)) return false;
            if (!dragging_ && (mouse->globalPosition().toPoint() - takenAt_).manhattanLength() < kStart) return true;
            if (!dragging_) beginDrag(id);
            dragTo(mouse->globalPosition().toPoint());
            return true;
        case QEvent::MouseButtonRelease:
            if (taken_ != id) return false;
            if (dragging_)
                endDrag(true);
            else
                taken_.clear();
            return true;
        default: return false;
    }
}

void PanelGrid::beginDrag(const QString& id) {
    dragging_ = true;
    before_ = layout_;
    panel(id)->titleBar()->setCursor(Qt::ClosedHandCursor);
    qApp->installEventFilter(this);  // Escape, wherever the focus is
}

/// Shows the rectangle that the panel would get.
void PanelGrid::dragTo(const QPoint& global) {
    const PanelLayout layout = dropAt(global);
    const PanelCell* cell = layout.find(taken_);
    if (cell == nullptr) return;
    QWidget* area = areaOf(cell->pinned);
    landing_->setGeometry(QRect(area->mapTo(this, rectOf(*cell).topLeft()), rectOf(*cell).size()));
    landing_->show();
    landing_->raise();
    landing_->setProperty("at", global);
}

void PanelGrid::endDrag(bool keep) {
    qApp->removeEventFilter(this);
    if (Panel* moved = panel(taken_)) moved->titleBar()->setCursor(Qt::OpenHandCursor);
    landing_->hide();
    const PanelLayout layout = keep ? dropAt(landing_->property("at").toPoint()) : before_;
    dragging_ = false;
    taken_.clear();
    apply(layout);
}

/// In the middle of another panel they change places; near its upper or lower edge it goes above or below; beside all
/// others it stands where the pointer is.
PanelLayout PanelGrid::dropAt(const QPoint& global) const {
    PanelLayout layout = before_;
    const PanelCell* own = before_.find(taken_);
    if (own == nullptr) return layout;
    const QWidget* area = areaOf(own->pinned);
    const QPoint place = area->mapFromGlobal(global);
    for (const PanelCell& other : before_.cells()) {
        if (other.pinned != own->pinned || !rectOf(other).contains(place)) continue;
        if (other.id == taken_) return layout;
        const QRect rect = rectOf(other);
        const double share = (place.y() - rect.top()) / static_cast<double>(rect.height());
        if (share < kBorder)
            layout.move(taken_, other.x, other.y);
        else if (share > 1 - kBorder)
            layout.move(taken_, other.x, other.y + other.h);
        else
            layout.swap(taken_, other.id);
        return layout;
    }
    const double column = columnWidth();
    const int first = own->pinned ? 0 : before_.pinnedRows();
    layout.move(taken_, static_cast<int>(place.x() / column), first + static_cast<int>(std::max(0, place.y()) / unit_));
    return layout;
}

std::pair<QString, PanelGrid::Handle> PanelGrid::handleAt(QWidget* area, const QPoint& place) const {
    for (const PanelCell& cell : layout_.cells()) {
        if (areaOf(cell.pinned) != area) continue;
        const QRect rect = rectOf(cell);
        const bool right = place.x() > rect.right() && place.x() <= rect.right() + kGap;
        const bool bottom = place.y() > rect.bottom() && place.y() <= rect.bottom() + kGap;
        const bool rows = place.y() >= rect.top() && place.y() <= rect.bottom() + kGap;
        const bool columns = place.x() >= rect.left() && place.x() <= rect.right() + kGap;
        if (right && bottom) return {cell.id, Handle::Corner};
        if (right && rows && cell.x + cell.w < PanelLayout::kColumns) return {cell.id, Handle::Right};
        if (bottom && columns) return {cell.id, Handle::Bottom};
    }
    return {{}, Handle::None};
}

bool PanelGrid::gapEvent(QWidget* area, QEvent* event) {
    if (event->type() == QEvent::Leave) return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    const QPoint place = mouse->position().toPoint();
    if (event->type() == QEvent::MouseMove && handle_ != Handle::None) {
        resizeTo(area, place);
        return true;
    }
    const auto [id, handle] = handleAt(area, place);
    if (event->type() == QEvent::MouseMove) {
        if (handle == Handle::None)
            area->unsetCursor();
        else
            area->setCursor(shapeOf(handle != Handle::Bottom, handle != Handle::Right));
        return false;
    }
    if (event->type() == QEvent::MouseButtonPress && mouse->button() == Qt::LeftButton && handle != Handle::None) {
        taken_ = id;
        handle_ = handle;
        before_ = layout_;
        return true;
    }
    if (event->type() == QEvent::MouseButtonRelease && handle_ != Handle::None) {
        handle_ = Handle::None;
        taken_.clear();
        fit();
        if (!(layout_ == before_)) Q_EMIT arranged();
        return true;
    }
    return false;
}

/// Rows keep their height until the mouse is let go.
void PanelGrid::resizeTo(QWidget*, const QPoint& place) {
    const PanelCell* own = before_.find(taken_);
    if (own == nullptr) return;
    const QRect rect = rectOf(*own);
    const double column = columnWidth();
    const int w =
        handle_ == Handle::Bottom ? own->w : static_cast<int>(std::lround((place.x() - rect.left()) / column));
    const int h = handle_ == Handle::Right ? own->h : static_cast<int>(std::lround((place.y() - rect.top()) / unit_));
    layout_ = before_;
    layout_.resize(taken_, w, h);
    this->place();
}

}  // namespace ludus::views
