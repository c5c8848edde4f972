// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>

#include "core/agents/foreign_kernels.h"
#include "core/agents/foreign_policy.h"
#include "core/base/math.h"
#include "core/games/registry.h"

using namespace ludus;
using agents::ForeignNetwork;

namespace {

games::GameInfo slime() {
    return *games::gameInfo("slime_volley");
}

/// A perceptron 12-3 whose buttons are its first three inputs.
std::string buttonsNet(const std::string& activation = "none (logits)") {
    std::string rows;
    for (int i = 0; i < 12; ++i)
        rows += std::string(i == 0 ? "" : ",") + (i == 0   ? "[1,0,0]"
                                                  : i == 1 ? "[0,1,0]"
                                                  : i == 2 ? "[0,0,1]"
                                                           : "[0,0,0]");
    return R"({"SOURCE":{"repository":"here","license":"Apache-2.0","author":"A"},"agents":{"net":{"hidden_activation":"tanh",)"
           R"("output_activation":")" +
           activation + R"(","layers":[{"W":[)" + rows + R"(],"b":[0,0,0]}]}}})";
}

/// Three buttons of which two are remembered as memory is: 2 observation numbers and 3 outputs in, 3 outputs out.
const char* const kRecurrent = R"({"SOURCE":{"license":"Apache-2.0"},"activation":"tanh","threshold":0.75,
    "W_rows_are_outputs":[[1,0,0,0,0],[0,1,0,0,0],[0,0,9,0,0]],"b":[0,0,0]})";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const size_t at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

agents::AgentPtr agentOf(const std::string& json) {
    const auto networks = agents::importSlimeVolley(json);
    const ForeignNetwork& network = networks->front();
    return *agents::foreignAgent(slime(), "zoo/" + network.name,
                                 agents::foreignManifest(network, slime(), network.name),
                                 agents::foreignWeights(network));
}

struct Answer {
    int32_t action = -1;
    float logProbability = 0, value = 1;
    std::array<float, 6> probabilities{};
};

Answer ask(games::Policy& policy, std::array<float, 12> observation, bool greedy, Rng& rng, double* state = nullptr) {
    const std::array<uint8_t, 6> masks = {1, 1, 1, 1, 1, 1};
    std::array<double, 8> none{};
    Rng* rngs[1] = {&rng};
    games::PolicyInput input;
    input.rows = 1;
    input.observations = observation.data();
    input.masks = masks.data();
    input.state = state == nullptr ? none.data() : state;
    input.rngs = rngs;
    input.greedy = greedy;
    Answer answer;
    games::PolicyOutput output;
    output.actions = &answer.action;
    output.logProbabilities = &answer.logProbability;
    output.values = &answer.value;
    output.probabilities = answer.probabilities.data();
    policy.act(input, output);
    return answer;
}

std::string codeOf(const std::string& json) {
    const auto networks = agents::importSlimeVolley(json);
    return networks ? "ok" : networks.error().code;
}

}  // namespace

class AgentsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void botsAreAgents() {
        const auto game = slime();
        for (const std::string& name : game.facts.bots) {
            const auto agent = agents::botAgent(game, "bot:" + name);
            QVERIFY(agent.ok());
            QCOMPARE((*agent)->name(), "bot:" + name);
            QCOMPARE((*agent)->hash(), (*agents::botAgent(game, name))->hash());
            QVERIFY((*agent)->makePolicy() != nullptr);
        }
        QVERIFY((*agents::botAgent(game, "random"))->hash() != (*agents::botAgent(game, "chaser"))->hash());
        QVERIFY((*agents::botAgent(game, "random"))->hash() !=
                (*agents::botAgent(*games::gameInfo("rps"), "random"))->hash());
        const auto unknown = agents::botAgent(game, "bot:chasr");
        QCOMPARE(unknown.error().code, std::string("bot.unknown"));
        QVERIFY(unknown.error().sentence().find("chaser") != std::string::npos);
    }

    void networksMustFitTheGame() {
        nn::NetworkSpec spec;
        spec.inputs = 12;
        spec.branches = {6};
        const std::string bytes = nn::toSafetensors(nn::initialWeights(spec, Rng(1)), {});
        const auto agent = agents::networkAgent(slime(), "snapshot:1", bytes);
        QVERIFY(agent.ok());
        QCOMPARE((*agent)->name(), std::string("snapshot:1"));
        QVERIFY((*agent)->makePolicy()->hasValue());
        const auto rps = agents::networkAgent(*games::gameInfo("rps"), "snapshot:1", bytes);
        QCOMPARE(rps.error().code, std::string("agent.misfit"));
        spec.branches = {5};
        const auto five =
            agents::networkAgent(slime(), "five", nn::toSafetensors(nn::initialWeights(spec, Rng(1)), {}));
        QCOMPARE(five.error().code, std::string("agent.misfit"));
        QCOMPARE(agents::networkAgent(slime(), "x", bytes.substr(0, 40)).error().code, std::string("agent.damaged"));
    }

    void buttonsBecomeTheSixActions() {
        const auto agent = agentOf(buttonsNet());
        const auto policy = agent->makePolicy();
        Rng rng(1);
        // forward, backward, jump -> none 0, forward 1, forward + jump 2, jump 3, backward + jump 4, backward 5.
        const struct {
            float forward, backward, jump;
            int32_t action;
        } cases[] = {{-1, -1, -1, 0}, {1, -1, -1, 1}, {1, -1, 1, 2}, {-1, -1, 1, 3},
                     {-1, 1, 1, 4},   {-1, 1, -1, 5}, {1, 1, -1, 0}, {1, 1, 1, 3}};
        for (const auto& one : cases) {
            const Answer answer = ask(*policy, {one.forward, one.backward, one.jump}, true, rng);
            QCOMPARE(answer.action, one.action);
            QCOMPARE(answer.probabilities[static_cast<size_t>(one.action)], 1.0F);
            QCOMPARE(answer.logProbability, 0.0F);
            QCOMPARE(answer.value, 0.0F);
        }
        QCOMPARE(ask(*policy, {0, 0, 0}, true, rng).action, 0);  // pressed above, not at, the threshold
    }

    void logitsMayBeDrawn() {
        const auto policy = agentOf(buttonsNet())->makePolicy();
        Rng rng(5);
        // Buttons with probability sigmoid(ln 3) = 3/4, 1/2, 1/4; actions from their products.
        const float ln3 = 1.0986123F;
        std::array<int, 6> count{};
        Answer answer;
        for (int i = 0; i < 20000; ++i) {
            answer = ask(*policy, {ln3, 0, -ln3}, false, rng);
            ++count[static_cast<size_t>(answer.action)];
        }
        const double expected[6] = {0.375, 0.28125, 0.09375, 0.125, 0.03125, 0.09375};
        for (size_t a = 0; a < 6; ++a) {
            QVERIFY(std::fabs(answer.probabilities[a] - expected[a]) < 1e-6);
            QVERIFY(std::fabs(count[a] / 20000.0 - expected[a]) < 0.015);
        }
        QVERIFY(std::fabs(answer.logProbability - std::log(expected[answer.action])) < 1e-6);
    }

    void tanhNetworksAreNeverDrawn() {
        const auto policy = agentOf(buttonsNet("tanh"))->makePolicy();
        Rng rng(5);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(ask(*policy, {0.1F, -0.1F, -0.1F}, false, rng).action, 1);
    }

    void memoryIsTheRowsState() {
        const auto policy = agentOf(kRecurrent)->makePolicy();
        QCOMPARE(policy->stateSize(), 3);
        Rng rng(1);
        std::array<double, 3> state{};
        // Jump is tanh(9 x the last forward output): not pressed at first, then pressed.
        QCOMPARE(ask(*policy, {2, 0}, true, rng, state.data()).action, 1);
        QCOMPARE(state[0], math::tanh(2.0));
        QCOMPARE(ask(*policy, {2, 0}, true, rng, state.data()).action, 2);
        state = {};
        QCOMPARE(ask(*policy, {2, 0}, true, rng, state.data()).action, 1);
        QCOMPARE(ask(*policy, {0.9F, 0}, true, rng, state.data()).action, 3);  // tanh 0.9 = 0.716 is below 0.75
    }

    void rowsDoNotKnowOneAnother() {
        auto network = (*agents::importSlimeVolley(buttonsNet())).front();
        Rng rng(3);
        for (double& weight : network.layers[0].weight)
            weight = rng.normal();
        network.layers[0].activation = "tanh";
        agents::ForeignPolicy policy(std::make_shared<const ForeignNetwork>(network));
        std::vector<double> inputs(70 * 12), together(70 * 3);
        for (double& x : inputs)
            x = rng.normal() * 0.3;
        policy.forward(70, inputs.data(), together.data());
        for (int row = 0; row < 70; ++row) {
            double alone[3], sum = 0;
            policy.forward(1, &inputs[static_cast<size_t>(row) * 12], alone);
            for (size_t o = 0; o < 3; ++o)
                QCOMPARE(alone[o], together[static_cast<size_t>(row) * 3 + o]);
            for (size_t i = 0; i < 12; ++i)
                sum += inputs[static_cast<size_t>(row) * 12 + i] * network.layers[0].weight[i * 3];
            QVERIFY(alone[0] == math::tanh(sum + 0.0));
        }
    }

    void tanhIsThatOfTheBaseBitForBit() {
        Rng rng(8);
        std::vector<double> x;
        for (const double special :
             {0.0, -0.0, 0.3, -0.3, 0.29999999999999999, 1e-300, 20.0, 20.000001, -21.0, 800.0, 1e300})
            x.push_back(special);
        while (x.size() < 40000)
            x.push_back(rng.normal() * (x.size() % 3 == 0 ? 0.3 : 6.0));
        for (const agents::ForeignKernels* kernels : agents::availableForeignKernels()) {
            std::vector<double> y = x;
            kernels->tanh(static_cast<int>(y.size()), y.data());
            for (size_t i = 0; i < x.size(); ++i)
                QVERIFY2(y[i] == math::tanh(x[i]), qPrintable(QString::number(x[i], 'g', 17)));
        }
    }

    void everyInstructionSetGivesTheSameBits() {
        Rng rng(4);
        for (const int outputs : {1, 3, 7, 10, 20, 64}) {
            constexpr int kInputs = 15;
            const auto count = static_cast<size_t>(outputs);
            std::vector<double> weight(kInputs * count), bias(count), in(kInputs * agents::kBlock);
            for (std::vector<double>* numbers : {&weight, &bias, &in})
                for (double& number : *numbers)
                    number = rng.normal();
            std::vector<double> expected(count * agents::kBlock);
            for (size_t o = 0; o < count; ++o)
                for (size_t r = 0; r < agents::kBlock; ++r) {
                    double sum = 0;
                    for (size_t i = 0; i < kInputs; ++i)
                        sum += in[i * agents::kBlock + r] * weight[i * count + o];
                    expected[o * agents::kBlock + r] = sum + bias[o];
                }
            for (const agents::ForeignKernels* kernels : agents::availableForeignKernels()) {
                std::vector<double> out(expected.size());
                kernels->dense(kInputs, outputs, weight.data(), bias.data(), in.data(), out.data());
                QVERIFY2(out == expected, kernels->name);
            }
        }
    }

    void malformedFilesAreSentences() {
        QCOMPARE(codeOf(buttonsNet()), std::string("ok"));
        QCOMPARE(codeOf(kRecurrent), std::string("ok"));
        const std::string damaged = "agent.damaged", wrong = "agent.misfit";
        for (const char* text :
             {"", "{", "[]", "{}", "7", "null", "{\"agents\":{}}", "{\"agents\":[1]}", "{\"agents\":7}", "\xff\xfe"})
            QCOMPARE(codeOf(text), damaged);
        QCOMPARE(codeOf(replaced(buttonsNet(), "\"layers\"", "\"lairs\"")), damaged);
        QCOMPARE(codeOf(replaced(buttonsNet(), "[1,0,0]", "[1,\"a\",0]")), damaged);
        QCOMPARE(codeOf(replaced(buttonsNet(), "[1,0,0]", "[1,0]")), wrong);
        QCOMPARE(codeOf(replaced(buttonsNet(), "[1,0,0],", "")), wrong);
        QCOMPARE(codeOf(replaced(buttonsNet(), "\"b\":[0,0,0]", "\"b\":[0,0]")), wrong);
        QCOMPARE(codeOf(buttonsNet("softmax")), wrong);
        QCOMPARE(codeOf(replaced(kRecurrent, "[[1,0,0,0,0],", "[")), wrong);
        QCOMPARE(codeOf(replaced(kRecurrent, "\"threshold\":0.75,", "")), damaged);
        const auto failed = agents::importSlimeVolley("{\"agents\":");
        QVERIFY(failed.error().sentence().find("JSON") != std::string::npos);
        QVERIFY(!failed.error().remedy.empty());
    }

    void everyTruncationOfAFileIsASentence() {
        const std::string json = buttonsNet();
        for (size_t size = 0; size < json.size(); ++size)
            QCOMPARE(codeOf(json.substr(0, size)), std::string("agent.damaged"));
    }

    void storedNetworksAnswerAsBefore() {
        auto network = (*agents::importSlimeVolley(kRecurrent)).front();
        network.layers[0].weight[3] = 0.1;
        network.note = "a \"quoted\" note";
        const std::string weights = agents::foreignWeights(network);
        const std::string manifest = agents::foreignManifest(network, slime(), "zoo/x");
        const auto agent = agents::foreignAgent(slime(), "zoo/x", manifest, weights);
        QVERIFY(agent.ok());
        QCOMPARE((*agent)->name(), std::string("zoo/x"));
        agents::ForeignPolicy direct(std::make_shared<const ForeignNetwork>(network));
        const auto stored = (*agent)->makePolicy();
        Rng rng(2);
        std::array<double, 3> a{}, b{};
        for (int i = 0; i < 100; ++i) {
            const std::array<float, 12> seen = {rng.uniformFloat() * 3, rng.uniformFloat() * 3 - 1};
            QCOMPARE(ask(direct, seen, true, rng, a.data()).action, ask(*stored, seen, true, rng, b.data()).action);
            QCOMPARE(a, b);
        }
        ForeignNetwork other = network;
        other.threshold = 0.5;
        QVERIFY(agents::foreignWeights(other) != weights);  // so that the hash tells them apart
    }

    void storedNetworksOfOtherGamesAreRefused() {
        const auto network = (*agents::importSlimeVolley(kRecurrent)).front();
        const std::string weights = agents::foreignWeights(network);
        const std::string manifest = agents::foreignManifest(network, slime(), "x");
        const auto game = *games::gameInfo("rps");
        const auto code = [&](const games::GameInfo& info, const std::string& toml, const std::string& bytes) {
            const auto agent = agents::foreignAgent(info, "x", toml, bytes);
            return agent ? std::string("ok") : agent.error().code;
        };
        QCOMPARE(code(slime(), manifest, weights), std::string("ok"));
        QCOMPARE(code(game, manifest, weights), std::string("agent.misfit"));
        QCOMPARE(code(game, replaced(manifest, "slime_volley", "rps"), weights), std::string("agent.misfit"));
        QCOMPARE(code(slime(), replaced(manifest, "[5, 3]", "[6, 3]"), weights), std::string("agent.misfit"));
        QCOMPARE(code(slime(), replaced(manifest, "[5, 3]", "[5, -3]"), weights), std::string("agent.misfit"));
        QCOMPARE(code(slime(), replaced(manifest, "recurrent", "dancing"), weights), std::string("agent.misfit"));
        QCOMPARE(code(slime(), replaced(manifest, "kind = ", "kin = "), weights), std::string("agent.damaged"));
        QCOMPARE(code(slime(), replaced(manifest, "format = 1", "format = 2"), weights), std::string("agent.damaged"));
        QCOMPARE(code(slime(), replaced(manifest, "0.75", "\"x\""), weights), std::string("agent.damaged"));
        QCOMPARE(code(slime(), "= nonsense", weights), std::string("config.syntax"));
        for (size_t size = 0; size < weights.size(); ++size)
            QCOMPARE(code(slime(), manifest, weights.substr(0, size)), std::string("agent.damaged"));
    }
};

QTEST_GUILESS_MAIN(AgentsTest)
#include "tst_agents.moc"
