// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/disk_page.h"

#include <QAction>
#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>

#include <algorithm>
#include <cmath>

#include "app/bridges/run_service.h"
#include "app/pages/disk_bar.h"
#include "app/pages/navigator.h"
#include "widgets/style/format.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/label.h"
#include "widgets/views/panel.h"
#include "widgets/views/table_view.h"
#include "widgets/views/value_edit.h"

namespace ludus::pages {
namespace {

constexpr int kTogetherColumn = 1;
constexpr int kSettleMs = 300;
constexpr int kFormWidth = 372;
constexpr double kBytesPerGb = 1e9;
constexpr int64_t kLittleRoom = 2'000'000'000;

QString shownLimit(int64_t value, bool bytes) {
    if (value < 0) return {};
    return bytes ? style::formatPlain(static_cast<double>(value) / kBytesPerGb) : style::formatInteger(value);
}

/// -1: everything; none: no such number.
std::optional<int64_t> readLimit(const QString& text, bool bytes) {
    if (text.trimmed().isEmpty()) return -1;
    const std::optional<double> number = style::parseNumber(text);
    if (!number || *number < 0 || *number > 1e9) return std::nullopt;
    if (!bytes && *number != std::floor(*number)) return std::nullopt;
    return static_cast<int64_t>(std::llround(bytes ? *number * kBytesPerGb : *number));
}

views::Label* muted(const QString& text) {
    auto* label = new views::Label(text, style::Type::Small, style::Token::TextMuted);
    label->setWordWrap(true);
    return label;
}

}  // namespace

DiskPage::DiskPage(const Services& services, QWidget* parent)
    : Page(tr("Disk"), parent), go_(services.go), disk_(services.store.folder(), services.service) {
    setObjectName(QStringLiteral("page.disk"));
    free_ = header()->addPrimary(tr("Nothing to free"), QStringLiteral("delete"));
    free_->setObjectName(QStringLiteral("disk.free"));
    free_->setEnabled(false);
    connect(free_, &QPushButton::clicked, this, &DiskPage::askAndFree);

    auto* empty = new views::EmptyState(tr("No files yet"),
                                        tr("Runs leave replays, checkpoints and snapshots. Here you see what they take "
                                           "and decide how many of them are kept."));
    empty->setObjectName(QStringLiteral("disk.empty"));
    auto* create = empty->addPrimary(tr("New experiment"), QStringLiteral("plus"));
    create->setObjectName(QStringLiteral("disk.new"));
    connect(create, &QPushButton::clicked, this, [this] { go_.openPage(QStringLiteral("new")); });

    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(makeUse());
    auto* row = new QHBoxLayout;
    row->setSpacing(style::space::kPanelGap);
    row->addWidget(makeRuns(), 1);
    row->addWidget(makeQuotas());
    column->addLayout(row, 1);
    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(empty);
    stack_->addWidget(filled);

    auto* verb = new QAction(tr("Free room on the disk"), this);
    verb->setObjectName(QStringLiteral("disk.action.free"));
    connect(verb, &QAction::triggered, free_, &QPushButton::click);
    addAction(verb);
    settle_.setSingleShot(true);
    settle_.setInterval(kSettleMs);
    connect(&settle_, &QTimer::timeout, this, &DiskPage::askPreview);
    connect(&disk_, &bridges::DiskBridge::changed, this, &DiskPage::refresh);
    connect(&disk_, &bridges::DiskBridge::quotasChanged, this, &DiskPage::showQuotas);
    connect(&disk_, &bridges::DiskBridge::previewed, this, &DiskPage::showPreview);
    connect(&disk_, &bridges::DiskBridge::freed, this, &DiskPage::sayFreed);
    connect(&disk_, &bridges::DiskBridge::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("disk")); });
    refresh();
}

// Fields and table speak once more when they go, after the page has ceased to be one.
DiskPage::~DiskPage() {
    for (const Limit& limit : limits_)
        limit.edit->disconnect(this);
    table_->disconnect(this);
}

