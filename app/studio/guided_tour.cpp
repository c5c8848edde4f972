// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/guided_tour.h"

#include <QStringList>
#include <QWidget>

#include <utility>

#include "widgets/views/callout.h"

namespace ludus::studio {
namespace {

/// Where a step points: the first of these that is in view.
struct Place {
    const char* page;
    QStringList widgets;
};

Place placeOf(int step) {
    switch (step) {
        case 0: return {"experiments", {QStringLiteral("experiments.new"), QStringLiteral("rail:new")}};
        case 1: return {"new", {QStringLiteral("new.start")}};
        case 2: return {"run", {QStringLiteral("chart.elo"), QStringLiteral("rail:run")}};
        case 3: return {"replays", {QStringLiteral("replays.table"), QStringLiteral("rail:replays")}};
        default: return {"", {QStringLiteral("command.field")}};
    }
}

}  // namespace

GuidedTour::GuidedTour(QWidget& window, std::function<void(const QString&)> showPage, QObject* parent)
    : QObject(parent), window_(window), showPage_(std::move(showPage)) {}

GuidedTour::~GuidedTour() {
    delete card_;
}

void GuidedTour::end() {
    step_ = -1;
    if (!card_) return;
    // Its own button may be what ends it.
    card_->hide();
    card_->setObjectName({});
    card_->deleteLater();
    card_ = nullptr;
}

void GuidedTour::go(int step) {
    if (step < 0 || step >= kSteps) {
        end();
        return;
    }
    step_ = step;
    const std::pair<QString, QString> texts[kSteps] = {
        {tr("Begin here"),
         tr("An experiment is a game, a preset and what you change of it. Press this button, or Ctrl+N, "
            "to set one up.")},
        {tr("Set up by pointing"),
         tr("Choose a game and a preset. The form and the file say the same thing: change either. "
            "Start trains at once, in this window.")},
        {tr("Watch it learn"),
         tr("Curves grow while a run trains. Point at one to read every curve at that moment; all "
            "charts share one cursor. Pause and stop stand at the top.")},
        {tr("See the matches"),
         tr("Runs record matches as they go. Open one to play it step by step, with what the agent "
            "sees, what it may do and how it judges its chances.")},
        {tr("Find everything"),
         tr("Ctrl+K finds pages, commands, runs and help by a few letters. F1 explains what has the "
            "focus.")}};
    const Place place = placeOf(step);
    if (*place.page != '\0') showPage_(QLatin1String(place.page));
    QWidget* target = nullptr;
    for (const QString& name : place.widgets) {
        auto* widget = window_.findChild<QWidget*>(name);
        if (!target && widget && widget->isVisible()) target = widget;
    }
    if (!card_) {
        card_ = new views::Callout(&window_);
        connect(card_, &views::Callout::next, this, [this] { go(step_ + 1); });
        connect(card_, &views::Callout::skipped, this, &GuidedTour::end);
    }
    card_->show(target, texts[step].first, texts[step].second, tr("%1 of %2").arg(step + 1).arg(kSteps),
                step + 1 == kSteps);
}

}  // namespace ludus::studio
