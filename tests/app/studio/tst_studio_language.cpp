// SPDX-License-Identifier: GPL-3.0-or-later
// The studio in Chinese: no English sentence slips in, sentences of core are told, help opens in the language that is
// spoken; and what shows beside the words: pictures of games, the check of the machine.
#include <QFile>
#include <QPainter>
#include <QTextBrowser>

#include <algorithm>
#include <cmath>

#include "app/bridges/machine_check.h"
#include "app/bridges/option_fields.h"
#include "app/bridges/sentences.h"
#include "app/bridges/texts.h"
#include "app/pages/help_library.h"
#include "app/pages/help_page.h"
#include "app/pages/machine_check_view.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/preferences.h"
#include "app/pages/preferences_page.h"
#include "app/pages/run_page.h"
#include "app/pages/sample_workspace.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "core/base/system_usage.h"
#include "core/games/registry.h"
#include "core/runs/run_config.h"
#include "tests/app/studio/access_walk.h"
#include "tests/app/studio/studio_case.h"
#include "tests/app/studio/word_walk.h"
#include "widgets/style/number_label.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/choice_list.h"
#include "widgets/views/command_palette.h"

using namespace ludus;
using test::StudioDriver;

namespace {

constexpr const char* kPages[] = {"welcome", "experiments", "new",  "run",         "replays",
                                  "replay",  "compare",     "disk", "preferences", "help"};
const QString kChinese = QStringLiteral("zh_CN");

/// What is no English although it looks so: queries, commands, names of the field.
QStringList formulas() {
    return {QStringLiteral("game = slime_volley and elo > 1300"),
            QStringLiteral("agent ~ \"snapshot\" and lost and length < 600"),
            QStringLiteral("apt-get install libopenblas0-pthread")};
}

QString oneLine(const QString& text) {
    return QString(text).replace(QLatin1Char('\n'), QLatin1Char(' ')).left(300);
}

bool hasHan(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

}  // namespace

class TestStudioLanguage : public test::StudioCase {
    Q_OBJECT

private Q_SLOTS:
    void wordsStandTogetherAsTheLanguageWants();
    void figuresAndChineseStandOnOneLine();
    void sentencesThatRowsKeepAreToldInChinese();
    void argumentsThatAreSentencesAreToldAndNamesAreNot();
    void everyPresetUnitAndGameIsNamedInChinese();
    void noEnglishSlipsIntoTheChineseWindow();
    void everyControlIsNamedInChineseToo_data();
    void everyControlIsNamedInChineseToo();
    void helpKeyLeadsFromEveryPageToItsTextInBothLanguages();
    void focusRingIsSeenWhole();
    void checkOfTheMachineLeavesTheWindowSmall();
    void checkOfTheMachineSaysWhatIsMissing();
    void everyGameHasAPictureInTheLooksOfTheTheme();
};

void TestStudioLanguage::wordsStandTogetherAsTheLanguageWants() {
    const QStringList two{QStringLiteral("a"), QStringLiteral("b")};
    QCOMPARE(style::listed(two), QStringLiteral("a, b"));
    QCOMPARE(style::percented(QStringLiteral("50")), QStringLiteral("50\u00A0%"));
    QCOMPARE(style::paragraph({QStringLiteral("One."), QString(), QStringLiteral("Two.")}),
             QStringLiteral("One. Two."));
    QCOMPARE(style::filled(QStringLiteral("%2 of %1, 5 %"), {QStringLiteral("%2"), QStringLiteral("x")}),
             QStringLiteral("x of %2, 5 %"));
    speak(kChinese);
    QCOMPARE(style::listed(two), QStringLiteral("a\uFF0Cb"));
    QCOMPARE(style::percented(QStringLiteral("50")), QStringLiteral("50%"));
    QCOMPARE(style::paragraph({QStringLiteral("\u4E00\u3002"), QStringLiteral("\u4E8C\u3002")}),
             QStringLiteral("\u4E00\u3002\u4E8C\u3002"));
    // A Chinese name needs no blank, a Latin one keeps it.
    QCOMPARE(style::closedUp(QStringLiteral("\u5BF9 \u5FEB\u7167 2 \u7684\u80DC\u7387")),
             QStringLiteral("\u5BF9\u5FEB\u7167 2 \u7684\u80DC\u7387"));
    QCOMPARE(style::closedUp(QStringLiteral("\u5BF9 random \u7684\u80DC\u7387")),
             QStringLiteral("\u5BF9 random \u7684\u80DC\u7387"));
}

void TestStudioLanguage::figuresAndChineseStandOnOneLine() {
    speak(kChinese);
    // The rows that have ink: where a figure's unit stands, by ours and as Qt puts it on the base line.
    const auto inked = [](const std::function<void(QPainter&, const QRectF&)>& draw) {
        QImage image(200, 60, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setFont(style::font(style::Type::Body));
        draw(painter, QRectF(10, 10, 180, 40));
        painter.end();
        QPoint rows(-1, -1);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qGray(image.pixel(x, y)) > 200) continue;
                if (rows.x() < 0) rows.setX(y);
                rows.setY(y);
            }
        }
        return rows;
    };
    for (const QString& text : {QStringLiteral("\u79D2"), QStringLiteral("M"), QStringLiteral("\u202FM")}) {
        const QPoint ours = inked(
            [&](QPainter& painter, const QRectF& rect) { style::drawNumber(painter, rect, Qt::AlignLeft, text); });
        const QPoint plain = inked([&](QPainter& painter, const QRectF& rect) {
            const QFontMetricsF metrics(painter.font());
            const qreal y = std::round(rect.center().y() + (metrics.ascent() - metrics.descent()) / 2);
            painter.drawText(QPointF(rect.left(), y), text);
        });
        QVERIFY(plain.x() >= 0);
        QCOMPARE(ours, plain);
    }
}

