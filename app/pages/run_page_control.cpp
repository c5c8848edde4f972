// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_page_control.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/form_view.h"
#include "widgets/views/label.h"
#include "widgets/views/panel.h"

namespace ludus::pages {

RunControl::RunControl(bridges::RunBridge& run, bridges::RunService& service, QWidget* parent)
    : QWidget(parent), run_(run), service_(service) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    panel_ = new views::Panel(tr("Change while it runs"), tr("counts from the next update on"));
    column->addWidget(panel_);
    auto* content = new QWidget;
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    form_ = new views::FormView;
    form_->setObjectName(QStringLiteral("run.control"));
    form_->setForm(live_.form());
    inner->addWidget(form_, 1);
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(style::space::kPanelPadding, style::space::kButton, style::space::kPanelPadding,
                            style::space::kButton);
    row->setSpacing(style::space::kButton);
    foot_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    foot_->setObjectName(QStringLiteral("run.control.foot"));
    foot_->setWordWrap(true);
    row->addWidget(foot_, 1);
    back_ = views::makeButton(tr("Undo"), QStringLiteral("undo"));
    back_->setObjectName(QStringLiteral("run.control.undo"));
    back_->setToolTip(tr("Back to the values that the run has now"));
    apply_ = views::makeButton(tr("Apply"), QStringLiteral("check"));
    apply_->setObjectName(QStringLiteral("run.control.apply"));
    row->addWidget(back_);
    row->addWidget(apply_);
    inner->addWidget(foot);
    panel_->setContent(content);

    connect(apply_, &QPushButton::clicked, this, &RunControl::apply);
    connect(back_, &QPushButton::clicked, this, [this] {
        refusal_.clear();
        live_.reset();
    });
    connect(&live_, &bridges::LiveForm::changed, this, &RunControl::refreshFoot);
    connect(&service_, &bridges::RunService::refused, this,
            [this](qint64 refused, const QString& /*key*/, const QString& sentence) {
                if (refused != run_.run().value) return;
                refusal_ = sentence;
                refreshFoot();
            });
    refresh();
}

void RunControl::refresh() {
    const RunRecord& record = run_.facts().record;
    const bool goesOn = run_.run() && record.id && !record.interrupted &&
                        (record.status == RunStatus::running || record.status == RunStatus::paused ||
                         (record.status == RunStatus::queued && service_.owns(run_.run())));
    if (!goesOn) {
        panel_->showEmpty(tr("Options change while the run goes on. To try others, start a copy of it."));
        return;
    }
    panel_->showContent();
    live_.show(record, run_.facts().changes);
    refreshFoot();
}

void RunControl::apply() {
    form_->commit();
    if (!live_.form()->isValid()) return;
    refusal_.clear();
    for (const bridges::LiveChange& change : live_.wanted())
        service_.change(run_.run(), change.key, change.value);
}

void RunControl::refreshFoot() {
    const int count = static_cast<int>(live_.wanted().size());
    const QStringList wrong = live_.form()->problemKeys();
    const bool valid = wrong.isEmpty();
    apply_->setEnabled(count > 0 && valid);
    back_->setEnabled(count > 0 || !valid);
    QString text = tr("Nothing is changed.");
    if (!refusal_.isEmpty())
        text = refusal_;
    else if (!valid)
        text = tr("%1 is not right yet.").arg(wrong.front());
    else if (count > 0)
        text = tr("%n change(s) wait until they are applied.", nullptr, count);
    foot_->setText(text);
    foot_->setInk(refusal_.isEmpty() && valid ? style::Token::TextMuted : style::Token::Danger);
}

}  // namespace ludus::pages
