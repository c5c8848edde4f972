// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/replay_page.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedLayout>
#include <QStatusBar>

#include <algorithm>
#include <cmath>

#include "app/pages/export_strip.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/panel.h"
#include "widgets/views/picker.h"
#include "widgets/views/playback_bar.h"
#include "widgets/views/playback_bar_timeline.h"
#include "widgets/views/rail.h"

namespace ludus::pages {
namespace {

constexpr size_t kKeptTimes = 4096;
constexpr int kMostAlignedPoints = 9;
constexpr int kTimelineHigh = 190, kTimelineOfTwo = 152;

int columnsFor(int matches) {
    return matches <= 2 ? matches : static_cast<int>(std::ceil(std::sqrt(matches)));
}

}  // namespace

ReplayPage::ReplayPage(const Services& services, QWidget* parent)
    : Page(tr("Replay"), parent), go_(services.go), viewer_(services.store, this) {
    setObjectName(QStringLiteral("page.replay"));
    makeHeader();
    auto* empty = new views::EmptyState(tr("No match open"),
                                        tr("Choose one match in Replays, or two to sixteen to watch side by side."));
    connect(empty->addPrimary(tr("Choose"), QStringLiteral("replay")), &QPushButton::clicked, this,
            [this] { go_.openPage(QStringLiteral("replays")); });
    filled_ = makeViewer();
    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(empty);
    stack_->addWidget(filled_);

    matchPicker_ = new views::Picker(tr("Search recorded matches: agents, runs, score > 2"), this);
    matchPicker_->setObjectName(QStringLiteral("replay.matchPicker"));
    matchPicker_->setFilteredOutside(true);
    agentPicker_ = new views::Picker(tr("Search agents"), this);
    agentPicker_->setObjectName(QStringLiteral("replay.agentPicker"));
    connect(matchPicker_, &views::Picker::searched, &viewer_, &bridges::ViewerBridge::findMatches);
    connect(matchPicker_, &views::Picker::chosen, this, &ReplayPage::matchPicked);
    connect(agentPicker_, &views::Picker::chosen, this, &ReplayPage::agentPicked);
    connect(&viewer_, &bridges::ViewerBridge::matchesFound, this, [this](const auto& matches) {
        QVector<views::PickerItem> items;
        for (const bridges::MatchChoice& match : matches)
            items.push_back({match.hash, match.title, match.note});
        matchPicker_->setItems(items);
    });
    connect(&viewer_, &bridges::ViewerBridge::agentsFound, this, [this](const auto& agents) {
        QVector<views::PickerItem> items;
        for (const bridges::AgentChoice& agent : agents)
            items.push_back({agent.name, agent.title, agent.note});
        agentPicker_->setItems(items);
    });

    connect(&viewer_, &bridges::ViewerBridge::matchesChanged, this, &ReplayPage::rebuild);
    connect(&viewer_, &bridges::ViewerBridge::opened, this, &ReplayPage::matchOpened);
    connect(&viewer_, &bridges::ViewerBridge::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("replay")); });
    connect(viewer_.playback(), &models::PlaybackModel::frameChanged, this, &ReplayPage::showFrame);
    connect(viewer_.playback(), &models::PlaybackModel::currentChanged, this, &ReplayPage::refreshTools);
    connect(viewer_.playback(), &models::PlaybackModel::tracksChanged, this, &ReplayPage::refreshAlignments);
    installKeys(this);
    rebuild();
}

ReplayPage::~ReplayPage() = default;

void ReplayPage::makeHeader() {
    header()->setBack(tr("Replays"));
    connect(header(), &views::PageHeader::backRequested, this, [this] { go_.openPage(QStringLiteral("replays")); });
    addMatch_ = header()->addButton(tr("Add match"), QStringLiteral("plus"));
    addMatch_->setObjectName(QStringLiteral("replay.add"));
    connect(addMatch_, &QPushButton::clicked, this, [this] { pickMatch(addMatch_, -1); });
    exportButton_ = header()->addButton(tr("Export"), QStringLiteral("export"));
    exportButton_->setObjectName(QStringLiteral("replay.export"));
    exportButton_->setCheckable(true);
}

QPushButton* ReplayPage::makeOverlay(const QString& text, const char* icon, bool ViewerOverlays::*field) {
    QPushButton* toggle = views::makeToggle(text, QLatin1String(icon));
    toggle->setObjectName(QStringLiteral("replay.") + QLatin1String(icon));
    toggle->setChecked(overlays_.*field);
    toggle->setToolTip(tr("%1 (key %2)", "overlay, its key").arg(text, QString::number(overlayButtons_.size() + 1)));
    connect(toggle, &QPushButton::toggled, this, [this, field](bool on) { setOverlay(field, on); });
    overlayButtons_.emplace_back(field, toggle);
    return toggle;
}