void TestStudioLanguage::sentencesThatRowsKeepAreToldInChinese() {
    const QString left = QStringLiteral("Left for later. Resuming it goes on from its newest checkpoint.");
    QCOMPARE(bridges::retold(left), left);
    QCOMPARE(bridges::knownSentences(), 0);
    speak(kChinese);
    QVERIFY2(bridges::knownSentences() > 200, qPrintable(QString::number(bridges::knownSentences())));
    const std::string cameTrue =
        LUDUS_TEXT("Run", "%1 came true at %2 steps: it is %3.").arg("elo > 1300").arg(1234567).arg(1342.5).str();
    const Error damaged = damagedCheckpoint(LUDUS_TEXT("Run", "the running episodes"));
    for (const std::string& english : {left.toStdString(), cameTrue, damaged.sentence()}) {
        const QString told = bridges::retold(english);
        QVERIFY2(hasHan(told) && test::englishIn(told, {}).isEmpty(), qPrintable(told));
        QVERIFY2(test::badlySet(told).isEmpty(), qPrintable(told));
    }
    QVERIFY(bridges::retold(cameTrue).contains(QStringLiteral("elo > 1300")));
    // What the system said stays as it was said.
    for (const char* foreign :
         {"No such file or directory", "the file cannot be opened.", "slime 01 again", "CUDA error: device lost."})
        QCOMPARE(bridges::retold(std::string(foreign)), QString::fromLatin1(foreign));
}

