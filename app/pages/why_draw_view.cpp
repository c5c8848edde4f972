// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/why_draw_view.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "app/bridges/texts.h"
#include "app/bridges/why_words.h"
#include "app/pages/why_parts.h"
#include "app/pages/why_ruler.h"
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

constexpr int kProbability = 4;  // column

TableCell number(const QString& text, double value, int digits = 6) {
    TableCell cell;
    cell.text = text;
    cell.sort = value;
    cell.copy = QString::number(value, 'g', digits);
    return cell;
}

/// Found: the place that had candidates; nullptr: none was looked at.
const league::WhyPlace* foundIn(const league::WhyDraw& why) {
    for (const league::WhyWay& way : why.ways)
        for (const league::WhyPlace& place : way.places)
            if (place.asked && !place.candidates.empty()) return &place;
    return nullptr;
}

QString chosenTitle(const bridges::WhyBridge& bridge, const league::WhyDraw& why) {
    if (!why.record.agent.empty()) return bridges::agentTitle(why.record.agent);
    if (const league::WhyPlace* place = foundIn(why))
        for (const league::WhyCandidate& one : place->candidates)
            if (one.member == why.record.chosen) return bridge.name(one.member, one.name);
    return bridge.memberName(why.record.chosen);
}

}  // namespace

WhyDrawView::WhyDrawView(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::space::kTiny, 0, 0);
    column->setSpacing(style::space::kTiny);
    sentence_ = addWhyLine(column, "why.draw.sentence", style::Type::BodyStrong, style::Token::Text);
    facts_ = addWhyLine(column, "why.draw.facts", style::Type::Small, style::Token::TextMuted);
    ways_ = new WhyRuler(tr("Where"));
    ways_->setObjectName(QStringLiteral("why.draw.ways"));
    candidates_ = new WhyRuler(tr("Who"));
    candidates_->setObjectName(QStringLiteral("why.draw.candidatesLine"));
    column->addWidget(ways_);
    column->addWidget(candidates_);
    empty_ = addWhyLine(column, "why.draw.empty", style::Type::Small, style::Token::TextMuted);
    table_ = makeWhyTable(QStringLiteral("candidates"), tr("Candidates"));
    rows_.setColumns({{QStringLiteral("name"), tr("Candidate"), ColumnKind::Text, 112},
                      {QStringLiteral("rate"), tr("Win rate"), ColumnKind::Number, 78,
                       tr("Of the learner against it, as believed then, with half the width of its 95 % interval")},
                      {QStringLiteral("n"), tr("n"), ColumnKind::Number, 80,
                       tr("Matches, and in brackets how many they weigh now that earlier ones have faded")},
                      {QStringLiteral("weight"), tr("Weight"), ColumnKind::Number, 64},
                      {QStringLiteral("probability"), tr("Probability"), ColumnKind::Number, 92},
                      {QStringLiteral("range"), tr("Range"), ColumnKind::Number, 116,
                       tr("The second number chooses whose range it falls on: the start is in it, the end is not")}});
    table_->setTable(&rows_);
    table_->sortByColumn(kProbability, Qt::DescendingOrder);
    column->addWidget(table_, 1);
    check_ = new WhyCheck(QStringLiteral("why.draw"));
    column->addWidget(check_);
    const auto tell = [this](const QString& id, bool open) {
        bool good = false;
        const int code = id.toInt(&good);
        if (!good || quiet_) return;
        if (open)
            Q_EMIT opened(code);
        else
            Q_EMIT chosen(code);
    };
    connect(table_, &views::TableView::selectedIdsChanged, this,
            [this, tell] { tell(table_->selectedIds().value(0), false); });
    connect(table_, &views::TableView::opened, this, [tell](const QString& id) { tell(id, true); });
}

