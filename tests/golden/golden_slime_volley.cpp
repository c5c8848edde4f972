// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the rules of Slime Volleyball against recorded episodes of the original environment, step by step: recorded
// buttons and serves go in; state, observations, rewards, lives and the end must come out.
#include <zlib.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "core/games/slime_volley.h"

namespace slime = ludus::games::slime;

namespace {

QByteArray readGzip(const QString& path) {
    QByteArray bytes;
    const gzFile file = gzopen(QFile::encodeName(path).constData(), "rb");
    if (file == nullptr) return bytes;
    QByteArray chunk(1 << 16, '\0');
    for (int n = 0; (n = gzread(file, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;)
        bytes.append(chunk.left(n));
    gzclose(file);
    return bytes;
}

/// The lines of a tab separated file, cut into columns.
QList<QList<QByteArray>> readTable(const QString& path) {
    QList<QList<QByteArray>> table;
    for (const QByteArray& line : readGzip(path).split('\n'))
        if (!line.isEmpty()) table.append(line.split('\t'));
    return table;
}

struct Serve {
    double vx = 0, vy = 0;
};

struct Meta {
    int steps = 0;
    int rewardRight = 0;
    int lives[2] = {0, 0};
    QList<QPair<int, int>> points;
    QList<Serve> serves;
    QList<double> finalState;
};

double hexNumber(const QJsonValue& value) {
    return std::strtod(value.toString().toLatin1().constData(), nullptr);
}

Meta readMeta(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    Meta meta;
    meta.steps = object["steps"].toInt();
    meta.rewardRight = object["total_reward_right"].toInt();
    meta.lives[0] = object["lives_left_end"].toInt();
    meta.lives[1] = object["lives_right_end"].toInt();
    for (const QJsonValue& point : object["points"].toArray())
        meta.points.append({point.toArray()[0].toInt(), point.toArray()[1].toInt()});
    for (const QJsonValue& serve : object["serves_vx_vy_hex"].toArray())
        meta.serves.append({hexNumber(serve.toArray()[0]), hexNumber(serve.toArray()[1])});
    for (const QJsonValue& number : object["final_state_hex"].toArray())
        meta.finalState.append(hexNumber(number));
    return meta;
}

slime::Buttons readButtons(const QByteArray& text) {
    return {text[0] == '1', text[1] == '1', text[2] == '1'};
}

/// In the order of the recording.
std::array<double, 13> numbers(const slime::State& s) {
    return {s.ball.x,  s.ball.y,  s.ball.vx, s.ball.vy, s.previousX, s.left.x,  s.left.y,
            s.left.vx, s.left.vy, s.right.x, s.right.y, s.right.vx,  s.right.vy};
}

/// Bit for bit, but for the sign of zero.
bool same(double a, double b) {
    return std::bit_cast<uint64_t>(a + 0.0) == std::bit_cast<uint64_t>(b + 0.0);
}

}  // namespace

class GoldenSlimeVolley : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const QString root = qEnvironmentVariable("LUDUS_GOLDEN_DIR");
        if (root.isEmpty()) QSKIP("LUDUS_GOLDEN_DIR is not set");
        folder_ = QDir(root + "/slime_volley");
        QVERIFY2(folder_.exists(), qPrintable(folder_.path()));
    }

    void everyEpisodeIsReproducedBitForBit_data() {
        QTest::addColumn<QString>("episode");
        const QStringList files = folder_.entryList({"*.meta.json"}, QDir::Files, QDir::Name);
        QVERIFY(!files.isEmpty());
        for (const QString& file : files) {
            const QString episode = file.left(file.size() - static_cast<int>(sizeof("meta.json")));
            QTest::newRow(qPrintable(episode)) << episode;
        }
    }

