// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/why_verdict_view.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "app/bridges/why_words.h"
#include "app/pages/why_parts.h"
#include "widgets/models/league_model.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/label.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

using models::ColumnKind;
using models::TableCell;
using models::TableRow;

constexpr int kMostConditions = 7;

TableCell word(const QString& text) {
    TableCell cell;
    cell.text = text;
    return cell;
}

TableCell number(const QString& text, double value) {
    TableCell cell;
    cell.text = text;
    cell.sort = value;
    cell.copy = QString::number(value, 'g', 9);
    return cell;
}

}  // namespace

WhyVerdictView::WhyVerdictView(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::space::kTiny, 0, 0);
    column->setSpacing(style::space::kTiny);
    sentence_ = addWhyLine(column, "why.verdict.sentence", style::Type::BodyStrong, style::Token::Text);
    facts_ = addWhyLine(column, "why.verdict.facts", style::Type::Small, style::Token::TextMuted);
    conditions_ = makeWhyTable(QStringLiteral("conditions"), tr("Conditions"));
    conditionRows_.setColumns({{QStringLiteral("condition"), tr("Condition"), ColumnKind::Text, 210},
                               {QStringLiteral("value"), tr("Value"), ColumnKind::Number, 80},
                               {QStringLiteral("limit"), tr("Limit"), ColumnKind::Number, 80},
                               {QStringLiteral("met"), tr("Met"), ColumnKind::Text, 78}});
    conditions_->setTable(&conditionRows_);
    conditions_->setSortingEnabled(false);
    column->addWidget(conditions_);
    table_ = makeWhyTable(QStringLiteral("table"), tr("Who was compared"));
    rows_.setColumns({{QStringLiteral("member"), tr("Member"), ColumnKind::Text, 100},
                      {QStringLiteral("against"), tr("Against"), ColumnKind::Text, 90},
                      {QStringLiteral("rate"), tr("Win rate"), ColumnKind::Number, 84,
                       tr("Of the member, with half the width of its 95 % interval")},
                      {QStringLiteral("matches"), tr("Matches"), ColumnKind::Number, 76},
                      {QStringLiteral("said"), tr("Outcome"), ColumnKind::Text, 140},
                      {QStringLiteral("for"), tr("Compared for"), ColumnKind::Text, 110}});
    table_->setTable(&rows_);
    column->addWidget(table_, 1);
    more_ = addWhyLine(column, "why.verdict.none", style::Type::Small, style::Token::TextMuted);
    check_ = new WhyCheck(QStringLiteral("why.verdict"));
    column->addWidget(check_);
    column->addStretch(0);
    const auto codeOf = [this](const QString& id) {
        const size_t row = id.toUInt();
        return quiet_ || id.isEmpty() || row >= codes_.size() ? models::kNobody : codes_[row];
    };
    connect(table_, &views::TableView::selectedIdsChanged, this, [this, codeOf] {
        if (const int code = codeOf(table_->selectedIds().value(0)); code != models::kNobody) Q_EMIT chosen(code);
    });
    connect(table_, &views::TableView::opened, this, [this, codeOf](const QString& id) {
        if (const int code = codeOf(id); code != models::kNobody) Q_EMIT opened(code);
    });
}

void WhyVerdictView::show(const bridges::WhyBridge& bridge) {
    const league::WhyVerdict& why = *bridge.told().verdict;
    const LeagueVerdict& verdict = why.record;
    const QString player = bridge.memberName(Member::learner(verdict.player));
    const QString from = verdict.restartFrom ? bridge.memberName(Member::snapshot(*verdict.restartFrom)) : QString();
    sentence_->setText(bridges::verdictSentence(verdict, player, from));
    QStringList facts{tr("Verdict %1 at %2 steps · period %3 · league version %4 · payoff version %5")
                          .arg(style::formatInteger(verdict.id), style::formatInteger(verdict.step),
                               style::formatInteger(verdict.period), style::formatInteger(verdict.leagueVersion),
                               style::formatInteger(verdict.payoffVersion))};
    QStringList numbers;
    for (const double one : verdict.numbers)
        numbers << bridges::numberText(one);
    if (!numbers.isEmpty())
        facts << tr("%n number(s) drawn: %1", nullptr, static_cast<int>(numbers.size())).arg(style::listed(numbers));
    facts_->setText(facts.join(QStringLiteral(" · ")));
    quiet_ = true;
    showConditions(why);
    showTable(bridge, why);
    quiet_ = false;
    if (why.incident)
        check_->setNothingAsked();
    else
        check_->setAnswer(why.same, why.atVersion);
    check_->setMatch(bridge.told().match);
}

