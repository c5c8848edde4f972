// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_verbs.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>

#include "app/bridges/runs_bridge.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/page_header.h"

namespace ludus::pages {

RunVerbs::RunVerbs(views::PageHeader* header, bridges::RunService& service, const QString& page)
    : QObject(header), header_(header), service_(service) {
    makePause(page);
    makeResume(page);
    makeStop(page);
    connect(&service_, &bridges::RunService::failed, this, [this] { show(record_); });
}

void RunVerbs::makePause(const QString& page) {
    pause_ = header_->addButton(tr("Pause"), QStringLiteral("pause"));
    pause_->setObjectName(page + QStringLiteral(".pause"));
    connect(pause_, &QPushButton::clicked, this, [this] {
        if (record_.status == RunStatus::paused)
            service_.resume(record_.id);
        else
            service_.pause(record_.id);
    });
}

void RunVerbs::makeResume(const QString& page) {
    auto* ways = new QMenu(header_);
    QAction* latest = ways->addAction(style::icon(QStringLiteral("resume")), tr("Resume from the newest checkpoint"));
    QAction* best = ways->addAction(style::icon(QStringLiteral("resume")),
                                    tr("Resume from the best checkpoint: what came after it is dropped"));
    best->setObjectName(page + QStringLiteral(".resumeBest"));
    resume_ = new views::SplitButton(tr("Resume"), QStringLiteral("resume"), ways);
    resume_->button()->setObjectName(page + QStringLiteral(".resume"));
    resume_->button()->setToolTip(tr("Goes on from its newest checkpoint; what came after that is trained anew"));
    resume_->arrow()->setObjectName(page + QStringLiteral(".resumeMenu"));
    resume_->arrow()->setAccessibleName(tr("More ways to resume"));
    header_->addWidget(resume_);
    for (QAction* action : {latest, best}) {
        connect(action, &QAction::triggered, this, [this, action, best] {
            action == best ? service_.resumeFromBest(record_.id) : service_.resume(record_.id);
            show(record_);
        });
    }
    connect(resume_->button(), &QPushButton::clicked, latest, &QAction::trigger);
}

void RunVerbs::makeStop(const QString& page) {
    auto* menu = new QMenu(header_);
    QAction* stop =
        menu->addAction(style::icon(QStringLiteral("stop")), tr("Stop: finish open matches, keep everything"));
    QAction* abort =
        menu->addAction(style::icon(QStringLiteral("abort")), tr("Abort: now, what is in flight is dropped"));
    abort->setObjectName(page + QStringLiteral(".abort"));
    stop_ = new views::SplitButton(tr("Stop"), QStringLiteral("stop"), menu);
    stop_->button()->setObjectName(page + QStringLiteral(".stop"));
    stop_->arrow()->setObjectName(page + QStringLiteral(".stopMenu"));
    stop_->arrow()->setAccessibleName(tr("More ways to stop"));
    header_->addWidget(stop_);
    connect(stop_->button(), &QPushButton::clicked, this, [this] { service_.stop(record_.id); });
    connect(stop, &QAction::triggered, this, [this] { service_.stop(record_.id); });
    connect(abort, &QAction::triggered, this, [this] { service_.abort(record_.id); });
}

void RunVerbs::show(const RunRecord& record) {
    record_ = record;
    const bool known = record_.id.value > 0;
    const bool paused = record_.status == RunStatus::paused;
    const bool alive = known && !record_.interrupted && (record_.status == RunStatus::running || paused);
    resume_->setVisible(known && bridges::resumable(record_));
    resume_->setEnabled(!service_.resuming(record_.id));
    pause_->setVisible(alive);
    stop_->setVisible(alive || (known && record_.status == RunStatus::stopping));
    stop_->button()->setEnabled(alive);
    views::setButtonFace(pause_, paused ? tr("Resume") : tr("Pause"),
                         paused ? QStringLiteral("resume") : QStringLiteral("pause"));
}

}  // namespace ludus::pages
