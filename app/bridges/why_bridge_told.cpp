// SPDX-License-Identifier: GPL-3.0-or-later
// How WhyBridge explains a draw or a verdict, and finds a match of the two that it is about.
#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

#include "app/bridges/texts.h"
#include "app/bridges/why_bridge.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kMatchesSearched = 20'000;

/// The two that an explanation is about.
struct Two {
    int player = 0;
    Member other;
    std::string bot;  // instead of a member
    int64_t step = 0;
};

/// One of them as it can play: a snapshot, or a bot.
struct Player {
    Member node;
    std::string name;   // in the story
    std::string agent;  // "snapshot:1048577"; "": its weights cannot be had
};

struct Raw {
    WhyTold told;
    std::optional<Error> error;
    Player one, other;  // who could play a new match
    std::string replay;
    Player played, playedOther;  // there
    int64_t replayStep = 0;
};

std::string agentOf(const league::StoryNode& node) {
    return "snapshot:" + std::to_string(node.id.value);
}

/// The snapshot that has the weights which the learner had at this step, or comes nearest: the one that was frozen
/// next, else the last one.
const league::StoryNode* nearest(const league::LeagueStory& story, int player, int64_t step) {
    const league::StoryNode* best = nullptr;
    for (const league::StoryNode& node : story.snapshots()) {
        if (node.player != player || node.hash.empty()) continue;
        best = &node;
        if (node.step >= step) break;
    }
    return best;
}

Player playerOf(const league::LeagueStory& story, Member member, int64_t step) {
    const league::StoryNode* node = nullptr;
    if (member.isLearner())
        node = nearest(story, member.index(), step);
    else if (member.index() < static_cast<int>(story.snapshots().size()))
        node = &story.snapshots()[static_cast<size_t>(member.index())];
    if (node == nullptr) return {member, story.nameOf(member), {}};
    return {Member::snapshot(node->index), node->name, node->hash.empty() ? std::string() : agentOf(*node)};
}

/// Who stands for one of the two: for a learner each of its snapshots.
std::vector<Player> playersOf(const league::LeagueStory& story, Member member) {
    std::vector<Player> out;
    for (const league::StoryNode& node : story.snapshots()) {
        const bool meant = member.isLearner() ? node.player == member.index() : node.index == member.index();
        if (meant) out.push_back({Member::snapshot(node.index), node.name, agentOf(node)});
    }
    return out;
}

const Player* find(const std::vector<Player>& players, const std::string& agent) {
    const auto found =
        std::find_if(players.begin(), players.end(), [&](const Player& player) { return player.agent == agent; });
    return found == players.end() ? nullptr : &*found;
}

/// The recorded match of them that was played nearest to that step.
void findReplay(store::Workspace& store, RunId run, const Two& two, const std::vector<Player>& ones,
                const std::vector<Player>& others, Raw& out) {
    const auto matches = store.matches(run, kMatchesSearched, true);
    if (!matches) return;
    int64_t best = std::numeric_limits<int64_t>::max();
    for (const MatchRecord& match : *matches) {
        if (match.agents.size() != 2 || match.replayHash.empty()) continue;
        const Player *one = find(ones, match.agents[0]), *other = find(others, match.agents[1]);
        if (one == nullptr || other == nullptr) {  // on the other sides
            one = find(ones, match.agents[1]);
            other = find(others, match.agents[0]);
        }
        const int64_t away = std::llabs(match.runStep - two.step);
        if (one == nullptr || other == nullptr || away >= best) continue;
        best = away;
        out.played = *one;
        out.playedOther = *other;
        out.replay = match.replayHash;
        out.replayStep = match.runStep;
    }
}

void findMatch(store::Workspace& store, const LeagueReader& reader, const Two& two, Raw& out) {
    std::vector<Player> ones, others;
    reader.with([&](const league::LeagueStory& story, const RunRecord&, const auto&) {
        out.one = playerOf(story, Member::learner(two.player), two.step);
        ones = playersOf(story, Member::learner(two.player));
        if (!two.bot.empty()) {
            out.other = {two.other, two.bot, two.bot};
            others = {out.other};
        } else {
            out.other = playerOf(story, two.other, two.step);
            others = playersOf(story, two.other);
        }
    });
    findReplay(store, reader.run(), two, ones, others, out);
}

Two twoOf(const LeagueDraw& draw) {
    return {draw.player, draw.chosen, draw.agent, draw.step};
}

