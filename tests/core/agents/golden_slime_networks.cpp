// SPDX-License-Identifier: GPL-3.0-or-later
// The 2015 baseline's outputs against those recorded from its original program (seed*_bb.leftnet.tsv.gz).
#include <zlib.h>

#include <QDir>
#include <QFile>
#include <QTest>
#include <cmath>
#include <cstdlib>

#include "core/agents/foreign_policy.h"

using namespace ludus;

namespace {

constexpr int kInputs = 15, kOutputs = 7, kSeen = 8, kObserved = 12;

QList<QByteArray> linesOf(const QString& path) {
    const gzFile file = gzopen(QFile::encodeName(path).constData(), "rb");
    if (file == nullptr) return {};
    QByteArray text, chunk(1 << 16, '\0');
    for (int n = 0; (n = gzread(file, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;)
        text.append(chunk.constData(), n);
    gzclose(file);
    return text.trimmed().split('\n');
}

}  // namespace

class GoldenSlimeNetworks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBaselineAnswersAsRecorded() {
        const QString golden = qEnvironmentVariable("LUDUS_GOLDEN_DIR");
        if (golden.isEmpty()) QSKIP("LUDUS_GOLDEN_DIR is not set");
        QFile json(golden + QStringLiteral("/../opponents/slimevolley_baseline.json"));
        QVERIFY(json.open(QIODevice::ReadOnly));
        const auto networks = agents::importSlimeVolley(json.readAll().toStdString());
        QVERIFY(networks.ok());
        QCOMPARE(networks->size(), size_t{1});
        QCOMPARE(networks->front().parameters(), int64_t{112});
        agents::ForeignPolicy policy(std::make_shared<const agents::ForeignNetwork>(networks->front()));

        const QDir folder(golden + QStringLiteral("/slime_volley"));
        int episodes = 0;
        double worst = 0;
        for (const QString& name : folder.entryList({QStringLiteral("*.leftnet.tsv.gz")})) {
            ++episodes;
            double input[kInputs] = {}, output[kOutputs] = {};
            const QList<QByteArray> lines = linesOf(folder.filePath(name));
            QCOMPARE(lines.size(), 400);
            for (const QByteArray& line : lines) {
                const QList<QByteArray> fields = line.split('\t');
                QCOMPARE(fields.size(), 1 + kObserved + kOutputs + 1);
                for (int i = 0; i < kSeen; ++i)
                    input[i] = std::strtod(fields[1 + i].constData(), nullptr);
                policy.forward(1, input, output);
                for (int i = 0; i < kOutputs; ++i) {
                    worst = std::max(
                        worst, std::fabs(output[i] - std::strtod(fields[1 + kObserved + i].constData(), nullptr)));
                    input[kSeen + i] = output[i];
                }
                QByteArray pressed;
                for (int i = 0; i < 3; ++i)
                    pressed += output[i] > networks->front().threshold ? '1' : '0';
                QCOMPARE(pressed, fields.last().trimmed());
            }
        }
        QCOMPARE(episodes, 5);
        QVERIFY2(worst < 1e-9, qPrintable(QString::number(worst)));
    }
};

QTEST_GUILESS_MAIN(GoldenSlimeNetworks)
#include "golden_slime_networks.moc"
