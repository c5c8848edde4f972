// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/league_comparison_bridge.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/bridges/why_words.h"

namespace ludus::bridges {
namespace {

constexpr size_t kCompared = 2;
constexpr qint64 kTellMs = 80;  // progress, at most as often

}  // namespace

LeagueComparisonBridge& LeagueComparisonBridge::of(StoreQuery& store) {
    auto* known = store.findChild<LeagueComparisonBridge*>();
    return known ? *known : *new LeagueComparisonBridge(store);
}

LeagueComparisonBridge::LeagueComparisonBridge(StoreQuery& store) : QObject(&store), store_(store) {
    pairs_.setWords([this](int row, int column) { return card(row, column); });
    fillForgetting();
}

LeagueComparisonBridge::~LeagueComparisonBridge() {
    cancelled_ = true;
    player_.reset();
}

void LeagueComparisonBridge::retell() {
    fillTable();
    fillForgetting();
    fillPairs();
    Q_EMIT changed();
}

QString LeagueComparisonBridge::hindrance() const {
    return hindrance_ ? translated(*hindrance_) : QString();
}

QString LeagueComparisonBridge::problem() const {
    return problem_ ? translated(*problem_) : broken_;
}

// ---- what is stored

void LeagueComparisonBridge::setRuns(const std::vector<RunId>& runs) {
    store_.ask(
        this,
        [this, runs, memory = memory_](store::Workspace& workspace) -> StoreQuery::Answer {
            return [this, reading = read(workspace, runs, *memory)] { take(reading); };
        },
        QStringLiteral("leagues"));
}

LeagueComparisonBridge::Reading LeagueComparisonBridge::read(const store::Workspace& workspace,
                                                             const std::vector<RunId>& runs, Memory& memory) {
    Reading out;
    std::map<RunId, LeaguePtr> former = std::move(memory.leagues);
    memory.leagues.clear();
    for (const RunId id : runs) {
        if (out.leagues.size() == kCompared) break;
        const auto known = memory.known.find(id);
        if (known != memory.known.end() && !known->second) continue;
        const Result<RunRecord> record = workspace.run(id);
        if (!record) continue;  // deleted meanwhile
        if (!(memory.known[id] = isLeague(*record))) continue;
        Result<LeaguePtr> league = readOne(workspace, id, former[id]);
        if (!league) {
            out.failure = league.error();
            continue;
        }
        memory.leagues[id] = *league;
        out.leagues.push_back(std::move(*league));
    }
    if (out.leagues.size() < kCompared) return out;
    const auto game = runs::commonGame(out.leagues[0]->record, out.leagues[1]->record);
    if (!game) out.hindrance = game.error();
    for (const LeaguePtr& league : out.leagues)
        if (!out.hindrance && league->numbers.playable == 0) out.hindrance = runs::noSnapshots(league->record);
    return out;
}

Result<LeagueComparisonBridge::LeaguePtr> LeagueComparisonBridge::readOne(const store::Workspace& workspace, RunId run,
                                                                          const LeaguePtr& former) {
    auto reader = former ? former->reader : std::make_shared<LeagueReader>(run);
    const Result<bool> news = reader->update(workspace);
    if (!news) return news.error();
    if (former && !*news) return former;
    auto out = std::make_shared<League>();
    out->reader = reader;
    reader->with([&](const league::LeagueStory& story, const RunRecord& record, const auto&) {
        out->record = record;
        out->numbers = runs::leagueNumbers(story);
        for (const league::LearnerStory& learner : story.learners()) {
            if (learner.role != LeagueRole::mainAgent) continue;
            PastCurve curve{learner.name, {}};
            for (const auto& moment : story.moments())
                if (moment->player == learner.player && std::isfinite(moment->minimum))
                    curve.points.push_back({static_cast<double>(moment->step), 0, moment->minimum});
            out->past.push_back(std::move(curve));
        }
    });
    return LeaguePtr(std::move(out));
}

void LeagueComparisonBridge::take(Reading reading) {
    const auto idsOf = [](const std::vector<LeaguePtr>& leagues) {
        std::vector<RunId> ids;
        for (const LeaguePtr& league : leagues)
            ids.push_back(league->record.id);
        return ids;
    };
    std::optional<Error> hindrance = reading.failure ? reading.failure : reading.hindrance;
    const bool same =
        hindrance.has_value() == hindrance_.has_value() && (!hindrance || hindrance->code == hindrance_->code);
    if (reading.leagues == leagues_ && same) return;  // nothing came
    leagues_ = std::move(reading.leagues);
    hindrance_ = std::move(hindrance);
    const std::vector<RunId> ids = idsOf(leagues_);
    if (ids.size() == kCompared && ids != both_) {
        both_ = ids;
        ++round_;
        cancelled_ = true;
        played_.reset();
        problem_.reset();
        broken_.clear();
    }
    fillPairs();
    fillTable();
    fillForgetting();
    Q_EMIT changed();
}

RunId LeagueComparisonBridge::run(int which) const {
    return which < leagueCount() ? leagues_[static_cast<size_t>(which)]->record.id : RunId{};
}

QString LeagueComparisonBridge::name(int which) const {
    return which < leagueCount() ? text(leagues_[static_cast<size_t>(which)]->record.name) : QString();
}

int LeagueComparisonBridge::playable() const {
    if (leagues_.size() < kCompared) return 0;
    return std::min(leagues_[0]->numbers.playable, leagues_[1]->numbers.playable);
}

// ---- what is played

bool LeagueComparisonBridge::play(const runs::LeagueMatchOptions& options) {
    if (playing_ || leagues_.size() < kCompared || hindrance_) return false;
    playing_ = true;
    cancelled_ = false;
    problem_.reset();
    broken_.clear();
    if (!player_) {
        player_ = std::make_unique<StoreQuery>(store_.folder(), nullptr, store::OpenMode::existing);
        // Then it answers nothing; the next matches open the workspace anew.
        connect(
            player_.get(), &StoreQuery::failed, this,
            [this, round = round_](const QString& sentence) {
                player_.reset();
                playing_ = false;
                if (round == round_) broken_ = sentence;
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    }
    const std::array<RunId, 2> both{run(0), run(1)};
    player_->ask(this, [this, both, options, round = round_](store::Workspace& workspace) {
        return playAll(workspace, both, options, round);
    });
    Q_EMIT changed();
    return true;
}

/// On the player's thread.
StoreQuery::Answer LeagueComparisonBridge::playAll(const store::Workspace& workspace, const std::array<RunId, 2>& runs,
                                                   const runs::LeagueMatchOptions& options, int round) {
    const auto done = [this, round](Result<Played> played) -> StoreQuery::Answer {
        return [this, round, played = std::move(played)] {
            playing_ = false;
            if (round == round_) takePlayed(played);
            Q_EMIT changed();
        };
    };
    const auto comparison =
        runs::LeagueComparison::read(workspace, std::to_string(runs[0].value), std::to_string(runs[1].value), options);
    if (!comparison) return done(comparison.error());
    const auto tell = [this](int64_t played, int64_t of) {
        QMetaObject::invokeMethod(
            this, [this, played, of] { Q_EMIT progressed(played, of); }, Qt::QueuedConnection);
    };
    tell(0, comparison->matches());
    QElapsedTimer told;
    told.start();
    arena::PlayOptions how;
    how.idlePriority = true;
    how.stopped = [this] { return cancelled_.load(); };
    how.progressed = [&](int64_t played) {
        if (told.elapsed() < kTellMs) return;
        told.start();
        tell(played, comparison->matches());
    };
    Result<runs::LeagueOutcome> outcome = comparison->play(how);
    if (!outcome) return done(outcome.error());
    return done(
        Played{options,
               {playersOf(comparison->sides()[0]), playersOf(comparison->sides()[1])},
               {learnersOf(comparison->sides()[0].stored.story), learnersOf(comparison->sides()[1].stored.story)},
               comparison->matches(),
               std::move(*outcome)});
}

std::vector<LeagueComparisonBridge::Player> LeagueComparisonBridge::playersOf(
    const runs::LeagueComparison::Side& side) {
    std::vector<Player> out;
    for (const int index : side.played) {
        const league::StoryNode& node = side.stored.story.snapshots()[static_cast<size_t>(index)];
        out.push_back({node.name, node.role, node.player, node.elo, node.eloHalfWidth});
    }
    return out;
}

void LeagueComparisonBridge::takePlayed(Result<Played> played) {
    if (!played) {
        problem_ = played.error();
        return;
    }
    if (played->outcome.games == 0) return;  // cancelled before anything was finished
    played_ = std::move(*played);
    fillPairs();
    fillTable();
}

}  // namespace ludus::bridges
