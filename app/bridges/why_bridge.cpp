// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/why_bridge.h"

#include <algorithm>
#include <utility>

#include "app/bridges/texts.h"
#include "app/bridges/why_words.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kLookMs = 1000;

using models::ColumnKind;
using models::TableCell;
using models::TableRow;

TableCell number(const QString& text, double value, const QString& exact = {}) {
    TableCell cell;
    cell.text = text;
    cell.sort = value;
    cell.copy = exact;
    cell.tip = exact;
    return cell;
}

TableCell word(const QString& text) {
    TableCell cell;
    cell.text = text;
    return cell;
}

TableCell stepCell(int64_t step) {
    return number(style::formatSi(static_cast<double>(step)), static_cast<double>(step), style::formatInteger(step));
}

}  // namespace

/// What came since the last time; on its way from the store.
struct WhyBridge::News {
    std::shared_ptr<LeagueReader> reader;
    int player = -1;
    int64_t counter = 0;
    bool none = false;  // nothing came
    std::optional<Error> error;
    bool whole = false;  // not only what is new
    bool withDraws = false;
    RunRecord record;
    int64_t lastSeq = 0, telling = 0;
    std::vector<WhyLearner> learners;
    std::vector<std::string> nodes;
    std::vector<Line> verdicts;  // oldest first
    std::vector<LeagueDraw> draws;
};

WhyBridge::WhyBridge(StoreQuery& store, QObject* parent) : QObject(parent), store_(store) {
    drawTable_.setColumns({{QStringLiteral("step"), tr("Step"), ColumnKind::Number, 62, tr("Steps of the run")},
                           {QStringLiteral("learner"), tr("Learner"), ColumnKind::Text, 66},
                           {QStringLiteral("opponent"), tr("Opponent"), ColumnKind::Text, 96},
                           {QStringLiteral("branch"), tr("Found in"), ColumnKind::Text, 140},
                           {QStringLiteral("probability"), tr("Probability"), ColumnKind::Number, 88,
                            tr("Of the opponent among those who could be found there")},
                           {QStringLiteral("rate"), tr("Win rate"), ColumnKind::Number, 70,
                            tr("Of the learner against it, as believed then")}});
    verdictTable_.setColumns({{QStringLiteral("step"), tr("Step"), ColumnKind::Number, 62, tr("Steps of the run")},
                              {QStringLiteral("learner"), tr("Learner"), ColumnKind::Text, 66},
                              {QStringLiteral("period"), tr("Period"), ColumnKind::Number, 58},
                              {QStringLiteral("action"), tr("Verdict"), ColumnKind::Text, 130},
                              {QStringLiteral("cause"), tr("Because of"), ColumnKind::Text, 130},
                              {QStringLiteral("from"), tr("Goes on from"), ColumnKind::Text, 100}});
    timer_.setInterval(kLookMs);
    connect(&timer_, &QTimer::timeout, this, &WhyBridge::ask);
}

QString WhyBridge::name(Member member, const std::string& storyName) const {
    const QString known = namer_ ? namer_(member, storyName) : QString();
    if (!known.isEmpty()) return known;
    std::vector<std::string> learners;
    for (const WhyLearner& learner : learners_)
        learners.push_back(learner.name);
    return memberTitle(storyName, learners);
}

QString WhyBridge::memberName(Member member) const {
    const int index = member.index();
    std::string known;
    if (!member.isLearner() && index < static_cast<int>(nodes_.size())) known = nodes_[static_cast<size_t>(index)];
    for (const WhyLearner& learner : learners_)
        if (member.isLearner() && learner.player == index) known = learner.name;
    return name(member, known);
}

void WhyBridge::open(std::shared_ptr<LeagueReader> reader) {
    reader_ = std::move(reader);
    record_ = {};
    problem_.clear();
    league_ = true;
    learners_.clear();
    nodes_.clear();
    drawn_.clear();
    judged_.clear();
    setRows(drawTable_, {});
    setRows(verdictTable_, {});
    shown_ = {};
    told_ = {};
    player_ = -1;
    counter_ = lastSeq_ = -1;
    telling_ = 0;
    loaded_ = asking_ = again_ = older_ = false;
    following_ = true;
    Q_EMIT changed();
    Q_EMIT toldChanged();
    ask();
}

