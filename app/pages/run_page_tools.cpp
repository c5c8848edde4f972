// SPDX-License-Identifier: GPL-3.0-or-later
// The tool bar of RunCharts.
#include <QAbstractItemView>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QWidgetAction>

#include <algorithm>

#include "app/bridges/run_bridge_metrics.h"
#include "app/bridges/texts.h"
#include "app/pages/run_page_charts.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"
#include "widgets/views/panel_grid.h"
#include "widgets/views/series_plot.h"

namespace ludus::pages {
namespace {

using models::SmoothingKind;

constexpr int kRoomForWords = 1130;   // a narrower tool bar leaves its labels out
constexpr int kRoomForButtons = 850;  // and a still narrower one the words of its buttons
constexpr int kNameWidth = 130;
constexpr int kAxisList = 230;
constexpr int kComboRoom = 31;  // around the word of a combo box

const QString kSteps = QStringLiteral("steps"), kTime = QStringLiteral("time"), kClock = QStringLiteral("clock");

SmoothingKind kindOf(const QString& key) {
    if (key == QLatin1String("time_weighted")) return SmoothingKind::TimeWeighted;
    if (key == QLatin1String("gaussian")) return SmoothingKind::Gaussian;
    if (key == QLatin1String("running_mean")) return SmoothingKind::RunningMean;
    return SmoothingKind::Exponential;
}

// A name is no place for shortcuts.
QString menuText(QString name) {
    return name.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

// Of a combo box that shows these; longer choices are elided in it, not in its list.
int widthOf(const QComboBox& box, const QStringList& words) {
    int widest = 0;
    for (const QString& word : words)
        widest = std::max(widest, box.fontMetrics().horizontalAdvance(word));
    return widest + kComboRoom;
}

QWidget* divider() {
    auto* line = new views::Hairline;
    line->setFixedSize(1, 20);
    return line;
}

}  // namespace

QWidget* RunCharts::makeToolBar() {
    auto* bar = new QWidget;
    bar->setFixedHeight(style::size::kToolBar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    addSmoothing(row);
    row->addWidget(divider());
    addAxis(row);
    row->addStretch(1);
    row->addWidget(makeHeldNote());
    row->addWidget(divider());
    addLayouts(row);
    return bar;
}

void RunCharts::addSmoothing(QBoxLayout* row) {
    auto* word = new views::Label(tr("Smoothing"), style::Type::Body, style::Token::TextMuted);
    words_ << word;
    smoothing_ = new QSlider(Qt::Horizontal);
    smoothing_->setObjectName(QStringLiteral("run.smoothing"));
    smoothing_->setRange(0, 99);
    smoothing_->setFixedWidth(72);
    smoothing_->setAccessibleName(tr("Smoothing"));
    smoothing_->setToolTip(tr("How far a curve looks around for its mean; the raw line stays visible, pale"));
    smoothingRead_ = new views::Label;
    smoothingRead_->setObjectName(QStringLiteral("run.smoothingRead"));
    kind_ = new QComboBox;
    kind_->setObjectName(QStringLiteral("run.smoothingKind"));
    kind_->setAccessibleName(tr("Kind of smoothing"));
    const auto kind = [this](const char* key, const QString& text, const QString& tip) {
        kind_->addItem(text, QString::fromLatin1(key));
        kind_->setItemData(kind_->count() - 1, tip, Qt::ToolTipRole);
    };
    kind("exponential", tr("Exponential"), tr("Debiased exponential mean of what came before"));
    kind("time_weighted", tr("Time-weighted"),
         tr("Exponential mean by the distance in steps: gaps in a curve weigh as much as they are long"));
    kind("gaussian", tr("Gaussian"), tr("Mean of both sides, near samples weigh more"));
    kind("running_mean", tr("Running mean"), tr("Plain mean of the samples around"));
    kind_->setFixedWidth(widthOf(*kind_, {tr("Exponential"), tr("Running mean")}));
    row->addWidget(word);
    row->addWidget(smoothing_);
    row->addWidget(smoothingRead_);
    row->addWidget(kind_);
    connect(smoothing_, &QSlider::valueChanged, this, &RunCharts::smoothingMoved);
    connect(kind_, &QComboBox::currentIndexChanged, this, &RunCharts::smoothingMoved);
}

void RunCharts::smoothingMoved() {
    bridge_.setSmoothing({kindOf(kind_->currentData().toString()), smoothing_->value() / 100.0});
    showSmoothing();
    if (!applying_ && grid_ != nullptr) arranged();
}

void RunCharts::showSmoothing() {
    const double amount = smoothing_->value() / 100.0;
    const SmoothingKind kind = kindOf(kind_->currentData().toString());
    QString read = style::formatReal(amount, 2);
    if (amount > 0 && kind == SmoothingKind::RunningMean)
        read = tr("%n point(s)", nullptr, models::runningMeanPoints(amount));
    //: Standard deviation of a Gaussian, in points.
    if (amount > 0 && kind == SmoothingKind::Gaussian)
        read = tr("σ %1").arg(style::formatReal(models::gaussianPoints(amount), 1));
    smoothingRead_->setText(read);
    smoothingRead_->setMinimumWidth(smoothingRead_->fontMetrics().horizontalAdvance(QStringLiteral("0.00")));
}

void RunCharts::addAxis(QBoxLayout* row) {
    auto* word = new views::Label(tr("x axis"), style::Type::Body, style::Token::TextMuted);
    words_ << word;
    axis_ = new QComboBox;
    axis_->setObjectName(QStringLiteral("run.axis"));
    axis_->setAccessibleName(tr("x axis"));
    axis_->setFixedWidth(widthOf(*axis_, {tr("Steps"), tr("Wall clock")}));
    axis_->view()->setMinimumWidth(kAxisList);
    linkedButton_ = views::makeToggle(tr("Linked"), QStringLiteral("link"));
    linkedButton_->setObjectName(QStringLiteral("run.linked"));
    linkedButton_->setToolTip(tr("All charts show the same part of x and the same cursor"));
    linkedButton_->setChecked(true);
    auto* reset = views::makeButton(tr("Reset zoom"), QStringLiteral("zoom-reset"));
    reset->setObjectName(QStringLiteral("run.resetZoom"));
    reset->setAccessibleName(reset->text());
    reset->setToolTip(tr("Wheel or a drag zooms, a drag in a zoomed chart moves it, Shift and a drag zooms further"));
    row->addWidget(word);
    row->addWidget(axis_);
    row->addWidget(linkedButton_);
    row->addWidget(reset);
    fillAxes();
    connect(axis_, &QComboBox::currentIndexChanged, this, [this] {
        if (axis_->currentData().isNull()) return;
        axisWanted_ = axis_->currentData().toString();
        applyAxis();
        if (!applying_) arranged();
    });
    connect(linkedButton_, &QPushButton::toggled, this, &RunCharts::setLinked);
    connect(reset, &QPushButton::clicked, this, &RunCharts::resetZoom);
}

/// Steps, times, then every metric of the run; the choice stays, also where the run does not have it.
void RunCharts::fillAxes() {
    const QSignalBlocker quiet(axis_);
    axis_->clear();
    axis_->addItem(tr("Steps"), kSteps);
    axis_->addItem(tr("Relative time"), kTime);
    axis_->addItem(tr("Wall clock"), kClock);
    const std::vector<std::string> metrics = bridge_.metrics();
    if (!metrics.empty()) axis_->insertSeparator(axis_->count());
    for (const std::string& metric : metrics)
        axis_->addItem(bridges::metricWords(metric).title, bridges::RunBridge::ownChart(metric));
    int at = axis_->findData(axisWanted_);
    if (at < 0) {
        axis_->addItem(bridges::metricWords(bridges::RunBridge::metricOf(axisWanted_)).title, axisWanted_);
        at = axis_->count() - 1;
    }
    axis_->setCurrentIndex(at);
}

void RunCharts::applyAxis() {
    if (axisWanted_ == kTime) {
        link_->setAxis(models::SeriesAxis::Time);
    } else if (axisWanted_ == kClock) {
        link_->setAxis(models::SeriesAxis::Clock);
    } else if (const std::string metric = bridges::RunBridge::metricOf(axisWanted_); !metric.empty()) {
        models::SeriesModel* source = bridge_.seriesOf(metric);
        if (source != nullptr)
            link_->setMetricAxis(source, bridges::metricWords(metric).title);
        else
            link_->setAxis(models::SeriesAxis::Steps);
    } else {
        link_->setAxis(models::SeriesAxis::Steps);
    }
    if (grid_ == nullptr || linked_) return;
    for (views::SeriesPlot* plot : plots())
        plot->link()->copyAxis(*link_);
}

QWidget* RunCharts::makeHeldNote() {
    held_ = new QWidget;
    held_->setObjectName(QStringLiteral("run.held"));
    auto* row = new QHBoxLayout(held_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kTiny);
    row->addWidget(new views::IconLabel(style::icon(QStringLiteral("pause"), style::IconRole::Muted)));
    auto* words = new views::Label(tr("Redraw paused under the pointer"), style::Type::Small, style::Token::TextMuted);
    words->setElided(true);
    row->addWidget(words, 1);
    held_->setToolTip(words->text());
    QSizePolicy policy = held_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    policy.setHorizontalPolicy(QSizePolicy::Preferred);
    held_->setSizePolicy(policy);
    held_->hide();
    return held_;
}

void RunCharts::addLayouts(QBoxLayout* row) {
    auto* word = new views::Label(tr("Layout"), style::Type::Body, style::Token::TextMuted);
    words_ << word;
    layoutMenu_ = new QMenu(this);
    layoutButton_ = views::makeMenuButton(tr("Standard"), layoutMenu_);
    layoutButton_->setObjectName(QStringLiteral("run.layout"));
    layoutButton_->setAccessibleName(tr("Layout"));
    panelMenu_ = new QMenu(this);
    auto* add = views::makeButton(tr("Add panel"), QStringLiteral("plus"));
    add->setObjectName(QStringLiteral("run.addPanel"));
    add->setAccessibleName(add->text());
    add->setToolTip(add->text());
    row->addWidget(word);
    row->addWidget(layoutButton_);
    row->addWidget(add);
    connect(layoutMenu_, &QMenu::aboutToShow, this, &RunCharts::fillLayoutMenu);
    connect(add, &QPushButton::clicked, this, [this, add] {
        fillPanelMenu();
        panelMenu_->popup(add->mapToGlobal(QPoint(0, add->height() + 2)));
    });
}

void RunCharts::fillPanelMenu() {
    panelMenu_->clear();
    const auto entry = [this](const QString& id, const QString& title) {
        QAction* action = panelMenu_->addAction(menuText(title), this, [this, id] { addPanel(id); });
        action->setObjectName(QStringLiteral("add:") + id);
        action->setCheckable(true);
        action->setChecked(grid_->arrangement().find(id) != nullptr);
    };
    panelMenu_->addSection(tr("Panels"));
    for (const QString& id : bridge_.standardCharts())
        entry(id, bridge_.chart(id)->title());
    entry(QStringLiteral("log"), tr("Log"));
    panelMenu_->addSection(tr("Metrics of this run"));
    for (const std::string& metric : bridge_.metrics())
        entry(bridges::RunBridge::ownChart(metric), bridges::metricWords(metric).title);
}

void RunCharts::fillLayoutMenu() {
    layoutMenu_->clear();
    const auto choice = [this](const QString& name, const QString& title) {
        QAction* action = layoutMenu_->addAction(menuText(title), this, [this, name] { useLayout(name); });
        action->setObjectName(QStringLiteral("layout:") + name);
        action->setCheckable(true);
        action->setChecked(name == layoutName_);
    };
    choice({}, tr("Standard"));
    for (auto it = layouts_.named().begin(); it != layouts_.named().end(); ++it)
        choice(it.key(), fontMetrics().elidedText(it.key(), Qt::ElideRight, 3 * kNameWidth));
    layoutMenu_->addSeparator();
    const auto verb = [this](const char* name, const QString& text, auto&& act) {
        layoutMenu_->addAction(text, this, act)->setObjectName(QLatin1String(name));
    };
    const bool changed = isLayoutChanged();
    if (changed && !layoutName_.isEmpty())
        verb("layout.save", tr("Save changes"), [this] {
            layouts_.save(layoutName_, clean_ = body());
            arranged();
        });
    if (changed) verb("layout.undo", tr("Undo changes"), [this] { useLayout(layoutName_); });
    if (!layoutName_.isEmpty())
        verb("layout.delete", tr("Delete this layout; its panels stay"), [this] {
            layouts_.forget(layoutName_);
            layoutName_.clear();
            clean_ = standardBody();
            arranged();
        });
    auto* name = new QLineEdit;
    name->setObjectName(QStringLiteral("layout.name"));
    name->setPlaceholderText(tr("Save as: name, then Enter"));
    name->setAccessibleName(tr("Name of a new layout"));
    name->setMinimumWidth(220);
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(style::space::kButton, style::space::kTiny, style::space::kButton, style::space::kTiny);
    row->addWidget(name);
    auto* typed = new QWidgetAction(layoutMenu_);
    typed->setDefaultWidget(box);
    layoutMenu_->addAction(typed);
    connect(name, &QLineEdit::returnPressed, this, [this, name] {
        const QString wanted = name->text().simplified();
        if (wanted.isEmpty()) return;
        layoutMenu_->hide();
        layoutName_ = wanted;
        layouts_.save(wanted, clean_ = body());
        arranged();
    });
    layoutMenu_->addSeparator();
    verb("layout.exportPng", tr("Export page as PNG…"), [this] { askExport(QStringLiteral("png")); });
    verb("layout.exportPdf", tr("Export page as PDF…"), [this] { askExport(QStringLiteral("pdf")); });
}

void RunCharts::askExport(const QString& suffix) {
    const QString name = bridges::text(bridge_.facts().record.name).replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export page"), name + QLatin1Char('.') + suffix,
                                                      tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (!path.isEmpty()) exportPage(path);
}

void RunCharts::showLayoutName() {
    if (grid_ == nullptr) return;
    const QString name = layoutName_.isEmpty() ? tr("Standard") : layoutName_;
    const QString shown = fontMetrics().elidedText(name, Qt::ElideRight, kNameWidth);
    //: A layout that was changed since it was chosen.
    layoutButton_->setText(menuText(isLayoutChanged() ? tr("%1 •").arg(shown) : shown));
    layoutButton_->setToolTip(isLayoutChanged() ? tr("%1, changed").arg(name) : name);
}

void RunCharts::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    for (QWidget* word : std::as_const(words_))
        word->setVisible(width() >= kRoomForWords);
    for (const char* name : {"run.resetZoom", "run.addPanel"}) {
        auto* button = findChild<QPushButton*>(QLatin1String(name));
        if (button) button->setText(width() >= kRoomForButtons ? button->accessibleName() : QString());
    }
}

}  // namespace ludus::pages