QWidget* DiskPage::makeUse() {
    auto* panel = new views::Panel(tr("What takes room"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding,
                               style::space::kPanelPadding);
    bar_ = new DiskBar;
    bar_->setObjectName(QStringLiteral("disk.bar"));
    column->addWidget(bar_);
    panel->setContent(content);
    panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return panel;
}

QWidget* DiskPage::makeRuns() {
    auto* panel = new views::Panel(tr("Runs"), tr("files that no other run uses"));
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("disk.table"));
    table_->setAccessibleName(tr("Room that each run takes"));
    table_->setTable(disk_.table());
    table_->setFrozenColumns(1);
    table_->setEmptyText(tr("No runs. What is there belongs to imported agents or friendly matches."));
    table_->sortByColumn(kTogetherColumn, Qt::DescendingOrder);
    table_->fillColumnMenu(panel->menu());
    panel->setContent(table_);
    connect(table_, &views::TableView::opened, this,
            [this](const QString& id) { go_.openRun(RunId{id.toLongLong()}); });
    connect(table_, &views::TableView::selectedIdsChanged, this, [this] {
        onlySelected_->setEnabled(!table_->selectedIds().isEmpty());
        if (onlySelected_->isChecked()) outdate();
    });
    return panel;
}

QWidget* DiskPage::makeQuotas() {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding,
                               style::space::kPanelPadding);
    column->setSpacing(style::space::kButton);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(style::space::kButton);
    grid->setVerticalSpacing(style::space::kTiny);
    grid->addWidget(muted(tr("At most")), 0, 0);
    grid->addWidget(muted(tr("per run")), 0, 1);
    grid->addWidget(muted(tr("in all")), 0, 2);
    using store::Retention;
    addLimits(grid, 1, tr("Replays"), QStringLiteral("replays"), &Retention::replaysPerRun, &Retention::replayBytes);
    addLimits(grid, 2, tr("Checkpoints"), QStringLiteral("checkpoints"), &Retention::checkpointsPerRun,
              &Retention::checkpointBytes);
    addLimits(grid, 3, tr("Snapshots"), QStringLiteral("snapshots"), &Retention::snapshotsPerRun,
              &Retention::snapshotBytes);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    column->addLayout(grid);
    column->addWidget(
        muted(tr("An empty field keeps everything. The oldest go first; snapshots are thinned out evenly "
                 "over the steps.")));
    onlySelected_ = new QCheckBox(tr("Only in the selected runs"));
    onlySelected_->setObjectName(QStringLiteral("disk.onlySelected"));
    onlySelected_->setMinimumHeight(style::size::kHitMin);
    onlySelected_->setEnabled(false);
    connect(onlySelected_, &QCheckBox::toggled, this, &DiskPage::outdate);
    column->addWidget(onlySelected_);
    byThemselves_ = new QCheckBox(tr("Keep to this after every run and at the start"));
    byThemselves_->setObjectName(QStringLiteral("disk.byThemselves"));
    byThemselves_->setMinimumHeight(style::size::kHitMin);
    connect(byThemselves_, &QCheckBox::clicked, this, &DiskPage::keepQuotas);
    column->addWidget(byThemselves_);
    column->addWidget(new views::Hairline);
    outcome_ = new views::Label({}, style::Type::BodyStrong);
    outcome_->setObjectName(QStringLiteral("disk.outcome"));
    outcome_->setWordWrap(true);
    column->addWidget(outcome_);
    column->addWidget(
        muted(tr("Always kept: pinned replays with the snapshots that play in them, the newest and the "
                 "best snapshot and the newest checkpoint of every run, and whatever a run needs that is "
                 "unfinished or could be resumed.")));
    column->addStretch(1);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* panel = new views::Panel(tr("What is kept"));
    panel->setContent(area);
    panel->setFixedWidth(kFormWidth);
    return panel;
}

