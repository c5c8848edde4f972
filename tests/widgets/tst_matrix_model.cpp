// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix: places on its scale, what is said about cells, its numbers as CSV.
#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

#include "tests/widgets/matrix_kit.h"
#include "widgets/models/matrix_model.h"

using namespace ludus;
using namespace ludus::test;
using models::MatrixModel;
using models::MatrixPlane;
using models::MatrixScale;

class TestMatrixModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scaleIsCentredAndReachesAsFarUpAsDown();
    void logarithmicScaleSpreadsSmallShares();
    void fittedScaleFollowsTheValues();
    void wordsSayValueIntervalCountAndSides();
    void wordsOfThePageStandInstead();
    void gapIsTheDifferenceOfTheSides();
    void csvHasALineACellWithItsKind();
};

void TestMatrixModel::scaleIsCentredAndReachesAsFarUpAsDown() {
    MatrixModel model;
    QCOMPARE(model.position(0.5), 0.5);
    QCOMPARE(model.position(0.0), 0.0);
    QCOMPARE(model.position(1.0), 1.0);
    QVERIFY(std::isnan(model.position(std::nan(""))));
    MatrixScale scale;
    scale.centre = 0;
    scale.low = -0.1;
    scale.high = 0.4;
    model.setScale(MatrixPlane::Value, scale);
    QCOMPARE(model.position(0.0), 0.5);
    QCOMPARE(model.position(0.4), 1.0);
    QCOMPARE(model.position(-0.2), 0.25);  // as far below as above, though the range ends earlier
    QCOMPARE(model.valueAt(0.25), -0.2);
}

void TestMatrixModel::logarithmicScaleSpreadsSmallShares() {
    MatrixModel model;
    MatrixScale scale = shares(true);
    scale.fitted = false;
    scale.low = 0.001;
    scale.high = 0.1;
    model.setScale(MatrixPlane::Value, scale);
    QVERIFY(std::fabs(model.position(0.01) - 0.5) < 1e-9);
    QCOMPARE(model.position(0.0), 0.0);
    QVERIFY(std::fabs(model.valueAt(0.5) - 0.01) < 1e-9);
}

void TestMatrixModel::fittedScaleFollowsTheValues() {
    MatrixModel model;
    MatrixScale scale = shares(false);
    model.setScale(MatrixPlane::Value, scale);
    model.setContent(three({valued(0.1), valued(0.2), valued(0.05)}));
    QCOMPARE(model.range().first, 0.0);
    QVERIFY(std::fabs(model.range().second - 0.2) < 1e-6);
    model.setCell(0, 0, valued(0.8));
    QVERIFY(std::fabs(model.range().second - 0.8) < 1e-6);
}

void TestMatrixModel::wordsSayValueIntervalCountAndSides() {
    MatrixModel model;
    model.setContent(leaguePayoff({3, 2}));
    MatrixCell cell;
    cell.value = 0.61F;
    cell.low = 0.54F;
    cell.high = 0.68F;
    cell.first = 0.64F;
    cell.second = 0.58F;
    cell.count = 214;
    cell.effective = 98;
    model.setCell(3, 2, cell);
    QCOMPARE(
        model.sentence(3, 2),
        QStringLiteral("ME\u00B71 v MA\u00B73, 61\u00A0% \u00B17, n 214 (98), side 0 64\u00A0%, side 1 58\u00A0%"));
    model.setCell(3, 2, of(MatrixKind::PriorOnly));
    QCOMPARE(model.sentence(3, 2), QStringLiteral("ME\u00B71 v MA\u00B73, prior only 50\u00A0%, n 0"));
    model.setCell(3, 2, {});
    QCOMPARE(model.sentence(3, 2), QStringLiteral("ME\u00B71 v MA\u00B73, nothing known"));
    QVERIFY(model.sentence(99, 0).isEmpty());
}

void TestMatrixModel::wordsOfThePageStandInstead() {
    MatrixModel model;
    model.setContent(three({valued(0.5)}));
    model.setWords([](int row, int column) {
        return models::MatrixCard{QStringLiteral("head %1%2").arg(row).arg(column), {{"games", "7"}}, {}};
    });
    QCOMPARE(model.sentence(1, 2), QStringLiteral("head 12, games 7"));
}

void TestMatrixModel::gapIsTheDifferenceOfTheSides() {
    MatrixModel model;
    MatrixCell cell = valued(0.61);
    cell.first = 0.64F;
    cell.second = 0.58F;
    model.setContent(three({cell}));
    QSignalSpy changed(&model, &MatrixModel::cellsChanged);
    model.setShown(MatrixPlane::Gap);
    QCOMPARE(changed.size(), 1);
    QVERIFY(std::fabs(model.value(0, 0) - 0.06) < 1e-6);
    QCOMPARE(model.valueText(model.value(0, 0)), QStringLiteral("+6\u00A0%"));
    QCOMPARE(model.position(0), 0.5);
}

void TestMatrixModel::csvHasALineACellWithItsKind() {
    MatrixModel model;
    MatrixCell known = valued(0.25);
    known.low = 0.125;
    known.high = 0.5;
    known.first = 0.75;
    known.effective = 4.5;
    MatrixContent content = three({known, of(MatrixKind::PriorOnly), {}, of(MatrixKind::Outside)});
    content.rows[0].name = QStringLiteral("A, \"first\"");
    model.setContent(content);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QVERIFY(model.writeCsv(buffer));
    const QList<QByteArray> lines = buffer.data().split('\n');
    QCOMPARE(lines.size(), 1 + 8 + 1);  // one is outside; the last line ends
    QCOMPARE(lines[0], QByteArray("row,row_name,column,column_name,kind,value,low,high,n,effective_n,first,second"));
    QCOMPARE(lines[1], QByteArray("a,\"A, \"\"first\"\"\",a,A,known,0.25,0.125,0.5,10,4.5,0.75,"));
    QCOMPARE(lines[2], QByteArray("a,\"A, \"\"first\"\"\",b,B,prior,0.5,,,0,,,"));
    QCOMPARE(lines[3], QByteArray("a,\"A, \"\"first\"\"\",c,C,unknown,,,,0,,,"));
}

QTEST_MAIN(TestMatrixModel)
#include "tst_matrix_model.moc"