QWidget* ReplayPage::makeTools() {
    tools_ = new QWidget;
    auto* row = new QHBoxLayout(tools_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(makeOverlay(tr("Velocity"), "velocity", &ViewerOverlays::velocity));
    row->addWidget(makeOverlay(tr("Ball trail"), "clock", &ViewerOverlays::trail));
    row->addWidget(makeOverlay(tr("Actions"), "probability", &ViewerOverlays::actions));
    row->addWidget(makeOverlay(tr("Value"), "run", &ViewerOverlays::value));
    row->addWidget(makeOverlay(tr("Observation"), "eye", &ViewerOverlays::observation));
    rays_ = makeOverlay(tr("Rays"), "ray", &ViewerOverlays::rays);
    row->addWidget(rays_);
    row->addStretch(1);
    inStep_ = views::makeToggle(tr("In step"), QStringLiteral("link"));
    inStep_->setObjectName(QStringLiteral("replay.inStep"));
    inStep_->setToolTip(tr("All matches follow one playhead"));
    independent_ = views::makeToggle(tr("Independent"));
    independent_->setObjectName(QStringLiteral("replay.independent"));
    independent_->setToolTip(tr("Each match has a playhead of its own; the keys are for the framed one"));
    for (QPushButton* button : {inStep_, independent_}) {
        connect(button, &QPushButton::clicked, this, [this, button] {
            viewer_.playback()->setIndependent(button == independent_);
            refreshTools();
        });
        row->addWidget(button);
    }
    align_ = new QComboBox;
    align_->setObjectName(QStringLiteral("replay.align"));
    align_->setAccessibleName(tr("Align matches by"));
    align_->setToolTip(tr("What of the matches stands at the same place of the time line"));
    connect(align_, &QComboBox::activated, this, &ReplayPage::chooseAlignment);
    row->addWidget(align_);
    other_ = views::makeToggle(tr("What would … do here?"), QStringLiteral("why"));
    other_->setObjectName(QStringLiteral("replay.other"));
    other_->setToolTip(tr("The action probabilities of another agent in the same frame, as outlined bars"));
    connect(other_, &QPushButton::clicked, this, [this] {
        const bool asked = viewer_.count() > 0 && viewer_.match(0)->hasOther();
        if (!asked) return pickAgent(other_, -1, -1);
        for (int i = 0; i < viewer_.count(); ++i)
            viewer_.match(i)->askOther({}, {});
    });
    row->addWidget(other_);
    return tools_;
}

QWidget* ReplayPage::makeViewer() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(makeTools());
    export_ = new ExportStrip(viewer_);
    export_->hide();
    connect(exportButton_, &QPushButton::toggled, export_, &QWidget::setVisible);
    connect(exportButton_, &QPushButton::toggled, export_, &ExportStrip::refresh);
    connect(export_, &ExportStrip::said, this, [this](bool good, const QString& sentence) {
        say(good ? views::MessageKind::Success : views::MessageKind::Danger, sentence, QStringLiteral("export"));
    });
    column->addWidget(export_);
    auto* court = new QWidget;
    grid_ = new QGridLayout(court);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(style::space::kPanelGap);
    column->addWidget(court, 1);
    auto* panel = new views::Panel;
    timelineArea_ = new QScrollArea;
    timelineArea_->setFrameShape(QFrame::NoFrame);
    timelineArea_->setWidgetResizable(true);
    timelineArea_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    timelineArea_->setFocusPolicy(Qt::NoFocus);
    timeline_ = new views::PlaybackTimeline;
    timeline_->setObjectName(QStringLiteral("replay.timeline"));
    timeline_->setModel(viewer_.playback());
    timelineArea_->setWidget(timeline_);
    panel->setContent(timelineArea_);
    column->addWidget(panel);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(style::space::kButton);
    bar_ = new views::PlaybackBar;
    bar_->setModel(viewer_.playback());
    fullScreen_ = views::makeButton({}, QStringLiteral("fullscreen"));
    fullScreen_->setObjectName(QStringLiteral("replay.fullScreen"));
    fullScreen_->setAccessibleName(tr("Full screen"));
    fullScreen_->setToolTip(tr("Full screen (F)"));
    fullScreen_->setCheckable(true);
    connect(fullScreen_, &QPushButton::clicked, this, &ReplayPage::setFullScreen);
    foot->addWidget(bar_, 1);
    foot->addWidget(fullScreen_);
    column->addLayout(foot);
    return box;
}