void DiskPage::addLimits(QGridLayout* grid, int row, const QString& kind, const QString& key,
                         int64_t store::Retention::*perRun, int64_t store::Retention::*bytes) {
    auto* name = new views::Label(kind);
    grid->addWidget(name, row, 0);
    const auto add = [&](int place, int64_t store::Retention::*value, bool isBytes, const QString& what) {
        auto* edit = new views::ValueEdit;
        edit->setObjectName(
            QStringLiteral("disk.%1.%2").arg(key, isBytes ? QStringLiteral("bytes") : QStringLiteral("perRun")));
        edit->setAccessibleName(what);
        edit->setPlaceholderText(tr("all"));
        if (isBytes) edit->setUnit(tr("GB"));
        connect(edit, &QLineEdit::textEdited, this, &DiskPage::typed);
        connect(edit, &QLineEdit::editingFinished, this, &DiskPage::keepQuotas);
        grid->addWidget(edit, row, place);
        limits_[limitCount_++] = {edit, value, isBytes, false};
    };
    add(1, perRun, false, tr("%1: at most per run").arg(kind));
    add(2, bytes, true, tr("%1: at most in the whole workspace, in GB").arg(kind));
}

void DiskPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    disk_.setWatching(true);
}

void DiskPage::hideEvent(QHideEvent* event) {
    disk_.setWatching(false);
    Page::hideEvent(event);
}

QVariantMap DiskPage::saveState() const {
    return {{QStringLiteral("columns"), table_->saveColumns()}};
}

void DiskPage::restoreState(const QVariantMap& state) {
    const QByteArray columns = state.value(QStringLiteral("columns")).toByteArray();
    if (!columns.isEmpty()) table_->restoreColumns(columns);
}

void DiskPage::refresh() {
    const store::DiskUse& use = disk_.use();
    const int64_t all = bridges::bytesOf(use);
    const bool files = all > use.databaseBytes;
    stack_->setCurrentIndex(disk_.loaded() && !files && use.runs.empty() ? 0 : 1);
    if (!disk_.loaded()) return;
    QStringList facts{tr("%1 used").arg(style::formatBytes(static_cast<double>(all)))};
    if (use.freeBytes >= 0) facts << tr("%1 free on this disk").arg(style::formatBytes(double(use.freeBytes)));
    header()->setFacts(facts);
    const auto part = [all](const QString& name, int64_t bytes, const QString& note, int colour) {
        return DiskPart{name, style::formatBytes(static_cast<double>(bytes)), note,
                        all > 0 ? static_cast<double>(bytes) / static_cast<double>(all) : 0, colour};
    };
    const auto kind = [&](const QString& name, const store::DiskUse::Kind& one, int colour) {
        return part(name, one.bytes, tr("%n file(s)", nullptr, static_cast<int>(one.files)), colour);
    };
    bar_->setParts({kind(tr("Replays"), use.replays, 0), kind(tr("Checkpoints"), use.checkpoints, 1),
                    kind(tr("Snapshots"), use.snapshots, 2), kind(tr("Agents"), use.agents, 3),
                    part(tr("Database"), use.databaseBytes, tr("all curves and results"), 4),
                    kind(tr("Left over"), use.strays, 5)});
    if (use.freeBytes >= 0 && use.freeBytes < kLittleRoom) {
        say(views::MessageKind::Warning,
            tr("Only %1 are free on the disk of this workspace. When it is full, training pauses and everything "
               "finished is kept. Free some room here or elsewhere.")
                .arg(style::formatBytes(static_cast<double>(use.freeBytes))),
            QStringLiteral("room"));
    } else {
        dismiss(QStringLiteral("room"));
    }
    askPreview();
}

/// What is kept in the workspace, but for a field in which somebody types.
void DiskPage::showQuotas() {
    const bridges::Quotas& quotas = disk_.quotas();
    for (Limit& limit : limits_) {
        if (limit.edit->hasFocus()) continue;
        limit.edit->setText(shownLimit(quotas.keep.*limit.value, limit.bytes));
    }
    byThemselves_->setChecked(quotas.byThemselves);
    readLimits();
    outdate();
}

bool DiskPage::readLimits() {
    bool all = true;
    for (Limit& limit : limits_) {
        const std::optional<int64_t> value = readLimit(limit.edit->text(), limit.bytes);
        limit.wrong = !value;
        limit.edit->setInvalid(limit.wrong);
        limit.edit->setToolTip(limit.wrong ? tr("A number, or nothing to keep everything") : QString());
        if (value) keep_.*limit.value = *value;
        all = all && value;
    }
    return all;
}

