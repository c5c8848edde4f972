// SPDX-License-Identifier: GPL-3.0-or-later
// What the page League keeps, and what it writes to files.
#include <QFileDialog>
#include <QMenu>

#include "app/bridges/texts.h"
#include "app/pages/export_said.h"
#include "app/pages/league_foot.h"
#include "app/pages/league_moment.h"
#include "app/pages/league_over_time.h"
#include "app/pages/league_page.h"
#include "widgets/style/theme.h"
#include "widgets/views/page_export.h"
#include "widgets/views/panel_grid.h"

namespace ludus::pages {

using league::MemberOrder;

namespace {

const QString kRun = QStringLiteral("run"), kMember = QStringLiteral("member"), kPeriod = QStringLiteral("period"),
              kView = QStringLiteral("view"), kWindow = QStringLiteral("window"), kSize = QStringLiteral("size"),
              kArrangement = QStringLiteral("arrangement"), kEdges = QStringLiteral("edges"),
              kOrder = QStringLiteral("order"), kGap = QStringLiteral("gap"), kHidden = QStringLiteral("hidden"),
              kMomentPanels = QStringLiteral("panels.moment"), kOverTimePanels = QStringLiteral("panels.overTime");

}  // namespace

QVariantMap LeaguePage::saveState() const {
    QVariantList hidden;
    for (const int role : strip_->hiddenRoles())
        hidden << role;
    const models::LeagueModel& model = *league_.model();
    const models::LeagueId who = league_.selection()->id();
    const bool waits = wanted_.run && wanted_.run == league_.run();  // it was not read before the window closes
    return {{kRun, static_cast<qlonglong>(league_.run().value)},
            {kMember, waits                    ? wanted_.member
                      : who == models::kNobody ? QString()
                                               : league_.member(who).code},
            {kPeriod, waits ? wanted_.period : model.time()},
            {kView, static_cast<int>(strip_->view())},
            {kWindow, strip_->window()},
            {kSize, static_cast<int>(strip_->sizeBy())},
            {kArrangement, static_cast<int>(strip_->arrangement())},
            {kEdges, static_cast<int>(moment_->edgesBy())},
            {kOrder, static_cast<int>(league_.order())},
            {kGap, moment_->showsGap()},
            {kHidden, hidden},
            {kMomentPanels, moment_->saveArrangement()},
            {kOverTimePanels, overTime_->saveArrangement()}};
}

void LeaguePage::restoreState(const QVariantMap& state) {
    if (state.isEmpty()) return;
    const auto number = [&](const QString& key) { return state.value(key).toInt(); };
    strip_->setWindow(state.value(kWindow, strip_->window()).toInt());
    strip_->setSizeBy(static_cast<LeagueStrip::SizeBy>(number(kSize)));
    strip_->setArrangement(static_cast<LeagueStrip::Arrangement>(number(kArrangement)));
    moment_->setEdgesBy(number(kEdges) == 0 ? views::LeagueGraph::EdgesBy::Share
                                            : views::LeagueGraph::EdgesBy::WinRate);
    const int order = number(kOrder);
    if (order >= 0 && order <= static_cast<int>(MemberOrder::rating)) moment_->orderBy(static_cast<MemberOrder>(order));
    moment_->setGap(state.value(kGap).toBool());
    QVector<int> hidden;
    for (const QVariant& role : state.value(kHidden).toList())
        hidden << role.toInt();
    strip_->setHiddenRoles(hidden);
    moment_->restoreArrangement(state.value(kMomentPanels).toByteArray());
    overTime_->restoreArrangement(state.value(kOverTimePanels).toByteArray());
    strip_->setView(number(kView) == LeagueStrip::OverTime ? LeagueStrip::OverTime : LeagueStrip::Moment);
    wanted_ = {RunId{state.value(kRun).toLongLong()}, state.value(kMember).toString(),
               state.value(kPeriod, models::LeagueModel::kNow).toInt()};
    applyWanted();
}

QString LeaguePage::helpTopic() const {
    return QStringLiteral("league");
}

/// Panels that were hidden come back here.
void LeaguePage::fillMenu() {
    QMenu* menu = strip_->menu();
    menu->clear();
    strip_->addFolded(menu);
    menu->addSection(tr("Panels"));
    LeagueBoard* shown = board();
    for (const auto& [id, title] : shown->panels()) {
        QAction* action = menu->addAction(title);
        action->setObjectName(QStringLiteral("league.panel:") + id);
        action->setCheckable(true);
        action->setChecked(shown->grid()->arrangement().find(id) != nullptr);
        connect(action, &QAction::triggered, shown, [shown, panel = id](bool on) { shown->setPanelShown(panel, on); });
    }
    menu->addAction(tr("Standard layout"), shown, [shown] { shown->useStandard(); })
        ->setObjectName(QStringLiteral("league.standard"));
    menu->addAction(style::icon(QStringLiteral("zoom-reset")), tr("Reset zoom"), shown, [shown] { shown->resetZoom(); })
        ->setObjectName(QStringLiteral("league.resetZoom"));
    menu->addSeparator();
    const auto file = [&](const char* suffix, const QString& text) {
        menu->addAction(style::icon(QStringLiteral("export")), text, this,
                        [this, suffix] { askExport(QLatin1String(suffix)); })
            ->setObjectName(QStringLiteral("league.export.") + QLatin1String(suffix));
    };
    file("png", tr("Export page as PNG…"));
    file("pdf", tr("Export page as PDF…"));
}

void LeaguePage::askExport(const QString& suffix) {
    const QString name = bridges::text(league_.facts().record.name).replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export page"), name + QLatin1Char('.') + suffix,
                                                      tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (!path.isEmpty()) exportPage(path);
}

bool LeaguePage::exportPage(const QString& path) {
    const bool done =
        views::savePage(QList<QWidget*>{header()} + board()->grid()->parts() + QList<QWidget*>{foot_}, path);
    const views::Message message = exportSaid(path, done);
    say(message.kind, message.sentence, message.key);
    return done;
}

}  // namespace ludus::pages