void ReplayPage::installKeys(QWidget* host) {
    bar_->installKeys(host);
    qDeleteAll(keys_);
    keys_.clear();
    const auto bind = [&](const QKeySequence& key, auto verb) {
        auto* shortcut = new QShortcut(key, host);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, verb);
        keys_.push_back(shortcut);
    };
    for (size_t i = 0; i < overlayButtons_.size(); ++i) {
        QPushButton* button = overlayButtons_[i].second;
        bind(QKeySequence(Qt::Key_1 + static_cast<int>(i)), [button] {
            if (!button->isHidden()) button->toggle();
        });
    }
    bind(QKeySequence(Qt::Key_F), [this] { setFullScreen(!full_); });
    bind(QKeySequence(Qt::Key_Escape), [this] { setFullScreen(false); });
}

/// The courts and the time line have the whole screen: bars and rail of the window step aside until F or Escape.
void ReplayPage::setFullScreen(bool on) {
    if (on == full_) return;
    full_ = on;
    auto* shell = qobject_cast<QMainWindow*>(window());
    if (shell == nullptr) return;
    aside_.removeAll(nullptr);
    if (on) {
        wasMaximised_ = shell->isMaximized();
        aside_.clear();
        const QList<QWidget*> around{shell->menuBar(), shell->statusBar(), shell->findChild<views::Rail*>(), header(),
                                     tools_};
        for (QWidget* widget : around) {
            if (widget != nullptr && !widget->isHidden()) aside_ << widget;
        }
        shell->showFullScreen();
    } else if (wasMaximised_) {
        shell->showMaximized();
    } else {
        shell->showNormal();
    }
    for (const QPointer<QWidget>& widget : std::as_const(aside_))
        widget->setVisible(!on);
    fullScreen_->setChecked(on);
    timeline_->setFocus(Qt::OtherFocusReason);
}

void ReplayPage::hideEvent(QHideEvent* event) {
    // Another page has no full screen of its own.
    if (!event->spontaneous()) setFullScreen(false);
    Page::hideEvent(event);
}

void ReplayPage::watch(const QVector<WatchedMatch>& matches) {
    QVector<QPair<QString, QString>> wanted;
    for (const WatchedMatch& match : matches)
        wanted.push_back({match.hash, match.title});
    dismiss(QStringLiteral("replay"));
    viewer_.watch(wanted);
}

void ReplayPage::play() {
    viewer_.playback()->setPlaying(true);
}

/// A view a match, in the order of the matches.
void ReplayPage::rebuild() {
    qDeleteAll(views_);
    views_.clear();
    const int columns = std::max(1, columnsFor(viewer_.count()));
    for (int i = 0; i < 16; ++i) {
        grid_->setColumnStretch(i, i < columns ? 1 : 0);
        grid_->setRowStretch(i, i * columns < viewer_.count() ? 1 : 0);
    }
    for (int i = 0; i < viewer_.count(); ++i) {
        auto* view = new MatchView(viewer_.match(i), i);
        connectView(view, i);
        grid_->addWidget(view, i / columns, i % columns);
        views_.push_back(view);
        view->setOverlays(overlays_);
        if (viewer_.match(i)->isOpen()) view->setObserver(0);
    }
    stack_->setCurrentIndex(viewer_.count() > 0 ? 1 : 0);
    refreshTools();
    refreshAlignments();
    showFrame();
}

void ReplayPage::connectView(MatchView* view, int index) {
    connect(view, &MatchView::pressed, this, [this, index] { viewer_.playback()->setCurrent(index); });
    // The view is deleted by what it asks for: that must not happen inside its own menu.
    connect(
        view, &MatchView::removeWanted, &viewer_, [this, index] { viewer_.remove(index); }, Qt::QueuedConnection);
    connect(
        view, &MatchView::exchangeWanted, &viewer_,
        [this, index] { viewer_.exchange(index, (index + 1) % std::max(1, viewer_.count())); }, Qt::QueuedConnection);
    connect(view, &MatchView::replaceWanted, this, [this, index](QWidget* anchor) { pickMatch(anchor, index); });
    connect(view, &MatchView::playAgainWanted, this,
            [this, index](QWidget* anchor, int side) { pickAgent(anchor, index, side); });
    connect(viewer_.match(index), &bridges::MatchBridge::otherChanged, view, [this] {
        refreshTools();
        showFrame();
    });
}

void ReplayPage::matchOpened(int match) {
    if (match >= 0 && match < static_cast<int>(views_.size())) views_[static_cast<size_t>(match)]->setObserver(0);
    refreshTools();
    refreshAlignments();
    showFrame();
    if (match == 0 && isVisible()) views_[0]->setFocus();
}