    void everyEpisodeIsReproducedBitForBit() {
        QFETCH(QString, episode);
        const Meta meta = readMeta(folder_.filePath(episode + ".meta.json"));
        const auto steps = readTable(folder_.filePath(episode + ".steps.tsv.gz"));
        const auto checkpoints = readTable(folder_.filePath(episode + ".checkpoints.tsv.gz"));
        QCOMPARE(steps.size(), static_cast<qsizetype>(meta.steps) + 1);
        QVERIFY(!checkpoints.isEmpty());

        slime::State state;
        state.place();
        qsizetype serves = 0, points = 0, nextCheckpoint = 0;
        const auto serve = [&] {
            const Serve& drawn = meta.serves.at(serves++);
            state.serve(drawn.vx, drawn.vy);
        };
        serve();
        float seen[2 * slime::kObservations];
        state.observe(seen);
        int total = 0;
        for (int t = 0; t <= meta.steps; ++t) {
            const QList<QByteArray>& row = steps.at(t);
            QCOMPARE(row.size(), 29);
            QCOMPARE(row[0].toInt(), t);
            int point = 0;
            if (t > 0) {
                QVERIFY2(!state.over(), qPrintable(QString("over before step %1").arg(t)));
                point = state.advance(readButtons(row[1]), readButtons(row[2]));
                if (point != 0) {
                    QCOMPARE(meta.points.at(points++), qMakePair(t, point));
                    serve();
                } else {
                    state.observe(seen);
                }
            }
            total += point;
            QCOMPARE(point, row[3].toInt());
            QCOMPARE(t > 0 && state.over(), row[4] == "1");
            compareObservations(seen, row, t);
            if (nextCheckpoint < checkpoints.size() && checkpoints[nextCheckpoint][0].toInt() == t)
                compareState(state, checkpoints[nextCheckpoint++]);
            if (QTest::currentTestFailed()) return;
        }
        QCOMPARE(nextCheckpoint, checkpoints.size());
        QCOMPARE(points, meta.points.size());
        QCOMPARE(serves, meta.serves.size());
        QCOMPARE(total, meta.rewardRight);
        QCOMPARE(state.lives[0], meta.lives[0]);
        QCOMPARE(state.lives[1], meta.lives[1]);
        const auto last = numbers(state);
        QCOMPARE(meta.finalState.size(), 13);
        for (int i = 0; i < 13; ++i)
            QVERIFY(same(last[static_cast<size_t>(i)], meta.finalState[i]));
    }

private:
    /// The recording has the right player first, rounded to six decimals; ours are floats.
    static void compareObservations(const float* seen, const QList<QByteArray>& row, int t) {
        for (int i = 0; i < 2 * slime::kObservations; ++i) {
            const double recorded = row[5 + i].toDouble();
            const double ours = seen[(i + slime::kObservations) % (2 * slime::kObservations)];
            const double tolerance = 0.5e-6 + 0x1.0p-24 * std::max(1.0, std::abs(recorded)) * 1.01;
            QVERIFY2(std::abs(ours - recorded) <= tolerance,
                     qPrintable(QString("step %1 number %2: %3, recorded %4").arg(t).arg(i).arg(ours).arg(recorded)));
        }
    }

    static void compareState(const slime::State& state, const QList<QByteArray>& row) {
        QCOMPARE(row.size(), 17);
        const auto ours = numbers(state);
        for (int i = 0; i < 13; ++i) {
            const double recorded = std::strtod(row[1 + i].constData(), nullptr);
            QVERIFY2(same(ours[static_cast<size_t>(i)], recorded),
                     qPrintable(QString("step %1 variable %2: %3, recorded %4")
                                    .arg(row[0])
                                    .arg(i)
                                    .arg(ours[static_cast<size_t>(i)], 0, 'g', 17)
                                    .arg(recorded, 0, 'g', 17)));
        }
        QCOMPARE(state.lives[0], row[14].toInt());
        QCOMPARE(state.lives[1], row[15].toInt());
        QCOMPARE(state.delay, row[16].toInt());
    }

    QDir folder_;
};

QTEST_GUILESS_MAIN(GoldenSlimeVolley)
#include "golden_slime_volley.moc"
