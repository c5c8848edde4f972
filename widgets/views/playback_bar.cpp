// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/playback_bar.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/number_label.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::views {

using models::PlaybackModel;
using style::Token;

namespace {

constexpr int kSpeedSteps = 4;  // of the slider per doubling
constexpr int kFrameMs = 16;

int sliderOf(double speed) {
    return qRound(std::log2(speed) * kSpeedSteps);
}

}  // namespace

PlaybackBar::PlaybackBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("playback"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    row->addWidget(makeReadOut(), 1);
    row->addWidget(makeTransport());
    row->addWidget(makeSpeed(), 1);
    clock_.setTimerType(Qt::PreciseTimer);
    clock_.setInterval(kFrameMs);
    connect(&clock_, &QTimer::timeout, this, [this] {
        if (model_) model_->advance(static_cast<double>(watch_.nsecsElapsed()) * 1e-9);
        watch_.restart();
    });
    installKeys(this);
    refresh();
}

QWidget* PlaybackBar::makeReadOut() {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    frame_ = new style::NumberLabel(box);
    frame_->setObjectName(QStringLiteral("playback.frame"));
    frame_->setType(style::Type::BodyStrong);
    rest_ = new style::NumberLabel(box);
    rest_->setObjectName(QStringLiteral("playback.time"));
    rest_->setInk(Token::TextMuted);
    row->addWidget(frame_);
    row->addWidget(rest_);
    row->addStretch();
    return box;
}

QWidget* PlaybackBar::makeTransport() {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    const auto add = [&](const char* name, const char* icon, const QString& tip, auto verb) {
        QToolButton* button = makeTransportButton(QLatin1String(icon), tip, box);
        button->setObjectName(QLatin1String(name));
        connect(button, &QToolButton::clicked, this, [this, verb] {
            if (model_) verb(*model_);
        });
        controls_ << button;
        return button;
    };
    row->addWidget(add("playback.first", "first", tr("First frame (Home)"), [](PlaybackModel& m) { m.setFrame(0); }));
    QToolButton* before = add("playback.previousMark", "previous-moment", tr("Previous moment (J)"),
                              [](PlaybackModel& m) { m.toPreviousMark(); });
    QToolButton* after =
        add("playback.nextMark", "next-moment", tr("Next moment (K)"), [](PlaybackModel& m) { m.toNextMark(); });
    moments_ = {before, after};
    row->addWidget(before);
    row->addWidget(
        add("playback.stepBack", "step-back", tr("One frame back (,)"), [](PlaybackModel& m) { m.step(-1); }));
    play_ = makePrimaryButton(tr("Play"), QStringLiteral("play"), box);
    play_->setObjectName(QStringLiteral("playback.play"));
    play_->setToolTip(tr("Play or pause (Space)"));
    play_->setMinimumWidth(92);
    connect(play_, &QPushButton::clicked, this, [this] {
        if (model_) model_->togglePlaying();
    });
    controls_ << play_;
    row->addWidget(play_);
    row->addWidget(add("playback.step", "step", tr("One frame forward (.)"), [](PlaybackModel& m) { m.step(1); }));
    row->addWidget(after);
    row->addWidget(
        add("playback.last", "last", tr("Last frame (End)"), [](PlaybackModel& m) { m.setFrame(m.lastFrame()); }));
    loop_ = add("playback.loop", "loop", tr("Loop (L); Shift and drag on the time line chooses the range"),
                [](PlaybackModel& m) { m.setLooping(!m.isLooping()); });
    loop_->setCheckable(true);
    row->addSpacing(style::space::kButton);
    row->addWidget(loop_);
    return box;
}

QWidget* PlaybackBar::makeSpeed() {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    speed_ = new QSlider(Qt::Horizontal, box);
    speed_->setObjectName(QStringLiteral("playback.speed"));
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(tr("Speed (+ and −)"));
    speed_->setRange(sliderOf(PlaybackModel::kSlowest), sliderOf(PlaybackModel::kFastest));
    speed_->setPageStep(kSpeedSteps);
    speed_->setFixedWidth(120);
    connect(speed_, &QSlider::valueChanged, this, [this](int value) {
        if (model_ && sliderOf(model_->speed()) != value) {
            model_->setSpeed(std::exp2(static_cast<double>(value) / kSpeedSteps));
        }
    });
    controls_ << speed_;
    factor_ = new style::NumberLabel(box);
    factor_->setObjectName(QStringLiteral("playback.factor"));
    factor_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    factor_->setFixedWidth(56);
    row->addStretch();
    row->addWidget(
        new IconLabel(style::icon(QStringLiteral("speed"), style::IconRole::Muted), style::size::kIcon, box));
    row->addWidget(speed_);
    row->addWidget(factor_);
    return box;
}