void WhyDrawView::show(const bridges::WhyBridge& bridge) {
    const league::WhyDraw& why = *bridge.told().draw;
    const LeagueDraw& draw = why.record;
    const QString player = bridge.memberName(Member::learner(draw.player));
    sentence_->setText(bridges::drawSentence(draw, player, chosenTitle(bridge, why)));
    facts_->setText(tr("Draw %1 at %2 steps · block %3 · league version %4 · payoff version %5")
                        .arg(style::formatInteger(draw.id), style::formatInteger(draw.step),
                             style::formatInteger(draw.block), style::formatInteger(draw.leagueVersion),
                             style::formatInteger(draw.payoffVersion)));
    const bool drawn = !why.opening && !why.ways.empty();
    for (QWidget* part : std::initializer_list<QWidget*>{ways_, candidates_, table_})
        part->setVisible(drawn);
    QStringList notes;
    if (why.opening)
        notes << (draw.branch == DrawBranch::root
                      ? tr("It plays itself until the common start of all learners is made; nothing was drawn.")
                      : tr("It plays its bot until its own start is made; nothing was drawn."));
    quiet_ = true;
    if (drawn) {
        showWays(why);
        showCandidates(bridge, why);
        notes << ways_->sentence() << candidates_->sentence();
    } else {
        rows_.setRows({});
    }
    if (!draw.empty.empty()) {
        QStringList empty;
        for (const DrawBranch branch : draw.empty)
            empty << bridges::branchTitle(branch);
        notes.insert(drawn ? 1 : 0, tr("No candidate there: %1.").arg(style::listed(empty)));
    }
    quiet_ = false;
    notes.removeAll(QString());
    empty_->setText(style::paragraph(notes));
    empty_->setVisible(!notes.isEmpty());
    check_->setAnswer(why.same, why.atVersion);
    check_->setMatch(bridge.told().match);
}

void WhyDrawView::showWays(const league::WhyDraw& why) {
    QVector<RulerPart> ways;
    for (const league::WhyWay& way : why.ways) {
        if (way.places.empty()) continue;
        const QString share = style::formatPercent(way.share);
        const bool forgotten = way.places.front().branch == DrawBranch::forgottenExploiters;
        ways.push_back({forgotten ? tr("forgotten players") : bridges::branchTitle(way.places.front().branch), way.from,
                        way.to, way.taken, share});
    }
    ways_->setContent(std::move(ways), why.wayNumber);
}

void WhyDrawView::showCandidates(const bridges::WhyBridge& bridge, const league::WhyDraw& why) {
    QVector<RulerPart> parts;
    QVector<TableRow> rows;
    drawn_.clear();
    if (const league::WhyPlace* place = foundIn(why)) {
        for (const league::WhyCandidate& one : place->candidates) {
            if (one.probability > 0 || one.chosen)
                parts.push_back({bridge.name(one.member, one.name), one.from, one.to, one.chosen});
            rows.push_back(rowOf(bridge, one));
            if (one.chosen) drawn_ = rows.back().id;
        }
    }
    candidates_->setContent(std::move(parts), why.candidateNumber);
    rows_.setRows(rows);
    table_->sorter()->resort();
}

TableRow WhyDrawView::rowOf(const bridges::WhyBridge& bridge, const league::WhyCandidate& one) const {
    TableRow row;
    row.id = QString::number(one.member.code());
    TableCell name;
    name.text = bridge.name(one.member, one.name);
    name.copy = bridges::text(one.name);
    if (one.chosen) {
        name.text = tr("%1, drawn", "the candidate that was drawn").arg(name.text);
        name.icon = QStringLiteral("dice");
        name.strong = true;
    }
    const league::WinRate& rate = one.winRate;
    TableCell n = number(
        rate.priorOnly ? tr("prior")
                       : tr("%1 (%2)", "matches, faded")
                             .arg(style::formatInteger(rate.played), style::formatInteger(std::llround(rate.games))),
        static_cast<double>(rate.played));
    if (rate.priorOnly) {
        n.tone = models::Tone::Muted;
        n.tip = tr("Results that it inherited when it was frozen; no match of its own yet");
    }
    TableCell range = number(bridges::rangeText(one.from, one.to), one.from);
    range.copy = QStringLiteral("%1\u2013%2").arg(one.from, 0, 'g', 9).arg(one.to, 0, 'g', 9);
    row.cells = {name,
                 number(bridges::rateText(rate), rate.rate),
                 n,
                 number(style::formatReal(one.weight, 3), one.weight),
                 number(bridges::probabilityText(one.probability), one.probability),
                 range};
    if (one.chosen)
        for (TableCell& cell : row.cells)
            cell.strong = true;
    return row;
}

void WhyDrawView::select(int code) {
    const QString id = QString::number(code);
    quiet_ = true;
    table_->setCurrentId(rows_.rowOf(id) >= 0 ? id : drawn_);
    quiet_ = false;
}

}  // namespace ludus::pages