void WhyBridge::look(bool on) {
    if (!on) return timer_.stop();
    timer_.start();
    ask();
}

void WhyBridge::follow(bool on) {
    if (std::exchange(following_, on) == on || !on) return;
    counter_ = -1;
    ask();
}

/// Looks at everything at first, then at what the store's change counter says is new.
void WhyBridge::ask() {
    if (!reader_) return;
    if (std::exchange(asking_, true)) {
        again_ = true;
        return;
    }
    const bool wantsDraws = following_ || drawn_.empty();
    const int64_t verdictsTo = judged_.empty() ? 0 : judged_.front().verdict.id;
    const auto question = [this, reader = reader_, player = player_, wantsDraws, verdictsTo, counter = counter_,
                           telling = telling_, nodes = nodes_.size()](store::Workspace& store) -> StoreQuery::Answer {
        const int64_t now = store.changeCounter();
        auto news = std::make_shared<News>();
        news->reader = reader;
        news->player = player;
        news->counter = now;
        news->none = now == counter;
        if (news->none) return [this, news] { take(*news); };
        if (const Result<bool> updated = reader->update(store); !updated) {
            news->error = updated.error();
            return [this, news] { take(*news); };
        }
        reader->withNow([&](const LeagueNow& league) {
            const league::LeagueStory& story = league.story;
            news->record = league.record;
            news->lastSeq = story.lastSeq();
            news->telling = league.tellings;
            news->whole = league.tellings != telling;  // the run was taken back, and may have gone on since
            for (const league::LearnerStory& learner : story.learners())
                news->learners.push_back({learner.player, learner.name, learner.role});
            for (const league::StoryNode& node : story.snapshots())
                if (news->whole || static_cast<size_t>(node.index) >= nodes) news->nodes.push_back(node.name);
            for (const league::ToldVerdict& told : story.verdicts()) {
                if (!news->whole && told.verdict.id <= verdictsTo) continue;
                Line line{told.verdict, {}};
                line.verdict.table.clear();
                if (told.verdict.restartFrom) line.from = story.nameOf(Member::snapshot(*told.verdict.restartFrom));
                news->verdicts.push_back(std::move(line));
            }
        });
        if (wantsDraws || news->whole) {
            if (const auto events = store.draws(reader->run(), player, 0, kPage)) {
                news->withDraws = true;
                for (const RunEvent& event : *events)
                    news->draws.push_back(std::get<Drawn>(event.body).draw);
            }
        }
        return [this, news] { take(*news); };
    };
    store_.askAside(this, question);
}

void WhyBridge::take(News& news) {
    if (news.reader != reader_) return;  // another question is on its way
    asking_ = false;
    const bool again = std::exchange(again_, false) || news.player != player_;
    counter_ = again ? -1 : news.counter;
    if (news.none) return again ? ask() : void();
    const bool first = !std::exchange(loaded_, true);
    problem_ = news.error ? translated(*news.error) : QString();
    league_ = !news.error || news.error->code != "league.none";
    if (!news.error) {
        record_ = news.record;
        telling_ = news.telling;
        learners_ = std::move(news.learners);
        if (news.whole) {
            nodes_.clear();
            judged_.clear();
            drawn_.clear();
        }
        nodes_.insert(nodes_.end(), news.nodes.begin(), news.nodes.end());
        judged_.insert(judged_.begin(), news.verdicts.rbegin(), news.verdicts.rend());
        if (!news.verdicts.empty() || news.whole) fillVerdicts();
        if (news.withDraws && news.player == player_) takeDraws(news);
    }
    const bool further = std::exchange(lastSeq_, news.lastSeq) != news.lastSeq;
    if (again) ask();
    if (first) Q_EMIT loaded();
    Q_EMIT changed();
    if (further) Q_EMIT came();
}

