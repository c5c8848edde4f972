// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <limits>
#include <sstream>
#include <thread>

#include "core/base/rng.h"
#include "core/store/bench.h"
#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::MetricBucket;
using store::StoreWriter;
using store::Workspace;

namespace {

constexpr int64_t kEver = std::numeric_limits<int64_t>::max();

bool about(double is, double expected, double scale) {
    return is == expected || std::abs(is - expected) <= 1e-12 * scale;
}

/// What a bucket of these points has to be; n 0 for none.
MetricBucket bucketOf(const std::vector<MetricPoint>& points, size_t first, size_t count) {
    MetricBucket b;
    double sum = 0;
    for (size_t i = first; i < std::min(first + count, points.size()); ++i) {
        const MetricPoint& p = points[i];
        if (!std::isfinite(p.value)) continue;
        const bool is1st = b.n++ == 0;
        b.min = is1st ? p.value : std::min(b.min, p.value);
        b.max = is1st ? p.value : std::max(b.max, p.value);
        b.firstStep = is1st ? p.step : std::min(b.firstStep, p.step);
        b.lastStep = is1st ? p.step : std::max(b.lastStep, p.step);
        sum += p.value;
    }
    if (b.n > 0) b.mean = sum / static_cast<double>(b.n);
    return b;
}

bool same(const MetricBucket& a, const MetricBucket& b) {
    return a.n == b.n && a.min == b.min && a.max == b.max && a.firstStep == b.firstStep && a.lastStep == b.lastStep &&
           about(a.mean, b.mean, std::max(std::abs(b.min), std::abs(b.max)));
}

}  // namespace

class StoreCurvesTest : public QObject {
    Q_OBJECT

    TempDir dir_;
    std::unique_ptr<Workspace> workspace_;

    std::string database() const { return dir_.path("studio.db"); }
    std::string value(const std::string& sql) const { return rawValue(database(), sql); }
    std::string seriesOf(RunId run, const std::string& name) const {
        return value("SELECT id FROM metric_series WHERE run = " + std::to_string(run.value) + " AND name = '" + name +
                     "'");
    }
    /// One event a few points, from a new writer now and then.
    void publish(RunId run, const std::vector<MetricPoint>& points, size_t anEvent = 3, size_t aWriter = 700) {
        int64_t seq = 0;
        for (size_t i = 0; i < points.size();) {
            auto writer = StoreWriter::open(dir_.path(), run).value();
            for (const size_t end = std::min(points.size(), i + aWriter); i < end;) {
                Metrics metrics;
                for (size_t k = 0; k < anEvent && i < end; ++k, ++i)
                    metrics.points.push_back(points[i]);
                writer->take(runEvent(run, ++seq, std::move(metrics)));
                if (seq % 37 == 0) QVERIFY(writer->flush().ok());
            }
            QVERIFY(writer->flush().ok());
        }
    }
    /// Values of every size, some of them none, with rising steps.
    static std::vector<MetricPoint> samples(size_t count, uint64_t seed = 1) {
        Rng rng(seed);
        std::vector<MetricPoint> points;
        int64_t step = 0;
        for (size_t i = 0; i < count; ++i) {
            step += static_cast<int64_t>(rng.below(50));
            double v = rng.uniform() * 200 - 100;
            if (rng.below(20) == 0) v = kUnknown;
            if (rng.below(100) == 0) v = rng.below(2) == 0 ? INFINITY : -INFINITY;
            if (i / 40 % 13 == 5) v = kUnknown;  // whole buckets of none
            points.push_back({"curve", step, v, kUnknown});
        }
        return points;
    }
    struct Row {
        size_t level = 0, number = 0;
        MetricBucket bucket;
    };
    std::vector<Row> levelsOf(const std::string& series) const {
        std::vector<Row> rows;
        const auto lines = rawRows(database(),
                                   "SELECT level, bucket, first_step, last_step, min, max, mean, n FROM metric_level "
                                   "WHERE series = " +
                                       series + " ORDER BY level, bucket");
        for (const std::string& line : lines) {
            std::istringstream in(line);
            const auto next = [&] {  // each value after its type
                std::string type, text;
                std::getline(in, type, '|');
                std::getline(in, text, '|');
                return text;
            };
            Row& row = rows.emplace_back();
            row.level = std::stoul(next());
            row.number = std::stoul(next());
            row.bucket.firstStep = std::stoll(next());
            row.bucket.lastStep = std::stoll(next());
            row.bucket.min = std::stod(next());
            row.bucket.max = std::stod(next());
            row.bucket.mean = std::stod(next());
            row.bucket.n = std::stoll(next());
        }
        return rows;
    }
    void expectLevels(const std::string& series, const std::vector<MetricPoint>& points) {
        QCOMPARE(value("SELECT points FROM metric_series WHERE id = " + series), std::to_string(points.size()));
        const std::vector<Row> rows = levelsOf(series);
        size_t size = 16, at = 0;
        for (size_t level = 1;; ++level, size *= 16) {
            for (size_t first = 0; first < points.size(); first += size) {
                const MetricBucket expected = bucketOf(points, first, size);
                if (expected.n == 0) continue;
                QVERIFY(at < rows.size());
                const Row& row = rows[at++];
                QCOMPARE(row.level, level);
                QCOMPARE(row.number, first / size);
                QVERIFY(same(row.bucket, expected));
            }
            if (size >= points.size()) break;
        }
        QCOMPARE(rows.size(), at);
    }

private Q_SLOTS:
    void initTestCase() { workspace_ = Workspace::open(dir_.path()).value(); }

