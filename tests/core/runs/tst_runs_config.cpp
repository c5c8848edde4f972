// SPDX-License-Identifier: GPL-3.0-or-later
// Run files and presets: what is refused and in which words, what edits keep.
#include <QTest>
#include <algorithm>
#include <set>

#include "core/runs/sweep.h"
#include "tests/core/runs/runs_kit.h"

using namespace ludus;
using namespace ludus::test;

namespace {

/// What happened, what it means, what to do.
bool hasThreeParts(const Error& error) {
    return !error.code.empty() && !error.happened.empty() && !error.meaning.empty() && !error.remedy.empty();
}

}  // namespace

class TestRunsConfig : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPresetIsReadAndSaysWhatItIs() {
        QVERIFY(runs::presets().size() >= 2);
        for (const runs::Preset& preset : runs::presets()) {
            const auto config = runs::readRunConfig(preset.toml);
            QVERIFY2(config.ok(), config.ok() ? "" : config.error().sentence().c_str());
            QCOMPARE(config->game, preset.game);
            QCOMPARE(config->text, preset.toml);
            QVERIFY(!preset.title.empty());
            QVERIFY(preset.seconds > 0);
            QVERIFY(runs::findProblems(preset.toml).empty());
        }
    }

    void presetsStandInTheOrderOfGamesSelfPlayFirst() {
        std::vector<std::string> games;
        for (const runs::Preset& preset : runs::presets()) {
            if (!games.empty() && games.back() == preset.game) continue;
            games.push_back(preset.game);
            QCOMPARE(preset.kind, std::string("self_play"));
        }
        QCOMPARE(games, (std::vector<std::string>{"slime_volley", "soccer_twos", "rps", "matrix"}));
    }

    void whatIsWrongIsSaidInThreePartsAndByItsPlace_data() {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("names");  // all of these words
        const auto row = [](const char* name, const char* toml, const char* code, const char* names) {
            QTest::newRow(name) << QByteArray(toml) << QByteArray(code) << QByteArray(names);
        };
        row("no TOML", "[run\nseed = 1", "", "1");
        row("unknown key", "[run]\nseconds = 5\nsede = 1", "option.unknown", "3 run.sede run.seed");
        row("unknown table", "[runs]\nseed = 1", "option.unknown", "2 runs.seed run.seed");
        row("text for a number", "[run]\nseed = \"one\"", "option.type", "2 run.seed");
        row("number for a text", "[run]\nname = 3", "option.type", "2 run.name");
        row("fraction for a whole number", "[learner]\nepochs = 1.5", "option.type", "2 learner.epochs");
        row("too small", "\n\n[learner]\nclip = -1", "option.range", "4 learner.clip");
        row("infinite", "[run]\nseconds = inf", "option.range", "2 run.seconds");
        row("not a number", "[run]\nseconds = nan", "option.range", "2 run.seconds");
        row("too large for the member", "[run]\nworkers = 99999999999", "option.range", "2 run.workers");
        row("a nested list", "[learner]\nhidden = [[64]]", "option.type", "2 learner.hidden");
        row("a date", "[run]\nname = 2024-01-01", "option.type", "2 run.name");
        row("unknown game", "[game]\nname = \"slime_voley\"", "", "2 game.name slime_volley");
        row("option of another game", "[game]\nname = \"rps\"\npayoff = \"1\"", "option.unknown", "3 game.payoff");
        row("unknown activation", "[learner]\nactivation = \"sin\"", "", "2 learner.activation tanh relu");
        row("more minibatches than rows", "[learner]\nslots = 1\nsteps = 2\nminibatches = 8", "option.range",
            "learner.minibatches");
        row("a layer without units", "[learner]\nhidden = [64, 0]", "option.range", "learner.hidden");
        row("unknown bot", "[self_play]\nbots = [\"bot:chasr\"]", "bot.unknown", "self_play.bots bot:chasr bot:chaser");
        row("no bot at all", "[self_play]\nbots = [\"chaser\"]", "bot.unknown", "self_play.bots chaser");
        row("unknown bot to meet", "[evaluation]\nopponents = [\"bot:none\"]", "bot.unknown",
            "evaluation.opponents bot:none");
        row("sides that are not alike", "[game]\nname = \"matching_pennies\"", "config.asymmetric", "game.name");
        row("no limit", "[run]\nseconds = 0", "config.budget", "run.seconds run.steps");
        row("repeatable by time", "[run]\ndeterministic = true\nsteps = 1000", "config.deterministic",
            "run.deterministic run.steps 1000 run.seconds 600");
        row("repeatable without steps", "[run]\ndeterministic = true", "config.deterministic",
            "run.deterministic run.steps run.seconds");
        row("repeatable without any limit", "[run]\ndeterministic = true\nseconds = 0", "config.budget",
            "run.steps run.seconds");
        row("checkpoints too seldom", "[record]\ncheckpoint_seconds = 90000", "option.range",
            "2 record.checkpoint_seconds 86400");
        row("checkpoints before now", "[record]\ncheckpoint_seconds = -1", "option.range",
            "2 record.checkpoint_seconds");
        row("too many checkpoints", "[record]\ncheckpoints = 101", "option.range", "2 record.checkpoints 100");
        row("unknown training", "[run]\ntraining = \"leage\"\n[league]\nmain_agents = 1", "",
            "2 run.training self_play league");
        row("a league's option in self-play", "[run]\nseed = 2\n[league]\nmain_exploiters = 1", "option.training",
            "4 league.main_exploiters league self_play run.training");
        row("an option of self-play in a league", "[run]\ntraining = \"league\"\n[self_play]\nwindow = 3",
            "option.training", "4 self_play.window self_play league run.training");
        row("unknown option of a league", "[run]\ntraining = \"league\"\n[league]\nmain_explorers = 1",
            "option.unknown", "4 league.main_explorers league.main_exploiters");
        row("too many learners of a role", "[run]\ntraining = \"league\"\n[league]\nmain_agents = 17", "option.range",
            "4 league.main_agents 16");
        row("a league of sides that are not alike", "[run]\ntraining = \"league\"\n[game]\nname = \"matching_pennies\"",
            "config.league_game", "game.name");
        row("a league of one side", "[run]\ntraining = \"league\"\n[game]\nname = \"free\"", "config.league_game",
            "game.name");
        row("a start against nobody", "[run]\ntraining = \"league\"\n[league]\nspecific_exploiters = 1",
            "league.contradiction", "specific_bots");
        row("a start against an unknown bot",
            "[run]\ntraining = \"league\"\n[league]\nspecific_exploiters = 1\nspecific_bots = [\"zoo/ga\"]",
            "bot.unknown", "league.specific_bots zoo/ga bot:chaser");
        row("damaged payoffs", "[game]\nname = \"matrix\"\npayoff = \"0 1; 2\"", "game.payoff", "");
    }
    void whatIsWrongIsSaidInThreePartsAndByItsPlace() {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, names);
        const auto config = runs::readRunConfig(toml.toStdString());
        QVERIFY(!config.ok());
        const Error& error = config.error();
        const QByteArray said = QByteArray::fromStdString(error.sentence());
        QVERIFY2(hasThreeParts(error), said.constData());
        if (!code.isEmpty()) QCOMPARE(QByteArray::fromStdString(error.code), code);
        for (const QByteArray& word : names.split(' '))
            QVERIFY2(said.contains(word), (said + " | lacks " + word).constData());
        QVERIFY(!runs::findProblems(toml.toStdString()).empty());
    }

    void allProblemsAreFoundAtOnce() {
        const auto problems = runs::findProblems("[run]\nsede = 1\nname = 2\n[learner]\nclip = -1\n");
        QCOMPARE(problems.size(), size_t{3});
        QCOMPARE(problems[0].key, std::string("learner.clip"));
    }

    void assignmentsChangeTheTextAndKeepItsComments() {
        const std::string text = "# mine\n[run]\nseed = 1  # lucky\nseconds = 60\n\n[learner]\nhidden = [64, 64]\n";
        const auto config = runs::readRunConfig(text, {"run.seed=7", "learner.hidden=32", "evaluation.games=4"});
        QVERIFY(config.ok());
        QCOMPARE(config->run.seed, int64_t{7});
        QCOMPARE(config->learner.hidden, std::vector<int64_t>{32});
        QCOMPARE(config->evaluation.games, 4);
        QVERIFY(config->text.starts_with("# mine\n[run]\nseed = 7  # lucky\nseconds = 60\n"));
        QVERIFY(config->text.find("games = 4") != std::string::npos);
        QCOMPARE(runs::readRunConfig(config->text)->run.seed, int64_t{7});  // the text is the truth
    }

    void wrongAssignmentsAreRefused_data() {
        QTest::addColumn<QByteArray>("assignment");
        QTest::newRow("no equals sign") << QByteArray("run.seed");
        QTest::newRow("unknown key") << QByteArray("run.sed=3");
        QTest::newRow("not of its kind") << QByteArray("run.seed=many");
        QTest::newRow("empty") << QByteArray("run.seed=");
        QTest::newRow("out of range") << QByteArray("learner.clip=-3");
    }
    void wrongAssignmentsAreRefused() {
        QFETCH(QByteArray, assignment);
        const auto config = runs::readRunConfig(kSmallRun, {assignment.toStdString()});
        QVERIFY(!config.ok());
        QVERIFY2(hasThreeParts(config.error()), config.error().sentence().c_str());
    }

    void anUnknownPresetNamesTheNearest() {
        const auto preset = runs::findPreset("slime_volley/self_pley");
        QVERIFY(!preset.ok());
        QVERIFY(hasThreeParts(preset.error()));
        QVERIFY(preset.error().sentence().find("slime_volley/self_play") != std::string::npos);
    }

    void effectiveValuesAreThoseOfTheFileOverTheDefaults() {
        const auto values = runs::effectiveValues("[run]\nseed = 9\n");
        QVERIFY(values.ok());
        QCOMPARE(std::get<int64_t>(values->at("run.seed").value), int64_t{9});
        QCOMPARE(std::get<double>(values->at("run.seconds").value), 600.0);
        QCOMPARE(values->size(), runs::runOptions({"slime_volley"}).size());
    }

    void aRepeatableRunTakesABudgetOfStepsAlone() {
        const auto config = runs::readRunConfig("[run]\ndeterministic = true\nsteps = 1000\nseconds = 0\n");
        QVERIFY2(config.ok(), config.ok() ? "" : config.error().sentence().c_str());
        QVERIFY(config->run.deterministic);
        const auto problems = runs::findProblems("[run]\ndeterministic = true\nsteps = 1000\n");
        QCOMPARE(problems.size(), size_t{1});
        QCOMPARE(problems[0].key, std::string("run.deterministic"));
    }

    void checkpointsAreTakenUnlessForbidden() {
        const auto plain = readSmallRun();
        QVERIFY(!plain.run.deterministic);
        QCOMPARE(plain.record.checkpointSeconds, 60.0);
        QCOMPARE(plain.record.checkpoints, 3);
        const auto other = readSmallRun({"record.checkpoints=0", "record.checkpoint_seconds=0.5"});
        QCOMPARE(other.record.checkpointSeconds, 0.5);
        QCOMPARE(other.record.checkpoints, 0);
    }

    void eachWayOfTrainingHasItsOptions() {
        const auto has = [](const std::vector<config::OptionSpec>& specs, const std::string& key) {
            return std::any_of(specs.begin(), specs.end(), [&](const auto& spec) { return spec.key == key; });
        };
        const auto selfPlay = runs::runOptions({"rps", runs::kSelfPlay});
        const auto league = runs::runOptions({"rps", runs::kLeague});
        const auto all = runs::allRunOptions("rps");
        QVERIFY(has(selfPlay, "self_play.window") && !has(selfPlay, "league.main_agents"));
        QVERIFY(!has(league, "self_play.window") && has(league, "league.main_agents"));
        QVERIFY(has(all, "self_play.window") && has(all, "league.main_agents"));
        std::set<std::string> keys;
        for (const config::OptionSpec& spec : all)
            QVERIFY2(keys.insert(spec.key).second, spec.key.c_str());
        const auto config = runs::readRunConfig(
            "[run]\ntraining = \"league\"\n[game]\nname = \"rps\"\n[league]\nleague_exploiters = 3\n");
        QVERIFY2(config.ok(), config.ok() ? "" : config.error().sentence().c_str());
        QVERIFY(config->isLeague());
        QCOMPARE(config->league.leagueExploiters, 3);
        QCOMPARE(config->kind(), (runs::RunKind{"rps", runs::kLeague}));
    }

    void whatContradictsInALeagueNamesTheOptionThatMendsIt_data() {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char* lines, const char* key) {
            QTest::newRow(key) << QByteArray(lines) << QByteArray(key);
        };
        row("main_min_steps = 5000\nmain_max_steps = 4000", "league.main_max_steps");
        row("exploiter_min_steps = 5000\nexploiter_max_steps = 4000", "league.exploiter_max_steps");
        row("window_low = 0.6", "league.window_high");
        row("shares = \"custom\"\nself_play_share = 0\nhistory_share = 0\nforgotten_share = 0", "league.shares");
        row("specific_exploiters = 1", "league.specific_bots");
        row("decay = 0.5", "league.minimum_games");
        row("exploiter_floor = 0.8", "league.exploiter_floor");
    }
    void whatContradictsInALeagueNamesTheOptionThatMendsIt() {
        QFETCH(QByteArray, lines);
        QFETCH(QByteArray, key);
        const auto problems =
            runs::findProblems("[run]\ntraining = \"league\"\n[league]\n" + lines.toStdString() + "\n");
        QCOMPARE(problems.size(), size_t{1});
        QCOMPARE(QByteArray::fromStdString(problems[0].key), key);
        QCOMPARE(problems[0].error.code, std::string("league.contradiction"));
        QVERIFY(hasThreeParts(problems[0].error));
    }

    void anotherWayOfTrainingTakesTheOptionsOfTheFormerOneOut() {
        const auto config = runs::readRunConfig(kSmallRun, {"run.training=league", "league.main_exploiters=2"});
        QVERIFY2(config.ok(), config.ok() ? "" : config.error().sentence().c_str());
        QVERIFY(config->isLeague());
        QCOMPARE(config->league.mainExploiters, 2);
        QCOMPARE(config->learner.slots, 16);  // what both have stays
        QVERIFY(config->text.find("snapshot_every") == std::string::npos);
        const auto back = runs::readRunConfig(config->text, {"run.training=self_play"});
        QVERIFY2(back.ok(), back.ok() ? "" : back.error().sentence().c_str());
        QVERIFY(back->text.find("main_exploiters") == std::string::npos);
        const auto wrong = runs::readRunConfig(kSmallRun, {"league.main_exploiters=2"});
        QVERIFY(!wrong.ok());
        QCOMPARE(wrong.error().code, std::string("option.training"));
    }

    void aSweepOverWaysOfTrainingHasTheTablesOfBoth() {
        const std::string text = std::string(kSmallRun) + "\n[league]\nmain_exploiters = 2\n";
        const auto runs = runs::readSweep(text, {"run.training=[self_play, league]"});
        QVERIFY2(runs.ok(), runs.ok() ? "" : runs.error().sentence().c_str());
        QCOMPARE(runs->size(), size_t{2});
        QVERIFY(!(*runs)[0].isLeague() && (*runs)[1].isLeague());
        QCOMPARE((*runs)[0].selfPlay.snapshotEvery, int64_t{1000});
        QCOMPARE((*runs)[1].league.mainExploiters, 2);
    }

    void thereIsALeagueOfEachKindForEachGame() {
        for (const char* game : {"slime_volley", "soccer_twos", "rps", "matrix"}) {
            for (const char* kind : {"alphastar_surrogate", "diversified_league", "evolutionary_league"}) {
                const auto preset = runs::findPreset(std::string(game) + "/" + kind);
                QVERIFY2(preset.ok(), kind);
                const auto config = runs::readRunConfig(preset->toml);
                QVERIFY(config->isLeague());
                const league::LeagueOptions& league = config->league;
                const std::string name = kind;
                QCOMPARE(league.mainAgents, 1);
                QCOMPARE(league.shares, std::string(name == "alphastar_surrogate" ? "alphastar" : "tstarbot_x"));
                if (name == "alphastar_surrogate") {
                    QVERIFY(league.mainExploiters == 2 && league.leagueExploiters == 2 && league.learners() == 5);
                } else if (name == "diversified_league") {
                    QVERIFY(league.mainExploiters == 1 && league.leagueExploiters == 1 &&
                            league.specificExploiters == 1 && league.adaptiveExploiters == 1);
                } else {
                    QVERIFY(league.evolutionaryExploiters > 0 && league.adaptiveExploiters == 0);
                }
            }
        }
        const auto biased = runs::readRunConfig(runs::findPreset("matrix/diversified_league")->toml);
        QCOMPARE(std::get<std::string>(biased->gameOptions.at("game.payoff").value),
                 std::string("0 -0.25 0.5; 0.25 0 -0.05; -0.5 0.05 0"));
        const auto square = runs::readRunConfig(runs::findPreset("matrix/diversified_league")->toml,
                                                {"game.payoff=2 -1; -1 1", "game.both_roles=true"});
        QVERIFY2(square.ok(), square.ok() ? "" : square.error().sentence().c_str());
    }

    void readingWhatWasWrittenGivesTheSame() {
        const auto config = readSmallRun();
        QCOMPARE(config.selfPlay.snapshotEvery, int64_t{1000});
        QCOMPARE(config.record.metricSeconds, 0.0);
        QCOMPARE(config.text, std::string(kSmallRun));
    }
};

QTEST_GUILESS_MAIN(TestRunsConfig)
#include "tst_runs_config.moc"
