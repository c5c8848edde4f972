// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/match_preview.h"

#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

#include "app/pages/match_view.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::pages {
namespace {

constexpr int kFrameMs = 33, kCourtHeight = 196;
constexpr int kRestMs = 50;  // the list comes first, and whoever walks through it wants no court at each step

}  // namespace

MatchPreview::MatchPreview(bridges::StoreQuery& store, QWidget* parent) : QWidget(parent), store_(store) {
    setObjectName(QStringLiteral("replays.preview"));
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding,
                                style::space::kPanelPadding);
    column_->setSpacing(style::space::kButton);
    facts_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    facts_->setElided(true);
    moments_ = new QListWidget;
    moments_->setObjectName(QStringLiteral("replays.moments"));
    moments_->setAccessibleName(tr("Moments"));
    moments_->setFrameShape(QFrame::NoFrame);
    watch_ = views::makeButton(tr("Watch"), QStringLiteral("eye"));
    watch_->setObjectName(QStringLiteral("replays.watchOne"));
    pin_ = views::makeToggle(tr("Pin"), QStringLiteral("pin"));
    pin_->setObjectName(QStringLiteral("replays.pin"));
    pin_->setToolTip(tr("A pinned replay is never thinned out"));
    auto* verbs = new QHBoxLayout;
    verbs->addWidget(watch_);
    verbs->addWidget(pin_);
    verbs->addStretch();
    column_->addWidget(facts_);
    column_->addWidget(new views::Label(tr("Moments"), style::Type::BodyStrong));
    column_->addWidget(moments_, 1);
    column_->addLayout(verbs);
    connect(watch_, &QPushButton::clicked, this, &MatchPreview::watchWanted);
    connect(pin_, &QPushButton::clicked, this, &MatchPreview::pinWanted);
    const auto jump = [this](const QListWidgetItem* item) { playback_.setFrame(item->data(Qt::UserRole).toInt()); };
    connect(moments_, &QListWidget::itemClicked, this, jump);
    connect(moments_, &QListWidget::itemActivated, this, jump);
    rest_.setSingleShot(true);
    rest_.setInterval(kRestMs);
    connect(&rest_, &QTimer::timeout, this, &MatchPreview::load);
    clock_.setInterval(kFrameMs);
    connect(&clock_, &QTimer::timeout, this, [this] { playback_.advance(kFrameMs / 1000.0); });
    connect(&playback_, &models::PlaybackModel::frameChanged, this, [this](int frame) {
        if (view_) view_->showFrame(frame);
    });
    show({}, false);
}

MatchPreview::~MatchPreview() = default;

void MatchPreview::show(const QString& hash, bool pinned) {
    pin_->setChecked(pinned);
    watch_->setEnabled(!hash.isEmpty());
    pin_->setEnabled(!hash.isEmpty());
    if (hash == hash_) return;
    hash_ = hash;
    playback_.setPlaying(false);
    moments_->clear();
    facts_->setText({});
    facts_->setWordWrap(false);
    facts_->setElided(true);
    delete view_;
    view_ = nullptr;
    match_.reset();
    if (hash.isEmpty())
        rest_.stop();
    else
        rest_.start();
}

void MatchPreview::load() {
    match_ = std::make_unique<bridges::MatchBridge>(store_);
    connect(match_.get(), &bridges::MatchBridge::opened, this, &MatchPreview::opened);
    connect(match_.get(), &bridges::MatchBridge::failed, this, &MatchPreview::fail);
    view_ = new MatchView(match_.get(), 99);
    view_->setPlain();
    view_->setFixedHeight(kCourtHeight);
    ViewerOverlays overlays;
    overlays.actions = false;
    view_->setOverlays(overlays);
    column_->insertWidget(0, view_);
    match_->open(hash_, {});
}

void MatchPreview::fail(const QString& sentence) {
    facts_->setElided(false);
    facts_->setWordWrap(true);
    facts_->setText(sentence);
}

void MatchPreview::opened() {
    facts_->setText(
        (QStringList{tr("%n frame(s)", nullptr, match_->frames())} + match_->facts()).join(QStringLiteral("  ·  ")));
    for (const replay::Moment& moment : match_->digest().moments) {
        auto* item = new QListWidgetItem(
            QStringLiteral("%1   %2").arg(style::formatInteger(moment.frame), match_->momentText(moment)), moments_);
        item->setData(Qt::UserRole, moment.frame);
    }
    playback_.setTracks(match_->tracks());
    playback_.setStepsPerSecond(match_->info().facts.stepsPerSecond);
    playback_.setLooping(true);
    playback_.setFrame(std::max(0, match_->digest().best - match_->info().facts.stepsPerSecond));
    view_->showFrame(playback_.frame());
    playback_.setPlaying(true);
}

void MatchPreview::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    clock_.start();
}

void MatchPreview::hideEvent(QHideEvent* event) {
    clock_.stop();
    QWidget::hideEvent(event);
}

}  // namespace ludus::pages
