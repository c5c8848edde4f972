// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_preview.h"

#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/bridges/sentences.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/label.h"
#include "widgets/views/panel.h"
#include "widgets/views/tag_edit.h"

namespace ludus::pages {
namespace {

constexpr int kNoteHeight = 58;
constexpr int kWrittenMs = 3000;  // by then the list has the note, or it was refused
constexpr size_t kDifferencesShown = 6;

QString shownValue(const query::Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? RunPreview::tr("yes") : RunPreview::tr("no");
    if (const auto* number = std::get_if<double>(&value)) return style::formatPlain(*number);
    if (const auto* one = std::get_if<std::string>(&value)) return bridges::oneLine(*one);
    if (const auto* many = std::get_if<std::vector<std::string>>(&value)) {
        QStringList parts;
        for (const std::string& part : *many)
            parts << bridges::oneLine(part);
        return parts.join(QStringLiteral(", "));
    }
    return style::kUnknown;
}

}  // namespace

RunPreview::RunPreview(const Services& services, bridges::RunDesk& desk, QWidget* parent)
    : QWidget(parent),
      runs_(services.runs),
      desk_(desk),
      one_(services.store, services.sink, bridges::HistoryParts::headline),
      several_(services.store) {
    setObjectName(QStringLiteral("experiments.side"));
    setMinimumWidth(260);
    auto* both = new QVBoxLayout(this);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(style::space::kPanelGap);
    panel_ = new views::Panel(tr("Selected run"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding,
                               style::space::kButton);
    column->setSpacing(style::space::kButton);
    auto* kinds = new QWidget;
    kinds_ = new QStackedLayout(kinds);
    kinds_->addWidget(makeFacts());
    summary_ = new views::Label({}, style::Type::Small);
    summary_->setObjectName(QStringLiteral("experiments.summary"));
    summary_->setWordWrap(true);
    summary_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    summary_->setTextFormat(Qt::PlainText);
    kinds_->addWidget(summary_);
    column->addWidget(kinds);
    column->addWidget(makePeople());
    column->addWidget(makeVerbs());
    panel_->setContent(content);
    panel_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    both->addWidget(panel_);
    chart_ = new views::ChartPanel(one_.elo());
    chart_->setObjectName(QStringLiteral("experiments.preview"));
    chart_->plot()->setXName(tr("steps"));
    chart_->setMaximumHeight(380);
    both->addWidget(chart_, 1);
    both->addStretch(0);
    setVisible(false);
    connect(&one_, &bridges::RunBridge::opened, this, [this] { setVisible(!shown_.empty()); });
    connect(&one_, &bridges::RunBridge::factsChanged, this, &RunPreview::showFacts);
    connect(&runs_, &bridges::RunsBridge::fieldsChanged, this, [this] {
        if (shown_.size() > 1) showSeveral();
    });
}

QWidget* RunPreview::makeFacts() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kTiny);
    state_ = new views::StatusChip;
    column->addWidget(state_);
    reason_ = new views::Label({}, style::Type::Small, style::Token::Danger);
    reason_->setWordWrap(true);
    column->addWidget(reason_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(style::space::kField);
    grid->setVerticalSpacing(style::space::kHair);
    grid->setColumnStretch(1, 1);
    const QStringList names{tr("Game"), tr("Preset"), tr("Seed"),      tr("Steps"),
                            tr("Time"), tr("Elo"),    tr("Snapshots"), tr("Started")};
    for (int row = 0; row < names.size(); ++row) {
        grid->addWidget(new views::Label(names[row], style::Type::Small, style::Token::TextMuted), row, 0);
        values_.push_back(new views::Label({}, style::Type::Small));
        grid->addWidget(values_.back(), row, 1);
    }
    column->addLayout(grid);
    return box;
}

QWidget* RunPreview::makePeople() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kTiny);
    tags_ = new views::TagEdit(QStringLiteral("experiments.tags"));
    tags_->setAccessibleName(tr("Tags"));
    column->addWidget(tags_);
    note_ = new QPlainTextEdit;
    note_->setObjectName(QStringLiteral("experiments.note"));
    note_->setAccessibleName(tr("Note"));
    note_->setPlaceholderText(tr("Note: what was tried, what came of it"));
    note_->setTabChangesFocus(true);
    note_->setFixedHeight(kNoteHeight);
    note_->installEventFilter(this);
    column->addWidget(note_);
    connect(tags_, &views::TagEdit::edited, this, [this](const QStringList& tags) {
        if (shown_.size() == 1) desk_.setTags(shown_.front(), tags);
    });
    return box;
}

QWidget* RunPreview::makeVerbs() {
    auto* box = new QWidget;
    auto* verbs = new QHBoxLayout(box);
    verbs->setContentsMargins(0, 0, 0, 0);
    auto* open = views::makeButton(tr("Open"), QStringLiteral("run"));
    open->setObjectName(QStringLiteral("experiments.open"));
    connect(open, &QPushButton::clicked, this, [this] {
        if (!shown_.empty()) Q_EMIT openWanted(shown_.front());
    });
    resume_ = views::makeButton(tr("Resume"), QStringLiteral("resume"));
    resume_->setObjectName(QStringLiteral("experiments.resume"));
    connect(resume_, &QPushButton::clicked, this, [this] {
        if (!shown_.empty()) Q_EMIT resumeWanted(shown_.front());
    });
    verbs->addWidget(open);
    verbs->addWidget(resume_);
    verbs->addStretch(1);
    return box;
}