    void levelsSumUpTheirPoints_data() {
        QTest::addColumn<int>("count");
        for (const int count : {1, 15, 16, 17, 32, 33, 255, 256, 257, 272, 273, 1000, 4096, 4097})
            QTest::addRow("%d points", count) << count;
    }
    void levelsSumUpTheirPoints() {
        QFETCH(int, count);
        const RunId run = newRun(*workspace_);
        const auto points = samples(static_cast<size_t>(count), static_cast<uint64_t>(count));
        publish(run, points);
        expectLevels(seriesOf(run, "curve"), points);
    }

    /// The database of the last release had points alone.
    void migrationFillsLevelsAsTheWriterDoes() {
        const RunId run = newRun(*workspace_);
        const auto points = samples(5000, 9);
        publish(run, points, 2, points.size());
        const TempDir old;
        std::filesystem::copy_file(database(), old.path("studio.db"));
        if (std::filesystem::exists(database() + "-wal"))
            std::filesystem::copy_file(database() + "-wal", old.path("studio.db-wal"));
        QVERIFY(
            rawSql(old.path("studio.db"),
                   "DROP TABLE draw; DROP TABLE verdict; ALTER TABLE tally DROP COLUMN sides; ALTER TABLE tally DROP "
                   "COLUMN asked; DROP TABLE metric_level; DROP TABLE checkpoint; DROP INDEX artefact_unused; "
                   "DROP TABLE run_tag; DROP TABLE option_change; DROP TABLE alert; DROP TABLE kept; DROP TABLE "
                   "run_artefact; DROP INDEX match_with_replay; DROP INDEX match_of_line_up; DROP INDEX "
                   "match_pinned; ALTER TABLE match DROP COLUMN pinned; "
                   "ALTER TABLE run DROP COLUMN note; ALTER TABLE run DROP COLUMN archived; ALTER TABLE run DROP "
                   "COLUMN colour; ALTER TABLE run DROP COLUMN sweep; ALTER TABLE run DROP COLUMN queue_place; "
                   "ALTER TABLE run DROP COLUMN started_from; ALTER TABLE run DROP COLUMN origin; "
                   "ALTER TABLE metric_series DROP COLUMN points; ALTER TABLE run DROP COLUMN lost; "
                   "PRAGMA user_version = 1"));
        QVERIFY(Workspace::open(old.path()).ok());
        const auto rows = [](const std::string& path) {
            return rawRows(path,
                           "SELECT series, level, bucket, min, max, n, first_step, last_step, first_seq FROM "
                           "metric_level ORDER BY series, level, bucket");
        };
        QVERIFY(rows(old.path("studio.db")).size() > 300);
        QCOMPARE(rows(old.path("studio.db")), rows(database()));
        QCOMPARE(rawValue(old.path("studio.db"), "SELECT count(*) FROM metric_level WHERE mean IS NULL"),
                 std::string("0"));
        const auto means = [](const std::string& path) {
            return std::stod(
                rawValue(path, "SELECT printf('%.17g', sum(mean * (bucket + 1) * level)) FROM metric_level"));
        };
        const double expected = means(database());
        QVERIFY(about(means(old.path("studio.db")), expected, 1e5));
        QCOMPARE(rawRows(old.path("studio.db"), "SELECT points FROM metric_series ORDER BY id"),
                 rawRows(database(), "SELECT points FROM metric_series ORDER BY id"));
    }