/// A verdict is about the one it chose, else about the one that the smallest win rate of its table was against.
std::optional<Two> twoOf(const league::WhyVerdict& why) {
    const LeagueVerdict& verdict = why.record;
    if (why.incident || why.rows.empty()) return std::nullopt;
    const auto chosen =
        std::find_if(why.rows.begin(), why.rows.end(), [](const league::WhyRow& row) { return row.chosen; });
    const auto hardest = std::min_element(
        why.rows.begin(), why.rows.end(),
        [](const league::WhyRow& one, const league::WhyRow& other) { return one.row.winRate < other.row.winRate; });
    const VerdictRow& row = (chosen != why.rows.end() ? chosen : hardest)->row;
    const Member self = Member::learner(verdict.player);
    return Two{verdict.player, row.member == self ? row.against : row.member, {}, verdict.step};
}

void explainDraw(store::Workspace& store, const LeagueReader& reader, Raw& out) {
    const auto event = store.draw(reader.run(), out.told.key.id);
    if (!event) {
        out.error = event.error();
        return;
    }
    if (!*event) return;
    const LeagueDraw& draw = std::get<Drawn>((*event)->body).draw;
    out.told.draw = league::why(reader.before((*event)->seq), draw);
    findMatch(store, reader, twoOf(draw), out);
}

void explainVerdict(store::Workspace& store, const LeagueReader& reader, Raw& out) {
    std::optional<league::ToldVerdict> told;
    reader.with([&](const league::LeagueStory& story, const RunRecord&, const auto&) {
        for (const league::ToldVerdict& one : story.verdicts())
            if (one.verdict.id == out.told.key.id) told = one;
    });
    if (!told) return;
    out.told.verdict = league::why(reader.before(told->seq), told->verdict);
    if (const auto two = twoOf(*out.told.verdict)) findMatch(store, reader, *two, out);
}

Raw explain(store::Workspace& store, LeagueReader& reader, const WhyKey& key) {
    Raw out;
    out.told.key = key;
    if (const Result<bool> updated = reader.update(store); !updated)
        out.error = updated.error();
    else if (key.verdict)
        explainVerdict(store, reader, out);
    else
        explainDraw(store, reader, out);
    return out;
}

QString missingSentence(const WhyKey& key) {
    if (key.id == 0) return WhyBridge::tr("Nothing was drawn yet. The first draw comes with the first match.");
    const QString number = style::formatInteger(key.id);
    return key.verdict
               ? WhyBridge::tr("This run has no verdict %1. It may have been taken back to an earlier checkpoint.")
                     .arg(number)
               : WhyBridge::tr("This run has no draw %1. It may have been taken back to an earlier checkpoint.")
                     .arg(number);
}

WhyTold toldOf(Raw raw, const WhyBridge& bridge) {
    WhyTold told = std::move(raw.told);
    if (raw.error) told.missing = translated(*raw.error);
    if (!told.draw && !told.verdict) {
        if (told.missing.isEmpty()) told.missing = missingSentence(told.key);
        return told;
    }
    const auto title = [&bridge](const Player& player) {
        const bool bot = player.agent == player.name && !player.name.empty();
        return bot ? agentTitle(player.agent) : bridge.name(player.node, player.name);
    };
    if (raw.one.name.empty()) return told;  // it is not about two
    WhyMatch& match = told.match;
    match.agent = text(raw.one.agent);
    match.opponent = text(raw.other.agent);
    match.agentTitle = title(raw.one);
    match.opponentTitle = title(raw.other);
    match.replay = text(raw.replay);
    if (!raw.replay.empty())
        match.title =
            WhyBridge::tr("%1 v %2 at %3 steps")
                .arg(title(raw.played), title(raw.playedOther), style::formatSi(static_cast<double>(raw.replayStep)));
    return told;
}

}  // namespace

void WhyBridge::tell(WhyTold told) {
    shown_ = told.key;
    told_ = std::move(told);
    Q_EMIT toldChanged();
}

void WhyBridge::show(const WhyKey& key) {
    if (!reader_) return;
    shown_ = key;
    const auto question = [this, reader = reader_, key](store::Workspace& store) -> StoreQuery::Answer {
        auto raw = std::make_shared<Raw>(explain(store, *reader, key));
        return [this, reader, raw] {
            if (reader == reader_) tell(toldOf(std::move(*raw), *this));
        };
    };
    store_.ask(this, question, QStringLiteral("told"));
}

void WhyBridge::showNewest(int player) {
    if (!reader_) return;
    const auto question = [this, reader = reader_, player](store::Workspace& store) -> StoreQuery::Answer {
        WhyKey key;
        const auto newest = store.draws(reader->run(), player, 0, 1);
        if (newest && !newest->empty()) key.id = std::get<Drawn>(newest->front().body).draw.id;
        auto raw = std::make_shared<Raw>();
        if (key.id > 0) *raw = explain(store, *reader, key);
        return [this, reader, raw] {
            if (reader == reader_) tell(toldOf(std::move(*raw), *this));
        };
    };
    store_.ask(this, question, QStringLiteral("told"));
}

}  // namespace ludus::bridges
