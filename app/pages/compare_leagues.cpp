// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/compare_leagues.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/strips.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

constexpr int kHeight = 472, kMeasures = 344;  // pixels, of usual text
constexpr int kAll = 0;                        // snapshots
constexpr int kUsualGames = 10, kUsualMost = 16, kMostSnapshots = 1000;

}  // namespace

CompareLeagues::CompareLeagues(bridges::StoreQuery& store, Navigator& go, views::ChartLink* link, QWidget* parent)
    : QWidget(parent), go_(go), bridge_(bridges::LeagueComparisonBridge::of(store)) {
    bridge_.retell();  // it may be older than this page, and its language
    setObjectName(QStringLiteral("compare.leagues"));
    setProperty("help", QStringLiteral("compare#leagues"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(style::space::kPanelGap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeMeasures());
    splitter->addWidget(makePairs());
    forgetting_ = new views::ChartPanel(bridge_.forgetting(), link);
    forgetting_->setObjectName(QStringLiteral("compare.leagues.forgetting"));
    forgetting_->plot()->setXName(tr("steps"));
    connect(forgetting_->plot(), &views::SeriesPlot::exported, this, &CompareLeagues::exported);
    splitter->addWidget(forgetting_);
    splitter->setSizes({350, 530, 310});
    row->addWidget(splitter);
    connect(&bridge_, &bridges::LeagueComparisonBridge::changed, this, &CompareLeagues::refresh);
    connect(&bridge_, &bridges::LeagueComparisonBridge::progressed, this, [this](qint64 done, qint64 of) {
        progress_->setProgress(of > 0 ? static_cast<double>(done) / static_cast<double>(of) : 0);
        progress_->setTexts(
            style::filled(tr("%1 of %2", "matches played"), {style::formatInteger(done), style::formatInteger(of)}));
    });
    connect(&style::Theme::instance(), &style::Theme::changed, this, &CompareLeagues::makeRoom);
    refresh();
    makeRoom();
}

QWidget* CompareLeagues::makeMeasures() {
    measures_ = new views::Panel(tr("Leagues"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, style::space::kPanelPadding);
    column->setSpacing(style::space::kButton);
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("compare.leagues.table"));
    table_->setAccessibleName(tr("Measures of the leagues"));
    table_->setTable(bridge_.table());
    table_->setFrozenColumns(1);
    table_->setSortingEnabled(false);
    connect(table_, &views::TableView::opened, this, [this] { go_.openLeague(bridge_.run(0)); });
    column->addWidget(table_, 1);
    column->addWidget(makeVerbs());
    measures_->setContent(content);
    return measures_;
}

QWidget* CompareLeagues::makeVerbs() {
    verbs_ = new QWidget;
    auto* lines = new QVBoxLayout(verbs_);
    lines->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, 0);
    lines->setSpacing(style::space::kButton);
    choices_ = new QWidget;
    auto* choices = new QHBoxLayout(choices_);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(style::space::kButton);
    const auto spin = [&](const char* name, const QString& title, int least, int most, int usual) {
        auto* box = new QSpinBox;
        box->setObjectName(QStringLiteral("compare.leagues.") + QLatin1String(name));
        box->setAccessibleName(title);
        box->setToolTip(title);
        box->setRange(least, most);
        box->setValue(usual);
        choices->addWidget(box);
        return box;
    };
    pick_ = new QComboBox;
    pick_->setObjectName(QStringLiteral("compare.leagues.pick"));
    pick_->setAccessibleName(tr("Which snapshots of each league play"));
    pick_->addItem(tr("the newest"), static_cast<int>(runs::SnapshotPick::newest));
    pick_->addItem(tr("the best"), static_cast<int>(runs::SnapshotPick::best));
    choices->addWidget(pick_);
    most_ = spin("most", tr("Snapshots of each league that play; all of them where there are fewer"), kAll,
                 kMostSnapshots, kUsualMost);
    most_->setSpecialValueText(tr("all"));
    games_ = spin("games", tr("Matches of each pair of snapshots, sides swapped; best an even number"), 1,
                  bridges::LeagueComparisonBridge::kMostGames, kUsualGames);
    games_->setPrefix(tr("per pair: ", "matches"));
    choices->addStretch(1);
    lines->addWidget(choices_);
    auto* verbs = new QHBoxLayout;
    verbs->setSpacing(style::space::kButton);
    play_ = views::makeButton(tr("Play them against each other"), QStringLiteral("play"));
    play_->setObjectName(QStringLiteral("compare.leagues.play"));
    connect(play_, &QPushButton::clicked, this, &CompareLeagues::play);
    progress_ = new views::ProgressStrip;
    progress_->setObjectName(QStringLiteral("compare.leagues.progress"));
    progress_->setAccessibleName(tr("Matches played"));
    cancel_ = views::makeButton(tr("Cancel"), QStringLiteral("close"));
    cancel_->setObjectName(QStringLiteral("compare.leagues.cancel"));
    connect(cancel_, &QPushButton::clicked, this, [this] { bridge_.cancel(); });
    verbs->addWidget(play_);
    verbs->addWidget(progress_, 1);
    verbs->addWidget(cancel_);
    verbs->addStretch(0);
    lines->addLayout(verbs);
    said_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    said_->setObjectName(QStringLiteral("compare.leagues.said"));
    said_->setWordWrap(true);
    lines->addWidget(said_);
    return verbs_;
}

QWidget* CompareLeagues::makePairs() {
    pairsPanel_ = new views::Panel(tr("Win rates of snapshots"));
    pairsPanel_->setObjectName(QStringLiteral("compare.leagues.pairsPanel"));
    pairs_ = new views::HeatMap;
    pairs_->setObjectName(QStringLiteral("compare.leagues.pairs"));
    pairs_->setAccessibleName(tr("Win rates between the snapshots of two leagues"));
    pairs_->setModel(bridge_.pairs());
    pairs_->setVerbs({{QStringLiteral("row"), tr("Show row", "in its league")},
                      {QStringLiteral("column"), tr("Show column", "in its league")}});
    connect(pairs_, &views::HeatMap::opened, this,
            [this](const QString& row, const QString& column) { open(row.isEmpty() ? column : row); });
    connect(pairs_, &views::HeatMap::verbChosen, this,
            [this](const QString& verb, const QString& row, const QString& column) {
                open(verb == QLatin1String("row") ? row : column);
            });
    connect(pairs_->exporter(), &views::PictureExport::exported, this, &CompareLeagues::exported);
    pairsPanel_->setContent(pairs_);
    pairsPanel_->menu()->addActions(pairs_->cornerActions());
    connect(pairsPanel_, &views::Panel::tryAgain, this, &CompareLeagues::play);
    return pairsPanel_;
}

void CompareLeagues::setRuns(const std::vector<RunId>& runs) {
    bridge_.setRuns(runs);
}

void CompareLeagues::play() {
    runs::LeagueMatchOptions options;
    options.games = games_->value();
    options.most = most_->value();
    options.pick = static_cast<runs::SnapshotPick>(pick_->currentData().toInt());
    progress_->setProgress(std::numeric_limits<double>::quiet_NaN());
    progress_->setTexts(tr("Reading the snapshots"));
    if (bridge_.play(options)) cancel_->setFocus(Qt::OtherFocusReason);
}

/// "1:ME1-10" in the league it belongs to.
void CompareLeagues::open(const QString& id) {
    const int which = id.section(QLatin1Char(':'), 0, 0).toInt();
    go_.openLeague(bridge_.run(which), id.section(QLatin1Char(':'), 1));
}

/// Large text needs more room.
void CompareLeagues::makeRoom() {
    const int percent = style::Theme::instance().textPercent();
    setMinimumHeight(kHeight * percent / 100);
    const int choices = choices_->sizeHint().width() + 2 * style::space::kPanelPadding + 2;
    measures_->setMinimumWidth(std::max(kMeasures * percent / 100, choices));
}

void CompareLeagues::refresh() {
    const int leagues = bridge_.leagueCount();
    setVisible(leagues > 0);
    const bool both = leagues == 2, playing = bridge_.isPlaying();
    measures_->setNote(both ? style::filled(tr("%1 against %2", "leagues"), {bridge_.name(0), bridge_.name(1)})
                            : bridge_.name(0));
    verbs_->setVisible(both);
    for (QWidget* choice : std::initializer_list<QWidget*>{games_, most_, pick_})
        choice->setEnabled(!playing && bridge_.hindrance().isEmpty());
    play_->setEnabled(bridge_.hindrance().isEmpty());
    const bool hadFocus = cancel_->hasFocus();
    play_->setVisible(!playing);
    progress_->setVisible(playing);
    cancel_->setVisible(playing);
    if (hadFocus && !playing) play_->setFocus(Qt::OtherFocusReason);
    said_->setText(bridge_.playedText());
    said_->setVisible(!said_->text().isEmpty());
    for (QAction* action : pairs_->cornerActions())
        action->setEnabled(bridge_.isPlayed());
    pairsPanel_->setNote(bridge_.isPlayed()
                             ? style::filled(tr("rows %1, columns %2", "leagues"), {bridge_.name(0), bridge_.name(1)})
                             : QString());
    if (!bridge_.problem().isEmpty()) {
        pairsPanel_->showError(bridge_.problem());
    } else if (bridge_.isPlayed()) {
        pairsPanel_->showContent();
    } else if (!bridge_.hindrance().isEmpty()) {
        pairsPanel_->showEmpty(bridge_.hindrance());
    } else if (!both) {
        pairsPanel_->showEmpty(
            tr("Only one of these runs is a league. Add a second league of the same game: their snapshots can play "
               "each other then, and it is told which league is ahead."));
    } else {
        pairsPanel_->showEmpty(
            tr("Snapshots of the two leagues have not played each other yet. Every pair plays on both sides; what "
               "follows is the relative performance: what each league wins with its best mixture of snapshots."));
    }
}

QVector<QWidget*> CompareLeagues::pictures() const {
    QVector<QWidget*> out;
    if (bridge_.isPlayed()) out << pairsPanel_;
    if (forgetting_->plot()->model() && !forgetting_->plot()->model()->isEmpty()) out << forgetting_;
    return out;
}

QVariantMap CompareLeagues::saveState() const {
    return {{QStringLiteral("games"), games_->value()},
            {QStringLiteral("most"), most_->value()},
            {QStringLiteral("pick"), pick_->currentIndex()}};
}

void CompareLeagues::restoreState(const QVariantMap& state) {
    games_->setValue(state.value(QStringLiteral("games"), kUsualGames).toInt());
    most_->setValue(state.value(QStringLiteral("most"), kUsualMost).toInt());
    pick_->setCurrentIndex(std::clamp(state.value(QStringLiteral("pick")).toInt(), 0, pick_->count() - 1));
}

}  // namespace ludus::pages
