// SPDX-License-Identifier: GPL-3.0-or-later
// The real window over much data: small curves in the table, long curves that come thinned and finer where somebody
// looks, and runs that grow while they are watched.
#include <QEnterEvent>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>
#include <future>

#include "app/bridges/runs_bridge.h"
#include "app/pages/page.h"
#include "app/studio/shell.h"
#include "core/store/store_writer.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using test::StudioDriver;

namespace {

constexpr int64_t kStep = 1000;
constexpr int64_t kSpike = 61'234;  // one point that stands out

/// Writes a run's events as an engine would.
class Author {
public:
    Author(const std::string& folder, const std::string& name) {
        workspace_ = std::move(*store::Workspace::open(folder));
        RunRecord record;
        record.name = name;
        record.game = "rps";
        id_ = *workspace_->createRun(record);
        writer_ = std::move(*store::StoreWriter::open(folder, id_));
        publish(StateChanged{RunStatus::finished, {}});
        if (!writer_->flush().ok()) qFatal("the run could not be written");
    }
    void publish(EventBody body) {
        ++seq_;
        writer_->take({id_, seq_, 1'800'000'000'000 + seq_, 0.5 * static_cast<double>(seq_), std::move(body)});
    }
    void addReturns(int64_t count) {
        for (int64_t i = 0; i < count; ++i) {
            ++points_;
            const double value = points_ == kSpike ? 40 : std::sin(1e-4 * static_cast<double>(points_));
            publish(Metrics{{{"return", points_ * kStep, value, kUnknown}}});
        }
        QVERIFY(writer_->flush().ok());
    }
    void addEntropies(int64_t count) {
        for (int64_t i = 1; i <= count; ++i)
            publish(Metrics{{{"entropy", i * kStep, std::cos(1e-4 * static_cast<double>(i)), kUnknown}}});
        QVERIFY(writer_->flush().ok());
    }
    void addElo(double elo) {
        ++ratings_;
        publish(Metrics{{{"elo", ratings_ * kStep, elo, 20}}});
        publish(Rated{{{"snapshot:1", ratings_ * kStep, elo, 10, 100, 0.5}}});
        QVERIFY(writer_->flush().ok());
    }
    RunId id() const { return id_; }
    store::Workspace& workspace() { return *workspace_; }

private:
    std::unique_ptr<store::Workspace> workspace_;
    std::unique_ptr<store::StoreWriter> writer_;
    RunId id_;
    int64_t seq_ = 0, points_ = 0, ratings_ = 0;
};

}  // namespace

class TestStudioScale : public test::StudioCase {
    Q_OBJECT

private Q_SLOTS:
    void smallCurvesFollowTheRatings();
    void onlyRowsThatChangedAreMadeAnew();
    void longCurveComesThinnedAndFinerWhereSomebodyLooks();
    void chartsOnTheirOwnAreEachFinerWhereSomebodyLooks();
    void longCurveGrowsPointByPoint();
    void pagesAreMadeWhenTheyAreWanted();
    void whatSomebodyWaitsForIsNotBehindAList();
    void questionsThatAreOutOfDateAreNotAsked();
};

void TestStudioScale::smallCurvesFollowTheRatings() {
    Author author(workspace(), "rated");
    for (int i = 0; i < 300; ++i)
        author.addElo(i);
    StudioDriver studio(window());
    auto* table = studio.find<views::TableView>(QStringLiteral("experiments.table"));
    qsizetype column = 0;
    while (table->table()->columns()[column].key != QLatin1String("curve"))
        ++column;
    const auto cell = [&] { return table->table()->rows().value(0).cells.value(column); };
    QVERIFY(studio.waitFor([&] { return !cell().curve.isEmpty(); }));
    QVERIFY(cell().curve.size() <= 64);
    QVERIFY(cell().curve.front() < 10 && cell().curve.back() > 290);
    QVERIFY(cell().text.startsWith(QLatin1String("Elo from ")));
    for (int i = 0; i < 100; ++i)
        author.addElo(1000);
    QVERIFY(studio.waitFor([&] { return cell().curve.back() > 990; }));
    // Something is drawn in its cell.
    const QImage picture =
        table->viewport()->grab(table->visualRect(table->model()->index(0, static_cast<int>(column)))).toImage();
    int inked = 0;
    for (int x = 0; x < picture.width(); ++x)
        for (int y = 4; y < picture.height() - 4; ++y)
            inked += picture.pixelColor(x, y).hslSaturation() > 120 ? 1 : 0;
    QVERIFY2(inked > 40, qPrintable(QString::number(inked)));
}

