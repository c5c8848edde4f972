// SPDX-License-Identifier: GPL-3.0-or-later
// What people make of runs, and what pages keep.
#include <QDir>
#include <QtTest>
#include <algorithm>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::StoreWriter;
using store::Workspace;

namespace {

using Strings = std::vector<std::string>;

/// Texts that people write and programs trip over.
Strings awkwardTexts() {
    return {"o'neill \"quoted\"",  "a/b\\c",  "\U0001F3D0\U0001F600 smile", "\u0645\u0631\u062d\u0628\u0627", "%_?*",
            std::string(500, 'x'), "a, b; c", "DROP TABLE run; --",         "\u6392\u7403 \u5b9e\u9a8c",      "-",
            "snapshot:1",          "#tag"};
}

void publish(const std::string& folder, RunId run, const std::vector<RunEvent>& events) {
    auto writer = StoreWriter::open(folder, run).value();
    for (const RunEvent& e : events)
        writer->take(e);
    QVERIFY(writer->flush().ok());
}

}  // namespace

class StorePeopleTest : public QObject {
    Q_OBJECT

    TempDir dir_;
    FakeClock clock_;
    FaultyFileSystem files_;
    std::unique_ptr<Workspace> workspace_;

    void reopen() {
        workspace_.reset();
        workspace_ = Workspace::open(dir_.path("w"), store::OpenMode::readWrite, files_, clock_).value();
    }

private Q_SLOTS:
    void init() {
        workspace_.reset();
        files_.clear();
        QVERIFY(QDir(QString::fromStdString(dir_.path("w"))).removeRecursively());
        reopen();
    }

    void tagsAreTrimmedSortedAndEachOnce() {
        const RunId run = newRun(*workspace_);
        QVERIFY(workspace_->setTags(run, {" b ", "a", "b", "", "  ", "c\nd", "\u3000\u6392\u7403\u00a0", "A"}).ok());
        QCOMPARE(workspace_->run(run)->tags, (Strings{"A", "a", "b", "c d", "\u6392\u7403"}));
        QVERIFY(workspace_->setTags(run, {"z"}).ok());
        QCOMPARE(workspace_->run(run)->tags, Strings{"z"});
        QVERIFY(workspace_->setTags(run, {}).ok());
        QVERIFY(workspace_->run(run)->tags.empty());
    }

    void awkwardTextsSurviveARestart() {
        Strings texts = awkwardTexts();
        const RunId run = newRun(*workspace_);
        const std::string note = texts[2] + "\n\n\t" + texts[3] + std::string(500, 'n');
        QVERIFY(workspace_->setTags(run, texts).ok());
        QVERIFY(workspace_->setNote(run, note).ok());
        for (const std::string& text : texts) {
            QVERIFY(workspace_->keep({"view.experiments", text, "{\"filter\":\"" + text + "\"}", 7}).ok());
            QVERIFY(workspace_->renameRun(newRun(*workspace_), text).ok());
        }
        reopen();
        std::sort(texts.begin(), texts.end());
        QCOMPARE(workspace_->run(run)->tags, texts);
        QCOMPARE(workspace_->run(run)->note, note);
        const auto kept = workspace_->kept("view.experiments").value();
        QCOMPARE(kept.size(), texts.size());
        for (size_t i = 0; i < texts.size(); ++i) {
            QCOMPARE(kept[i].name, texts[i]);
            QCOMPARE(kept[i].body, "{\"filter\":\"" + texts[i] + "\"}");
            QVERIFY(workspace_->findRun(texts[i]).ok());
        }
    }

    void tagsInUseAreCounted() {
        const RunId one = newRun(*workspace_), two = newRun(*workspace_), three = newRun(*workspace_);
        QVERIFY(workspace_->setTags(one, {"abl", "zeta"}).ok());
        QVERIFY(workspace_->setTags(two, {"abl", "beta"}).ok());
        QVERIFY(workspace_->setTags(three, {"abl", "beta"}).ok());
        using Counts = std::vector<std::pair<std::string, int64_t>>;
        QCOMPARE(workspace_->tags().value(), (Counts{{"abl", 3}, {"beta", 2}, {"zeta", 1}}));
        QVERIFY(workspace_->deleteRun(two).ok());
        QCOMPARE(workspace_->tags().value(), (Counts{{"abl", 2}, {"beta", 1}, {"zeta", 1}}));
    }

