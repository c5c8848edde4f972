// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_details_side.h"

#include <QAction>
#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/bridges/texts.h"
#include "app/pages/navigator.h"
#include "app/pages/run_details_panel.h"
#include "app/pages/run_page_control.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/panel.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

constexpr int kWidth = 468;

models::TableCell levelCell(LogLevel level) {
    models::TableCell cell;
    switch (level) {
        case LogLevel::info:
            cell.text = QCoreApplication::translate("ludus::pages::RunSide", "Note");
            cell.icon = QStringLiteral("info");
            cell.tone = models::Tone::Accent;
            break;
        case LogLevel::warning:
            cell.text = QCoreApplication::translate("ludus::pages::RunSide", "Warning");
            cell.icon = QStringLiteral("warning");
            cell.tone = models::Tone::Warning;
            break;
        case LogLevel::error:
            cell.text = QCoreApplication::translate("ludus::pages::RunSide", "Error");
            cell.icon = QStringLiteral("error");
            cell.tone = models::Tone::Danger;
            break;
    }
    return cell;
}

}  // namespace

RunSide::RunSide(bridges::RunBridge& run, const Services& services, Page& page)
    : QWidget(&page), run_(run), go_(services.go), page_(page) {
    setObjectName(QStringLiteral("run.side"));
    setFixedWidth(kWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kTiny);
    auto* head = new QHBoxLayout;
    tabs_ = new QTabBar;
    tabs_->setObjectName(QStringLiteral("run.side.tabs"));
    tabs_->setAccessibleName(tr("Beside the curves"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    for (const QString& title : {tr("Change"), tr("Reproduce"), tr("Alerts")})
        tabs_->addTab(title);
    auto* close = views::makeIconButton(QStringLiteral("close"), tr("Close"));
    close->setObjectName(QStringLiteral("run.side.close"));
    head->addWidget(tabs_, 1);
    head->addWidget(close);
    column->addLayout(head);
    control_ = new RunControl(run, services.service);
    details_ = new RunDetailsPanel(services.store);
    stack_ = new QStackedLayout;
    column->addLayout(stack_, 1);
    stack_->addWidget(control_);
    stack_->addWidget(details_);
    stack_->addWidget(makeAlerts());
    connect(tabs_, &QTabBar::currentChanged, this, &RunSide::showTab);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&run_, &bridges::RunBridge::factsChanged, this, &RunSide::refresh);
    connect(&run_, &bridges::RunBridge::alerted, this, &RunSide::say);
    makeVerbs();
    hide();
}

QWidget* RunSide::beside(QWidget* main) {
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kPanelGap);
    row->addWidget(main, 1);
    row->addWidget(this);
    return both;
}

void RunSide::makeVerbs() {
    toggle_ = page_.header()->addButton(tr("Details"), QStringLiteral("sidebar"));
    toggle_->setObjectName(QStringLiteral("run.details"));
    toggle_->setCheckable(true);
    toggle_->setToolTip(tr("Options that may change, how to compute the run again, its alerts"));
    connect(toggle_, &QPushButton::clicked, this, [this](bool on) {
        const RunStatus status = run_.facts().record.status;
        const bool over = status == RunStatus::finished || status == RunStatus::failed || status == RunStatus::aborted;
        if (on && over && tab() == Change) return openTab(Reproduce);  // nothing can be changed any more
        setVisible(on);
    });
    clone_ = page_.header()->addButton(tr("Clone"), QStringLiteral("copy"));
    clone_->setObjectName(QStringLiteral("run.clone"));
    clone_->setToolTip(tr("A new experiment with the options of this one, to be changed"));
    connect(clone_, &QPushButton::clicked, this, &RunSide::clone);
    const auto add = [this](const char* name, const char* icon, const QString& text, auto&& verb) {
        auto* action = new QAction(style::icon(QString::fromLatin1(icon)), text, &page_);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, verb);
        page_.addAction(action);
    };
    add("run.action.change", "edit", tr("Change options of the run"), [this] { openTab(Change); });
    add("run.action.reproduce", "copy", tr("Show how to compute the run again"), [this] { openTab(Reproduce); });
    add("run.action.alerts", "warning", tr("Show the alerts of the run"), [this] { openTab(Alerts); });
    add("run.action.clone", "copy", tr("Clone the run"), [this] { clone(); });
    refresh();
}

