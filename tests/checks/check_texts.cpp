// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "tests/checks/text_rules.h"
#include "tests/support/temp_dir.h"

using namespace ludus::checks;
using ludus::test::TempDir;

namespace {

const std::string kLicence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";

QString joined(const std::vector<std::string>& lines) {
    QString out;
    for (const std::string& line : lines)
        out += QString::fromStdString(line) + "\n";
    return out;
}

}  // namespace

class CheckTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySourceFollowsTheRules() {
        const std::vector<SourceFile> files = readSources(LUDUS_SOURCE_DIR);
        QVERIFY(files.size() > 50);
        const std::vector<std::string> breaches = textBreaches(files);
        QVERIFY2(breaches.empty(), qPrintable("\n" + joined(breaches)));
    }

    void aBreachIsSeen_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        // Texts are parted so that this file keeps the rules itself.
        QTest::newRow("unfinished") << "core/base/a.cpp" << QString("// TO") + "DO later";
        QTest::newRow("gap") << "core/base/a.cpp" << QString("LUDUS_TE") + "XT(\"C\", \"%1 and %3\")";
        QTest::newRow("bare text") << "app/pages/a.cpp"
                                   << "label->setText(\"Start\");";
        QTest::newRow("wrapped text") << "app/pages/a.cpp"
                                      << "a->setToolTip(QStringLiteral(\"Start\"));";
        QTest::newRow("bare label") << "widgets/views/a.cpp"
                                    << "auto* a = new QLabel(\"Speed\", this);";
        QTest::newRow("chained arguments") << "app/pages/a.cpp"
                                           << "x = tr(\"%1 of %2\").arg(run.name)\n    .arg(f(\")\"), 2);";
        QTest::newRow("no guard") << "core/base/a.h"
                                  << "int x();";
    }
    void aBreachIsSeen() {
        QFETCH(QString, path);
        QFETCH(QString, line);
        const TempDir tree;
        tree.write(path.toStdString(), kLicence + line.toStdString() + "\n");
        QCOMPARE(textBreaches(readSources(tree.path())).size(), size_t(1));
    }

    void aMissingLicenceIsSeen() {
        const TempDir tree;
        tree.write("core/base/a.cpp", "int x() { return 1; }\n");
        QCOMPARE(textBreaches(readSources(tree.path())).size(), size_t(1));
    }

    void soundSourcesPass() {
        const TempDir tree;
        tree.write("app/pages/a.cpp", kLicence + "a->setText(tr(\"Start %1 of %2\"));\nb->setText(\"%\");\n");
        tree.write("app/pages/b.cpp",
                   kLicence +
                       "a = tr(\"%1 of %2\").arg(3).arg(name);\nb = tr(\"%1 %2\").arg(name, title);\n"
                       "c = LUDUS_TEXT(\"C\", \"%1 %2\").arg(name).arg(title);\n");
        tree.write("core/base/a.h", kLicence + "#pragma once\nLUDUS_TEXT(\"C\", \"%2 and %1\");\n");
        QCOMPARE(joined(textBreaches(readSources(tree.path()))), QString());
    }
};

QTEST_GUILESS_MAIN(CheckTexts)
#include "check_texts.moc"
