// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "tests/checks/layering.h"
#include "tests/support/temp_dir.h"

using namespace ludus::checks;
using ludus::test::TempDir;

namespace {

QString joined(const std::vector<std::string>& lines) {
    QString out;
    for (const std::string& line : lines)
        out += QString::fromStdString(line) + "\n";
    return out;
}

}  // namespace

class CheckLayering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theHouseIsInOrder() {
        const std::vector<SourceFile> files = readSources(LUDUS_SOURCE_DIR);
        QVERIFY(files.size() > 50);
        const std::vector<std::string> breaches = layeringBreaches(files);
        QVERIFY2(breaches.empty(), qPrintable("\n" + joined(breaches)));
    }

    void aBreachIsSeen_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        QTest::newRow("upwards") << "core/games/a.cpp"
                                 << "#include \"core/learn/b.h\"";
        QTest::newRow("sideways") << "core/store/a.h"
                                  << "#include \"core/games/game.h\"";
        QTest::newRow("base knows nobody") << "core/base/a.h"
                                           << "#include \"core/config/option.h\"";
        QTest::newRow("Qt in core") << "core/runs/a.cpp"
                                    << "#include <QString>";
        QTest::newRow("Qt module in core") << "core/runs/a.cpp"
                                           << "#  include <QtCore/QString>";
        QTest::newRow("Torch outside detail") << "core/nn/a.cpp"
                                              << "#include <torch/torch.h>";
        QTest::newRow("Torch parts") << "core/learn/a.cpp"
                                     << "#include <ATen/ATen.h>";
        QTest::newRow("detail from outside") << "core/agents/a.cpp"
                                             << "#include \"core/nn/detail/b.h\"";
        QTest::newRow("detail upwards") << "core/nn/detail/a.cpp"
                                        << "#include \"core/learn/detail/b.h\"";
        QTest::newRow("private part") << "core/runs/a.cpp"
                                      << "#include \"core/store/detail/b.h\"";
        QTest::newRow("SQLite outside store") << "core/runs/a.cpp"
                                              << "#include <SQLiteCpp/SQLiteCpp.h>";
        QTest::newRow("SQLite in app") << "app/studio/a.cpp"
                                       << "#include <sqlite3.h>";
        QTest::newRow("core in widgets") << "widgets/views/a.h"
                                         << "#include \"core/base/math.h\"";
        QTest::newRow("views in models") << "widgets/models/a.h"
                                         << "#include \"widgets/views/b.h\"";
        QTest::newRow("app in core") << "core/runs/a.cpp"
                                     << "#include \"app/bridges/b.h\"";
        QTest::newRow("Qt in headless") << "app/headless/a.cpp"
                                        << "#include <QCoreApplication>";
        QTest::newRow("widgets in headless") << "app/headless/a.cpp"
                                             << "#include \"widgets/models/b.h\"";
        QTest::newRow("tests in the product") << "core/runs/a.cpp"
                                              << "#include \"tests/support/temp_dir.h\"";
        QTest::newRow("not from the root") << "core/runs/a.cpp"
                                           << "#include \"b.h\"";
        QTest::newRow("unknown module") << "core/novel/a.cpp"
                                        << "";
        QTest::newRow("file above the modules") << "core/a.cpp"
                                                << "";
    }
    void aBreachIsSeen() {
        QFETCH(QString, path);
        QFETCH(QString, line);
        const TempDir tree;
        tree.write(path.toStdString(), "// first line\n" + line.toStdString() + "\n");
        const std::vector<std::string> breaches = layeringBreaches(readSources(tree.path()));
        QCOMPARE(breaches.size(), size_t(1));
        QVERIFY(breaches[0].starts_with(path.toStdString() + (line.isEmpty() ? ":" : ":2:")));
    }

    void whatIsAllowedIsNotABreach() {
        const TempDir tree;
        tree.write("core/learn/a.cpp",
                   "#include \"core/learn/a.h\"\n#include \"core/games/game.h\"\n#include <vector>\n");
        tree.write("core/learn/detail/a.cpp", "#include <torch/torch.h>\n#include \"core/nn/detail/b.h\"\n");
        tree.write("core/store/a.cpp", "#include <sqlite3.h>\n#include \"core/store/detail/b.h\"\n");
        tree.write("widgets/views/a.cpp", "#include <QWidget>\n#include \"widgets/models/b.h\"\n#include \"a.moc\"\n");
        tree.write("app/studio/a.cpp", "#include \"core/runs/b.h\"\n#include \"widgets/style/theme.h\"\n");
        tree.write("app/headless/a.cpp", "#include \"core/games/game.h\"\n// #include <QString>\n");
        tree.write("tests/x/a.cpp", "#include <QString>\n#include \"core/nn/detail/b.h\"\n");
        QCOMPARE(joined(layeringBreaches(readSources(tree.path()))), QString());
    }
};

QTEST_GUILESS_MAIN(CheckLayering)
#include "check_layering.moc"