/// New ones go before those that are known; where there is a gap between them the list begins anew.
void WhyBridge::takeDraws(News& news) {
    const int64_t newest = drawn_.empty() ? 0 : drawn_.front().id;
    const auto known = std::find_if(news.draws.begin(), news.draws.end(),
                                    [newest](const LeagueDraw& draw) { return draw.id <= newest; });
    const bool joins =
        known != news.draws.end() && known->id == newest && !drawn_.empty() && known->step == drawn_.front().step;
    if (joins && known == news.draws.begin()) return;
    if (joins) {
        drawn_.insert(drawn_.begin(), news.draws.begin(), known);
    } else {
        older_ = news.draws.size() == static_cast<size_t>(kPage);
        drawn_ = std::move(news.draws);
    }
    if (drawn_.size() > static_cast<size_t>(kMost)) {
        drawn_.resize(kMost);
        older_ = true;
    }
    fillDraws();
}

void WhyBridge::setPlayer(int player) {
    if (player == player_) return;
    player_ = player;
    drawn_.clear();
    older_ = false;
    setRows(drawTable_, {});
    fillVerdicts();
    counter_ = -1;
    ask();
}

void WhyBridge::loadOlder() {
    if (!reader_ || !older_ || drawn_.empty()) return;
    const auto question = [this, reader = reader_, player = player_,
                           below = drawn_.back().id](store::Workspace& store) -> StoreQuery::Answer {
        const auto events = store.draws(reader->run(), player, below, kPage);
        if (!events) return {};
        std::vector<LeagueDraw> draws;
        for (const RunEvent& event : *events)
            draws.push_back(std::get<Drawn>(event.body).draw);
        return [this, reader, player, below, draws] {
            if (reader != reader_ || player != player_ || drawn_.empty() || drawn_.back().id != below) return;
            older_ = draws.size() == static_cast<size_t>(kPage);
            drawn_.insert(drawn_.end(), draws.begin(), draws.end());
            fillDraws();
            Q_EMIT changed();
        };
    };
    store_.ask(this, question, QStringLiteral("older"));
}

TableRow WhyBridge::rowOf(const LeagueDraw& draw) const {
    const QString chosen = draw.agent.empty() ? memberName(draw.chosen) : agentTitle(draw.agent);
    TableRow row;
    row.id = QString::number(draw.id);
    const bool drawn = !draw.numbers.empty();
    const auto share = [drawn](double value, const QString& shown) {
        return drawn ? number(shown, value) : number(style::kUnknown, kUnknown);
    };
    row.cells = {stepCell(draw.step),
                 word(memberName(Member::learner(draw.player))),
                 word(chosen),
                 word(branchTitle(draw.branch)),
                 share(draw.probability, probabilityText(draw.probability)),
                 share(draw.winRate, style::formatPercent(draw.winRate, 1))};
    return row;
}

TableRow WhyBridge::rowOf(const Line& line) const {
    const LeagueVerdict& verdict = line.verdict;
    TableRow row;
    row.id = QString::number(verdict.id);
    const QString from =
        verdict.restartFrom ? name(Member::snapshot(*verdict.restartFrom), line.from) : style::kUnknown;
    row.cells = {stepCell(verdict.step),
                 word(memberName(Member::learner(verdict.player))),
                 number(style::formatInteger(verdict.period), verdict.period),
                 word(verdictTitle(verdict)),
                 word(causeTitle(verdict.cause)),
                 word(from)};
    const bool wrong = verdict.action == VerdictAction::frozenOut || verdict.action == VerdictAction::lost;
    if (wrong) {
        row.cells[3].icon = QStringLiteral("warning");
        row.cells[3].tone = models::Tone::Warning;
    }
    return row;
}

void WhyBridge::setRows(models::TableModel& table, const QVector<TableRow>& rows) {
    filling_ = true;
    table.setRows(rows);
    filling_ = false;
}

void WhyBridge::fillDraws() {
    QVector<TableRow> rows;
    rows.reserve(static_cast<qsizetype>(drawn_.size()));
    for (const LeagueDraw& draw : drawn_)
        rows.push_back(rowOf(draw));
    setRows(drawTable_, rows);
}

void WhyBridge::fillVerdicts() {
    QVector<TableRow> rows;
    for (const Line& line : judged_)
        if (player_ < 0 || line.verdict.player == player_) rows.push_back(rowOf(line));
    setRows(verdictTable_, rows);
}

void WhyBridge::retell() {
    fillDraws();
    fillVerdicts();
    Q_EMIT changed();
    Q_EMIT toldChanged();
}

}  // namespace ludus::bridges