void DiskPage::typed() {
    readLimits();
    outdate();
}

/// What was foreseen holds no more.
void DiskPage::outdate() {
    room_.reset();
    free_->setEnabled(false);
    settle_.start();
}

void DiskPage::keepQuotas() {
    if (!readLimits() || disk_.readOnly()) return;
    const bridges::Quotas quotas{keep_, byThemselves_->isChecked()};
    disk_.setQuotas(quotas);
}

store::Retention DiskPage::wanted() const {
    store::Retention keep = keep_;
    if (!onlySelected_->isChecked()) return keep;
    const QStringList selected = table_->selectedIds();
    for (const QString& id : selected)
        keep.onlyRuns.push_back(RunId{id.toLongLong()});
    return keep;
}

void DiskPage::askPreview() {
    if (readLimits()) {
        disk_.preview(wanted());
        return;
    }
    free_->setEnabled(false);
    outcome_->setInk(style::Token::Danger);
    outcome_->setText(tr("A field is no number. Write how many are kept, or leave it empty to keep everything."));
}

void DiskPage::showPreview(const store::FreedRoom& room) {
    room_ = room;
    const QString bytes = style::formatBytes(static_cast<double>(bridges::bytesOf(room)));
    const QString files = bridges::filesOf(room);
    outcome_->setInk(style::Token::Text);
    if (files.isEmpty()) {
        outcome_->setText(tr("Everything there is fits: nothing would be freed."));
        views::setButtonFace(free_, tr("Nothing to free"), QStringLiteral("delete"));
    } else {
        outcome_->setText(tr("%1 would be freed: %2.").arg(bytes, files));
        views::setButtonFace(free_, tr("Free %1: %2").arg(bytes, files), QStringLiteral("delete"));
    }
    free_->setEnabled(!files.isEmpty() && !disk_.readOnly() && !disk_.freeing());
}

/// It cannot be taken back: a question that names what goes.
void DiskPage::askAndFree() {
    if (!room_ || bridges::filesOf(*room_).isEmpty()) return;
    const QString bytes = style::formatBytes(static_cast<double>(bridges::bytesOf(*room_)));
    const QString files = bridges::filesOf(*room_);
    const store::Retention keep = wanted();
    QMessageBox question(this);
    question.setObjectName(QStringLiteral("disk.question"));
    question.setIcon(QMessageBox::NoIcon);
    question.setWindowTitle(tr("Free room"));
    question.setText(tr("Delete %1 for good?").arg(files));
    question.setInformativeText(
        tr("This frees %1. Runs, curves and results stay; matches without a replay can no longer be watched.")
            .arg(bytes));
    auto* yes = question.addButton(tr("Free %1").arg(bytes), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("disk.confirm"));
    auto* no = question.addButton(tr("Keep everything"), QMessageBox::RejectRole);
    no->setObjectName(QStringLiteral("disk.keep"));
    question.setDefaultButton(no);
    question.setEscapeButton(no);
    question.exec();
    if (question.clickedButton() != yes) return;
    free_->setEnabled(false);
    disk_.free(keep);
}

void DiskPage::sayFreed(const store::FreedRoom& room, bool byItself) {
    const QString bytes = style::formatBytes(static_cast<double>(bridges::bytesOf(room)));
    const QString files = bridges::filesOf(room);
    dismiss(QStringLiteral("freed"));
    if (byItself) {
        say(views::MessageKind::Info, tr("Freed by the limits below: %1 (%2).").arg(bytes, files),
            QStringLiteral("freed"));
    } else if (files.isEmpty()) {
        say(views::MessageKind::Info, tr("There was nothing left to free."), QStringLiteral("freed"));
    } else {
        say(views::MessageKind::Success, tr("Freed %1: %2.").arg(bytes, files), QStringLiteral("freed"));
    }
}

}  // namespace ludus::pages
