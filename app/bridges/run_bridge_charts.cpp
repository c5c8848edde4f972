// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of a RunBridge: the standard ones, one of its own for every other metric, and what each metric feeds.
#include <algorithm>

#include "app/bridges/run_bridge.h"
#include "app/bridges/texts.h"
#include "widgets/style/theme.h"

namespace ludus::bridges {
namespace {

const QString kOwn = QStringLiteral("metric:");
constexpr int kDotted = 2;  // further rounds of the palette have other dashes

/// Points of evaluations are estimates already.
bool isSmoothed(const std::string& metric) {
    const std::string of = metricOwner(metric).metric;
    return of != "elo" && !of.starts_with("score/");
}

}  // namespace

void RunBridge::makeCharts() {
    const QString firstUpdate = tr("Waiting for the first update: about 2 s.");
    const QString firstEpisode = tr("Waiting for the first episode to end.");
    const auto make = [this](const char* id, const QString& title, const QString& note, const QString& unit,
                             const QString& empty) {
        auto chart = std::make_unique<models::ChartModel>(title);
        chart->setExplanation(note);
        chart->setUnit(unit);
        chart->setEmptyText(empty);
        models::ChartModel* made = chart.get();
        waiting_[made] = empty;
        standard_.emplace_back(QString::fromLatin1(id), std::move(chart));
        return made;
    };
    const QString firstRound = tr("No evaluation yet. The first is being played.");
    elo_ = make("elo", tr("Elo"), tr("95 % band, joint fit, random at 0"), {}, firstRound);
    elo_->setNumbers(models::ChartNumbers::Whole);
    winRates_ = make("winRates", tr("Win rate in training"), tr("draws count half"), {}, firstEpisode);
    winRates_->setNumbers(models::ChartNumbers::Percent);
    winRates_->setValueRange(0.0, 1.0);
    winRates_->setZeroLine(0.5);
    scores_ = make("scores", tr("Score in evaluation"), tr("mean of points won minus lost, 95 % band"), {}, firstRound);
    scores_->setZeroLine(0.0);
    returns_ = make("returns", tr("Return"), tr("per episode"), {}, firstEpisode);
    lengths_ = make("lengths", tr("Episode length"), {}, tr("steps"), firstEpisode);
    losses_ = make("losses", tr("Losses"), tr("size"), {}, firstUpdate);
    losses_->setLogarithmic(true);
    entropy_ = make("entropy", tr("Entropy"), {}, tr("nats"), firstUpdate);
    speed_ = make("speed", tr("Steps per second"), {}, {}, firstUpdate);
    const QString firstSample = tr("No measurement of the machine yet.");
    load_ = make("load", tr("Load"), tr("share of the machine"), {}, firstSample);
    load_->setNumbers(models::ChartNumbers::Percent);
    load_->setValueRange(0.0, 1.04);
    memory_ = make("memory", tr("Memory"), {}, tr("bytes"), firstSample);
}

/// A chart that stays empty beside others that are not waits for nothing.
void RunBridge::describeEmpty() {
    const RunStatus status = facts_.record.status;
    const bool over = status == RunStatus::finished || status == RunStatus::failed || status == RunStatus::aborted;
    for (const auto& [chart, words] : waiting_) {
        const bool rated = chart == elo_ || chart == scores_;
        if (over || facts_.record.interrupted)
            chart->setEmptyText(rated ? tr("This run was not evaluated.") : tr("Nothing of this was measured."));
        else
            chart->setEmptyText(rated || curves_.empty() ? words : tr("Nothing of this has been measured so far."));
    }
}

std::vector<models::ChartModel*> RunBridge::charts() const {
    std::vector<models::ChartModel*> all;
    for (const auto& [id, chart] : standard_)
        all.push_back(chart.get());
    for (const auto& [metric, chart] : own_)
        all.push_back(chart.get());
    return all;
}

QStringList RunBridge::standardCharts() const {
    QStringList ids;
    for (const auto& [id, chart] : standard_)
        ids << id;
    return ids;
}

QString RunBridge::ownChart(const std::string& metric) {
    return kOwn + text(metric);
}

std::string RunBridge::metricOf(const QString& id) {
    return id.startsWith(kOwn) ? id.mid(kOwn.size()).toStdString() : std::string();
}

models::ChartModel* RunBridge::chart(const QString& id) {
    for (const auto& [known, chart] : standard_) {
        if (known == id) return chart.get();
    }
    const std::string metric = metricOf(id);
    return metric.empty() ? nullptr : makeOwn(metric);
}

bool RunBridge::hasMetric(const std::string& metric) const {
    return curves_.contains(metric);
}

std::vector<std::string> RunBridge::metrics() const {
    std::vector<std::string> names;
    for (const auto& [metric, curves] : curves_)
        names.push_back(metric);
    return names;
}

models::SeriesModel* RunBridge::seriesOf(const std::string& metric) const {
    const auto found = curves_.find(metric);
    return found == curves_.end() || found->second.empty() ? nullptr : found->second.front();
}

/// The chart of this metric alone; what is known of it is copied once, then both are fed.
models::ChartModel* RunBridge::makeOwn(const std::string& metric) {
    std::unique_ptr<models::ChartModel>& chart = own_[metric];
    const bool made = !chart;
    if (made) {
        const MetricWords words = metricWords(metric);
        chart = std::make_unique<models::ChartModel>(words.title);
        chart->setExplanation(words.note);
        chart->setUnit(words.unit);
        chart->setNumbers(words.numbers);
        chart->setEmptyText(tr("This run has no such metric."));
        if (isSmoothed(metric)) chart->setSmoothing(smoothing_);
        chart->setMarks(marks_);
    }
    const auto known = curves_.find(metric);
    if (known == curves_.end() || !chart->all().empty()) return chart.get();
    models::SeriesModel* copy = chart->addSeries({}, 0);
    if (models::SeriesModel* first = known->second.empty() ? nullptr : known->second.front()) {
        std::vector<models::SeriesPoint> points;
        for (size_t i = 0; i < first->size(); ++i)
            points.push_back(first->at(i));
        copy->replaceAll(points);
    }
    known->second.push_back(copy);
    return chart.get();
}

RunBridge::Place RunBridge::placeOf(const std::string& metric) const {
    const MetricOwner owner = metricOwner(metric);
    if (!owner.learner.empty() || isLeague()) return placeOfLearner(owner);
    const auto after = [&](const char* prefix) { return metric.substr(std::char_traits<char>::length(prefix)); };
    if (metric == "return") return {returns_, tr("learner"), 0};
    if (metric == "episode_length") return {lengths_, tr("all episodes"), 0};
    if (metric == "value_loss") return {losses_, tr("value"), 1};
    if (metric == "policy_loss") return {losses_, tr("policy"), 6};
    if (metric == "entropy") return {entropy_, tr("policy"), 0};
    if (metric.starts_with("win_rate/")) {
        const std::string who = after("win_rate/");
        return {winRates_, who == "own_past" ? tr("own past") : agentTitle(who),
                static_cast<int>(winRates_->all().size())};
    }
    if (metric.starts_with("score/"))
        return {scores_, agentTitle(after("score/")), static_cast<int>(scores_->all().size())};
    return placeOfMachine(metric);
}

RunBridge::Place RunBridge::placeOfMachine(const std::string& metric) const {
    if (metric == "steps_per_second") return {speed_, tr("training"), 0};
    if (metric == "system/cpu") return {load_, tr("this program"), 0};
    if (metric == "system/cpu_total") return {load_, tr("all programs"), 4};
    if (metric == "system/gpu") return {load_, tr("graphics card"), 2};
    if (metric == "system/memory") return {memory_, tr("this program"), 0};
    if (metric == "system/gpu_memory") return {memory_, tr("graphics card"), 2};
    return {};
}

/// In a league every learner has its curve, in the colour of its role; others of one role have other dashes. What
/// exploiters score against bots is not what the chart of scores asks: it has charts of its own.
RunBridge::Place RunBridge::placeOfLearner(const MetricOwner& owner) const {
    const bool first = owner.learner.empty();
    const std::string learner = first ? learners_.front() : owner.learner;
    const QString name = learnerTitle(learner, learners_);
    const LearnerLook look = learnerLook(learner);
    const int round = style::Theme::instance().seriesColors();
    const int colour = round * look.number;
    if (owner.metric == "return") return {returns_, name, colour, look.role};
    if (owner.metric == "episode_length") return {lengths_, name, colour, look.role};
    if (owner.metric == "entropy") return {entropy_, name, colour, look.role};
    //: A learner and which of its losses.
    if (owner.metric == "value_loss") return {losses_, tr("%1 value").arg(name), colour, look.role};
    if (owner.metric == "policy_loss") return {losses_, tr("%1 policy").arg(name), colour + kDotted * round, look.role};
    if (owner.metric.starts_with("win_rate/")) {
        const std::string who = owner.metric.substr(9);
        const QString opponent = who == "league"           ? tr("frozen players")
                                 : who.starts_with("bot:") ? agentTitle(who)
                                                           : learnerTitle(who, learners_);
        const auto& all = winRates_->all();
        const auto alike =
            std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.role == look.role; });
        //: A learner of a league and whom it met.
        return {winRates_, tr("%1 v %2").arg(name, opponent), round * static_cast<int>(alike), look.role};
    }
    if (first && owner.metric.starts_with("score/"))
        return {scores_, agentTitle(owner.metric.substr(6)), static_cast<int>(scores_->all().size())};
    return first ? placeOfMachine(owner.metric) : Place{};
}

