// SPDX-License-Identifier: GPL-3.0-or-later
// The collector on a game whose every number is known: who learns, when opponents change, how episodes are cut.
#include <QTest>
#include <algorithm>

#include "core/games/registry.h"
#include "core/learn/learner.h"
#include "core/runtime/collector.h"

using namespace ludus;

namespace {

constexpr int kLength = 5;

/// Two seats; the observation is the step of the episode; side 0 wins 1 a step. Ends or is cut after kLength steps.
class CountingGame final : public games::VectorGame {
public:
    CountingGame(games::GameInfo info, int slots, bool cut) : VectorGame(std::move(info), slots), cut_(cut) {}

    static games::GameInfo infoOf() {
        games::GameInfo info;
        info.facts.name = "counting";
        info.observation.size = 1;
        info.action.branches = {3};
        return info;
    }
    void reset(std::span<const int> slots, std::span<const uint64_t>) override {
        for (const int slot : slots) {
            buffers_.steps[slot] = 0;
            buffers_.terminated[slot] = buffers_.truncated[slot] = 0;
            buffers_.scores[2 * slot] = buffers_.scores[2 * slot + 1] = 0;
            observe(slot);
        }
    }
    void step(std::span<const int32_t>) override {
        for (int slot = 0; slot < slots_; ++slot) {
            ++buffers_.steps[slot];
            for (int side = 0; side < 2; ++side) {
                buffers_.rewards[2 * slot + side] = side == 0 ? 1.0F : -1.0F;
                buffers_.scores[2 * slot + side] += buffers_.rewards[2 * slot + side];
            }
            (cut_ ? buffers_.truncated : buffers_.terminated)[slot] = buffers_.steps[slot] == kLength;
            observe(slot);
        }
    }
    std::string save(int) const override { return {}; }
    Status load(int, std::string_view) override { return {}; }
    games::Scene scene(int) const override { return {}; }

private:
    void observe(int slot) {
        for (int seat = 0; seat < 2; ++seat)
            buffers_.observations[2 * slot + seat] = static_cast<float>(buffers_.steps[slot]);
    }
    bool cut_;
};

class CountedPolicy final : public games::Policy {
public:
    explicit CountedPolicy(int& rows) : rows_(rows) {}
    void act(const games::PolicyInput& input, const games::PolicyOutput& output) override {
        rows_ += input.rows;
        std::fill_n(output.actions, input.rows, 0);
    }

private:
    int& rows_;
};

/// Counts its steps in its memory.
class RememberingPolicy final : public games::Policy {
public:
    explicit RememberingPolicy(std::vector<double>& seen) : seen_(seen) {}
    int stateSize() const override { return 1; }
    void act(const games::PolicyInput& input, const games::PolicyOutput& output) override {
        for (int row = 0; row < input.rows; ++row) {
            seen_.push_back(input.state[row]);
            input.state[row] += 1;
            output.actions[row] = 0;
        }
    }

private:
    std::vector<double>& seen_;
};

std::shared_ptr<const nn::PackedWeights> weights() {
    nn::NetworkSpec spec;
    spec.inputs = 1;
    spec.hidden = {4};
    spec.branches = {3};
    return std::make_shared<const nn::PackedWeights>(
        std::make_shared<const nn::Weights>(nn::initialWeights(spec, Rng(3))));
}

float valueAt(float observation) {
    nn::MlpPolicy policy(weights());
    float value = 0;
    policy.evaluate(1, &observation, &value);
    return value;
}

runtime::Collector collector(int slots, bool cut) {
    return runtime::Collector(std::make_unique<CountingGame>(CountingGame::infoOf(), slots, cut), 7, 0);
}

runtime::Collected collect(runtime::Collector& c, int steps) {
    static const auto shared = weights();
    c.begin(shared, steps);
    while (c.advance(1.0)) {
    }
    return c.take();
}

std::shared_ptr<runtime::Opponent> counted(const std::string& label, int& rows) {
    auto opponent = std::make_shared<runtime::Opponent>();
    opponent->label = label;
    opponent->policy = std::make_unique<CountedPolicy>(rows);
    return opponent;
}

std::shared_ptr<runtime::Opponent> latest(bool learnBoth) {
    auto opponent = std::make_shared<runtime::Opponent>();
    opponent->label = "latest";
    opponent->learnBoth = learnBoth;
    return opponent;
}

}  // namespace

