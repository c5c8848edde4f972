// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/lineage_card.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>

#include <algorithm>
#include <climits>
#include <cmath>

#include "app/bridges/store_query.h"
#include "app/pages/link_flow.h"
#include "app/pages/role_sign.h"
#include "core/league/payoff.h"
#include "widgets/style/format.h"
#include "widgets/views/buttons.h"
#include "widgets/views/series_plot.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {

using bridges::LeagueMember;
using models::LeagueId;
using models::LeagueNode;
using style::Token;
using style::Type;

namespace {

constexpr int kSign = 24, kChart = 120, kTableLeast = 84;
constexpr qsizetype kHeirsNamed = 24, kPathNamed = 12;
const QString kArrow = QStringLiteral("\u203A");

/// Half widths above and below of the 95 % interval.
std::pair<double, double> halfWidths(const LeagueMember::Rate& rate) {
    if (!(rate.games > 0)) return {kUnknown, kUnknown};
    league::WinRate one;
    one.rate = rate.rate;
    one = league::withInterval(one, rate.games);
    return {std::max(0.0, one.high - rate.rate), std::max(0.0, rate.rate - one.low)};
}

int inInt(qint64 count) {
    return static_cast<int>(std::min<qint64>(count, INT_MAX));
}

/// "36 % ±28".
QString withHalf(double rate, double half) {
    const QString shown = style::formatPercent(rate);
    return std::isfinite(half) ? shown + QStringLiteral(" ") + style::formatHalfWidth(100 * half) : shown;
}

}  // namespace

LineageCard::LineageCard(const Services& services, QWidget* parent)
    : Panel({}, {}, parent), league_(services.league), store_(services.store), go_(services.go) {
    setObjectName(QStringLiteral("lineage.card"));
    titleBar()->hide();  // the name of the selected one stands there
    setProperty("help", QStringLiteral("lineage#card"));
    auto* content = new QWidget;
    stack_ = new QStackedLayout(content);
    auto* hint = new views::Label(tr("Nobody is selected. A click on a sign, or the arrow keys in the picture, show "
                                     "here where it comes from, what it reached and who inherited from it."),
                                  Type::Small, Token::TextMuted);
    hint->setObjectName(QStringLiteral("lineage.card.hint"));
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    hint->setContentsMargins(style::space::kPanelPadding, style::space::kPanelPadding, style::space::kPanelPadding, 0);
    stack_->addWidget(hint);
    stack_->addWidget(makeFilled());
    setContent(content);
    connect(league_.selection(), &models::LeagueSelection::changed, this, &LineageCard::refresh);
    refresh();
}

QWidget* LineageCard::makeFilled() {
    auto* filled = new QWidget;
    auto* all = new QVBoxLayout(filled);
    all->setContentsMargins(0, 0, 0, style::space::kButton);
    all->setSpacing(style::space::kTiny);
    auto* area = new QScrollArea;
    area->setObjectName(QStringLiteral("lineage.card.area"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding, 0);
    column->setSpacing(style::space::kTiny);
    column->addWidget(makeHead());
    column->addWidget(makeFacts());
    column->addWidget(makeVerdicts());
    column->addWidget(makeRates(), 1);
    area->setWidget(page);
    page->setAutoFillBackground(false);
    all->addWidget(area, 1);
    auto* verbs = new QHBoxLayout;
    verbs->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, 0);
    show_ = views::makeButton(tr("Show in the league"), QStringLiteral("league"));
    show_->setObjectName(QStringLiteral("lineage.show"));
    connect(show_, &QPushButton::clicked, this, [this] { go_.openLeague(league_.run(), code_); });
    verbs->addWidget(show_);
    verbs->addStretch(1);
    all->addLayout(verbs);
    return filled;
}

QWidget* LineageCard::makeHead() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kTiny);
    sign_ = new RoleSign(kSign, 7);
    name_ = new views::Label({}, Type::Section);
    name_->setObjectName(QStringLiteral("lineage.name"));
    role_ = new views::Label({}, Type::Small, Token::TextMuted);
    role_->setObjectName(QStringLiteral("lineage.role"));
    role_->setElided(true);
    row->addWidget(sign_);
    row->addWidget(name_);
    row->addSpacing(style::space::kTiny);
    row->addWidget(role_, 1);
    return box;
}

