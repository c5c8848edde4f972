// SPDX-License-Identifier: GPL-3.0-or-later
// LeaguePicture: what the models of a LeagueBridge show of a league at one moment, as plain values. Made on a thread of
// StoreQuery, taken on the GUI thread. What is shown already (by its key) is left out.
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "app/bridges/league_reader.h"
#include "widgets/models/league_model.h"
#include "widgets/models/matrix_model.h"
#include "widgets/models/series_model.h"

namespace ludus::bridges {

/// Words in names, in the language of the studio: made on the GUI thread.
struct LeagueWords {
    QString root, untrained, start, end;  // of nodes without a period, alone
    QString whose;                        // "%1·%2": of a learner, its period or one of the above
    QString now, others, bots;
    QStringList roles;  // [models::LeagueRole] "main exploiter"
};

/// Two pictures with the same key show the same.
struct LeagueKeys {
    using Key = std::array<int64_t, 4>;
    static constexpr Key kNone{-1, -1, -1, -1};
    Key edges = kNone, payoff = kNone, opponents = kNone, past = kNone, nash = kNone;
    int64_t telling = 0;  // of the reader: of another one nothing is the same
};

struct LeagueAsked {
    int time = models::LeagueModel::kNow;
    int window = 2;
    league::MemberOrder order = league::MemberOrder::role;
    models::LeagueId learner = models::kNobody;  // whose opponents; nobody: the first one's
    int payoffMost = 0;
    LeagueWords words;
    LeagueKeys shown;
    std::chrono::milliseconds nashPatience{0};  // for equilibria that are not known yet
};

struct LeaguePicture {
    struct Curve {
        int player = 0;
        std::vector<models::SeriesPoint> points;
    };
    /// Of a column of the Nash weights.
    struct NashNote {
        double known = 0, diversity = 0;
        int alive = 0, considered = 0;
    };

    LeagueAsked asked;
    RunRecord record;
    league::LeagueOptions options;
    std::optional<league::Mismatch> mismatch;
    std::vector<LeaguePeriod> periods;
    models::SeriesPoint moment;  // step and times of what is looked at; step -1: now
    QVector<models::LeagueLearner> learners;
    QVector<models::LeagueNode> nodes;                           // [index], also those of later periods
    std::vector<league::StoryNode> told;                         // [index], as they are now
    std::vector<int64_t> verdicts;                               // [index] that made it, 0: none
    std::vector<std::string> codes;                              // [learners]
    std::vector<std::shared_ptr<const league::Moment>> moments;  // of the first main agent, up to the moment
    std::vector<std::pair<double, double>> forgetting;           // smallest and mean rate of all such moments
    std::vector<models::SeriesPoint> forgettingClocks;           // [forgetting] step and times
    std::vector<Curve> elo;
    std::vector<NashNote> nashNotes;  // [columns]
    bool nashMissing = false;         // some equilibria are not known yet

    LeagueKeys keys;
    std::optional<QVector<models::LeagueEdge>> edges;
    std::optional<models::MatrixContent> payoff, opponents, past, nash;
};

/// The league has been read. Error: its curves cannot be.
Result<LeaguePicture> leaguePicture(const LeagueReader& reader, const store::Workspace& workspace, LeagueAsked asked);

QString leagueIdText(models::LeagueId id);
/// Of the 95 % interval of a rate that so many independent matches gave: the wider side. NaN: none did.
double halfWidthOf(double rate, double games);

// ---- Parts of it; `story` is the league at the moment, `picture` has its nodes and learners
struct LeagueMoment {
    const LeagueNow& now;
    const league::LeagueStory& story;
    int period = 0;  // that is looked at; of now: the one that runs
    bool isNow = true;
};
QVector<models::LeagueEdge> leagueEdges(const LeagueMoment& moment, int window);
models::MatrixContent payoffContent(const LeagueMoment& moment, const LeaguePicture& picture);
models::MatrixContent opponentsContent(const LeagueMoment& moment, const LeaguePicture& picture, int player);
models::MatrixContent pastContent(const LeaguePicture& picture);
models::MatrixContent nashContent(const std::vector<league::NashMoment>& moments, LeaguePicture& picture);

}  // namespace ludus::bridges