void RunSide::clone() {
    const RunRecord& record = run_.facts().record;
    if (!record.id) return;
    go_.draft({bridges::text(record.config), bridges::text(record.preset), bridges::text(record.startedFrom),
               tr("copy of %1").arg(bridges::text(record.name))});
}

/// Each kind of alert has one line, so that a busy run does not fill the page.
void RunSide::say(const Alerted& alert) {
    forgetOthers();
    const views::MessageKind kind = alert.level == LogLevel::error     ? views::MessageKind::Danger
                                    : alert.level == LogLevel::warning ? views::MessageKind::Warning
                                                                       : views::MessageKind::Success;
    const QString key = QStringLiteral("alert.") + bridges::text(alert.kind);
    if (!said_.contains(key)) said_ << key;
    page_.say(kind, bridges::translated(alert.text), key);
}

/// What was said of another run does not stand on the page of this one.
void RunSide::forgetOthers() {
    if (run_.run() == saidOf_) return;
    saidOf_ = run_.run();
    for (const QString& key : std::as_const(said_))
        page_.dismiss(key);
    said_.clear();
}

QWidget* RunSide::makeAlerts() {
    alertsPanel_ = new views::Panel(tr("Alerts"), tr("newest first"));
    alerts_ = new views::TableView;
    alerts_->setObjectName(QStringLiteral("run.alerts"));
    alerts_->setAccessibleName(tr("Alerts"));
    alertsModel_.setColumns({{QStringLiteral("level"), tr("Kind"), models::ColumnKind::State, 90},
                             {QStringLiteral("time"), tr("When"), models::ColumnKind::Text, 120},
                             {QStringLiteral("steps"), tr("Steps"), models::ColumnKind::Number, 70},
                             {QStringLiteral("text"), tr("What"), models::ColumnKind::Text, 200}});
    alerts_->setTable(&alertsModel_);
    alertsPanel_->setContent(alerts_);
    return alertsPanel_;
}

void RunSide::openTab(Tab tab) {
    tabs_->setCurrentIndex(tab);
    show();
    showTab(tab);
}

RunSide::Tab RunSide::tab() const {
    return static_cast<Tab>(tabs_->currentIndex());
}

void RunSide::showTab(int tab) {
    stack_->setCurrentIndex(tab);
    refresh();
}

void RunSide::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    toggle_->setChecked(true);
    refresh();
}

void RunSide::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (isHidden()) toggle_->setChecked(false);  // not when another page is looked at
}

/// What nobody sees is not kept up to date.
void RunSide::refresh() {
    forgetOthers();
    const bool known = run_.run() && run_.facts().record.id;
    toggle_->setVisible(known);
    clone_->setVisible(known);
    if (!known) shown_ = {};
    if (!isVisible()) return;
    const std::vector<OptionChanged>& changes = run_.facts().changes;
    switch (tab()) {
        case Change: control_->refresh(); break;
        case Reproduce:
            if (!known || (run_.run() == shown_ && changes.size() == changes_)) break;
            shown_ = run_.run();
            changes_ = changes.size();
            details_->show(shown_, changes);
            break;
        case Alerts: refreshAlerts(); break;
    }
}

void RunSide::refreshAlerts() {
    const std::vector<bridges::RunAlert>& alerts = run_.facts().alerts;
    QVector<models::TableRow> rows;
    for (auto alert = alerts.rbegin(); alert != alerts.rend(); ++alert) {
        models::TableRow row;
        row.id = QString::number(alert->seq);
        models::TableCell time, steps, text;
        const QDateTime moment = QDateTime::fromMSecsSinceEpoch(alert->wallMs);
        time.text = moment.toString(QStringLiteral("MM-dd HH:mm:ss"));
        time.sort = static_cast<qlonglong>(alert->wallMs);
        steps.text = style::formatSi(static_cast<double>(alert->alert.step));
        steps.sort = static_cast<qlonglong>(alert->alert.step);
        text.text = text.tip = bridges::translated(alert->alert.text);
        row.cells = {levelCell(alert->alert.level), time, steps, text};
        rows << row;
    }
    alertsModel_.setRows(rows);
    if (rows.isEmpty())
        alertsPanel_->showEmpty(tr("None so far. What a run tells is chosen in its options under Alerts."));
    else
        alertsPanel_->showContent();
}

}  // namespace ludus::pages
