// SPDX-License-Identifier: GPL-3.0-or-later
// The worker pool: every item once, no wake-up lost, holding, settling, dropping, and the share of the lanes.
#include <QTest>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "core/base/rng.h"
#include "core/runtime/worker_pool.h"

using namespace ludus;
using runtime::Lane;
using runtime::PoolOptions;
using runtime::WorkerPool;

namespace {

class Gate {
public:
    void open() {
        {
            const std::lock_guard lock(mutex_);
            open_ = true;
        }
        changed_.notify_all();
    }
    /// False when it stayed shut for a minute.
    bool wait() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(60), [this] { return open_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
};

void work(std::chrono::microseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
    }
}

/// An item that queues itself again until told to end.
void keepBusy(WorkerPool& pool, Lane lane, const std::atomic<bool>& end) {
    pool.submit(lane, [&pool, lane, &end] {
        work(std::chrono::microseconds(200));
        if (!end) keepBusy(pool, lane, end);
    });
}

PoolOptions workers(int count, double share = 0.15) {
    return {count, false, share};
}

}  // namespace

class TestRuntimePool : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyItemIsDoneOnceWhoeverQueuesIt() {
        constexpr int kChains = 16, kLength = 1000;
        std::atomic<int> done{0};
        Gate all;
        WorkerPool pool(workers(4));
        std::function<void(int, Lane)> queue = [&](int left, Lane lane) {
            pool.submit(lane, [&, left, lane] {
                if (left > 1) queue(left - 1, lane);
                if (++done == kChains * kLength) all.open();
            });
        };
        for (int chain = 0; chain < kChains; ++chain)
            queue(kLength, chain % 2 == 0 ? Lane::training : Lane::background);
        QVERIFY(all.wait());
        QCOMPARE(done.load(), kChains * kLength);
    }

    void noWakeUpIsLost() {
        WorkerPool pool(workers(3));
        Rng rng(1);
        for (int i = 0; i < 3000; ++i) {
            Gate done;
            const bool held = rng.below(3) == 0;
            if (held) pool.hold(true);
            pool.submit(rng.below(2) == 0 ? Lane::training : Lane::background, [&done] { done.open(); });
            if (rng.below(4) == 0)
                work(std::chrono::microseconds(rng.below(200)));  // workers have gone to sleep, or not
            if (held) pool.hold(false);
            QVERIFY(done.wait());
            pool.settle();  // the gate is still open in the item's hands
        }
    }

    void aBackgroundItemComesToItsTurnWhenTrainingEnds() {
        WorkerPool pool(workers(2, 0));
        for (int i = 0; i < 500; ++i) {
            Gate training, background;
            pool.submit(Lane::training, [&] {
                pool.submit(Lane::background, [&background] { background.open(); });
                work(std::chrono::microseconds(150));
                training.open();
            });
            QVERIFY(training.wait());
            QVERIFY(background.wait());
            pool.settle();
        }
    }

    void aHeldPoolHandsOutNothing() {
        WorkerPool pool(workers(2));
        std::atomic<int> done{0};
        Gate last;
        pool.hold(true);
        pool.submit(Lane::training, [&] { ++done; });
        pool.submit(Lane::background, [&] {
            ++done;
            last.open();
        });
        pool.settle();
        QCOMPARE(done.load(), 0);
        pool.hold(false);
        QVERIFY(last.wait());
        pool.settle();
        QCOMPARE(done.load(), 2);
    }

    void settleWaitsForTheItemsInHand() {
        WorkerPool pool(workers(2));
        for (int i = 0; i < 200; ++i) {
            Gate begun;
            std::atomic<bool> ended{false};
            pool.submit(Lane::training, [&] {
                begun.open();
                work(std::chrono::microseconds(100));
                ended = true;
            });
            QVERIFY(begun.wait());
            pool.hold(true);
            pool.settle();
            QVERIFY(ended);
            pool.hold(false);
        }
    }

    void clearDropsWhatIsQueued() {
        WorkerPool pool(workers(1));
        const auto owned = std::make_shared<int>(0);
        pool.hold(true);
        for (int i = 0; i < 10; ++i)
            pool.submit(i % 2 == 0 ? Lane::training : Lane::background, [owned] { ++*owned; });
        pool.clear();
        QCOMPARE(owned.use_count(), 1L);
        pool.hold(false);
        Gate next;
        pool.submit(Lane::training, [&] { next.open(); });
        QVERIFY(next.wait());
        pool.settle();
        QCOMPARE(*owned, 0);
    }

    void aPoolMayGoWhileItemsAreQueued() {
        for (int i = 0; i < 100; ++i) {
            const auto owned = std::make_shared<std::atomic<int>>(0);
            {
                WorkerPool pool(workers(2));
                for (int item = 0; item < 50; ++item) {
                    pool.submit(item % 2 == 0 ? Lane::training : Lane::background, [owned] {
                        work(std::chrono::microseconds(20));
                        ++*owned;
                    });
                }
            }
            QCOMPARE(owned.use_count(), 1L);
            QVERIFY(*owned <= 50);
        }
    }

    void backgroundItemsGetTheirShareBesideTraining_data() {
        QTest::addColumn<int>("count");
        QTest::newRow("one worker") << 1;
        QTest::newRow("two workers") << 2;
    }
    void backgroundItemsGetTheirShareBesideTraining() {
        QFETCH(int, count);
        std::atomic<bool> end{false};
        WorkerPool pool(workers(count));
        for (int i = 0; i < 3; ++i) {
            keepBusy(pool, Lane::training, end);
            keepBusy(pool, Lane::background, end);
        }
        QTRY_VERIFY_WITH_TIMEOUT(pool.busySeconds(Lane::training) + pool.busySeconds(Lane::background) > 1.5, 60'000);
        end = true;
        const double background = pool.busySeconds(Lane::background);
        const double share = background / (background + pool.busySeconds(Lane::training));
        QVERIFY2(std::abs(share - 0.15) < 0.05, qPrintable(QString::number(share)));
    }

    void workersTakeTheItemsThatNameThemFirst() {
        WorkerPool pool(workers(2));
        std::thread::id first[2];
        for (int round = 0; round < 20; ++round) {
            std::thread::id took[2];
            std::atomic<int> begun{0}, done{0};
            pool.hold(true);
            for (const int worker : {1, 0}) {
                pool.submit(
                    Lane::training,
                    [&, worker] {
                        took[worker] = std::this_thread::get_id();
                        ++begun;
                        while (begun < 2) {  // so that each worker takes one
                        }
                        ++done;
                    },
                    worker);
            }
            pool.hold(false);
            QTRY_VERIFY_WITH_TIMEOUT(done == 2, 60'000);
            pool.settle();
            if (round == 0) std::copy(took, took + 2, first);
            QVERIFY(took[0] == first[0] && took[1] == first[1]);
        }
    }

    void itemsInHandAreToldWhenThePoolWantsThem() {
        WorkerPool pool(workers(1));
        QVERIFY(!pool.wanted());
        pool.hold(true);
        QVERIFY(pool.wanted());
        pool.hold(false);
        QVERIFY(!pool.wanted());
        Gate begun, go, done;
        pool.submit(Lane::training, [&] {
            begun.open();
            go.wait();
        });
        QVERIFY(begun.wait());
        pool.submit(Lane::training, [] {});
        QVERIFY(!pool.wanted());
        pool.submit(Lane::background, [&] { done.open(); });
        QVERIFY(pool.wanted());
        go.open();
        QVERIFY(done.wait());
        QVERIFY(!pool.wanted());
    }

    void longTrainingEarnsNoLongEvaluation() {
        std::atomic<bool> end{false};
        WorkerPool pool(workers(1, 0.5));
        keepBusy(pool, Lane::training, end);
        QTRY_VERIFY_WITH_TIMEOUT(pool.busySeconds(Lane::training) > 1.0, 60'000);
        const double before = pool.busySeconds(Lane::training);
        keepBusy(pool, Lane::background, end);
        QTRY_VERIFY_WITH_TIMEOUT(pool.busySeconds(Lane::background) > 0.6, 60'000);
        end = true;
        // Half of the time from now on, and 0.2 s more than that for the credit of 0.1 s; not all of it.
        QVERIFY(pool.busySeconds(Lane::training) - before > 0.2);
    }
};

QTEST_GUILESS_MAIN(TestRuntimePool)
#include "tst_runtime_pool.moc"