void ReplayPage::refreshTools() {
    const int count = viewer_.count();
    const bool open = viewer_.isOpen(), several = count > 1;
    header()->setTitle(count > 0 ? viewer_.title() : tr("Replay"));
    header()->setFacts(viewer_.facts());
    addMatch_->setVisible(count > 0);
    addMatch_->setEnabled(count < bridges::ViewerBridge::kMost);
    exportButton_->setVisible(count > 0);
    exportButton_->setEnabled(open);
    const models::PlaybackModel& playback = *viewer_.playback();
    for (QWidget* widget : std::initializer_list<QWidget*>{inStep_, independent_, align_})
        widget->setVisible(several);
    inStep_->setChecked(!playback.isIndependent());
    independent_->setChecked(playback.isIndependent());
    align_->setEnabled(!playback.isIndependent());
    const bool asked = count > 0 && viewer_.match(0)->hasOther();
    other_->setChecked(asked);
    other_->setText(asked ? tr("Outlined: %1").arg(viewer_.match(0)->otherTitle()) : tr("What would … do here?"));
    other_->setEnabled(open);
    rays_->setVisible(open && !viewer_.match(0)->observation(0, 0).rays.empty());
    for (size_t i = 0; i < views_.size(); ++i)
        views_[i]->setCurrent(several && playback.isIndependent() && static_cast<int>(i) == playback.current());
    const auto tracks = static_cast<int>(playback.tracks().size());
    timelineArea_->setFixedHeight(tracks <= 1   ? 112
                                  : tracks == 2 ? kTimelineOfTwo
                                                : std::min(kTimelineHigh, timeline_->sizeHint().height()));
}

void ReplayPage::refreshAlignments() {
    const models::PlaybackModel& playback = *viewer_.playback();
    align_->clear();
    align_->addItem(tr("same frame"));
    align_->addItem(tr("same end"));
    for (int point = 1; point <= std::min(kMostAlignedPoints, playback.commonPoints()); ++point)
        align_->addItem(tr("point %1").arg(point));
    const int chosen = playback.alignment() == models::Alignment::Frame ? 0
                       : playback.alignment() == models::Alignment::End ? 1
                                                                        : 1 + playback.alignedPoint();
    align_->setCurrentIndex(std::min(chosen, align_->count() - 1));
}

void ReplayPage::chooseAlignment(int index) {
    using models::Alignment;
    viewer_.playback()->setAlignment(index == 0   ? Alignment::Frame
                                     : index == 1 ? Alignment::End
                                                  : Alignment::Point,
                                     std::max(1, index - 1));
}

void ReplayPage::setOverlay(bool ViewerOverlays::*field, bool on) {
    overlays_.*field = on;
    export_->setOverlays(overlays_);
    for (MatchView* view : views_)
        view->setOverlays(overlays_);
}

void ReplayPage::showFrame() {
    QElapsedTimer clock;
    clock.start();
    for (size_t i = 0; i < views_.size(); ++i)
        views_[i]->showFrame(viewer_.playback()->frameOf(static_cast<int>(i)));
    if (frameTimes_.size() == kKeptTimes) frameTimes_.clear();
    frameTimes_.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
}

void ReplayPage::pickMatch(QWidget* anchor, int place) {
    pickedPlace_ = place;
    viewer_.findMatches({});
    matchPicker_->openAt(anchor);
}

void ReplayPage::matchPicked(const QString& hash, const QString&) {
    if (pickedPlace_ >= 0 && pickedPlace_ < viewer_.count()) {
        viewer_.replace(pickedPlace_, hash, {});
    } else {
        viewer_.add(hash, {});
    }
}

/// For a fresh match (`match` >= 0) or to be asked in all of them.
void ReplayPage::pickAgent(QWidget* anchor, int match, int side) {
    askedMatch_ = match;
    askedSide_ = side;
    viewer_.findAgents(std::max(0, match));
    agentPicker_->openAt(anchor);
    refreshTools();
}

void ReplayPage::agentPicked(const QString& agent, const QString& title) {
    if (askedMatch_ >= 0) return viewer_.playAgain(askedMatch_, askedSide_, agent);
    for (int i = 0; i < viewer_.count(); ++i)
        viewer_.match(i)->askOther(agent, title);
}

QVariantMap ReplayPage::saveState() const {
    QVariantMap state{{QStringLiteral("matches"), viewer_.hashes()}};
    for (size_t i = 0; i < overlayButtons_.size(); ++i)
        state.insert(QStringLiteral("overlay%1").arg(i), overlays_.*(overlayButtons_[i].first));
    return state;
}

void ReplayPage::restoreState(const QVariantMap& state) {
    for (size_t i = 0; i < overlayButtons_.size(); ++i) {
        const QVariant on = state.value(QStringLiteral("overlay%1").arg(i));
        if (on.isValid()) overlayButtons_[i].second->setChecked(on.toBool());
    }
    QVector<WatchedMatch> matches;
    for (const QString& hash : state.value(QStringLiteral("matches")).toStringList())
        matches.push_back({hash, {}});
    if (!matches.isEmpty()) watch(matches);
}

QString ReplayPage::helpTopic() const {
    return QStringLiteral("replay");
}

}  // namespace ludus::pages
