// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli match-stats: what the results of two sides say: Elo, normalised Elo, likelihood of superiority, SPRT.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <optional>

#include "app/headless/commands.h"
#include "core/math/score_statistics.h"
#include "core/math/sprt.h"

namespace ludus::headless {
namespace {

using math::GameCounts;
using math::PairCounts;
using math::ScoreStatistics;
using math::SprtModel;
using math::SprtVerdict;

constexpr const char* kNoEstimate = "–";
constexpr int64_t kMostGames = 1'000'000'000'000;

struct Request {
    std::optional<int64_t> wins, draws, losses;
    std::vector<int64_t> pairs;
    std::vector<double> sprt;
    std::string model = "normalized";
    double alpha = 0.05, beta = 0.05;

    bool anyGames() const { return wins || draws || losses; }
};

struct Model {
    const char* name;
    SprtModel model;
    bool ofPairs;
};
constexpr Model kModels[] = {{"logistic", SprtModel::logistic, true},
                             {"normalized", SprtModel::normalized, true},
                             {"bayesian", SprtModel::bayesian, false},
                             {"bayesian-jeffreys", SprtModel::bayesianJeffreys, false}};

/// The request in numbers, checked. With pairs everything is computed from them.
struct Question {
    std::optional<GameCounts> games;
    std::optional<PairCounts> pairs;
    std::optional<math::SprtOptions> test;
};

Error wrongUsage(Text what, Text remedy) {
    return {"usage.match_stats", std::move(what), {}, std::move(remedy)};
}

Text usualRemedy() {
    return LUDUS_TEXT("Cli", "For example: ludus-cli match-stats --wins 136 --draws 111 --losses 96");
}

bool isCount(int64_t count) {
    return count >= 0 && count <= kMostGames;
}

Status readGames(const Request& request, Question& question) {
    if (!request.anyGames()) return {};
    if (!request.wins || !request.draws || !request.losses) {
        return wrongUsage(LUDUS_TEXT("Cli", "--wins, --draws and --losses belong together."),
                          LUDUS_TEXT("Cli", "Give all three; 0 where there are none."));
    }
    for (const int64_t count : {*request.wins, *request.draws, *request.losses}) {
        if (!isCount(count))
            return wrongUsage(LUDUS_TEXT("Cli", "%1 is no number of games.").arg(count), usualRemedy());
    }
    question.games = {static_cast<double>(*request.wins), static_cast<double>(*request.draws),
                      static_cast<double>(*request.losses)};
    return {};
}

Status readPairs(const Request& request, Question& question) {
    if (request.pairs.empty()) return {};
    if (request.pairs.size() != 5) {
        return wrongUsage(LUDUS_TEXT("Cli",
                                     "--pairs wants five numbers, not %1: the pairs of games with 0, 1/2, 1, "
                                     "1 1/2 and 2 points.")
                              .arg(request.pairs.size()),
                          LUDUS_TEXT("Cli", "For example: --pairs 34,54,63,64,75"));
    }
    question.pairs.emplace();
    for (size_t i = 0; i < 5; ++i) {
        if (!isCount(request.pairs[i]))
            return wrongUsage(LUDUS_TEXT("Cli", "%1 is no number of pairs.").arg(request.pairs[i]), usualRemedy());
        (*question.pairs)[i] = static_cast<double>(request.pairs[i]);
    }
    return {};
}

/// Pairs must be made of the games: as many, with as many points, with draws where halves of points are.
Status checkTogether(const Question& question) {
    if (!question.games || !question.pairs) return {};
    const GameCounts& games = *question.games;
    const PairCounts& pairs = *question.pairs;
    double count = 0, halves = 0;
    for (size_t i = 0; i < pairs.size(); ++i) {
        count += 2 * pairs[i];
        halves += static_cast<double>(i) * pairs[i];
    }
    const double single = pairs[1] + pairs[3];  // draws that stand alone in their pair
    const bool fits = games.games() == count && 2 * games.wins + games.draws == halves && games.draws >= single &&
                      games.draws <= single + 2 * pairs[2];
    if (fits) return {};
    return wrongUsage(
        LUDUS_TEXT("Cli",
                   "These pairs are not made of these games: %1 games with %2 points in pairs, %3 games with "
                   "%4 points alone.")
            .arg(count)
            .arg(halves / 2)
            .arg(games.games())
            .arg(games.wins + games.draws / 2),
        LUDUS_TEXT("Cli", "Give the games or the pairs alone, or numbers that agree."));
}

Status readTest(const Request& request, Question& question) {
    if (request.sprt.empty()) return {};
    if (request.sprt.size() != 2) {
        return wrongUsage(LUDUS_TEXT("Cli", "--sprt wants two Elo values: the one to reject and the one to accept."),
                          LUDUS_TEXT("Cli", "For example: --sprt 0,5"));
    }
    const auto* model = std::find_if(std::begin(kModels), std::end(kModels),
                                     [&](const Model& known) { return request.model == known.name; });
    if (model == std::end(kModels)) {
        std::vector<std::string> names;
        for (const Model& known : kModels)
            names.emplace_back(known.name);
        const std::string near = nearest(request.model, names);
        return wrongUsage(LUDUS_TEXT("Cli", "There is no model %1 of a test.").arg(request.model),
                          near.empty() ? LUDUS_TEXT("Cli", "Take logistic, normalized, bayesian or bayesian-jeffreys.")
                                       : LUDUS_TEXT("Cli", "Did you mean %1?").arg(near));
    }
    if (question.pairs && !model->ofPairs) {
        return wrongUsage(LUDUS_TEXT("Cli", "The model %1 is not defined on pairs of games.").arg(request.model),
                          LUDUS_TEXT("Cli", "Take --model logistic or --model normalized, or leave --pairs out."));
    }
    question.test = {model->model, request.sprt[0], request.sprt[1], request.alpha, request.beta};
    return math::checkSprt(*question.test);
}

Result<Question> read(const Request& request) {
    Question out;
    for (const Status& status : {readGames(request, out), readPairs(request, out)}) {
        if (!status) return status.error();
    }
    double count = out.games ? out.games->games() : 0;
    for (size_t i = 0; out.pairs && i < 5; ++i)
        count += (*out.pairs)[i];
    if (count == 0) {
        return wrongUsage(LUDUS_TEXT("Cli", "Without a single game there is nothing to say."), usualRemedy());
    }
    for (const Status& status : {checkTogether(out), readTest(request, out)}) {
        if (!status) return status.error();
    }
    return out;
}

const char* verdictName(SprtVerdict verdict) {
    return verdict == SprtVerdict::accept ? "accept" : verdict == SprtVerdict::reject ? "reject" : "continue";
}

Json answerJson(const Question& question, const std::string& model, const ScoreStatistics& got,
                const std::optional<math::Sprt>& test) {
    Json out{{"elo", number(got.elo)},
             {"elo_error", number(got.eloHalfWidth)},
             {"elo_low", number(got.eloLow)},
             {"elo_high", number(got.eloHigh)},
             {"nelo", number(got.nelo)},
             {"nelo_error", number(got.neloHalfWidth)},
             {"los", number(got.los)},
             {"los_draws_ignored", question.games ? number(losIgnoringDraws(*question.games)) : Json(nullptr)},
             {"llr", test ? number(test->llr) : Json(nullptr)},
             {"games", static_cast<int64_t>(question.pairs ? 2 * got.count : got.count)},
             {"score", number(got.score)},
             {"score_low", number(got.low)},
             {"score_high", number(got.high)},
             {"variance", number(got.variance)}};
    if (question.games) {
        out["wins"] = static_cast<int64_t>(question.games->wins);
        out["draws"] = static_cast<int64_t>(question.games->draws);
        out["losses"] = static_cast<int64_t>(question.games->losses);
    }
    if (question.pairs) out["pairs"] = std::vector<int64_t>(question.pairs->begin(), question.pairs->end());
    if (!test) return out;
    out["sprt"] = {{"model", model},
                   {"elo0", question.test->elo0},
                   {"elo1", question.test->elo1},
                   {"alpha", question.test->alpha},
                   {"beta", question.test->beta},
                   {"lower", test->lower},
                   {"upper", test->upper},
                   {"verdict", verdictName(test->verdict)}};
    return out;
}

std::string signedNumber(double value) {
    if (std::isnan(value)) return kNoEstimate;
    if (std::isinf(value)) return value > 0 ? "above all numbers" : "below all numbers";
    return fmt::format("{:+.2f}", value + 0.0);
}

std::string withError(double value, double error) {
    const std::string shown = signedNumber(value);
    if (!std::isfinite(value)) return shown;
    return shown + (std::isfinite(error) ? fmt::format(" ± {:.2f}", error) : " ± unknown");
}

std::string percent(double share) {
    return std::isfinite(share) ? fmt::format("{:.2f} %", 100 * share) : kNoEstimate;
}

void printAnswer(const Question& question, const std::string& model, const ScoreStatistics& got,
                 const std::optional<math::Sprt>& test) {
    std::string line = "Score   ";
    if (question.games)
        line += fmt::format("{:.0f} - {:.0f} - {:.0f} (won, lost, drawn), ", question.games->wins,
                            question.games->losses, question.games->draws);
    fmt::print("{}{} of {:.0f} games\n", line, percent(got.score), question.pairs ? 2 * got.count : got.count);
    if (question.pairs) {
        const PairCounts& pairs = *question.pairs;
        fmt::print("Pairs   {:.0f}, {:.0f}, {:.0f}, {:.0f}, {:.0f} (with 0, 1/2, 1, 1 1/2, 2 points)\n", pairs[0],
                   pairs[1], pairs[2], pairs[3], pairs[4]);
    }
    fmt::print("Elo     {} (95 %)\n", withError(got.elo, got.eloHalfWidth));
    fmt::print("nElo    {} (95 %)\n", withError(got.nelo, got.neloHalfWidth));
    std::string los = percent(got.los);
    if (question.games) los += fmt::format(" ({} with draws left out)", percent(losIgnoringDraws(*question.games)));
    fmt::print("LOS     {}\n", los);
    if (!test) return;
    const std::string meaning = test->verdict == SprtVerdict::accept   ? "accepted"
                                : test->verdict == SprtVerdict::reject ? "rejected"
                                                                       : "not decided, play on";
    fmt::print("LLR     {} between {:.2f} and {:.2f}: {:g} rather than {:g} Elo ({}) is {}\n", signedNumber(test->llr),
               test->lower, test->upper, question.test->elo1, question.test->elo0, model, meaning);
}

int showStatistics(const Session& session, const Request& request) {
    const Result<Question> question = read(request);
    if (!question) return fail(session, question.error());
    const ScoreStatistics got =
        question->pairs ? math::scoreStatistics(*question->pairs) : math::scoreStatistics(*question->games);
    std::optional<math::Sprt> test;
    if (question->test)
        test = question->pairs ? sprt(*question->pairs, *question->test) : sprt(*question->games, *question->test);
    if (session.json)
        printJson(answerJson(*question, request.model, got, test));
    else
        printAnswer(*question, request.model, got, test);
    return kDone;
}

}  // namespace

void addMatchStats(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand(
        "match-stats", "What results say: Elo, normalised Elo, likelihood of superiority, sequential test");
    const auto request = std::make_shared<Request>();
    command->add_option("--wins", request->wins, "Games the first side won");
    command->add_option("--draws", request->draws, "Games drawn");
    command->add_option("--losses", request->losses, "Games the first side lost");
    command
        ->add_option("--pairs", request->pairs,
                     "Pairs of games of one seed, sides swapped, with 0, 1/2, 1, 1 1/2, 2 points: a,b,c,d,e")
        ->delimiter(',')
        ->type_name("A,B,C,D,E");
    command->add_option("--sprt", request->sprt, "Test whether the first side is E1 rather than E0 better")
        ->delimiter(',')
        ->type_name("E0,E1");
    command
        ->add_option("--model", request->model,
                     "Of the test: logistic (Elo), normalized (nElo), bayesian (BayesElo, generalised test), "
                     "bayesian-jeffreys (BayesElo, classical test)")
        ->capture_default_str();
    command->add_option("--alpha", request->alpha, "Chance to accept E1 where E0 is true")->capture_default_str();
    command->add_option("--beta", request->beta, "Chance to reject E1 where it is true")->capture_default_str();
    command->callback([commands, request] {
        commands.chosen = [commands, request] { return showStatistics(commands.session, *request); };
    });
}

}  // namespace ludus::headless
