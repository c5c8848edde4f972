// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/story_why.h"

#include <algorithm>
#include <cmath>

namespace ludus::league {
namespace {

constexpr double kAlike = 1e-12;
constexpr size_t kNumbersOfADraw = 2;

bool alike(double one, double other) {
    return std::fabs(one - other) <= kAlike;
}

bool knows(const LeagueBook& book, int player) {
    return player >= 0 && player < static_cast<int>(book.learners().size());
}

bool opens(const LeagueBook& book, int player) {
    return book.root() < 0 || book.makesStart(player);
}

bool atVersion(const LeagueBook& book, int64_t league, int64_t payoff) {
    return book.version() == league && book.payoff().version() == payoff;
}

// ---- draws

/// The intervals in which a number falls on each, as pick() sees them.
template <class T, class F>
void setIntervals(std::vector<T>& parts, F probability) {
    double sum = 0;
    for (T& part : parts) {
        part.from = sum;
        sum += std::max(0.0, probability(part));
        part.to = sum;
    }
}

std::vector<WhyCandidate> explained(const LeagueStory& story, const LeagueBook& book, int self,
                                    const std::vector<Candidate>& candidates) {
    std::vector<WhyCandidate> out;
    out.reserve(candidates.size());
    for (const Candidate& candidate : candidates) {
        WhyCandidate one;
        one.member = candidate.member;
        one.name = story.nameOf(candidate.member);
        one.winRate = book.payoff().winRate(Member::learner(self), candidate.member);
        one.weight = candidate.weight;
        one.probability = candidate.probability;
        out.push_back(std::move(one));
    }
    setIntervals(out, [](const WhyCandidate& one) { return one.probability; });
    return out;
}

/// Looks where the draw looked, until it finds candidates.
void follow(const LeagueStory& story, const LeagueBook& book, int self, const Way& way, WhyDraw& out) {
    WhyWay& told = *std::find_if(out.ways.begin(), out.ways.end(), [](const WhyWay& one) { return one.taken; });
    for (size_t i = 0; i < way.places.size(); ++i) {
        WhyPlace& place = told.places[i];
        place.asked = true;
        const std::vector<Candidate> candidates = way.places[i].candidates();
        if (candidates.empty()) continue;
        place.candidates = explained(story, book, self, candidates);
        std::vector<double> probabilities;
        for (const Candidate& one : candidates)
            probabilities.push_back(one.probability);
        place.candidates[static_cast<size_t>(pick(probabilities, out.candidateNumber))].chosen = true;
        return;
    }
}

void explainWays(const LeagueStory& story, const LeagueBook& book, int self, WhyDraw& out) {
    const LeagueView view = book.view();
    const std::vector<Way> ways = roleOf(book.learners()[static_cast<size_t>(self)].spec.role).ways(view, self);
    std::vector<double> shares;
    for (const Way& way : ways) {
        WhyWay told;
        told.share = way.share;
        for (const Place& place : way.places)
            told.places.push_back({place.branch, false, {}});
        out.ways.push_back(std::move(told));
        shares.push_back(way.share);
    }
    setIntervals(out.ways, [](const WhyWay& way) { return way.share; });
    const auto taken = static_cast<size_t>(pick(shares, out.wayNumber));
    out.ways[taken].taken = true;
    follow(story, book, self, ways[taken], out);
}

// ---- verdicts

int64_t fewestPlayed(const std::vector<VerdictRow>& rows) {
    int64_t fewest = rows.front().played;
    for (const VerdictRow& row : rows)
        fewest = std::min(fewest, row.played);
    return fewest;
}

void add(WhyVerdict& out, WhyCondition::Kind kind, double value, double limit, bool met) {
    out.conditions.push_back({kind, value, limit, met});
}

/// Steps, and the win rates that the period was judged by.
void addPeriod(WhyVerdict& out, const LeagueOptions& options, LeagueRole role, const LeagueVerdict& period) {
    using Kind = WhyCondition::Kind;
    const bool main = role == LeagueRole::mainAgent;
    const int64_t fewest = main ? options.mainMinSteps : options.exploiterMinSteps;
    const int64_t most = main ? options.mainMaxSteps : options.exploiterMaxSteps;
    const auto trained = static_cast<double>(period.trained);
    add(out, Kind::fewestSteps, trained, static_cast<double>(fewest), period.trained >= fewest);
    add(out, Kind::mostSteps, trained, static_cast<double>(most), period.trained >= most);
    if (period.table.empty()) return;
    const int64_t games = fewestPlayed(period.table);
    add(out, Kind::games, static_cast<double>(games), options.verdictGames, games >= options.verdictGames);
    add(out, Kind::winRate, period.winRate, period.threshold, period.winRate > period.threshold);
}

/// What an inheriting learner looked at.
void addInheritance(WhyVerdict& out, const LeagueOptions& options, LeagueRole role) {
    using Kind = WhyCondition::Kind;
    if (out.record.table.empty()) return;
    const int64_t games = fewestPlayed(out.record.table);
    add(out, Kind::inheritGames, static_cast<double>(games), options.inheritGames, games >= options.inheritGames);
    if (role != LeagueRole::adaptiveEvolutionaryExploiter) return;
    for (const WhyRow& row : out.rows) {
        if (!row.chosen) continue;
        add(out, Kind::windowLow, row.row.winRate, options.windowLow, row.row.winRate >= options.windowLow);
        add(out, Kind::windowHigh, row.row.winRate, options.windowHigh, row.row.winRate <= options.windowHigh);
    }
}

bool inherits(LeagueRole role) {
    return role == LeagueRole::evolutionaryExploiter || role == LeagueRole::adaptiveEvolutionaryExploiter;
}

/// Whom an inheriting learner went on from: a snapshot, or itself.
bool isChosen(const LeagueVerdict& verdict, LeagueRole role, Member member) {
    if (!inherits(role) || verdict.reset) return false;
    if (verdict.action == VerdictAction::freeze) return member == Member::learner(verdict.player);
    return verdict.action == VerdictAction::freezeAndRestart && verdict.restartFrom &&
           member == Member::snapshot(*verdict.restartFrom);
}

/// Candidates for inheritance were compared by their matches since main agents were last frozen; others by the payoff.
std::vector<WhyRow> rowsOf(const LeagueStory& story, const LeagueBook& book, const std::vector<VerdictRow>& table,
                           bool recent) {
    std::vector<WhyRow> out;
    for (const VerdictRow& row : table) {
        WhyRow told;
        told.row = row;
        told.name = story.nameOf(row.member);
        told.against = story.nameOf(row.against);
        if (recent) {
            told.winRate.rate = row.winRate;
            told.winRate.games = row.games;
            told.winRate.played = row.played;
            told.winRate = withInterval(told.winRate, static_cast<double>(row.played));
        } else {
            told.winRate = book.payoff().winRate(row.member, row.against);
        }
        out.push_back(std::move(told));
    }
    return out;
}

bool sameVerdict(const LeagueVerdict& one, const LeagueVerdict& other) {
    const auto sameRow = [](const VerdictRow& a, const VerdictRow& b) {
        return a.member == b.member && a.against == b.against && alike(a.winRate, b.winRate) &&
               alike(a.games, b.games) && a.played == b.played && a.inside == b.inside;
    };
    return one.action == other.action && one.cause == other.cause && one.restartFrom == other.restartFrom &&
           one.reset == other.reset && alike(one.winRate, other.winRate) &&
           std::equal(one.table.begin(), one.table.end(), other.table.begin(), other.table.end(), sameRow);
}

/// The role once more, with the recorded numbers; should it want more of them than there are, it gets zeros.
LeagueVerdict askedAgain(const LeagueBook& book, const LeagueVerdict& record) {
    std::vector<double> numbers = record.numbers;
    numbers.resize(numbers.size() + kNumbersOfADraw);
    Dice dice(std::move(numbers));
    const LeagueRole role = book.learners()[static_cast<size_t>(record.player)].spec.role;
    LeagueVerdict again = roleOf(role).whatNow(book.view(), record.player, dice);
    again.numbers = record.numbers;
    return again;
}

void explainOpening(const LeagueBook& book, WhyVerdict& out) {
    const bool root = book.root() < 0;
    const int64_t steps = root ? book.options().rootSteps : book.options().specificSteps;
    const bool met = out.record.trained >= steps;
    out.opening = true;
    out.again.action = met ? VerdictAction::freeze : VerdictAction::goOn;
    out.again.cause = !met ? VerdictCause::none : root ? VerdictCause::rootReady : VerdictCause::startReady;
    out.same = out.again.action == out.record.action && out.again.cause == out.record.cause;
    add(out, WhyCondition::Kind::openingSteps, static_cast<double>(out.record.trained), static_cast<double>(steps),
        met);
}

bool isIncident(const LeagueVerdict& verdict) {
    return verdict.action == VerdictAction::frozenOut || verdict.action == VerdictAction::lost;
}

}  // namespace

WhyDraw why(const LeagueStory& before, const LeagueDraw& draw) {
    WhyDraw out;
    out.record = draw;
    const LeagueBook book = before.bookAt(draw.leagueVersion);
    out.atVersion = atVersion(book, draw.leagueVersion, draw.payoffVersion);
    if (!knows(book, draw.player)) return out;
    if (opens(book, draw.player)) {
        out.opening = true;
        out.again = draw;
        out.again.branch = book.root() < 0 ? DrawBranch::root : DrawBranch::bot;
        out.same = draw.branch == out.again.branch;
        return out;
    }
    if (draw.numbers.size() < kNumbersOfADraw || !book.learners()[static_cast<size_t>(draw.player)].playing())
        return out;
    out.wayNumber = draw.numbers[0];
    out.candidateNumber = draw.numbers[1];
    explainWays(before, book, draw.player, out);
    Dice dice(draw.numbers);
    out.again = drawOpponent(book.view(), draw.player, dice);
    out.same = out.again.branch == draw.branch && out.again.chosen == draw.chosen &&
               alike(out.again.probability, draw.probability) && alike(out.again.winRate, draw.winRate) &&
               out.again.empty == draw.empty;
    return out;
}

WhyVerdict why(const LeagueStory& before, const LeagueVerdict& verdict) {
    WhyVerdict out;
    out.record = verdict;
    LeagueBook book = before.bookAt(verdict.leagueVersion);
    out.atVersion = atVersion(book, verdict.leagueVersion, verdict.payoffVersion);
    if (!knows(book, verdict.player)) return out;
    const LearnerState& learner = book.learners()[static_cast<size_t>(verdict.player)];
    if (isIncident(verdict)) {
        out.incident = true;
        out.again = verdict;
        out.same = true;
        return out;
    }
    book.trained(verdict.player, verdict.trained - learner.trained);
    if (opens(book, verdict.player)) {
        explainOpening(book, out);
        return out;
    }
    const LeagueRole role = learner.spec.role;
    out.again = askedAgain(book, verdict);
    out.same = sameVerdict(out.again, verdict);
    out.rows = rowsOf(before, book, verdict.table, inherits(role));
    for (WhyRow& row : out.rows)
        row.chosen = isChosen(verdict, role, row.row.member);
    if (inherits(role)) {
        const LeagueVerdict period = exploiterPeriodEnd(book.view(), verdict.player);
        out.period = rowsOf(before, book, period.table, false);
        addPeriod(out, book.options(), role, period);
        addInheritance(out, book.options(), role);
    } else {
        addPeriod(out, book.options(), role, verdict);
    }
    if (role == LeagueRole::leagueExploiter && !verdict.numbers.empty())
        add(out, WhyCondition::Kind::resetChance, verdict.numbers[0], book.options().leagueReset,
            verdict.numbers[0] < book.options().leagueReset);
    return out;
}

std::optional<WhyDraw> whyDraw(const LeagueOptions& options, std::span<const RunEvent> events, int64_t id) {
    LeagueStory story(options);
    for (const RunEvent& event : events) {
        if (const auto* drawn = std::get_if<Drawn>(&event.body); drawn != nullptr && drawn->draw.id == id)
            return why(story, drawn->draw);
        story.take(event);
    }
    return std::nullopt;
}

std::optional<WhyVerdict> whyVerdict(const LeagueOptions& options, std::span<const RunEvent> events, int64_t id) {
    LeagueStory story(options);
    for (const RunEvent& event : events) {
        if (const auto* judged = std::get_if<Judged>(&event.body); judged != nullptr && judged->verdict.id == id)
            return why(story, judged->verdict);
        story.take(event);
    }
    return std::nullopt;
}

}  // namespace ludus::league
