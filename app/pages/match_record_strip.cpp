// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/match_record_strip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QSpinBox>

#include "app/bridges/game_words.h"
#include "app/bridges/texts.h"
#include "core/games/registry.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"
#include "widgets/views/picker.h"

namespace ludus::pages {
namespace {

constexpr int kMostTitle = 20;

/// The game's best-known opponent, which is not the one that plays at random where there is another.
QString firstBot(const games::GameInfo& game, int side) {
    const std::vector<std::string>& bots = game.facts.bots;
    const size_t which = side == 0 && bots.size() > 1 ? 1 : 0;
    return bots.empty() ? QString() : bridges::text("bot:" + bots[which]);
}

}  // namespace

MatchRecordStrip::MatchRecordStrip(bridges::StoreQuery& store, QWidget* parent) : QFrame(parent), recorder_(store) {
    setObjectName(QStringLiteral("replays.recordStrip"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    game_ = new QComboBox;
    game_->setObjectName(QStringLiteral("record.game"));
    game_->setAccessibleName(tr("Game"));
    for (const std::string& game : games::gameNames())
        game_->addItem(bridges::gameTitle(game), bridges::text(game));
    row->addWidget(game_);
    picker_ = new views::Picker(tr("Search agents"), this);
    picker_->setObjectName(QStringLiteral("record.picker"));
    for (const int side : {0, 1}) {
        if (side == 1) row->addWidget(new views::Label(tr("against"), style::Type::Small, style::Token::TextMuted));
        QPushButton* button = views::makeButton({}, QStringLiteral("chevron-down"));
        button->setObjectName(QStringLiteral("record.side%1").arg(side));
        connect(button, &QPushButton::clicked, this, [this, side] { pick(side); });
        sides_[static_cast<size_t>(side)] = button;
        row->addWidget(button);
    }
    row->addWidget(new views::Label(tr("from seed"), style::Type::Small, style::Token::TextMuted));
    seed_ = new QLineEdit(QStringLiteral("1"));
    seed_->setObjectName(QStringLiteral("record.seed"));
    seed_->setAccessibleName(tr("Seed of the first match"));
    seed_->setToolTip(tr("The first match has this seed, each further one the next"));
    seed_->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,19}")), seed_));
    seed_->setFixedWidth(96);
    row->addWidget(seed_);
    count_ = new QSpinBox;
    count_->setObjectName(QStringLiteral("record.count"));
    count_->setAccessibleName(tr("How many matches"));
    count_->setRange(1, bridges::MatchRecorder::kMost);
    count_->setValue(4);
    count_->setPrefix(tr("matches: "));
    row->addWidget(count_);
    swap_ = views::makeToggle(tr("Swap sides"), QStringLiteral("compare"));
    swap_->setObjectName(QStringLiteral("record.swap"));
    swap_->setToolTip(tr("Two matches of each seed, the second with sides swapped"));
    row->addWidget(swap_);
    row->addStretch(1);
    progress_ = new QProgressBar;
    progress_->setObjectName(QStringLiteral("record.progress"));
    progress_->setAccessibleName(tr("Matches recorded"));
    progress_->setFormat(QStringLiteral("%v / %m"));
    progress_->setFixedWidth(110);
    row->addWidget(progress_);
    start_ = views::makeButton(tr("Record"), QStringLiteral("record"));
    start_->setObjectName(QStringLiteral("record.start"));
    cancel_ = views::makeButton(tr("Cancel"), QStringLiteral("close"));
    cancel_->setObjectName(QStringLiteral("record.cancel"));
    row->addWidget(start_);
    row->addWidget(cancel_);
    connect(game_, &QComboBox::currentIndexChanged, this, &MatchRecordStrip::gameChosen);
    connect(start_, &QPushButton::clicked, this, &MatchRecordStrip::start);
    connect(seed_, &QLineEdit::textChanged, this, &MatchRecordStrip::refresh);
    connect(cancel_, &QPushButton::clicked, this, [this] { recorder_.cancel(); });
    connect(picker_, &views::Picker::chosen, this, [this](const QString& agent, const QString& title) {
        setAgent(pickedSide_, {agent, title});
    });
    connect(&recorder_, &bridges::MatchRecorder::agentsFound, this, [this](const auto& agents) {
        QVector<views::PickerItem> items;
        for (const bridges::AgentChoice& agent : agents)
            items.push_back({agent.name, agent.title, agent.note});
        picker_->setItems(items);
    });
    connect(&recorder_, &bridges::MatchRecorder::progressed, this, [this](int amount, int of) {
        progress_->setRange(0, of);
        progress_->setValue(amount);
    });
    connect(&recorder_, &bridges::MatchRecorder::finished, this, &MatchRecordStrip::done);
    gameChosen();
}

void MatchRecordStrip::gameChosen() {
    const auto game = games::gameInfo(game_->currentData().toString().toStdString());
    if (!game) return;
    for (const int side : {0, 1}) {
        const QString bot = firstBot(*game, side);
        setAgent(side, {bot, bridges::agentTitle(bot.toStdString())});
    }
}

void MatchRecordStrip::prepare(const WantedMatch& match) {
    const int place = game_->findData(match.game);
    if (place < 0 || recorder_.isRunning()) return;
    game_->setCurrentIndex(place);
    if (!match.agent.isEmpty()) setAgent(0, {match.agent, match.title});
    if (!match.opponent.isEmpty()) setAgent(1, {match.opponent, match.opponentTitle});
}

void MatchRecordStrip::pick(int side) {
    pickedSide_ = side;
    recorder_.findAgents(game_->currentData().toString(), {chosen_[0].agent, chosen_[1].agent});
    picker_->openAt(sides_[static_cast<size_t>(side)]);
}

void MatchRecordStrip::setAgent(int side, const Chosen& chosen) {
    chosen_[static_cast<size_t>(side)] = chosen;
    QPushButton* button = sides_[static_cast<size_t>(side)];
    const QString where = bridges::sideTitle(game_->currentData().toString().toStdString(), side);
    const QString full = tr("%1: %2", "side, agent").arg(where, chosen.title);
    const bool longer = chosen.title.size() > kMostTitle;
    button->setText(longer ? tr("%1: %2", "side, agent").arg(where, chosen.title.left(kMostTitle - 1) + QChar(0x2026))
                           : full);
    button->setAccessibleName(full);
    button->setToolTip(chosen.agent);
    refresh();
}

void MatchRecordStrip::refresh() {
    const bool running = recorder_.isRunning();
    for (QWidget* widget : std::initializer_list<QWidget*>{game_, sides_[0], sides_[1], seed_, count_, swap_})
        widget->setEnabled(!running);
    start_->setVisible(!running);
    start_->setEnabled(!chosen_[0].agent.isEmpty() && !chosen_[1].agent.isEmpty() && seed_->hasAcceptableInput());
    progress_->setVisible(running);
    cancel_->setVisible(running);
}

void MatchRecordStrip::start() {
    if (!start_->isEnabled()) return;
    bridges::RecordOrder order;
    order.game = game_->currentData().toString();
    order.agents = {chosen_[0].agent, chosen_[1].agent};
    order.seed = seed_->text().toULongLong();
    order.count = count_->value();
    order.swap = swap_->isChecked();
    progress_->setRange(0, order.count);
    progress_->setValue(0);
    recorder_.start(order);
    refresh();
}

void MatchRecordStrip::done(int count, bool cancelled, const QString& sentence) {
    refresh();
    if (!sentence.isEmpty()) {
        Q_EMIT said(false, sentence);
    } else {
        Q_EMIT said(true, cancelled ? tr("Cancelled: %n match(es) recorded before.", nullptr, count)
                                    : tr("%n match(es) recorded.", nullptr, count));
    }
}

QVariantMap MatchRecordStrip::saveState() const {
    QVariantMap state{{QStringLiteral("game"), game_->currentData()},
                      {QStringLiteral("seed"), seed_->text()},
                      {QStringLiteral("count"), count_->value()},
                      {QStringLiteral("swap"), swap_->isChecked()}};
    for (size_t side = 0; side < chosen_.size(); ++side) {
        state.insert(QStringLiteral("agent%1").arg(side), chosen_[side].agent);
        state.insert(QStringLiteral("title%1").arg(side), chosen_[side].title);
    }
    return state;
}

void MatchRecordStrip::restoreState(const QVariantMap& state) {
    const int place = game_->findData(state.value(QStringLiteral("game")));
    if (place < 0) return;
    game_->setCurrentIndex(place);
    seed_->setText(state.value(QStringLiteral("seed"), QStringLiteral("1")).toString());
    count_->setValue(state.value(QStringLiteral("count"), 4).toInt());
    swap_->setChecked(state.value(QStringLiteral("swap")).toBool());
    for (const int side : {0, 1}) {
        const QString agent = state.value(QStringLiteral("agent%1").arg(side)).toString();
        if (!agent.isEmpty()) setAgent(side, {agent, state.value(QStringLiteral("title%1").arg(side)).toString()});
    }
}

}  // namespace ludus::pages
