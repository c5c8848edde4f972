// SPDX-License-Identifier: GPL-3.0-or-later
// The right half of the page Why in the real window: what became of options that were applied, and over what empty
// places are counted. The run is another program's, so that a test says when it answers.
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

#include "app/pages/why_page.h"
#include "app/studio/shell.h"
#include "tests/app/studio/league_kit.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/style/format.h"
#include "widgets/views/share_bars.h"

using namespace ludus;
using namespace ludus::test;

class TestStudioWhatIf : public StudioCase {
    Q_OBJECT
private Q_SLOTS:
    void whatWasAppliedIsSaidOnceTheRunHasConfirmedAllOfIt() {
        LeagueAuthor author(workspace());
        author.play(120);
        open(author.id());
        auto* foot = find<QLabel>("whatIf.foot");
        QCOMPARE(foot->text(), QStringLiteral("Nothing is changed."));
        type(0, "league.history_share", "5");
        QVERIFY(studio_->waitFor([&] { return button("whatIf.apply")->isEnabled(); }));
        QVERIFY(studio_->click(QStringLiteral("whatIf.apply")));
        QVERIFY(studio_->waitFor([&] { return foot->text().contains(QLatin1String("with its next update")); }));
        QVERIFY(said().isEmpty());
        author.publish(OptionChanged{"league.shares", "\"tstarbot_x\"", "\"custom\"", 170'000});
        QVERIFY(studio_->waitFor([&] { return whatIf().confirmedChanges().size() == 1; }));
        QVERIFY(whatIf().isWaiting());
        QVERIFY(said().isEmpty());  // the other half is still on its way
        author.publish(OptionChanged{"league.history_share", "0.6", "0.05", 171'264});
        QVERIFY(studio_->waitFor([&] { return !said().isEmpty(); }));
        QVERIFY(!whatIf().isWaiting());
        const QString sentence = said();
        for (const QString& part : {QStringLiteral("custom"), style::formatInteger(171'264),
                                    QDateTime::fromMSecsSinceEpoch(whatIf().confirmedChanges().back().wallMs)
                                        .toString(QStringLiteral("HH:mm:ss")),
                                    whatIf().form()->field(QStringLiteral("league.history_share"))->label})
            QVERIFY2(sentence.contains(part), qPrintable(sentence));
        QVERIFY2(foot->text().contains(style::formatInteger(171'264)), qPrintable(foot->text()));
        QCOMPARE(whatIf().changedCount(), 0);
        studio_->keepPictures("what-if-applied");
        // What is edited next is said as before.
        type(0, "league.forgotten_share", "7");
        QVERIFY(studio_->waitFor([&] { return foot->text().contains(QLatin1String("1 change waits")); }));
        QVERIFY(studio_->click(QStringLiteral("whatIf.apply")));
        QVERIFY(studio_->waitFor([&] { return said().isEmpty(); }));
    }

    void emptyPlacesAreCountedOverAllDraws() {
        LeagueAuthor author(workspace());
        author.play(1500);
        open(author.id());
        auto* bars = find<views::ShareBars>("whatIf.bars");
        QVERIFY(studio_->waitFor([&] { return agrees(bars, author.id()); }));
        const store::DrawCounts before = whatIf().picture().counts;
        QVERIFY(before.draws > 600);  // more than are ever read for a list at a time
        auto* note = find<QLabel>("whatIf.note");
        QVERIFY2(note->text().contains(style::formatInteger(before.draws)), qPrintable(note->text()));
        author.play(60);  // of what comes only that is read
        QVERIFY(studio_->waitFor([&] { return whatIf().picture().counts.draws > before.draws; }));
        QVERIFY(studio_->waitFor([&] { return agrees(bars, author.id()); }));
        studio_->keepPictures("what-if-counts");
    }

private:
    void open(RunId run) {
        openWindow();
        studio_->window().shell().go().why({run});
        QVERIFY(studio_->waitFor([this] { return whatIf().isLoaded() && whatIf().hasPicture(); }));
    }
    bridges::WhatIfBridge& whatIf() const {
        return const_cast<bridges::WhatIfBridge&>(studio_->find<pages::WhyPage>(QStringLiteral("page.why"))->whatIf());
    }
    template <class T>
    T* find(const char* name) const {
        return studio_->find(QStringLiteral("page.why"))->findChild<T*>(QLatin1String(name));
    }
    QAbstractButton* button(const char* name) const { return studio_->find<QAbstractButton>(QLatin1String(name)); }
    /// The message about what was applied.
    QString said() const {
        for (const QString& message : studio_->messages())
            if (message.startsWith(QLatin1String("Applied"))) return message;
        return {};
    }
    void type(int tab, const char* key, const char* text) const {
        auto* form = find<QWidget>("whatIf.form");
        auto* tabs = form->findChild<QTabBar*>();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
        auto* edit = form->findChild<QLineEdit*>(QStringLiteral("field:") + QLatin1String(key));
        QVERIFY2(edit != nullptr && studio_->waitFor([edit] { return edit->isVisible(); }), key);
        QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(12, edit->height() / 2));
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, QLatin1String(text));
        QTest::keyClick(edit, Qt::Key_Return);
    }
    /// The bars say of each branch what counting every stored draw of the learner gives.
    bool agrees(const views::ShareBars* bars, RunId run) const {
        const auto store = std::move(store::Workspace::open(workspace()).value());
        std::array<std::pair<qint64, qint64>, kDrawBranches> counts{};  // empty, asked
        const auto drawn = store->draws(run, 0, 0, 1'000'000).value();
        for (const RunEvent& event : drawn) {
            const LeagueDraw& draw = std::get<Drawn>(event.body).draw;
            if (draw.numbers.empty()) continue;
            ++counts[static_cast<size_t>(draw.branch)].second;
            for (const DrawBranch branch : draw.empty) {
                ++counts[static_cast<size_t>(branch)].first;
                ++counts[static_cast<size_t>(branch)].second;
            }
        }
        bool any = false;
        for (const views::ShareGroup& group : bars->groups()) {
            const auto& [empty, asked] = counts[group.id.toUInt()];
            if (group.empty != empty || (empty > 0 && group.asked != asked)) return false;
            any = any || empty > 0;
        }
        return any;
    }
};

int main(int argc, char** argv) {
    return runStudioTest<TestStudioWhatIf>(argc, argv);
}

#include "tst_studio_what_if.moc"
