// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/panel_grid.h"

#include <QAction>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "widgets/style/theme.h"
#include "widgets/views/panel.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kLeastPanel = 120;  // in a narrow grid as well none lies over its neighbour
constexpr int kGap = style::space::kPanelGap;
constexpr double kLeastUnit = 22;    // pixels a row
constexpr double kMostPinned = 0.6;  // of the view
constexpr int kColumnStep = 1, kRowStep = 1;

// Where a dragged panel lands.
class Landing : public QWidget {
public:
    explicit Landing(QWidget* parent) : QWidget(parent) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setObjectName(QStringLiteral("grid.landing"));
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QColor fill = style::color(Token::Accent);
        fill.setAlphaF(0.12F);
        painter.setBrush(fill);
        painter.setPen(QPen(style::color(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), style::radius::kPanel, style::radius::kPanel);
    }
};

QScrollArea* makeScroll(QWidget* content) {
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

}  // namespace

PanelGrid::PanelGrid(MakePanel make, QWidget* parent)
    : QWidget(parent),
      make_(std::move(make)),
      pinnedArea_(new QWidget),
      area_(new QWidget),
      landing_(new Landing(this)) {
    pinnedScroll_ = makeScroll(pinnedArea_);
    scroll_ = makeScroll(area_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(pinnedScroll_);
    column->addWidget(scroll_, 1);
    for (QWidget* area : {pinnedArea_, area_}) {
        area->setMouseTracking(true);
        area->installEventFilter(this);
    }
    setMinimumSize(220, 120);
}

PanelGrid::~PanelGrid() = default;

void PanelGrid::setArrangement(const PanelLayout& layout) {
    layout_ = layout;
    setMaximised({});
    for (const QString& id : panels_.keys()) {
        const PanelCell* cell = layout_.find(id);
        if (cell != nullptr) continue;
        delete panels_.take(id).panel;
    }
    for (const PanelCell& cell : layout_.cells()) {
        delete panels_.take(cell.id).panel;
        make(cell);
    }
    fit();
}

void PanelGrid::make(const PanelCell& cell) {
    const QString id = cell.id;
    Held held;
    held.panel = make_(cell);
    held.panel->setMinimumWidth(kLeastPanel);
    held.pin = held.panel->addCornerAction(QStringLiteral("pin"), tr("Pin on top"));
    held.pin->setCheckable(true);
    held.pin->setChecked(cell.pinned);
    held.pin->setObjectName(QStringLiteral("panel.pin"));
    held.maximise = held.panel->enableMaximise();
    held.maximise->setObjectName(QStringLiteral("panel.maximise"));
    connect(held.pin, &QAction::toggled, this, [this, id](bool on) { setPinned(id, on); });
    connect(held.panel, &Panel::maximiseToggled, this, [this, id](bool on) { setMaximised(on ? id : QString()); });
    fillMenu(held.panel, id);
    held.panel->titleBar()->installEventFilter(this);
    held.panel->titleBar()->setCursor(Qt::OpenHandCursor);
    panels_.insert(id, held);
}

void PanelGrid::fillMenu(Panel* panel, const QString& id) {
    QMenu* menu = panel->menu();
    if (!menu->isEmpty()) menu->addSeparator();
    QMenu* place = menu->addMenu(tr("Move and resize"));
    place->setObjectName(QStringLiteral("panel.place"));
    const auto entry = [&](const char* name, const QString& text, auto&& verb) {
        QAction* action = place->addAction(text, this, verb);
        action->setObjectName(QLatin1String(name));
    };
    entry("panel.left", tr("Change places with the left one"), [this, id] { step(id, -1, 0); });
    entry("panel.right", tr("Change places with the right one"), [this, id] { step(id, 1, 0); });
    entry("panel.up", tr("Change places with the upper one"), [this, id] { step(id, 0, -1); });
    entry("panel.down", tr("Change places with the lower one"), [this, id] { step(id, 0, 1); });
    place->addSeparator();
    entry("panel.wider", tr("Wider"), [this, id] { grow(id, kColumnStep, 0); });
    entry("panel.narrower", tr("Narrower"), [this, id] { grow(id, -kColumnStep, 0); });
    entry("panel.taller", tr("Taller"), [this, id] { grow(id, 0, kRowStep); });
    entry("panel.lower", tr("Lower"), [this, id] { grow(id, 0, -kRowStep); });
    QAction* hide =
        menu->addAction(style::icon(QStringLiteral("close")), tr("Hide panel"), this, [this, id] { hidePanel(id); });
    hide->setObjectName(QStringLiteral("panel.hide"));
}

QWidget* PanelGrid::areaOf(bool pinned) const {
    return pinned ? pinnedArea_ : area_;
}

QRect PanelGrid::rectOf(const PanelCell& cell) const {
    const double column = columnWidth();
    const int left = static_cast<int>(std::lround(cell.x * column));
    const int right = static_cast<int>(std::lround((cell.x + cell.w) * column)) - kGap;
    const int first = cell.pinned ? 0 : layout_.pinnedRows();
    const int top = static_cast<int>(std::lround((cell.y - first) * unit_));
    const int bottom = static_cast<int>(std::lround((cell.y + cell.h - first) * unit_)) - kGap;
    return {QPoint(left, top), QPoint(right - 1, bottom - 1)};
}

/// Room of a column with its gap; a scroll bar takes its own.
double PanelGrid::columnWidth() const {
    const bool scrolls = std::lround(layout_.rows() * unit_) - kGap > height();
    const int bar = scrolls ? scroll_->verticalScrollBar()->sizeHint().width() + 2 : 0;
    return (width() - bar + kGap) / static_cast<double>(PanelLayout::kColumns);
}

/// Rows share the height of the view while they do not get too low.
void PanelGrid::fit() {
    const int rows = std::max(1, layout_.rows());
    unit_ = std::max(kLeastUnit, (height() + kGap) / static_cast<double>(rows));
    place();
}

void PanelGrid::place() {
    const int pinned = static_cast<int>(std::lround(layout_.pinnedRows() * unit_));
    const int below = static_cast<int>(std::lround((layout_.rows() - layout_.pinnedRows()) * unit_));
    pinnedScroll_->setVisible(pinned > 0 && maximised_.isEmpty());
    pinnedScroll_->setFixedHeight(std::min(pinned, static_cast<int>(kMostPinned * height())));
    pinnedArea_->setFixedSize(width(), std::max(1, pinned));
    // The gap below the last row is left out where nothing scrolls.
    area_->setFixedSize(width(), std::max(1, below - kGap));
    for (const PanelCell& cell : layout_.cells()) {
        const Held& held = panels_[cell.id];
        if (held.panel == nullptr || cell.id == maximised_) continue;
        QWidget* area = areaOf(cell.pinned);
        const bool moved = held.panel->parentWidget() != area;
        if (moved) held.panel->setParent(area);
        held.panel->setGeometry(rectOf(cell));
        if (moved || held.panel->isHidden()) held.panel->show();
        const QSignalBlocker quiet(held.pin);
        held.pin->setChecked(cell.pinned);
    }
    if (Panel* alone = panel(maximised_)) alone->setGeometry(rect());
    // Tab goes through them in reading order.
    std::vector<const PanelCell*> order;
    for (const PanelCell& cell : layout_.cells())
        order.push_back(&cell);
    std::stable_sort(order.begin(), order.end(),
                     [](const PanelCell* a, const PanelCell* b) { return a->y != b->y ? a->y < b->y : a->x < b->x; });
    for (std::size_t i = 1; i < order.size(); ++i)
        panel(order[i]->id)->raise();
}

void PanelGrid::apply(PanelLayout layout) {
    if (layout == layout_) return;
    layout_ = std::move(layout);
    fit();
    Q_EMIT arranged();
}

void PanelGrid::addPanel(const PanelCell& cell) {
    if (layout_.find(cell.id) != nullptr) {
        reveal(cell.id);
        return;
    }
    PanelLayout layout = layout_;
    layout.add(cell);
    make(*layout.find(cell.id));
    setMaximised({});
    apply(std::move(layout));
    reveal(cell.id);
}

void PanelGrid::hidePanel(const QString& id) {
    if (layout_.find(id) == nullptr) return;
    if (maximised_ == id) setMaximised({});
    PanelLayout layout = layout_;
    layout.remove(id);
    // Its own menu may be asking.
    if (Panel* gone = panels_.take(id).panel) {
        gone->hide();
        gone->deleteLater();
    }
    apply(std::move(layout));
}

void PanelGrid::setPinned(const QString& id, bool pinned) {
    if (maximised_ == id) setMaximised({});
    PanelLayout layout = layout_;
    layout.setPinned(id, pinned);
    apply(std::move(layout));
}

void PanelGrid::setOwn(const QString& id, const QJsonObject& own) {
    PanelLayout layout = layout_;
    layout.setOwn(id, own);
    apply(std::move(layout));
}

void PanelGrid::remake(const QString& id) {
    const PanelCell* cell = layout_.find(id);
    if (cell == nullptr) return;
    if (maximised_ == id) setMaximised({});
    delete panels_.take(id).panel;
    make(*cell);
    place();
}

void PanelGrid::setMaximised(const QString& id) {
    if (id == maximised_) return;
    const QString before = maximised_;
    maximised_ = panels_.contains(id) ? id : QString();
    if (panels_.contains(before)) panels_[before].maximise->setChecked(false);
    scroll_->setVisible(maximised_.isEmpty());
    if (Panel* alone = panel(maximised_)) {
        alone->setParent(this);
        alone->show();
        alone->raise();
        panels_[maximised_].maximise->setChecked(true);
    }
    place();
}

void PanelGrid::reveal(const QString& id) {
    Panel* wanted = panel(id);
    if (wanted == nullptr) return;
    if (maximised_ != id) setMaximised({});
    scroll_->ensureWidgetVisible(wanted, 0, kGap);
    if (wanted->content() != nullptr) wanted->content()->setFocus(Qt::OtherFocusReason);
}

QList<QWidget*> PanelGrid::parts() const {
    if (Panel* alone = panel(maximised_)) return {alone};
    return layout_.pinnedRows() > 0 ? QList<QWidget*>{pinnedArea_, area_} : QList<QWidget*>{area_};
}

/// Changes places with the nearest one in this direction.
void PanelGrid::step(const QString& id, int dx, int dy) {
    const PanelCell* own = layout_.find(id);
    if (own == nullptr) return;
    const PanelCell* best = nullptr;
    int bestAway = 0;
    for (const PanelCell& other : layout_.cells()) {
        if (other.id == id || other.pinned != own->pinned) continue;
        const bool sameRows = other.y < own->y + own->h && own->y < other.y + other.h;
        const bool sameColumns = other.x < own->x + own->w && own->x < other.x + other.w;
        const int away = dx != 0 ? (other.x - own->x) * dx : (other.y - own->y) * dy;
        if (!(dx != 0 ? sameRows : sameColumns) || away <= 0) continue;
        if (best == nullptr || away < bestAway) {
            best = &other;
            bestAway = away;
        }
    }
    if (best == nullptr) return;
    PanelLayout layout = layout_;
    layout.swap(id, best->id);
    apply(std::move(layout));
}

void PanelGrid::grow(const QString& id, int dw, int dh) {
    const PanelCell* own = layout_.find(id);
    if (own == nullptr) return;
    PanelLayout layout = layout_;
    layout.resize(id, own->w + dw, own->h + dh);
    apply(std::move(layout));
}

void PanelGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void PanelGrid::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    fit();
}

}  // namespace ludus::views