void RunPreview::show(const std::vector<RunId>& runs) {
    if (runs == shown_) return;
    flush();
    shown_ = runs;
    const bool one = shown_.size() == 1;
    kinds_->setCurrentIndex(one ? 0 : 1);
    findChild<QPushButton*>(QStringLiteral("experiments.open"))->setVisible(one);
    tags_->setVisible(one);
    note_->setVisible(one);
    chart_->setModel(one ? one_.elo() : several_.chart());
    setVisible(!shown_.empty() && (!one || one_.run() == shown_.front()));
    if (one && one_.run() != shown_.front()) one_.open(shown_.front());
    if (shown_.size() > 1) resume_->setVisible(false);
    refresh();
}

void RunPreview::refresh() {
    // What was deleted, perhaps by another program, is shown no longer.
    const auto gone = [this](RunId run) { return runs_.loaded() && !runs_.find(run); };
    if (std::any_of(shown_.begin(), shown_.end(), gone)) {
        std::vector<RunId> left;
        std::copy_if(shown_.begin(), shown_.end(), std::back_inserter(left), [&](RunId run) { return !gone(run); });
        show(left);
        return;
    }
    if (shown_.size() > 1) {
        showSeveral();
        return;
    }
    if (!shown_.empty()) showFacts();
}

void RunPreview::setKnownTags(const QStringList& tags) {
    tags_->setKnownTags(tags);
}

void RunPreview::showFacts() {
    const bridges::RunFacts& facts = one_.facts();
    const RunRecord& run = facts.record;
    if (!run.id || shown_.size() != 1 || run.id != shown_.front()) return;
    setVisible(true);
    panel_->setTitle(bridges::oneLine(run.name));
    state_->setStatus(bridges::shownStatus(run), bridges::shownStatusWord(run));
    resume_->setVisible(bridges::resumable(run));
    reason_->setText(bridges::retold(run.reason));
    reason_->setVisible(run.status == RunStatus::failed && !run.interrupted && !run.reason.empty());
    const qint64 since = run.startedMs > 0 ? run.startedMs : run.createdMs;
    const QStringList shown{facts.game,
                            bridges::presetTitle(run.preset),
                            QString::number(run.seed),
                            style::formatSi(static_cast<double>(facts.progress.steps)),
                            style::formatDuration(facts.progress.seconds),
                            style::formatInterval(facts.elo, facts.eloHalfWidth),
                            QString::number(facts.snapshots),
                            style::formatAge(QDateTime::fromMSecsSinceEpoch(since), QDateTime::currentDateTime())};
    for (int i = 0; i < shown.size(); ++i)
        values_[static_cast<size_t>(i)]->setText(shown[i]);
    // What people wrote comes with the list; what is being written is left alone.
    const RunRecord* listed = runs_.find(run.id);
    if (!listed) return;
    QStringList tags;
    for (const std::string& tag : listed->tags)
        tags << bridges::text(tag);
    tags_->setTags(tags);
    if (noted_ != run.id) expected_.reset();
    if (noted_ != run.id || !note_->hasFocus()) {
        noted_ = run.id;
        const QString note = bridges::text(listed->note);
        if (expected_ == note) expected_.reset();
        if (!expected_ && note_->toPlainText() != note && !note_->document()->isModified()) note_->setPlainText(note);
    }
}

/// How many, how good, and which options they do not share.
void RunPreview::showSeveral() {
    std::vector<RunRecord> records;
    double elo = 0;
    int rated = 0;
    for (const RunId run : shown_) {
        const RunRecord* record = runs_.find(run);
        if (!record) continue;
        records.push_back(*record);
        if (!std::isfinite(record->elo)) continue;
        ++rated;
        elo += record->elo;
    }
    panel_->setTitle(tr("%n run(s) selected", nullptr, static_cast<int>(records.size())));
    setVisible(records.size() > 1);
    QStringList lines;
    if (rated > 0)
        lines << tr("Mean Elo %1 of %n rated run(s)", nullptr, rated).arg(style::formatInterval(elo / rated, kUnknown));
    if (rated > bridges::EloOverlay::kMost)
        lines << tr("The chart shows the first %1 of them.").arg(bridges::EloOverlay::kMost);
    size_t differing = 0;
    QStringList named;
    for (const query::Field& field : runs_.fields()) {
        if (field.name.find('.') == std::string::npos || field.name == "run.name") continue;
        std::set<QString> values;
        for (const RunRecord& record : records)
            values.insert(shownValue(runs_.value(record, field.name)));
        if (values.size() < 2 || ++differing > kDifferencesShown) continue;
        QStringList some(values.begin(), values.end());
        const QString shown = some.mid(0, 3).join(QStringLiteral(" | "));
        named << QStringLiteral("%1: %2").arg(bridges::text(field.name),
                                              some.size() > 3 ? shown + QStringLiteral(" \u2026") : shown);
    }
    if (runs_.optionsLoaded()) {
        lines << (named.isEmpty() ? tr("All options are the same.") : tr("Options that differ"));
        lines << named;
        if (differing > kDifferencesShown)
            lines << tr("and %n more", nullptr, static_cast<int>(differing - kDifferencesShown));
    }
    summary_->setText(lines.join(QLatin1Char('\n')));
    several_.show(records);
}

void RunPreview::flush() {
    if (!noted_ || !note_->document()->isModified()) return;
    note_->document()->setModified(false);
    desk_.setNote(noted_, note_->toPlainText());
    expected_ = note_->toPlainText();
    QTimer::singleShot(kWrittenMs, this, [this] { expected_.reset(); });
}

bool RunPreview::eventFilter(QObject* object, QEvent* event) {
    if (object == note_) {
        if (event->type() == QEvent::FocusOut) flush();
        const auto* key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event) : nullptr;
        if (key && key->modifiers().testFlag(Qt::ControlModifier) &&
            (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            flush();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

}  // namespace ludus::pages