QWidget* LineageCard::makeFacts() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(style::space::kField);
    grid->setVerticalSpacing(style::space::kHair);
    grid->setColumnStretch(2, 1);
    const auto title = [&](int row, const QString& text) {
        auto* label = new views::Label(text, Type::Small, Token::TextMuted);
        label->setMinimumHeight(row >= kFacts ? style::size::kHitMin : 0);
        grid->addWidget(label, row, 0, Qt::AlignTop);
    };
    const QStringList titles{tr("Frozen"), tr("Elo"), tr("Matches"), tr("Start")};
    const QStringList names{QStringLiteral("frozen"), QStringLiteral("elo"), QStringLiteral("matches"),
                            QStringLiteral("start")};
    for (int row = 0; row < kFacts; ++row) {
        title(row, titles[row]);
        values_ << new views::Label({}, Type::Small);
        values_.back()->setObjectName(QStringLiteral("lineage.") + names[row]);
        grid->addWidget(values_.back(), row, 1, 1, row == kStart ? 1 : 2);
    }
    parent_ = new views::LinkButton;
    parent_->setObjectName(QStringLiteral("lineage.parent"));
    parent_->setMinimumHeight(style::size::kHitMin);
    connect(parent_, &QAbstractButton::clicked, this, [this] {
        const LeagueNode* node = league_.model()->node(shown_);
        const models::LeagueLearner* learner = league_.model()->learner(shown_);
        select(node ? node->parent : learner ? learner->parent : models::kNobody);
    });
    grid->addWidget(parent_, kStart, 2);
    const auto flow = [&](int row, const QString& text, const QString& name) {
        title(row, text);
        auto* links = new LinkFlow;
        links->setObjectName(name);
        connect(links, &LinkFlow::chosen, this, &LineageCard::select);
        grid->addWidget(links, row, 1, 1, 2);
        return links;
    };
    path_ = flow(kFacts, tr("Path"), QStringLiteral("lineage.path"));
    heirs_ = flow(kFacts + 1, tr("Heirs"), QStringLiteral("lineage.heirs"));
    return box;
}

QWidget* LineageCard::makeVerdicts() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kHair);
    const auto add = [&](const QString& name, const QString& spoken, views::Label*& label, const qint64& verdict) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(style::space::kButton);
        label = new views::Label({}, Type::Small);
        label->setObjectName(QStringLiteral("lineage.") + name);
        label->setWordWrap(true);
        auto* link = new views::LinkButton(tr("Why"));
        link->setObjectName(QStringLiteral("lineage.why.") + name);
        link->setAccessibleName(spoken);
        link->setToolTip(spoken);
        link->setMinimumHeight(style::size::kHitMin);
        connect(link, &QAbstractButton::clicked, this, [this, &verdict] { why(verdict); });
        row->addWidget(label, 1);
        row->addWidget(link, 0, Qt::AlignTop);
        column->addWidget(line);
        return line;
    };
    beganBox_ = add(QStringLiteral("began"), tr("Why it began with these weights"), beganText_, began_);
    madeBox_ = add(QStringLiteral("made"), tr("Why it was frozen"), madeText_, made_);
    return box;
}

QWidget* LineageCard::makeRates() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, style::space::kTiny, 0, 0);
    column->setSpacing(style::space::kHair);
    column->addWidget(new views::Label(tr("Win rate against the main agent"), Type::BodyStrong));
    now_ = new views::Label({}, Type::Small, Token::TextMuted);
    now_->setObjectName(QStringLiteral("lineage.now"));
    column->addWidget(now_);
    chart_.setTitle(tr("Win rate against the main agent at the end of each period"));  // said, not drawn
    chart_.setNumbers(models::ChartNumbers::Percent);
    chart_.setValueRange(0.0, 1.0);
    unmet_ = new views::Label(tr("It has not met the main agent yet."), Type::Small, Token::TextMuted);
    unmet_->setObjectName(QStringLiteral("lineage.unmet"));
    column->addWidget(unmet_);
    plot_ = new views::SeriesPlot;
    plot_->setObjectName(QStringLiteral("lineage.rates"));
    plot_->setXName(tr("period"));
    plot_->setModel(&chart_);
    plot_->setFixedHeight(kChart);
    column->addWidget(plot_);
    using models::ColumnKind;
    rates_.setColumns(
        {{QStringLiteral("period"), tr("Period"), ColumnKind::Number, 62, tr("At the end of which it is looked at"),
          true},
         {QStringLiteral("rate"), tr("Win rate"), ColumnKind::Number, 88,
          tr("Of the period's own matches; where these are too few, as the league believed then from all of them"),
          true},
         {QStringLiteral("played"), tr("n"), ColumnKind::Number, 40,
          tr("Matches against the main agent behind the win rate; none: it rests on those of its learner before it was "
             "frozen"),
          true},
         {QStringLiteral("window"), tr("Window"), ColumnKind::Text, 72,
          tr("Whether it could be inherited from; undecided while the period has fewer matches than a verdict asks "
             "for"),
          true}});
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("lineage.numbers"));
    table_->setAccessibleName(tr("Win rate against the main agent by period"));
    table_->setTable(&rates_);
    table_->setSortingEnabled(false);
    table_->setMinimumHeight(kTableLeast);
    column->addWidget(table_, 1);
    column->addStretch(0);  // where there is no table
    return box;
}

