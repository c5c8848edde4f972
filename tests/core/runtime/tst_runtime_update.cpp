// SPDX-License-Identifier: GPL-3.0-or-later
// An update on several workers: every shard of every phase once, phases one after another, whoever comes and goes; and
// it makes way for a pool that is held, that ends or that has other items.
#include <QTest>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "core/base/rng.h"
#include "core/runtime/update_job.h"

using namespace ludus;
using runtime::Lane;
using runtime::Updated;
using runtime::UpdateJob;
using runtime::WorkerPool;

namespace {

/// Turns for random times, up to several times a worker's patience, and notes who was where.
class CountingLearner final : public learn::Learner {
public:
    CountingLearner(int phases, int failAt = -1) : phases_(phases), failAt_(failAt) {
        nn::NetworkSpec spec;
        spec.inputs = 2;
        spec.hidden = {2};
        spec.branches = {2};
        weights_ = std::make_shared<const nn::Weights>(nn::initialWeights(spec, Rng(1)));
    }
    std::shared_ptr<const nn::Weights> weights() const override { return weights_; }
    void begin(std::vector<std::shared_ptr<const learn::StreamBatch>>, int shards, double) override {
        shards_ = shards;
        phase_ = 0;
        done_ = std::vector<std::atomic<int>>(static_cast<size_t>(shards));
    }
    void work(int shard) override {
        const int phase = phase_;
        if (phase == failAt_) throw std::runtime_error("broke");
        Rng rng(static_cast<uint64_t>(phase), 3, static_cast<uint64_t>(shard));
        const auto end =
            std::chrono::steady_clock::now() + std::chrono::microseconds(rng.below(10) == 0 ? 400 : rng.below(8));
        while (std::chrono::steady_clock::now() < end) {
        }
        if (done_[static_cast<size_t>(shard)].fetch_add(1) != phase || phase_ != phase) ++faults;
        ++worked;
    }
    bool advance() override {
        for (const std::atomic<int>& done : done_) {
            if (done != phase_ + 1) ++faults;
        }
        return ++phase_ < phases_;
    }
    learn::UpdateReport report() override { return {}; }
    std::string saveState() const override { return {}; }
    Status loadState(std::string_view) override { return {}; }

    std::atomic<int> faults{0}, worked{0};

private:
    const int phases_, failAt_;
    std::shared_ptr<const nn::Weights> weights_;
    int shards_ = 0;
    std::atomic<int> phase_{0};
    std::vector<std::atomic<int>> done_;
};

/// How updates ended.
class Ends {
public:
    std::shared_ptr<UpdateJob> job(WorkerPool& pool, learn::Learner& learner, int shards) {
        return std::make_shared<UpdateJob>(
            pool, learner, shards, [this](Updated) { note(done_); }, [this](const std::string&) { note(failed_); });
    }
    /// False when that many did not end within a minute.
    bool wait(int ended) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(60), [&] { return done_ + failed_ >= ended; });
    }
    int done() const { return done_; }
    int failed() const { return failed_; }

private:
    void note(std::atomic<int>& count) {
        {
            const std::lock_guard lock(mutex_);
            ++count;
        }
        changed_.notify_all();
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::atomic<int> done_{0}, failed_{0};
};

/// A background item that queues itself again until told to end.
void keepBusy(WorkerPool& pool, const std::atomic<bool>& end, std::atomic<int>& items) {
    pool.submit(Lane::background, [&] {
        const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(200);
        while (std::chrono::steady_clock::now() < until) {
        }
        ++items;
        if (!end) keepBusy(pool, end, items);
    });
}

}  // namespace

class TestRuntimeUpdate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyShardOfEveryPhaseIsWorkedOnce_data() {
        QTest::addColumn<int>("workers");
        QTest::addColumn<int>("shards");
        for (const auto& [workers, shards] : {std::pair(1, 1), {1, 3}, {2, 1}, {2, 2}, {2, 5}, {4, 2}, {4, 4}, {3, 8}})
            QTest::addRow("%d workers, %d shards", workers, shards) << workers << shards;
    }
    void everyShardOfEveryPhaseIsWorkedOnce() {
        QFETCH(int, workers);
        QFETCH(int, shards);
        constexpr int kPhases = 400, kUpdates = 4;
        CountingLearner learner(kPhases);
        Ends ends;
        WorkerPool pool({workers});
        for (int update = 1; update <= kUpdates; ++update) {
            ends.job(pool, learner, shards)->start({}, 0);
            QVERIFY(ends.wait(update));
        }
        pool.hold(true);
        pool.settle();
        QCOMPARE(ends.done(), kUpdates);
        QCOMPARE(ends.failed(), 0);
        QCOMPARE(learner.faults.load(), 0);
        QCOMPARE(learner.worked.load(), kUpdates * kPhases * shards);
    }

    void updateAndBackgroundItemsBothGoOn() {
        constexpr int kPhases = 3000;
        CountingLearner learner(kPhases);
        Ends ends;
        std::atomic<bool> end{false};
        std::atomic<int> items{0};
        WorkerPool pool({2});
        keepBusy(pool, end, items);
        ends.job(pool, learner, 2)->start({}, 0);
        QVERIFY(ends.wait(1));
        const int beside = items;
        end = true;
        QVERIFY(beside > 10);
        QCOMPARE(learner.faults.load(), 0);
        QCOMPARE(learner.worked.load(), 2 * kPhases);
    }

    void heldPoolComesToRestWithinAnUpdateAndGoesOn() {
        constexpr int kPhases = 3000;
        CountingLearner learner(kPhases);
        Ends ends;
        WorkerPool pool({2});
        ends.job(pool, learner, 3)->start({}, 0);
        int halts = 0;
        while (ends.done() == 0 && halts < 50) {
            pool.hold(true);
            pool.settle();
            const int worked = learner.worked;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            QCOMPARE(learner.worked.load(), worked);
            ++halts;
            pool.hold(false);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        QVERIFY(ends.wait(1));
        QVERIFY(halts > 5);
        QCOMPARE(learner.faults.load(), 0);
        QCOMPARE(learner.worked.load(), 3 * kPhases);
    }

    void updateThatIsDroppedHalfWayIsFreed() {
        CountingLearner learner(1'000'000);
        Ends ends;
        std::weak_ptr<UpdateJob> seen;
        {
            WorkerPool pool({2});
            {
                const auto job = ends.job(pool, learner, 2);
                seen = job;
                job->start({}, 0);
            }
            QTRY_VERIFY_WITH_TIMEOUT(learner.worked > 100, 60'000);
            pool.hold(true);
            pool.settle();
            pool.clear();
            QVERIFY(seen.expired());
            pool.hold(false);
            ends.job(pool, learner, 2)->start({}, 0);  // and the destructor of the pool ends this one
        }
        QCOMPARE(ends.done() + ends.failed(), 0);
    }

    void learnerThatThrowsFailsTheUpdateOnce() {
        for (int failAt : {0, 1, 50}) {
            CountingLearner learner(100, failAt);
            Ends ends;
            WorkerPool pool({2});
            ends.job(pool, learner, 4)->start({}, 0);
            QVERIFY(ends.wait(1));
            pool.hold(true);
            pool.settle();
            QCOMPARE(ends.failed(), 1);
            QCOMPARE(ends.done(), 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestRuntimeUpdate)
#include "tst_runtime_update.moc"
