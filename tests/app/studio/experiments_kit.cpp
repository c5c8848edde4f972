// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/studio/experiments_kit.h"

#include <QAction>
#include <QApplication>
#include <QMenu>

#include <cmath>

#include "core/store/store_writer.h"

namespace ludus::test {

void ExperimentsKit::begin() {
    folder_ = std::make_unique<TempDir>();
    workspace_ = std::move(*store::Workspace::open(folder()));
}

void ExperimentsKit::end() {
    workspace_.reset();
    folder_.reset();
    QVERIFY2(guard_.clean(), qPrintable(guard_.take()));
}

void ExperimentsKit::allowNoise() {
    guard_.allow(QStringLiteral("This plugin does not support"));  // the offscreen platform about size hints
    guard_.allow(QStringLiteral("XDG_RUNTIME_DIR"));               // no session where tests run
}

RunId ExperimentsKit::add(const Wanted& wanted) {
    RunRecord record;
    record.name = wanted.name;
    record.game = wanted.game;
    record.preset = wanted.game + "/self_play";
    record.sweep = wanted.sweep;
    record.seed = 7;
    record.config = "[run]\nseed = 7\n[game]\nname = \"" + wanted.game +
                    "\"\n[learner]\nlearning_rate = " + std::to_string(wanted.rate) + "\n";
    const RunId run = *workspace_->createRun(record);
    auto writer = std::move(*store::StoreWriter::open(folder(), run));
    int64_t seq = 0;
    const auto publish = [&](EventBody body) {
        ++seq;
        writer->take({run, seq, 1'700'000'000'000 + seq, 0.5 * static_cast<double>(seq), std::move(body)});
    };
    publish(StateChanged{RunStatus::running, {}});
    for (int i = 1; i <= 10 && std::isfinite(wanted.elo); ++i) {
        publish(Metrics{{{"elo", i * 100'000, wanted.elo * i / 10, 20}}});
        publish(Rated{{{"snapshot:1", i * 100'000, wanted.elo * i / 10, 10, 100, 0.5}}});
    }
    if (!wanted.points.empty()) publish(Metrics{wanted.points});
    publish(StateChanged{wanted.status, wanted.reason});
    if (!writer->flush().ok()) qFatal("a run could not be written");
    return run;
}

QStringList ExperimentsKit::shown(StudioDriver& studio) {
    QStringList names;
    const auto* model = table(studio)->sorter();
    for (int row = 0; row < model->rowCount(); ++row)
        names << model->index(row, 1).data().toString();
    return names;
}

bool ExperimentsKit::select(StudioDriver& studio, const QStringList& names) {
    auto* view = table(studio);
    bool first = true;
    for (const QString& name : names) {
        const int row = static_cast<int>(shown(studio).indexOf(name));
        if (row < 0) return false;
        const QModelIndex cell = view->sorter()->index(row, 1);
        view->scrollTo(cell);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, first ? Qt::NoModifier : Qt::ControlModifier,
                          view->visualRect(cell).center());
        first = false;
    }
    return view->selectedIds().size() == names.size();
}

bool ExperimentsKit::choose(StudioDriver& studio, const QString& button, const QString& action) {
    if (!studio.click(button)) return false;
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (!menu || !studio.waitFor([&] { return menu->isVisible(); }, 5000)) return false;
    const QList<QAction*> actions = menu->actions();
    for (QAction* one : actions) {
        if ((one->objectName() != action && one->text() != action) || !one->isEnabled()) continue;
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(one).center());
        return true;
    }
    menu->close();
    return false;
}

bool ExperimentsKit::filter(StudioDriver& studio, const QString& text, int rows) {
    return studio.type(QStringLiteral("experiments.filter"), text) &&
           studio.waitFor([&] { return table(studio)->sorter()->rowCount() == rows; }, 10'000);
}

void ExperimentsKit::addUsual() {
    add({"slime-01", "slime_volley", 1342, {}, 3e-4});
    add({"slime-02", "slime_volley", 1180, "sweep-a", 1e-3});
    add({"slime-03", "slime_volley", 1210, "sweep-a", 2e-3});
    add({"rps-01", "rps", kUnknown, {}, 5e-3, RunStatus::failed, "The loss became NaN at update 1204."});
    add({"rps-02", "rps", 40, {}, 3e-4});
}

}  // namespace ludus::test