void LineageCard::select(LeagueId id) {
    if (id != models::kNobody) league_.selection()->select(id);
}

void LineageCard::openWhy() {
    why(made_);
}

void LineageCard::why(qint64 verdict) {
    if (verdict != 0) go_.why({league_.run(), 0, verdict, -1});
}

void LineageCard::refresh() {
    const LeagueMember member = league_.member(league_.selection()->id());
    stack_->setCurrentIndex(member.name.isEmpty() ? 0 : 1);
    if (member.name.isEmpty()) {
        shown_ = models::kNobody;
        made_ = began_ = 0;
        return;
    }
    if (shown_ != member.id || shownRun_ != league_.run()) {
        made_ = member.verdict;
        began_ = 0;
        showVerdicts({});
    }
    shown_ = member.id;
    shownRun_ = league_.run();
    code_ = member.code;
    showFacts(member);
    showRates(member);
    showKin(member);
    askVerdicts(member);
}

void LineageCard::showFacts(const LeagueMember& member) {
    const models::LeagueModel& model = *league_.model();
    const LeagueNode* node = model.node(member.id);
    const models::LeagueLearner* learner = model.learner(member.id);
    if (!node && !learner) return;
    const models::LeagueRole role = node ? node->role : learner->role;
    sign_->setRole(role);
    name_->setText(member.name);
    role_->setText(models::leagueRoleWord(role));
    values_[kFrozen]->setText(
        node ? tr("in period %1, at %2 steps").arg(node->period).arg(style::formatSi(static_cast<double>(node->step)))
             : tr("not yet: it learns"));
    if (learner && learner->state == models::LeagueLearnerState::Failed)
        values_[kFrozen]->setText(tr("never: it failed"));
    if (learner && learner->state == models::LeagueLearnerState::Finished)
        values_[kFrozen]->setText(tr("not any more: the run is over"));
    const LeagueId parent = node ? node->parent : learner->parent;
    const auto start = node                        ? node->start
                       : parent == models::kNobody ? models::LeagueStart::Root
                                                   : models::LeagueStart::WentOn;
    values_[kStart]->setText(node || parent == models::kNobody ? models::leagueStartWord(start) : tr("goes on from"));
    const bool kin = start == models::LeagueStart::Inherited || start == models::LeagueStart::WentOn;
    parent_->setVisible(kin && parent != models::kNobody);
    parent_->setText(model.name(parent));
    parent_->setAccessibleName(tr("Select %1, whose weights it began with").arg(model.name(parent)));
    parent_->updateGeometry();
    const double elo = node ? node->elo : learner->elo, half = node ? node->eloHalf : learner->eloHalf;
    values_[kElo]->setText(std::isfinite(elo) ? style::formatInterval(elo, half) : style::kUnknown);
    values_[kMatches]->setText(style::formatInteger(node ? node->matches : learner->matches));
}

models::TableRow LineageCard::rowOf(const LeagueMember::Rate& rate) const {
    models::TableRow row;
    row.id = QString::number(rate.period);
    row.cells << models::TableCell{QString::number(rate.period), rate.period};
    const double half = rate.known ? bridges::halfWidthOf(rate.rate, rate.games) : kUnknown;
    row.cells << models::TableCell{rate.known ? withHalf(rate.rate, half) : style::kUnknown,
                                   rate.known ? rate.rate : kUnknown};
    row.cells << models::TableCell{rate.played > 0 ? style::formatInteger(rate.played) : style::kUnknown, rate.played};
    models::TableCell window{!rate.enough ? tr("undecided") : rate.inside ? tr("inside") : tr("outside")};
    window.tone = rate.enough && rate.inside ? models::Tone::Normal : models::Tone::Muted;
    row.cells << window;
    return row;
}

/// "now 36 % ±28, n 11"; empty: nothing is known, or another moment is looked at.
QString LineageCard::nowText(const LeagueMember& member) const {
    const LeagueNode* node = league_.model()->node(member.id);
    const models::LeagueLearner* learner = league_.model()->learner(member.id);
    if (!league_.model()->isNow() || (!node && !learner)) return {};
    const double rate = node ? node->winRate : learner->winRate;
    const qint64 played = node ? node->winMatches : learner->winMatches;
    if (!std::isfinite(rate))
        return played > 0 ? tr("now unknown: %n match(es) are too few", nullptr, inInt(played)) : QString();
    const QString shown = withHalf(rate, node ? node->winHalf : learner->winHalf);
    //: %1: a win rate with its interval, "36 % ±28"; %2: a number of matches.
    if (played > 0) return tr("now %1, n %2").arg(shown, style::formatInteger(played));
    //: %1: a win rate with its interval; a prior is what the learner's own matches had told.
    return tr("now %1, prior only").arg(shown);
}

