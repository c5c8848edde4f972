// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/machine_check_view.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::pages {
namespace {

using style::Token;
using style::Type;

QWidget* lineOf(const QString& icon, style::IconRole role, const QString& text, const QString& remedy) {
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    row->addWidget(new views::IconLabel(style::icon(icon, role)), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* said = new views::Label(text);
    said->setWordWrap(true);
    words->addWidget(said);
    if (!remedy.isEmpty()) {
        auto* repair = new views::Label(remedy, Type::Small, Token::TextMuted);
        repair->setWordWrap(true);
        repair->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(repair);
    }
    row->addLayout(words, 1);
    line->setAccessibleName(text);
    return line;
}

}  // namespace

MachineCheckView::MachineCheckView(const QString& folder, QWidget* parent) : QWidget(parent), check_(folder) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kButton);
    lines_ = new QVBoxLayout;
    lines_->setSpacing(6);
    column->addLayout(lines_);
    again_ = views::makeButton(tr("Check again"));
    again_->setObjectName(QStringLiteral("machine.again"));
    auto* row = new QHBoxLayout;
    row->addWidget(again_);
    row->addStretch(1);
    column->addLayout(row);
    connect(again_, &QPushButton::clicked, &check_, &bridges::MachineCheck::start);
    connect(&check_, &bridges::MachineCheck::changed, this, &MachineCheckView::refresh);
}

void MachineCheckView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!std::exchange(looked_, true)) check_.start();
}

void MachineCheckView::refresh() {
    while (QLayoutItem* item = lines_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const bridges::MachineFact& fact : check_.facts()) {
        if (fact.text.isEmpty()) continue;
        lines_->addWidget(lineOf(fact.good ? QStringLiteral("check") : QStringLiteral("warning"),
                                 fact.good ? style::IconRole::Success : style::IconRole::Warning, fact.text,
                                 fact.remedy));
    }
    if (check_.isRunning())
        lines_->addWidget(
            lineOf(QStringLiteral("clock"), style::IconRole::Muted, tr("Measuring how fast matrices multiply"), {}));
    again_->setEnabled(!check_.isRunning());
}

}  // namespace ludus::pages
