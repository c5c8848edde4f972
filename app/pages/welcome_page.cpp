// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/welcome_page.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>

#include "app/bridges/store_query.h"
#include "app/pages/language_box.h"
#include "app/pages/machine_check_view.h"
#include "app/pages/navigator.h"
#include "app/pages/preferences.h"
#include "app/pages/sample_workspace.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/panel.h"

namespace ludus::pages {
namespace {

using style::Token;
using style::Type;

constexpr int kVerbsWidth = 380, kMachineWidth = 460;

QVBoxLayout* padded(QWidget* content) {
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding,
                               style::space::kPanelPadding);
    column->setSpacing(style::space::kButton);
    return column;
}

views::Label* sentence(const QString& text) {
    auto* label = new views::Label(text, Type::Body, Token::TextMuted);
    label->setWordWrap(true);
    return label;
}

}  // namespace

WelcomePage::WelcomePage(const Services& services, QWidget* parent)
    : Page(tr("Welcome to Ludus"), parent), services_(services) {
    setObjectName(QStringLiteral("page.welcome"));
    header()->setFacts({tr("Train agents against each other and watch them learn")});
    auto* language = makeLanguageBox(services.preferences);
    language->setObjectName(QStringLiteral("welcome.language"));
    header()->addWidget(new views::Label(tr("Language"), Type::Body, Token::TextMuted));
    header()->addWidget(language);
    auto* row = new QHBoxLayout;
    row->setSpacing(style::space::kPanelGap);
    row->addWidget(makeVerbs(), 0, Qt::AlignTop);
    row->addWidget(makeMachine(), 0, Qt::AlignTop);
    row->addStretch(1);
    body()->addLayout(row);
    body()->addStretch(1);
}

QWidget* WelcomePage::makeVerbs() {
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    const bool sample = hasSampleWorkspace();
    const auto panel = [&](const QString& title, const QString& text, QPushButton* verb) {
        auto* content = new QWidget;
        auto* lines = padded(content);
        lines->addWidget(sentence(text));
        lines->addWidget(verb, 0, Qt::AlignLeft);
        auto* card = new views::Panel(title);
        card->setContent(content);
        card->setFixedWidth(kVerbsWidth * style::Theme::instance().textPercent() / 100);
        column->addWidget(card);
    };
    if (sample) {
        auto* look = views::makePrimaryButton(tr("Look around"), QStringLiteral("eye"));
        look->setObjectName(QStringLiteral("welcome.look"));
        connect(look, &QPushButton::clicked, this, &WelcomePage::lookAround);
        panel(tr("Sample workspace"),
              tr("Finished runs with curves, snapshots and replays, one of them a league. It needs no training."),
              look);
    }
    auto* create = sample ? views::makeButton(tr("New experiment"), QStringLiteral("plus"))
                          : views::makePrimaryButton(tr("New experiment"), QStringLiteral("plus"));
    create->setObjectName(QStringLiteral("welcome.new"));
    connect(create, &QPushButton::clicked, this, [this] { services_.go.openPage(QStringLiteral("new")); });
    panel(tr("Train something"),
          tr("Slime Volleyball teaches itself from scratch and beats the scripted bots within a few minutes."), create);
    auto* tour = views::makeButton(tr("Show me round"), QStringLiteral("chevron-right"));
    tour->setObjectName(QStringLiteral("welcome.tour"));
    connect(tour, &QPushButton::clicked, this, &WelcomePage::tourWanted);
    panel(tr("Tour in five steps"), tr("Points at the places you will use most. It can be left at any step."), tour);
    return side;
}

QWidget* WelcomePage::makeMachine() {
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    const int width = kMachineWidth * style::Theme::instance().textPercent() / 100;

    auto* content = new QWidget;
    auto* lines = padded(content);
    auto* folder = new views::Label(services_.store.folder());
    folder->setObjectName(QStringLiteral("welcome.folder"));
    folder->setElided(true);
    lines->addWidget(folder);
    lines->addWidget(sentence(tr("Runs, snapshots and replays are kept in this folder.")));
    auto* other = views::makeButton(tr("Open another folder"), QStringLiteral("folder"));
    other->setObjectName(QStringLiteral("welcome.open"));
    connect(other, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Open workspace"), services_.store.folder());
        if (!chosen.isEmpty()) Q_EMIT workspaceWanted(chosen);
    });
    lines->addWidget(other, 0, Qt::AlignLeft);
    auto* workspace = new views::Panel(tr("Workspace"));
    workspace->setContent(content);
    workspace->setFixedWidth(width);
    column->addWidget(workspace);

    auto* check = new QWidget;
    auto* view = new MachineCheckView(services_.store.folder());
    padded(check)->addWidget(view);
    auto* machine = new views::Panel(tr("This machine"));
    machine->setContent(check);
    machine->setFixedWidth(width);
    column->addWidget(machine);
    return side;
}

void WelcomePage::lookAround() {
    const QString folder = sampleWorkspaceFolder();
    if (unpackSampleWorkspace(folder)) {
        Q_EMIT workspaceWanted(folder);
        return;
    }
    say(views::MessageKind::Danger,
        tr("The sample workspace could not be written to %1. Nothing was changed. Check the folder and its free space, "
           "then try again.")
            .arg(folder),
        QStringLiteral("sample"));
}

QString WelcomePage::helpTopic() const {
    return QStringLiteral("start");
}

}  // namespace ludus::pages