void PlaybackBar::setModel(PlaybackModel* model) {
    if (model_) disconnect(model_, nullptr, this, nullptr);
    model_ = model;
    if (model_) {
        connect(model_, &PlaybackModel::frameChanged, this, &PlaybackBar::refreshFrame);
        connect(model_, &PlaybackModel::tracksChanged, this, &PlaybackBar::refresh);
        connect(model_, &PlaybackModel::playingChanged, this, &PlaybackBar::refresh);
        connect(model_, &PlaybackModel::speedChanged, this, &PlaybackBar::refresh);
        connect(model_, &PlaybackModel::loopChanged, this, &PlaybackBar::refresh);
        connect(model_, &QObject::destroyed, this, [this] {
            model_.clear();
            refresh();
        });
    }
    refresh();
}

PlaybackBar::~PlaybackBar() {
    dropKeys();
}

void PlaybackBar::dropKeys() {
    for (const QPointer<QShortcut>& shortcut : std::as_const(shortcuts_))
        delete shortcut;
    shortcuts_.clear();
}

// A shortcut works inside its parent, so the host owns it.
void PlaybackBar::installKeys(QWidget* host) {
    dropKeys();
    const auto bind = [&](std::initializer_list<QKeySequence> keys, auto verb) {
        for (const QKeySequence& key : keys) {
            auto* shortcut = new QShortcut(key, host);
            shortcuts_ << shortcut;
            shortcut->setContext(Qt::WidgetWithChildrenShortcut);
            connect(shortcut, &QShortcut::activated, this, [this, verb] {
                if (model_) verb(*model_);
            });
        }
    };
    bind({Qt::Key_Space}, [](PlaybackModel& m) { m.togglePlaying(); });
    bind({Qt::Key_Comma}, [](PlaybackModel& m) { m.step(-1); });
    bind({Qt::Key_Period}, [](PlaybackModel& m) { m.step(1); });
    bind({Qt::Key_Plus, Qt::Key_Equal}, [](PlaybackModel& m) { m.faster(); });
    bind({Qt::Key_Minus}, [](PlaybackModel& m) { m.slower(); });
    bind({Qt::Key_Home}, [](PlaybackModel& m) { m.setFrame(0); });
    bind({Qt::Key_End}, [](PlaybackModel& m) { m.setFrame(m.lastFrame()); });
    bind({Qt::Key_J}, [](PlaybackModel& m) { m.toPreviousMark(); });
    bind({Qt::Key_K}, [](PlaybackModel& m) { m.toNextMark(); });
    bind({Qt::Key_L}, [](PlaybackModel& m) { m.setLooping(!m.isLooping()); });
}

void PlaybackBar::refresh() {
    const bool usable = model_ && model_->frameCount() > 0;
    for (QWidget* control : std::as_const(controls_))
        control->setEnabled(usable);
    const bool hasMarks =
        usable && std::any_of(model_->tracks().begin(), model_->tracks().end(),
                              [](const models::PlaybackTrack& track) { return !track.marks.empty(); });
    for (QWidget* moment : std::as_const(moments_))
        moment->setVisible(hasMarks);
    const bool playing = model_ && model_->isPlaying();
    setButtonFace(play_, playing ? tr("Pause") : tr("Play"),
                  playing ? QStringLiteral("pause") : QStringLiteral("play"));
    loop_->setChecked(model_ && model_->isLooping());
    const double speed = model_ ? model_->speed() : 1;
    speed_->setValue(sliderOf(speed));
    factor_->setText(tr("%1 ×").arg(style::formatReal(speed, 2)));
    refreshFrame();
    runClock();
}

void PlaybackBar::refreshFrame() {
    if (!model_ || model_->frameCount() == 0) {
        frame_->setText(tr("No frames"));
        rest_->setText({});
        return;
    }
    frame_->setText(tr("Frame %1").arg(style::formatInteger(model_->frame())));
    rest_->setText(
        tr("of %1  ·  %2 s").arg(style::formatInteger(model_->lastFrame()), style::formatReal(model_->seconds(), 2)));
}

void PlaybackBar::runClock() {
    const bool wanted = model_ && model_->isPlaying() && isVisible();
    if (wanted && !clock_.isActive()) {
        watch_.restart();
        clock_.start();
    } else if (!wanted) {
        clock_.stop();
    }
}

void PlaybackBar::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    runClock();
}

void PlaybackBar::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    runClock();
}

}  // namespace ludus::views