void TestStudioScale::onlyRowsThatChangedAreMadeAnew() {
    std::vector<std::unique_ptr<Author>> authors;
    for (int i = 0; i < 5; ++i)
        authors.push_back(std::make_unique<Author>(workspace(), "run-" + std::to_string(i)));
    StudioDriver studio(window());
    auto* runs = studio.window().findChild<bridges::RunsBridge*>();
    QVERIFY(studio.waitFor([&] { return runs->curvesLoaded() && runs->table()->rowCount() == 5; }));
    QSignalSpy changes(runs->table(), &QAbstractItemModel::dataChanged);
    QVERIFY(authors[2]->workspace().renameRun(authors[2]->id(), "another name").ok());
    QVERIFY(studio.waitFor([&] { return !changes.isEmpty(); }));
    QTest::qWait(700);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(runs->table()->idAt(changes[0][0].toModelIndex().row()), QString::number(authors[2]->id().value));
}

void TestStudioScale::longCurveComesThinnedAndFinerWhereSomebodyLooks() {
    Author author(workspace(), "long");
    author.addReturns(120'000);
    StudioDriver studio(window());
    bool opened = false;
    QObject::connect(&studio.runBridge(), &bridges::RunBridge::opened, &studio.window(), [&] { opened = true; });
    studio.window().openRun(author.id());
    QVERIFY(studio.waitFor([&] { return opened; }));
    const models::SeriesModel& series = *studio.runBridge().returns()->all()[0].model;
    QVERIFY(series.isThinned());
    QVERIFY2(series.size() > 500 && series.size() <= 4096, qPrintable(QString::number(series.size())));
    QCOMPARE(series.rawRange(0, series.size()).high, 40.0);
    double points = 0;
    for (size_t i = 0; i < series.size(); ++i)
        points += series.at(i).count;
    QCOMPARE(points, 120'000.0);

    auto* plot = studio.find<views::ChartPanel>(QStringLiteral("chart.returns"))->plot();
    QVERIFY(studio.waitFor([&] { return plot->isVisible() && !plot->isDirty(); }));
    const QPointF spike = plot->pixelOf(static_cast<double>(kSpike * kStep), 0);
    for (int i = 0; i < 22; ++i) {
        QWheelEvent in({spike.x(), 40}, plot->mapToGlobal(QPointF(spike.x(), 40)), {}, {0, 120}, Qt::NoButton,
                       Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(plot, &in);
    }
    // Single points around the spike, and the spike at its own step.
    const auto nearest = [&] { return series.at(*series.nearest(kSpike * kStep, models::SeriesAxis::Steps)); };
    QVERIFY(studio.waitFor([&] { return nearest().count == 1 && nearest().value == 40; }));
    QCOMPARE(nearest().step, static_cast<double>(kSpike * kStep));
    QVERIFY(series.at(0).count > 1);  // far away it stays coarse
    for (size_t i = 1; i < series.size(); ++i)
        QVERIFY(series.at(i).step > series.at(i - 1).step);
    QVERIFY(studio.click(QStringLiteral("run.resetZoom")));
    QVERIFY(studio.waitFor([&] { return series.size() <= 4096; }));
}

void TestStudioScale::chartsOnTheirOwnAreEachFinerWhereSomebodyLooks() {
    Author author(workspace(), "two");
    author.addReturns(60'000);
    author.addEntropies(60'000);
    StudioDriver studio(window());
    bool opened = false;
    QObject::connect(&studio.runBridge(), &bridges::RunBridge::opened, &studio.window(), [&] { opened = true; });
    studio.window().openRun(author.id());
    QVERIFY(studio.waitFor([&] { return opened; }));
    QVERIFY(studio.click(QStringLiteral("run.linked")));
    const models::SeriesModel& returns = *studio.runBridge().returns()->all()[0].model;
    const models::SeriesModel& entropy = *studio.runBridge().entropy()->all()[0].model;
    const auto zoom = [&](const char* chart, double middle) {
        studio.find<views::ChartPanel>(QLatin1String(chart))
            ->plot()
            ->link()
            ->setZoom(models::ValueRange{middle - 1e5, middle + 1e5});
    };
    const auto fineAt = [](const models::SeriesModel& series, double step) {
        return series.at(*series.nearest(step, models::SeriesAxis::Steps)).count == 1;
    };
    QVERIFY(!fineAt(returns, 1e7) && !fineAt(entropy, 4e7));
    zoom("chart.returns", 1e7);
    zoom("chart.entropy", 4e7);
    QVERIFY(studio.waitFor([&] { return fineAt(returns, 1e7) && fineAt(entropy, 4e7); }));
    QVERIFY(!fineAt(returns, 4e7) && !fineAt(entropy, 1e7));
    // One of them looks elsewhere, the other keeps what it has.
    zoom("chart.returns", 5e7);
    QVERIFY(studio.waitFor([&] { return fineAt(returns, 5e7); }));
    QVERIFY(fineAt(entropy, 4e7));
    QVERIFY(studio.click(QStringLiteral("run.resetZoom")));
    QVERIFY(studio.waitFor([&] { return !fineAt(returns, 5e7) && !fineAt(entropy, 4e7); }));
}

void TestStudioScale::longCurveGrowsPointByPoint() {
    Author author(workspace(), "growing");
    author.addReturns(60'000);
    StudioDriver studio(window());
    studio.window().openRun(author.id());
    QVERIFY(studio.waitFor([&] { return !studio.runBridge().returns()->isEmpty(); }));
    const models::SeriesModel& series = *studio.runBridge().returns()->all()[0].model;
    QVERIFY(series.isThinned());
    const size_t before = series.size();
    author.addReturns(250);
    QVERIFY(studio.waitFor([&] { return series.size() >= before + 250; }));
    QTest::qWait(600);
    QCOMPARE(series.size(), before + 250);
    double points = 0;
    for (size_t i = 0; i < series.size(); ++i)
        points += series.at(i).count;
    QCOMPARE(points, 60'250.0);
}

void TestStudioScale::pagesAreMadeWhenTheyAreWanted() {
    const QString replays = QStringLiteral("page.replays");
    qApp->setProperty(studio::Shell::kAllPages, false);
    const auto again = qScopeGuard([] { qApp->setProperty(studio::Shell::kAllPages, true); });
    studio::MainWindow window(StudioCase::window());
    window.resize(1366, 768);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    auto* runs = window.findChild<bridges::RunsBridge*>();
    QVERIFY(QTest::qWaitFor([&] { return runs->loaded(); }));
    const auto made = [&](const QString& key) { return window.findChild<pages::Page*>(key) != nullptr; };
    QVERIFY(made(QStringLiteral("page.experiments")));
    QVERIFY(!made(replays));
    // Pointing at its entry is enough, without showing it.
    auto* entry = window.findChild<QAbstractButton*>(QStringLiteral("rail:replays"));
    QVERIFY(entry);
    QTest::mouseMove(entry, {3, 3});
    QEnterEvent enter({3, 3}, {3, 3}, entry->mapToGlobal(QPointF(3, 3)));
    QCoreApplication::sendEvent(entry, &enter);
    QVERIFY(QTest::qWaitFor([&] { return made(replays); }));
    QCOMPARE(window.currentPage(), QStringLiteral("experiments"));
    QVERIFY(!made(QStringLiteral("page.disk")));
    window.showPage(QStringLiteral("disk"));
    QVERIFY(made(QStringLiteral("page.disk")));
    QVERIFY(!window.shell().allMade());
}

void TestStudioScale::whatSomebodyWaitsForIsNotBehindAList() {
    bridges::StoreQuery store(window());
    std::promise<void> go;
    bool listed = false, opened = false;
    store.askAside(this, [&, gate = go.get_future().share()](store::Workspace&) -> bridges::StoreQuery::Answer {
        gate.wait();
        return [&] { listed = true; };
    });
    store.ask(this, [&](store::Workspace&) -> bridges::StoreQuery::Answer { return [&] { opened = true; }; });
    QVERIFY(QTest::qWaitFor([&] { return opened; }));
    QVERIFY(!listed);
    go.set_value();
    QVERIFY(QTest::qWaitFor([&] { return listed; }));
}

void TestStudioScale::questionsThatAreOutOfDateAreNotAsked() {
    bridges::StoreQuery store(window());
    std::promise<void> go;
    std::vector<int> asked, answered;  // the first on the store's thread
    store.ask(this, [gate = go.get_future().share()](store::Workspace&) -> bridges::StoreQuery::Answer {
        gate.wait();
        return {};
    });
    for (int i = 0; i < 5; ++i) {
        store.ask(
            this,
            [&, i](store::Workspace&) -> bridges::StoreQuery::Answer {
                asked.push_back(i);
                return [&, i] { answered.push_back(i); };
            },
            i == 3 ? QStringLiteral("another") : QStringLiteral("look"));
    }
    go.set_value();
    QVERIFY(QTest::qWaitFor([&] { return answered.size() == 2; }));
    QCOMPARE(asked, (std::vector<int>{3, 4}));
    QCOMPARE(answered, (std::vector<int>{3, 4}));
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioScale>(argc, argv);
}

#include "tst_studio_scale.moc"