class TestRuntimeCollector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opponentsChangeAtEpisodeEndsOnly() {
        int first = 0, second = 0;
        auto c = collector(1, false);
        c.meet(counted("a", first));
        collect(c, 3);
        c.meet(counted("b", second));
        collect(c, 4);  // steps 4 and 5 end the episode, 6 and 7 are the next one's
        QCOMPARE(first, 5);
        QCOMPARE(second, 2);
    }

    void talliesNameTheOpponentOfTheWholeEpisode() {
        int first = 0, second = 0;
        auto c = collector(1, false);
        c.meet(counted("a", first));
        collect(c, 3);
        c.meet(counted("b", second));
        const runtime::Collected out = collect(c, 7);
        QCOMPARE(out.tallies.size(), size_t{2});
        QCOMPARE(out.tallies[0].opponent, std::string("a"));
        QCOMPARE(out.tallies[1].opponent, std::string("b"));
        for (const TallyRecord& tally : out.tallies) {
            QCOMPARE(tally.lengths, std::vector<int32_t>{kLength});
            QCOMPARE(std::abs(tally.scores.front()), 5.0F);
        }
    }

    void scoresAreFromTheLearnersSide() {
        int rows = 0;
        auto c = collector(32, false);
        c.meet(counted("a", rows));
        const runtime::Collected out = collect(c, kLength);
        double sum = 0, rewards = 0;
        for (const float score : out.tallies.front().scores)
            sum += score;
        for (const float reward : out.batch->rewards)
            rewards += reward;
        QCOMPARE(rewards, sum);
        QCOMPARE(out.tallies.front().scores.size(), size_t{32});
        QCOMPARE(rows, 32 * kLength);
    }

    void everySeatOfTheLearnersTeamLearnsAndIsPaidByTheTeam() {
        auto game = std::move(games::makeGame("soccer_twos", 4, {}).value());
        const games::GameInfo info = game->info();
        learn::PpoOptions options;
        options.hidden = {4};
        const auto network = std::make_shared<const nn::PackedWeights>(
            std::make_shared<const nn::Weights>(nn::initialWeights(learn::networkSpec(info, options), Rng(3))));
        auto opponent = std::make_shared<runtime::Opponent>();
        opponent->label = "bot:heuristic";
        opponent->policy = std::move(games::makeBot("soccer_twos", "heuristic", {}).value());
        runtime::Collector c(std::move(game), 7, 0);
        c.meet(opponent);
        c.begin(network, 300);
        while (c.advance(1.0)) {
        }
        const runtime::Collected out = c.take();
        const learn::StreamBatch& batch = *out.batch;
        QCOMPARE(batch.streams, 16);
        QCOMPARE(batch.branches, 3);
        QCOMPARE(batch.rows(), int64_t{4 * 300 * 2});  // two of four seats a match, in every step
        int ends = 0;
        double lost = 0;
        for (int slot = 0; slot < 4; ++slot) {
            for (int seat = 4 * slot; seat < 4 * slot + 4; seat += 2) {  // mates
                QCOMPARE(batch.lengths[static_cast<size_t>(seat)], batch.lengths[static_cast<size_t>(seat + 1)]);
                for (int t = 0; t < batch.lengths[static_cast<size_t>(seat)]; ++t) {
                    const auto one = static_cast<size_t>(seat * batch.capacity + t);
                    const auto two = static_cast<size_t>((seat + 1) * batch.capacity + t);
                    QCOMPARE(batch.rewards[one], batch.rewards[two]);
                    QCOMPARE(batch.cuts[one], batch.cuts[two]);
                    ends += batch.cuts[one] != 0 ? 1 : 0;
                    lost += batch.rewards[one] < 0 ? 1 : 0;
                }
            }
        }
        QCOMPARE(out.tallies.size(), size_t{1});
        QCOMPARE(out.tallies[0].opponent, std::string("bot:heuristic"));
        QCOMPARE(static_cast<int>(out.tallies[0].scores.size()), ends);
        QCOMPARE(static_cast<double>(std::ranges::count(out.tallies[0].scores, -1.0F)), lost);
        QVERIFY(lost > 0);
    }

    void bothSeatsLearnOnlyWhenAsked() {
        auto one = collector(4, false);
        one.meet(latest(false));
        QCOMPARE(collect(one, 8).steps, int64_t{4 * 8});
        auto both = collector(4, false);
        both.meet(latest(true));
        QCOMPARE(collect(both, 8).steps, int64_t{2 * 4 * 8});
    }

    void cutEpisodesGoOnInTheValueOfTheirLastObservation() {
        auto c = collector(1, true);
        c.meet(latest(true));
        const auto batch = collect(c, 7).batch;
        for (int stream = 0; stream < 2; ++stream) {
            const size_t last = static_cast<size_t>(stream * batch->capacity + kLength - 1);
            QCOMPARE(batch->cuts[last], static_cast<uint8_t>(learn::Cut::truncated));
            QCOMPARE(batch->bootstraps[last], valueAt(kLength));
            QCOMPARE(batch->bootstraps[last - 1], 0.0F);
            QCOMPARE(batch->lastValues[static_cast<size_t>(stream)], valueAt(2));  // two steps into the next episode
        }
    }

    void memoryOfOpponentsBeginsAnewWithEachEpisode() {
        std::vector<double> seen;
        auto opponent = latest(false);
        opponent->label = "recurrent";
        opponent->policy = std::make_unique<RememberingPolicy>(seen);
        auto c = collector(1, false);
        c.meet(opponent);
        collect(c, 4);
        collect(c, 4);
        QCOMPARE(seen, (std::vector<double>{0, 1, 2, 3, 4, 0, 1, 2}));
    }

    void aSeatThatStopsLearningEndsWithItsEpisode() {
        int rows = 0;
        auto c = collector(1, false);
        c.meet(latest(true));
        collect(c, 3);
        c.meet(counted("a", rows));
        const auto batch = collect(c, 6).batch;  // two steps of both, four against the other
        std::vector<int32_t> lengths = batch->lengths;
        std::sort(lengths.begin(), lengths.end());
        QCOMPARE(rows, 4);
        QVERIFY(lengths == (std::vector<int32_t>{2, 6}));
        for (size_t stream = 0; stream < 2; ++stream) {
            if (batch->lengths[stream] != 2) continue;
            QCOMPARE(batch->cuts[stream * 6 + 1], static_cast<uint8_t>(learn::Cut::terminated));
        }
    }

    void slicesDoNotChangeWhatIsPlayed() {
        auto one = collector(3, true), other = collector(3, true);
        const auto shared = weights();
        one.begin(shared, 12);
        while (one.advance(0)) {
        }
        other.begin(shared, 12);
        QVERIFY(!other.advance(60));
        const auto a = one.take(), b = other.take();
        QCOMPARE(a.batch->actions, b.batch->actions);
        QCOMPARE(a.batch->lastValues, b.batch->lastValues);
        QCOMPARE(a.tallies.size(), b.tallies.size());
    }

    void aBatchInUseIsNotWrittenAgain() {
        auto c = collector(2, false);
        c.meet(latest(false));
        const auto kept = collect(c, 7).batch;
        const auto before = kept->actions;
        const auto* first = collect(c, 7).batch.get();
        QVERIFY(first != kept.get());
        QCOMPARE(kept->actions, before);
        QVERIFY(collect(c, 7).batch.get() == first);  // and what nobody reads is
    }

    void endedEpisodesHaveNoValueBeyondTheirEnd() {
        auto c = collector(1, false);
        c.meet(latest(true));
        const auto batch = collect(c, 7).batch;
        QCOMPARE(batch->cuts[kLength - 1], static_cast<uint8_t>(learn::Cut::terminated));
        QCOMPARE(batch->bootstraps[kLength - 1], 0.0F);
        QCOMPARE(batch->observations[kLength - 1], float(kLength - 1));  // what was seen before the last step
        QCOMPARE(batch->observations[kLength], 0.0F);
    }
};

QTEST_GUILESS_MAIN(TestRuntimeCollector)
#include "tst_runtime_collector.moc"