    void tenThousandTagsOfOneRunAndOfMany() {
        const RunId run = newRun(*workspace_);
        Strings many;
        for (int i = 0; i < 10'000; ++i)
            many.push_back("tag " + std::to_string(i));
        QVERIFY(workspace_->setTags(run, many).ok());
        for (int i = 0; i < 20; ++i)
            QVERIFY(workspace_->setTags(newRun(*workspace_), {many.begin() + i, many.begin() + i + 500}).ok());
        std::sort(many.begin(), many.end());
        QCOMPARE(workspace_->run(run)->tags, many);
        QCOMPARE(workspace_->tags()->size(), size_t{10'000});
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(workspace_->runs()->size(), size_t{21});
        qInfo("21 runs with 20 000 tags read in %lld ms", static_cast<long long>(timer.elapsed()));
    }

    void archiveTakesManyAndGivesThemBack() {
        const RunId one = newRun(*workspace_), two = newRun(*workspace_);
        QVERIFY(workspace_->setArchived({one, two, RunId{99}}, true).ok());  // one was deleted elsewhere
        QVERIFY(workspace_->run(one)->archived && workspace_->run(two)->archived);
        QVERIFY(workspace_->setArchived({two}, false).ok());
        QVERIFY(workspace_->run(one)->archived && !workspace_->run(two)->archived);
        QCOMPARE(workspace_->setArchived({RunId{99}}, true).error().code, std::string("run.unknown"));
    }

    void verbsAboutAnUnknownRunSaySo() {
        const RunId nobody{4711};
        for (const Status& status : {workspace_->setTags(nobody, {"a"}), workspace_->setNote(nobody, "n"),
                                     workspace_->setQueuePlace(nobody, 1)})
            QCOMPARE(status.error().code, std::string("run.unknown"));
        QCOMPARE(workspace_->pinMatch(1, true).error().code, std::string("match.unknown"));
    }

    void nothingIsWrittenWhereOnlyReadingIsAllowed() {
        const RunId run = newRun(*workspace_);
        auto reader = Workspace::open(dir_.path("w"), store::OpenMode::readOnly).value();
        for (const Status& status :
             {reader->setTags(run, {"a"}), reader->setNote(run, "n"), reader->setArchived({run}, true),
              reader->deleteRuns({run}), reader->setQueuePlace(run, 1), reader->keep({"k", "n", "b", 0}),
              reader->forget("k", "n"), reader->pinMatch(1, true)})
            QCOMPARE(status.error().code, std::string("workspace.read_only"));
    }

    void manyRunsAreDeletedTogetherOrNotAtAll() {
        const RunId one = newRun(*workspace_), two = newRun(*workspace_), mine = newRun(*workspace_);
        publish(dir_.path("w"), one, sampleEvents(one, 100));
        publish(dir_.path("w"), two, sampleEvents(two, 100));
        const std::string weights = workspace_->snapshots(one)->front().hash;
        QVERIFY(workspace_->claimRun(mine).ok());
        const Status owned = workspace_->deleteRuns({one, mine, two});
        QCOMPARE(owned.error().code, std::string("run.owned"));
        QVERIFY(owned.error().happened.str().find(workspace_->run(mine)->name) != std::string::npos);
        QCOMPARE(workspace_->runs()->size(), size_t{3});
        QCOMPARE(workspace_->events(one)->size(), asHistory(sampleEvents(one, 100)).size());
        QVERIFY(workspace_->readArtefact(weights, ".safetensors").ok());
        QVERIFY(workspace_->deleteRuns({one, two, RunId{99}}).ok());  // gone already: what was asked for
        QCOMPARE(workspace_->runs()->size(), size_t{1});
        QCOMPARE(workspace_->readArtefact(weights, ".safetensors").error().code, std::string("artefact.missing"));
        QCOMPARE(rawValue(dir_.path("w/studio.db"), "SELECT count(*) FROM artefact"), std::string("0"));
        QCOMPARE(workspace_->removeStrays().value(), 0);
        QVERIFY(workspace_->verify().empty());
    }

    void runsAreDeletedWhereTheirFilesCannotBe() {
        const RunId one = newRun(*workspace_);
        publish(dir_.path("w"), one, sampleEvents(one, 100));
        files_.inject(Fault::permission, "/artefacts/");
        QVERIFY(workspace_->deleteRuns({one}).ok());
        QVERIFY(workspace_->runs()->empty());
        files_.clear();
        QVERIFY(workspace_->verify().empty());
        QVERIFY(workspace_->removeStrays().value() > 0);
    }

    void queueIsInTheOrderOfItsPlaces() {
        QCOMPARE(workspace_->nextQueued().value(), RunId{});
        const RunId first = newRun(*workspace_), second = newRun(*workspace_), direct = newRun(*workspace_);
        QCOMPARE(workspace_->nextQueued().value(), RunId{});  // those are started by who made them
        QVERIFY(workspace_->setQueuePlace(first, 2).ok());
        QVERIFY(workspace_->setQueuePlace(second, 1).ok());
        QCOMPARE(workspace_->nextQueued().value(), second);
        QVERIFY(workspace_->setQueuePlace(first, -0.5).ok());
        QCOMPARE(workspace_->nextQueued().value(), first);
        QCOMPARE(workspace_->run(first)->queuePlace, -0.5);
        QVERIFY(workspace_->claimRun(first).ok());
        QCOMPARE(workspace_->nextQueued().value(), second);
        QVERIFY(workspace_->deleteRun(second).ok());
        QCOMPARE(workspace_->nextQueued().value(), RunId{});
        QVERIFY(workspace_->run(direct).ok());
    }

    void whatARunIsBornWithSurvivesARestart() {
        RunRecord record;
        record.sweep = "sweep 7";
        record.queuePlace = 3.5;
        record.startedFrom = "run:base/best";
        record.origin = "{\"command\":\"ludus-cli train\"}";
        const RunId run = workspace_->createRun(record).value();
        reopen();
        const RunRecord is = workspace_->run(run).value();
        QCOMPARE(is.sweep, record.sweep);
        QCOMPARE(is.queuePlace, record.queuePlace);
        QCOMPARE(is.startedFrom, record.startedFrom);
        QCOMPARE(is.origin, record.origin);
        QVERIFY(!is.archived && is.note.empty() && is.tags.empty());
    }

    void colourIsForLife() {
        std::vector<RunId> runs;
        std::vector<int> colours;
        for (int i = 0; i < 40; ++i) {
            runs.push_back(newRun(*workspace_));
            colours.push_back(workspace_->run(runs.back())->colour);
        }
        for (int i = 0; i < 32; ++i)
            QCOMPARE(colours[static_cast<size_t>(i)], i);  // each once, then again
        QCOMPARE(colours[32], 0);
        QVERIFY(workspace_->deleteRuns({runs[3], runs[39]}).ok());
        QVERIFY(workspace_->renameRun(runs[5], "another name").ok());
        publish(dir_.path("w"), runs[5], sampleEvents(runs[5], 50));
        reopen();
        QCOMPARE(workspace_->run(runs[5])->colour, colours[5]);
        QCOMPARE(workspace_->run(newRun(*workspace_))->colour, 8);  // numbers are not given twice
    }

    void keptItemsAreReplacedAndForgotten() {
        clock_.advance(5);
        QVERIFY(workspace_->keep({"layout.run", "wide", "{}", 0}).ok());
        QVERIFY(workspace_->keep({"view.experiments", "wide", "[]", 42}).ok());
        QCOMPARE(workspace_->kept("layout.run")->front().changedMs, clock_.wallMs());
        QCOMPARE(workspace_->kept("view.experiments")->front().changedMs, int64_t{42});
        QVERIFY(workspace_->keep({"layout.run", "wide", "{\"a\":1}", 0}).ok());
        QCOMPARE(workspace_->kept("layout.run")->size(), size_t{1});
        QCOMPARE(workspace_->kept("layout.run")->front().body, std::string("{\"a\":1}"));
        QVERIFY(workspace_->forget("layout.run", "wide").ok());
        QVERIFY(workspace_->forget("layout.run", "never there").ok());
        QVERIFY(workspace_->kept("layout.run")->empty());
        QCOMPARE(workspace_->kept("view.experiments")->size(), size_t{1});
    }

    void whatWasReadBeforeIsLookedAtOnceMore() {
        const store::KeptItem first{"wish", "1 a", "x", 1}, second{"wish", "2 b", "y", 1};
        const auto empty = workspace_->kept("wish").value();
        QVERIFY(workspace_->keepUnlessChanged(first, empty).value());
        QVERIFY(!workspace_->keepUnlessChanged(second, empty).value());  // somebody else was faster
        const auto one = workspace_->kept("wish").value();
        QCOMPARE(one.size(), size_t{1});
        QVERIFY(workspace_->keep({"other", "1 a", "z", 1}).ok());  // of another kind
        QVERIFY(workspace_->keepUnlessChanged(second, one).value());
        QVERIFY(workspace_->keep({"wish", "1 a", "another", 1}).ok());
        QVERIFY(!workspace_->keepUnlessChanged({"wish", "3 c", "z", 1}, one).value());
        QCOMPARE(workspace_->kept("wish")->size(), size_t{2});
        for (const char* name : {"1 a", "2 b"})
            QVERIFY(workspace_->forget("wish", name).ok());
        QVERIFY(!workspace_->keepUnlessChanged(second, one).value());
    }

    void changedOptionsAndAlertsAreHistory() {
        const RunId run = newRun(*workspace_);
        QVERIFY(workspace_->claimRun(run).ok());
        std::vector<RunEvent> events{
            runEvent(run, 1, StateChanged{RunStatus::running, ""}),
            runEvent(run, 2, OptionChanged{"learner.learning_rate", "0.0003", "1e-4", 1000}),
            runEvent(run, 3,
                     Alerted{"nan", LogLevel::error, LUDUS_TEXT("Alert", "%1 is no number.").arg("loss"), 1200}),
        };
        publish(dir_.path("w"), run, events);
        publish(dir_.path("w"), run, {checkpointEvent(run, 4, 1300)});
        publish(dir_.path("w"), run,
                {runEvent(run, 5, OptionChanged{"learner.epochs", "4", "8", 2000}),
                 runEvent(run, 6, Alerted{"stall", LogLevel::warning, LUDUS_TEXT("Alert", "It stalls."), 2100})});
        reopen();
        const auto told = workspace_->events(run).value();
        QCOMPARE(told.size(), size_t{6});
        const auto& change = std::get<OptionChanged>(told[1].body);
        QCOMPARE(change.key, std::string("learner.learning_rate"));
        QCOMPARE(change.before, std::string("0.0003"));
        QCOMPARE(change.after, std::string("1e-4"));
        QCOMPARE(change.step, int64_t{1000});
        const auto& alert = std::get<Alerted>(told[2].body);
        QCOMPARE(alert.kind, std::string("nan"));
        QVERIFY(alert.level == LogLevel::error);
        QCOMPARE(alert.text.str(), std::string("loss is no number."));
        QCOMPARE(alert.step, int64_t{1200});
        QCOMPARE(std::get<Alerted>(told[5].body).kind, std::string("stall"));
        QVERIFY(workspace_->rewindRun(run, workspace_->checkpoints(run)->front()).ok());
        const auto rewound = workspace_->events(run).value();
        QCOMPARE(rewound.size(), size_t{3});  // what was before it stays, what came after is gone
        QCOMPARE(std::get<Alerted>(rewound[2].body).text.str(), std::string("loss is no number."));
        QVERIFY(workspace_->releaseRun(run).ok());
        QVERIFY(workspace_->deleteRun(run).ok());
        for (const char* table : {"option_change", "alert", "run_tag", "event"})
            QCOMPARE(rawValue(dir_.path("w/studio.db"), std::string("SELECT count(*) FROM ") + table),
                     std::string("0"));
    }
};

QTEST_GUILESS_MAIN(StorePeopleTest)
#include "tst_store_people.moc"