void TestStudioLanguage::argumentsThatAreSentencesAreToldAndNamesAreNot() {
    speak(kChinese);
    const std::string inner =
        LUDUS_TEXT("Run", "Left for later. Resuming it goes on from its newest checkpoint.").str();
    const QString told = bridges::translated(LUDUS_TEXT("Run", "Paused: %1").arg(inner));
    QVERIFY2(hasHan(told) && test::englishIn(told, {}).isEmpty(), qPrintable(told));
    // A run may be called as a part of a checkpoint is.
    const QString named = bridges::translated(LUDUS_TEXT("Error", "The run %1 has no checkpoint.").arg("evaluation"));
    QVERIFY2(named.contains(QStringLiteral("evaluation")), qPrintable(named));
    // An argument with a place of its own does not take what follows.
    const QString paused = bridges::translated(LUDUS_TEXT("Run", "Paused: %1").arg("50 %1"));
    QVERIFY2(paused.endsWith(QStringLiteral("50 %1")), qPrintable(paused));
}

void TestStudioLanguage::everyPresetUnitAndGameIsNamedInChinese() {
    speak(kChinese);
    for (const bridges::PresetEntry& preset : bridges::ConfigBridge::presets())
        QVERIFY2(hasHan(preset.title), qPrintable(preset.name + QStringLiteral(": ") + preset.title));
    for (const std::string& game : games::gameNames()) {
        QVERIFY2(hasHan(bridges::gameTitle(game)), game.c_str());
        const QString note = bridges::gameNote(game);
        QVERIFY2(test::badlySet(note).isEmpty() && !note.contains(QStringLiteral(" v ")), qPrintable(note));
    }
    bridges::ConfigBridge config;
    config.openPreset(QStringLiteral("slime_volley/self_play"));
    for (const QString& key : config.form()->keys()) {
        const QString unit = config.form()->field(key)->unit;
        QVERIFY2(unit.isEmpty() || hasHan(unit), qPrintable(key + QLatin1Char(' ') + unit));
    }
    QCOMPARE(config.form()->text(QStringLiteral("self_play.latest_share")), QStringLiteral("50%"));
}

