// SPDX-License-Identifier: GPL-3.0-or-later
// The window is seen whole on the screen it opens on.
#include <QScreen>

#include "app/studio/window_size.h"
#include "tests/app/studio/studio_case.h"

using namespace ludus;

class TestStudioWindowSize : public test::StudioCase {
    Q_OBJECT

private Q_SLOTS:
    void aSizeThatFitsIsKept() {
        QCOMPARE(studio::fittingSize({1366, 768}, {1920, 1040}), QSize(1366, 768));
        QCOMPARE(studio::fittingSize({1366, 768}, {2560, 1400}), QSize(1366, 768));
    }

    void nothingIsCutOffOnASmallScreen_data() {
        QTest::addColumn<QSize>("available");
        QTest::newRow("1600x900 at 125 %") << QSize(1280, 680);
        QTest::newRow("1920x1080 at 150 %") << QSize(1280, 672);
        QTest::newRow("1366x768") << QSize(1366, 728);
        QTest::newRow("1366x768 at 125 %") << QSize(1092, 574);
    }
    void nothingIsCutOffOnASmallScreen() {
        QFETCH(QSize, available);
        for (const QSize wanted : {QSize(1366, 768), QSize(2560, 1440), QSize(1024, 640)}) {
            const QSize got = studio::fittingSize(wanted, available);
            // A title bar is about 40 pixels high.
            QVERIFY(got.width() < available.width() && got.height() <= available.height() - 40);
            QCOMPARE(got.boundedTo(wanted), got);
        }
    }

    void aWindowOpensWithinItsScreenAlsoWhenItWasLarger() {
        const QSize room = QGuiApplication::primaryScreen()->availableSize();
        const QSize large = room + QSize(500, 300);
        {
            studio::MainWindow first(window());
            QVERIFY(first.width() <= room.width() && first.height() <= room.height());
            first.resize(large);
            first.show();
            QVERIFY(QTest::qWaitForWindowExposed(&first));
            QCOMPARE(first.size(), large);
            first.close();
        }
        studio::MainWindow again(window());
        QVERIFY2(again.width() <= room.width() && again.height() <= room.height(),
                 qPrintable(QStringLiteral("%1 x %2").arg(again.width()).arg(again.height())));
    }
};

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioWindowSize>(argc, argv);
}
#include "tst_studio_window_size.moc"
