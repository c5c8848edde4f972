// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/why_parts.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

#include "app/bridges/why_bridge.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/label.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {

using style::IconRole;
using style::Token;

namespace {

constexpr int kFewestRows = 3;  // with the header, in a small window

}  // namespace

WhyCheck::WhyCheck(const QString& name, QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding,
                             style::space::kTiny);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(style::space::kHair);
    const auto add = [&](int row, const QString& part, views::IconLabel*& icon, views::Label*& label) {
        icon = new views::IconLabel;
        label = new views::Label({}, style::Type::Small, Token::Text);
        label->setObjectName(name + part);
        label->setWordWrap(true);
        grid->addWidget(icon, row, 0, Qt::AlignTop);
        grid->addWidget(label, row, 1);
    };
    add(0, QStringLiteral(".check"), icon_, text_);
    add(1, QStringLiteral(".match"), matchIcon_, match_);
    grid->setColumnStretch(1, 1);
}

void WhyCheck::setAnswer(bool same, bool rebuilt) {
    QStringList sentences;
    if (!rebuilt) sentences << tr("The league could not be rebuilt as it was then: its versions differ.");
    sentences << (same ? tr("Asked again with these numbers, the role gives the same answer.")
                       : tr("Asked again with these numbers, the role gives another answer."));
    const bool good = same && rebuilt;
    icon_->setIcon(style::icon(good ? QStringLiteral("check") : QStringLiteral("warning"),
                               good ? IconRole::Success : IconRole::Warning));
    text_->setText(style::paragraph(sentences));
}

void WhyCheck::setNothingAsked() {
    icon_->setIcon(style::icon(QStringLiteral("info"), IconRole::Muted));
    text_->setText(tr("Nothing was asked: it happened."));
}

void WhyCheck::setMatch(const bridges::WhyMatch& match) {
    const bool recorded = !match.replay.isEmpty(), can = !match.agent.isEmpty() && !match.opponent.isEmpty();
    const bool any = recorded || !match.agentTitle.isEmpty();
    matchIcon_->setVisible(any);
    match_->setVisible(any);
    matchIcon_->setIcon(style::icon(recorded ? QStringLiteral("replay") : QStringLiteral("info"), IconRole::Muted));
    match_->setInk(Token::TextMuted);
    match_->setText(recorded ? tr("A match of them is recorded: %1.").arg(match.title)
                    : can    ? tr("No match of them is recorded. %1 and %2 can play a new one.")
                                .arg(match.agentTitle, match.opponentTitle)
                          : tr("No match of them is recorded, and not both have weights that are kept."));
}

views::Label* addWhyLine(QVBoxLayout* column, const char* name, style::Type type, Token ink) {
    auto* label = new views::Label({}, type, ink);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, 0);
    column->addWidget(label);
    return label;
}

views::TableView* makeWhyTable(const QString& name, const QString& title) {
    auto* table = new views::TableView;
    table->setObjectName(QStringLiteral("why.") + name);
    table->setAccessibleName(title);
    table->setRowHeight(style::size::kRowDense);
    table->setMinimumHeight(kFewestRows * style::size::kRowDense);
    return table;
}

void fitHeight(views::TableView* table, int most) {
    const int rows = std::min(most, table->sorter()->rowCount());
    table->setMaximumHeight(table->horizontalHeader()->sizeHint().height() + rows * style::size::kRowDense + 3);
}

}  // namespace ludus::pages