void TestStudioLanguage::noEnglishSlipsIntoTheChineseWindow() {
    speak(kChinese);
    QVERIFY(pages::unpackSampleWorkspace(fileAt("sample")));
    QStringList allowed = formulas() << fileAt("sample");
    RunId shown;
    {
        const auto workspace = store::Workspace::open(fileAt("sample").toStdString());
        QVERIFY(workspace);
        const auto runs = (*workspace)->runs();
        QVERIFY(runs);
        for (const RunRecord& run : *runs) {
            if (!run.note.empty()) allowed << bridges::text(run.note) << bridges::text(run.note).simplified();
            for (const std::string& tag : run.tags)
                allowed << bridges::text(tag);
            if (run.name == "slime-further") shown = run.id;
        }
    }
    std::sort(allowed.begin(), allowed.end(),
              [](const QString& one, const QString& other) { return one.size() > other.size(); });
    StudioDriver studio(fileAt("sample"));
    QVERIFY(studio.waitFor([&] { return studio.window().shell().allMade(); }));
    QStringList faults;
    const auto look = [&](const QString& where) {
        for (const QString& said : test::wordsOf(studio.window())) {
            const QString text = said.section(QStringLiteral(": "), 1);
            const QString english = test::englishIn(text, allowed), bad = test::badlySet(text);
            if (!english.isEmpty())
                faults << where + QStringLiteral(" \"") + english + QStringLiteral("\" in ") + oneLine(said);
            if (!bad.isEmpty())
                faults << where + QStringLiteral(" set badly \"") + bad + QStringLiteral("\" in ") + oneLine(said);
        }
    };
    studio.window().openRun(shown);
    QVERIFY(studio.waitFor([&] { return !studio.runBridge().entropy()->isEmpty(); }));
    QVERIFY(studio.click(QStringLiteral("run.details")));
    look(QStringLiteral("run"));
    for (const char* page : kPages) {
        studio.window().showPage(QLatin1String(page));
        QTest::qWait(200);
        look(QLatin1String(page));
    }
    studio.window().shell().openPalette();
    QTest::qWait(100);
    look(QStringLiteral("palette"));
    faults.removeDuplicates();
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

void TestStudioLanguage::everyControlIsNamedInChineseToo_data() {
    QTest::addColumn<QString>("page");
    for (const char* key : kPages)
        QTest::newRow(key) << QString::fromLatin1(key);
    QTest::newRow("frame") << QString();
}

void TestStudioLanguage::everyControlIsNamedInChineseToo() {
    QFETCH(QString, page);
    speak(kChinese);
    StudioDriver studio(window());
    if (!page.isEmpty()) studio.window().showPage(page);
    QCoreApplication::processEvents();
    QWidget* root = page.isEmpty() ? static_cast<QWidget*>(&studio.window()) : studio.window().shell().page(page);
    const QStringList faults = test::accessFaults(studio.window(), *root);
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

void TestStudioLanguage::helpKeyLeadsFromEveryPageToItsTextInBothLanguages() {
    for (const QString& code : studio::Language::all()) {
        speak(code);
        StudioDriver studio(window());
        QVERIFY(studio.waitFor([&] { return studio.window().shell().allMade(); }));
        const auto* help = studio.window().findChild<pages::HelpPage*>();
        const auto* text = studio.find<QTextBrowser>(QStringLiteral("help.text"));
        for (const char* name : kPages) {
            const QString key = QLatin1String(name);
            studio.window().showPage(key);
            QTest::keyClick(&studio.window(), Qt::Key_F1);
            QCOMPARE(studio.window().currentPage(), QStringLiteral("help"));
            const bool start = key == QLatin1String("welcome") || key == QLatin1String("help");
            const QString page = help->topic().section(QLatin1Char('#'), 0, 0);
            QCOMPARE(page, start ? QStringLiteral("start") : key);
            QVERIFY2(pages::HelpLibrary::here().knows(help->topic()), qPrintable(help->topic()));
            const QString title = pages::HelpLibrary(code).title(page);
            QCOMPARE(hasHan(title), code == kChinese);
            QVERIFY2(text->toPlainText().contains(title), qPrintable(code + QLatin1Char(' ') + key));
        }
        // Whatever names a place of its own names one that there is, in both languages.
        for (const QWidget* widget : studio.window().findChildren<QWidget*>()) {
            const QString topic = widget->property("help").toString();
            QVERIFY2(topic.isEmpty() || pages::HelpLibrary(code).knows(topic), qPrintable(topic));
        }
    }
}

void TestStudioLanguage::focusRingIsSeenWhole() {
    QVERIFY(pages::unpackSampleWorkspace(fileAt("sample")));
    StudioDriver studio(fileAt("sample"));
    QVERIFY(studio.waitFor([&] { return studio.window().shell().allMade(); }));
    QStringList cut;
    for (const char* key : kPages) {
        studio.window().showPage(QLatin1String(key));
        QCoreApplication::processEvents();
        for (QAbstractButton* button :
             studio.window().shell().page(QLatin1String(key))->findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || !button->isEnabled() || button->focusPolicy() == Qt::NoFocus ||
                button->visibleRegion().boundingRect() != button->rect())
                continue;
            QTest::keyClick(&studio.window(), Qt::Key_Shift);
            button->setFocus(Qt::TabFocusReason);
            const auto* ring = studio.find<QWidget>(QStringLiteral("focusRing"));
            if (!ring || !ring->isVisible()) continue;
            if (ring->visibleRegion().boundingRect() != ring->rect())
                cut << QLatin1String(key) + QLatin1Char(' ') + button->objectName() + QLatin1Char(' ') + button->text();
        }
    }
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
}

void TestStudioLanguage::checkOfTheMachineLeavesTheWindowSmall() {
    QVERIFY2(!bridges::MachineCheck::program().isEmpty(), "ludus-cli is not beside the module");
    StudioDriver studio(window());
    studio.window().showPage(QStringLiteral("welcome"));
    auto* view = studio.window().shell().page(QStringLiteral("welcome"))->findChild<pages::MachineCheckView*>();
    QVERIFY(view);
    QVERIFY(studio.waitFor([&] { return !view->check().isRunning() && !view->check().facts().isEmpty(); }));
    QString said;
    for (const bridges::MachineFact& fact : view->check().facts())
        said += fact.key + QLatin1Char(' ') + fact.text + QLatin1Char('\n');
    QVERIFY2(said.contains(QStringLiteral("torch LibTorch ")) && said.contains(QStringLiteral("GFLOP/s")),
             qPrintable(said));
    QFile maps(QStringLiteral("/proc/self/maps"));
    QVERIFY(maps.open(QIODevice::ReadOnly));
    QVERIFY2(!maps.readAll().contains("libtorch"), "LibTorch was opened in the window's own process");
}

void TestStudioLanguage::checkOfTheMachineSaysWhatIsMissing() {
    const auto keysOf = [](const QVector<bridges::MachineFact>& facts) {
        QStringList keys;
        for (const bridges::MachineFact& fact : facts)
            keys << fact.key + (fact.good ? QString() : QStringLiteral("!"));
        return keys;
    };
    using bridges::MachineCheck;
    QCOMPARE(keysOf(MachineCheck::algebra({}, {})), QStringList{QStringLiteral("algebra!")});
    QCOMPARE(keysOf(MachineCheck::algebra("{\"torch\": \"2.1\", \"blas\": \"/usr/lib/libopenblas.so\", "
                                          "\"blas_gflops\": 38.2, \"blas_slow\": false}",
                                          {})),
             (QStringList{QStringLiteral("algebra"), QStringLiteral("torch")}));
    QCOMPARE(keysOf(MachineCheck::algebra("{\"torch\": \"2.1\", \"blas\": \"libblas.so\", \"blas_gflops\": 1.5, "
                                          "\"blas_slow\": true}",
                                          {})),
             (QStringList{QStringLiteral("algebra!"), QStringLiteral("torch")}));
    speak(kChinese);
    const auto missing =
        MachineCheck::algebra("{\"torch\": null, \"blas\": null}",
                              "The learning module libludus_torch.so cannot be opened: no such file.\nAnother line\n");
    QCOMPARE(keysOf(missing), QStringList{QStringLiteral("torch!")});
    QVERIFY2(hasHan(missing[0].remedy), qPrintable(missing[0].remedy));
}

void TestStudioLanguage::everyGameHasAPictureInTheLooksOfTheTheme() {
    pages::Preferences preferences;
    preferences.setTheme(pages::Preferences::Theme::Light);
    StudioDriver studio(window());
    studio.window().showPage(QStringLiteral("new"));
    const auto* games = studio.find<views::ChoiceList>(QStringLiteral("new.games"));
    QVERIFY(games && games->count() >= 3);
    QHash<QString, QImage> light;
    for (const bridges::PresetEntry& preset : bridges::ConfigBridge::presets()) {
        if (light.contains(preset.game)) continue;
        const QPixmap picture = games->picture(preset.game, 1);
        QVERIFY2(!picture.isNull(), qPrintable(preset.game));
        QCOMPARE(games->picture(preset.game, 1).cacheKey(), picture.cacheKey());
        QCOMPARE(games->picture(preset.game, 2).width(), 2 * picture.width());
        const QImage image = picture.toImage();
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY2(colours.size() > 10, qPrintable(preset.game));
        for (const QImage& other : std::as_const(light))
            QVERIFY(other != image);
        light.insert(preset.game, image);
    }
    preferences.setTheme(pages::Preferences::Theme::Dark);
    preferences.dress(*qApp);
    for (auto game = light.cbegin(); game != light.cend(); ++game)
        QVERIFY2(games->picture(game.key(), 1).toImage() != game.value(), qPrintable(game.key()));
    QVERIFY(games->picture(QStringLiteral("nothing"), 1).isNull());
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioLanguage>(argc, argv);
}

#include "tst_studio_language.moc"