    void shortCurveComesAsItIs() {
        const RunId run = newRun(*workspace_);
        publish(run, {{"a", 10, 1, 2}, {"a", 20, 5, 2}, {"a", 20, kUnknown, 2}, {"a", 30, -5, 2}});
        const auto curve = workspace_->curve(run, "a", 0, 100, 64).value();
        QCOMPARE(curve.size(), size_t{3});
        QVERIFY(same(curve[1], {20, 20, 5, 5, 5, 1}));
        QCOMPARE(workspace_->curve(run, "a", 11, 20, 64).value().size(), size_t{1});
        QCOMPARE(workspace_->curve(run, "a", 11, 19, 64).value().size(), size_t{0});
        QCOMPARE(workspace_->curve(run, "b", 0, 100, 64).value().size(), size_t{0});
        QCOMPARE(workspace_->curve(RunId{777}, "a", 0, 100, 64).value().size(), size_t{0});
        const auto one = workspace_->curve(run, "a", 0, 100, 1).value();
        QCOMPARE(one.size(), size_t{1});
        QVERIFY(same(one[0], {10, 30, -5, 5, 1.0 / 3, 3}));
    }

    void curveShowsEverythingBetweenTwoSteps() {
        const RunId run = newRun(*workspace_);
        auto points = samples(20'000, 4);
        publish(run, points, 4, points.size());
        std::erase_if(points, [](const MetricPoint& p) { return !std::isfinite(p.value); });
        Rng rng(5);
        for (int trial = 0; trial < 300; ++trial) {
            const auto end = static_cast<uint32_t>(points.back().step);
            const auto from = static_cast<int64_t>(rng.below(end)),
                       to = from + static_cast<int64_t>(rng.below(trial % 2 == 0 ? end : 2000));
            const auto most = static_cast<int>(1 + rng.below(trial % 3 == 0 ? 10 : 1000));
            const auto curve = workspace_->curve(run, "curve", from, to, most).value();
            std::vector<MetricPoint> inside;
            for (const MetricPoint& p : points) {
                if (p.step >= from && p.step <= to) inside.push_back(p);
            }
            QVERIFY(curve.size() <= static_cast<size_t>(most));
            if (inside.empty()) {
                QVERIFY(curve.size() <= 1);  // a bucket may lie across a gap
                continue;
            }
            QVERIFY(!curve.empty());
            // About one in ten points is not finite, so that levels have gaps.
            QVERIFY(curve.size() >= std::min(inside.size(), static_cast<size_t>(most)) / 3);
            const MetricBucket expected = bucketOf(inside, 0, inside.size());
            int64_t n = 0, last = -1;
            double low = INFINITY, high = -INFINITY;
            for (const MetricBucket& b : curve) {
                QVERIFY(b.n > 0 && b.min <= b.mean && b.mean <= b.max && b.firstStep <= b.lastStep);
                QVERIFY(b.firstStep >= last);  // in order
                last = b.firstStep;
                n += b.n;
                low = std::min(low, b.min), high = std::max(high, b.max);
            }
            QVERIFY(n >= expected.n);
            QVERIFY(low <= expected.min && high >= expected.max);
            if (inside.size() * 8 <= static_cast<size_t>(most)) QCOMPARE(n, expected.n);  // the points themselves
        }
    }

    void wholeCurveKeepsItsMean() {
        const RunId run = newRun(*workspace_);
        const auto points = samples(10'000, 6);
        publish(run, points, 4, points.size());
        const MetricBucket expected = bucketOf(points, 0, points.size());
        for (const int most : {1, 2, 3, 7, 64, 500}) {
            double sum = 0;
            int64_t n = 0;
            const auto curve = workspace_->curve(run, "curve", -kEver, kEver, most).value();
            for (const MetricBucket& b : curve) {
                sum += b.mean * static_cast<double>(b.n);
                n += b.n;
            }
            QCOMPARE(n, expected.n);
            QVERIFY(about(sum / static_cast<double>(n), expected.mean, 100));
        }
    }

    void overviewHasEveryRunWithTheMetric() {
        const TempDir dir;
        auto workspace = Workspace::open(dir.path()).value();
        std::vector<RunId> runs;
        for (const size_t count : {5, 16, 17, 3000}) {
            const RunId run = newRun(*workspace);
            runs.push_back(run);
            auto writer = StoreWriter::open(dir.path(), run).value();
            for (size_t i = 0; i < count; ++i) {
                const auto x = static_cast<double>(i);
                writer->take(runEvent(run, static_cast<int64_t>(i) + 1,
                                      Metrics{{{"elo", static_cast<int64_t>(i), x, 1}, {"other", 0, 0, 0}}}));
            }
            QVERIFY(writer->flush().ok());
        }
        newRun(*workspace);  // without it
        const auto curves = workspace->overview("elo", 64).value();
        QCOMPARE(curves.size(), size_t{4});
        const std::vector<size_t> buckets{5, 16, 2, 47};
        for (size_t i = 0; i < curves.size(); ++i) {
            QCOMPARE(curves[i].run.value, runs[i].value);
            QCOMPARE(curves[i].buckets.size(), buckets[i]);
            int64_t n = 0;
            for (const MetricBucket& b : curves[i].buckets)
                n += b.n;
            QCOMPARE(n, curves[i].points);
            QCOMPARE(curves[i].buckets.back().lastStep, curves[i].points - 1);
        }
        // Points of long curves are never read: it is the same without them.
        QVERIFY(rawSql(dir.path("studio.db"),
                       "DELETE FROM metric_point WHERE series IN (SELECT id FROM metric_series WHERE points > 16)"));
        const auto again = workspace->overview("elo", 64).value();
        for (size_t i = 0; i < curves.size(); ++i) {
            QCOMPARE(again[i].buckets.size(), curves[i].buckets.size());
            for (size_t k = 0; k < again[i].buckets.size(); ++k)
                QVERIFY(same(again[i].buckets[k], curves[i].buckets[k]));
        }
        QVERIFY(workspace->overview("nothing", 64).value().empty());
    }

    void summariesTellNewestLargestAndSmallest() {
        const TempDir dir;
        auto workspace = Workspace::open(dir.path()).value();
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<std::vector<double>> curves{{4}, {3, -2, 1}, {nan}, {5, nan}, {nan, 7, nan, 2}, {}};
        std::vector<std::vector<double>> all = curves;
        for (int i = 0; i < 5000; ++i)
            all.back().push_back(std::sin(0.37 * i) * i);
        std::vector<RunId> runs;
        for (const std::vector<double>& values : all) {
            const RunId run = newRun(*workspace);
            runs.push_back(run);
            auto writer = StoreWriter::open(dir.path(), run).value();
            int64_t seq = 0;
            for (const double value : values) {
                ++seq;
                writer->take(runEvent(run, seq, Metrics{{{"score/bot:random", seq, value, 1}, {"b", seq, 0, 0}}}));
            }
            QVERIFY(writer->flush().ok());
        }
        newRun(*workspace);  // without curves
        QCOMPARE(workspace->metricNames().value(), (std::vector<std::string>{"b", "score/bot:random"}));
        const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
        const auto told = workspace->summaries("score/bot:random").value();
        QCOMPARE(told.size(), all.size());
        for (size_t i = 0; i < all.size(); ++i) {
            double least = nan, most = nan;
            for (const double value : all[i]) {
                if (std::isnan(value)) continue;
                least = std::isnan(least) ? value : std::min(least, value);
                most = std::isnan(most) ? value : std::max(most, value);
            }
            QCOMPARE(told[i].run.value, runs[i].value);
            QVERIFY(same(told[i].last, all[i].back()));
            QVERIFY(same(told[i].min, least));
            QVERIFY(same(told[i].max, most));
        }
        QVERIFY(workspace->summaries("nothing").value().empty());
        QVERIFY(workspace->summaries("' OR 1").value().empty());
    }

    void filledWorkspaceHasWhatWasAskedFor() {
        const TempDir dir;
        const RunId first = store::fillWorkspace(dir.path(), 20, 50'000).value();
        auto workspace = Workspace::open(dir.path(), store::OpenMode::readOnly).value();
        QCOMPARE(workspace->runs().value().size(), size_t{20});
        QCOMPARE(rawValue(dir.path("studio.db"), "SELECT count(*) FROM metric_point"), std::string("50000"));
        QCOMPARE(workspace->metrics(first, {store::kLongCurve}).value().size(), size_t{5000});
        QCOMPARE(workspace->overview("elo", 64).value().size(), size_t{20});
        QVERIFY(workspace->verify().empty());
        const auto events = workspace->events(first).value();
        QVERIFY(std::get<StateChanged>(events.back().body).status == RunStatus::finished);
        QVERIFY(workspace->run(first).value().status == RunStatus::finished);
    }

    void overviewOfManyRunsIsQuick() {
        const TempDir dir;
        const auto times = store::benchReading(dir.path(), 100, 200'000).value();
        for (const store::StoreTime& time : times)
            qInfo("%s: %.2f ms", time.name.c_str(), time.milliseconds);
        QCOMPARE(times.size(), size_t{3});
        QVERIFY(times[0].milliseconds < 1000);  // loose: other programs share the machine
        QVERIFY(times[1].milliseconds < 500);
    }

    void readerOfALongRunHoldsUpNobody() {
        const RunId run = newRun(*workspace_);
        {
            auto writer = StoreWriter::open(dir_.path(), run).value();
            for (int64_t seq = 1; seq <= 100'000; ++seq) {
                if (seq % 2 == 0) {
                    writer->take(runEvent(run, seq, MatchPlayed{sampleMatch(run, seq), {}}));
                } else {
                    writer->take(runEvent(run, seq, Metrics{{{"a", seq, 1, 2}, {"b", seq, 1, 2}}}));
                }
            }
            QVERIFY(writer->flush().ok());
        }
        std::atomic<bool> done{false};
        qint64 slowest = 0;
        int looks = 0;
        std::thread reader([&] {
            auto own = Workspace::open(dir_.path(), store::OpenMode::readOnly).value();
            while (!done || looks < 3) {
                QElapsedTimer timer;
                timer.start();
                if (own->events(run).value().size() < 100'000) return;
                slowest = std::max(slowest, timer.elapsed());
                ++looks;
            }
        });
        auto writer = StoreWriter::open(dir_.path(), run).value();
        qint64 longest = 0;
        for (int64_t seq = 100'001; seq <= 100'020; ++seq) {
            QElapsedTimer timer;
            timer.start();
            writer->take(runEvent(run, seq, Logged{}));
            QVERIFY(writer->flush().ok());
            longest = std::max(longest, timer.elapsed());
            QTest::qWait(20);
        }
        done = true;
        reader.join();
        qInfo("100 000 events read in %lld ms at most, a group written meanwhile in %lld ms at most", slowest, longest);
        QVERIFY(looks >= 3);
        QVERIFY(slowest < 5000);  // loose: other programs share the machine
        QVERIFY(longest < 2500);  // a writer that is held up waits for 5 s
    }
};

QTEST_GUILESS_MAIN(StoreCurvesTest)
#include "tst_store_curves.moc"