void LineageCard::showRates(const LeagueMember& member) {
    const double low = league_.facts().windowLow, high = league_.facts().windowHigh;
    chart_.setLines({{low, {}}, {high, {}}});
    const QString name = tr("wins");
    models::SeriesModel* series = chart_.series(name);
    if (!series) series = chart_.addSeries(name, models::kChartInk, true);
    std::vector<models::SeriesPoint> points;
    QVector<models::TableRow> rows;
    for (const LeagueMember::Rate& rate : member.rates) {
        rows.prepend(rowOf(rate));
        if (!rate.known) continue;
        const auto [above, below] = halfWidths(rate);
        models::SeriesPoint point;
        point.step = rate.period;
        point.value = rate.rate;
        point.halfWidth = above;
        point.halfWidthBelow = below;
        points.push_back(point);
    }
    const QString now = nowText(member);
    now_->setText(now);
    now_->setVisible(!now.isEmpty());
    series->replaceAll(points);
    rates_.setRows(rows);
    table_->setVisible(!rows.isEmpty());
    plot_->setVisible(!points.empty());
    unmet_->setVisible(rows.isEmpty());
}

void LineageCard::showKin(const LeagueMember& member) {
    const models::LeagueModel& model = *league_.model();
    QVector<FlowLink> heirs;
    for (const LeagueId id : member.heirs.mid(0, kHeirsNamed))
        heirs << FlowLink{id, model.name(id), QStringLiteral("lineage.heir:%1").arg(id), model.sentence(id)};
    const int more = static_cast<int>(member.heirs.size() - heirs.size());
    if (more > 0) heirs << FlowLink{0, tr("and %n more", nullptr, more), {}, {}};
    if (heirs.isEmpty()) {
        const auto& all = model.learners();
        const bool going =
            std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.parent == member.id; });
        heirs << FlowLink{0,
                          !model.node(member.id) ? style::kUnknown
                          : going                ? tr("a learner goes on from it")
                                                 : tr("none: a leaf"),
                          {},
                          {}};
    }
    heirs_->setLinks(heirs);

    QVector<LeagueId> way;  // from the selected one to the root
    const models::LeagueLearner* learner = model.learner(member.id);
    for (LeagueId at = learner ? learner->parent : member.id; at != models::kNobody;) {
        const LeagueNode* node = model.node(at);
        if (!node || way.contains(at)) break;
        way << at;
        at = node->parent;
    }
    QVector<FlowLink> path;
    for (qsizetype i = way.size() - 1; i >= 0; --i) {
        if (i > kPathNamed && i < way.size() - 1) {
            if (i == way.size() - 2)
                path << FlowLink{0, QStringLiteral("\u2026"), {}, {}} << FlowLink{0, kArrow, {}, {}};
            continue;
        }
        if (way[i] == member.id)
            path << FlowLink{0, member.name, {}, {}};
        else
            path << FlowLink{way[i], model.name(way[i]), QStringLiteral("lineage.path:%1").arg(way[i]),
                             model.sentence(way[i])};
        if (i > 0 || learner) path << FlowLink{0, kArrow, {}, {}};
    }
    if (learner) path << FlowLink{0, member.name, {}, {}};
    path_->setLinks(path);
}

void LineageCard::askVerdicts(const LeagueMember& member) {
    const auto reader = league_.reader();
    if (!reader) return;
    const auto question = [this, reader, id = member.id](store::Workspace&) -> bridges::StoreQuery::Answer {
        return [this, id, told = lineageOf(*reader, id)] {
            if (id == shown_) showVerdicts(told);
        };
    };
    store_.ask(this, question, QStringLiteral("lineage.verdicts"));
}

void LineageCard::showVerdicts(const LineageTold& told) {
    if (told.made) made_ = told.made->id;
    began_ = told.began ? told.began->id : 0;
    const bool restarted = told.began && told.began->restartFrom;
    const QString from = restarted ? league_.model()->name(*told.began->restartFrom) : QString();
    const QString made = madeSentence(told), began = beganSentence(told, from);
    madeText_->setText(made);
    madeBox_->setVisible(!made.isEmpty());
    beganText_->setText(began);
    beganBox_->setVisible(!began.isEmpty());
}

}  // namespace ludus::pages