/// The series that points of this metric go to; its first are made here.
std::vector<models::SeriesModel*>& RunBridge::curvesOf(const std::string& metric) {
    if (const auto known = curves_.find(metric); known != curves_.end()) return known->second;
    const Place place = placeOf(metric);
    std::vector<models::SeriesModel*>& curves = curves_[metric];
    newMetrics_ = true;
    if (place.chart != nullptr) {
        models::SeriesModel* series = place.chart->series(place.series);
        if (series == nullptr) {
            series = place.chart->addSeries(place.series, place.colour, place.chart == scores_);
            if (!place.role.isEmpty()) place.chart->setRole(place.series, place.role);
        }
        curves.push_back(series);
    }
    // One without a standard chart, and one whose own chart somebody looks at.
    if (place.chart == nullptr || own_.contains(metric)) makeOwn(metric);
    return curves_[metric];
}

void RunBridge::setSmoothing(const models::Smoothing& rule) {
    smoothing_ = rule;
    for (const auto& [id, chart] : standard_) {
        if (chart.get() != elo_ && chart.get() != scores_) chart->setSmoothing(rule);
    }
    for (const auto& [metric, chart] : own_) {
        if (isSmoothed(metric)) chart->setSmoothing(rule);
    }
}

void RunBridge::mark(const RunEvent& event, int64_t step, const QString& words, bool alarm) {
    marks_.push_back(
        {static_cast<double>(step), event.seconds, 1e-3 * static_cast<double>(event.wallMs), words, alarm});
    newMarks_ = true;
}

void RunBridge::emptyCharts() {
    curves_.clear();
    marks_.clear();
    for (models::ChartModel* chart : charts()) {
        chart->clearSeries();
        chart->setLines({});
        chart->setMarks({});
    }
}

}  // namespace ludus::bridges