void WhyVerdictView::showConditions(const league::WhyVerdict& why) {
    QVector<TableRow> rows;
    for (const league::WhyCondition& one : why.conditions) {
        TableRow row;
        row.id = QString::number(rows.size());
        TableCell met = word(one.met ? tr("met") : tr("not met"));
        met.icon = one.met ? QStringLiteral("check") : QStringLiteral("close");
        met.tone = one.met ? models::Tone::Success : models::Tone::Muted;
        row.cells = {word(bridges::conditionTitle(one.kind)),
                     number(bridges::conditionValue(one.kind, one.value), one.value),
                     number(bridges::conditionValue(one.kind, one.limit), one.limit), met};
        rows.push_back(row);
    }
    conditionRows_.setRows(rows);
    conditions_->setVisible(!rows.isEmpty());
    fitHeight(conditions_, kMostConditions);
}

void WhyVerdictView::addRow(const bridges::WhyBridge& bridge, const league::WhyRow& row, const QString& judged,
                            const QString& inside) {
    TableRow out;
    out.id = QString::number(made_.size());
    TableCell said = word(row.chosen ? tr("inherited from") : row.row.inside ? inside : style::kUnknown);
    if (row.chosen) said.icon = QStringLiteral("check");
    if (!row.chosen && !row.row.inside) said.tone = models::Tone::Muted;
    out.cells = {word(bridge.name(row.row.member, row.name)),
                 word(bridge.name(row.row.against, row.against)),
                 number(bridges::rateText(row.winRate), row.row.winRate),
                 number(style::formatInteger(row.row.played), static_cast<double>(row.row.played)),
                 said,
                 word(judged)};
    for (TableCell& cell : out.cells)
        cell.strong = row.chosen;
    // Of two learners the one that was met is the one to look at.
    codes_.push_back((row.row.member.isLearner() ? row.row.against : row.row.member).code());
    made_.push_back(std::move(out));
}

void WhyVerdictView::showTable(const bridges::WhyBridge& bridge, const league::WhyVerdict& why) {
    made_.clear();
    codes_.clear();
    LeagueRole role = LeagueRole::mainAgent;
    for (const bridges::WhyLearner& learner : bridge.learners())
        if (learner.player == why.record.player) role = learner.role;
    const bool adaptive = role == LeagueRole::adaptiveEvolutionaryExploiter;
    const bool inherits = adaptive || role == LeagueRole::evolutionaryExploiter;
    const QString above = tr("above the limit");
    const QString inside = adaptive ? tr("inside the window") : inherits ? tr("enough matches") : above;
    for (const league::WhyRow& row : why.rows)
        addRow(bridge, row, inherits ? tr("inheritance") : tr("end of period"), inside);
    for (const league::WhyRow& row : why.period)
        addRow(bridge, row, tr("end of period"), above);
    rows_.setRows(made_);
    table_->setColumnShown(QStringLiteral("for"), inherits);
    table_->setVisible(!made_.isEmpty());
    more_->setVisible(made_.isEmpty() && !why.incident);
    more_->setText(why.opening ? tr("A start is judged by its steps alone.")
                               : tr("Nobody was compared: steps alone decided."));
    for (size_t i = 0; i < why.rows.size(); ++i)
        if (why.rows[i].chosen) table_->setCurrentId(QString::number(i));
}

void WhyVerdictView::select(int code) {
    const auto found = std::find(codes_.begin(), codes_.end(), code);
    if (found == codes_.end()) return;
    quiet_ = true;
    table_->setCurrentId(QString::number(found - codes_.begin()));
    quiet_ = false;
}

}  // namespace ludus::pages
