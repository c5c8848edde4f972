// SPDX-License-Identifier: GPL-3.0-or-later
// What RunCharts keeps as a layout: panels, smoothing, x axis, linked or not; JSON of version 1.
#include <QComboBox>
#include <QJsonArray>
#include <QPushButton>
#include <QSlider>

#include "app/pages/preferences.h"
#include "app/pages/run_page_charts.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/panel_grid.h"

namespace ludus::pages {
namespace {

constexpr int kVersion = 1;
const QString kVersionKey = QStringLiteral("version");
const QString kPanels = QStringLiteral("panels");
const QString kSmoothing = QStringLiteral("smoothing");
const QString kKind = QStringLiteral("kind");
const QString kAxis = QStringLiteral("axis");
const QString kLinked = QStringLiteral("linked");
const QString kLogX = QStringLiteral("logX");
const QString kMessage = QStringLiteral("layout");

}  // namespace

int RunCharts::usualSmoothing() const {
    return qRound(100 * services_.preferences.smoothing());
}

/// Whoever has not chosen another one sees the new usual one at once.
void RunCharts::usualSmoothingChanged() {
    if (!layoutName_.isEmpty() || smoothing_->value() != clean_.value(kSmoothing).toInt()) return;
    clean_.insert(kSmoothing, usualSmoothing());
    smoothing_->setValue(usualSmoothing());
}

QJsonObject RunCharts::standardBody() const {
    return {{kVersionKey, kVersion},
            {kPanels, standardPanels().toJson()},
            {kSmoothing, usualSmoothing()},
            {kKind, QStringLiteral("exponential")},
            {kAxis, QStringLiteral("steps")},
            {kLinked, true},
            {kLogX, false}};
}

QJsonObject RunCharts::body() const {
    return {{kVersionKey, kVersion},
            {kPanels, grid_->arrangement().toJson()},
            {kSmoothing, smoothing_->value()},
            {kKind, kind_->currentData().toString()},
            {kAxis, axisWanted_},
            {kLinked, linked_},
            {kLogX, link_->wantsLogarithmic()}};
}

void RunCharts::applyBody(const QJsonObject& body) {
    applying_ = true;
    const auto panels = views::PanelLayout::fromJson(body.value(kPanels).toArray());
    grid_->setArrangement(panels && !panels->cells().empty() ? *panels : standardPanels());
    smoothing_->setValue(body.value(kSmoothing).toInt(usualSmoothing()));
    kind_->setCurrentIndex(qMax(0, kind_->findData(body.value(kKind).toString())));
    axisWanted_ = body.value(kAxis).toString(QStringLiteral("steps"));
    fillAxes();
    link_->setLogarithmic(body.value(kLogX).toBool());
    applyAxis();
    linkedButton_->setChecked(body.value(kLinked).toBool(true));
    for (const views::PanelCell& cell : grid_->arrangement().cells()) {
        auto* panel = linked_ ? nullptr : qobject_cast<views::ChartPanel*>(grid_->panel(cell.id));
        if (panel == nullptr) continue;
        panel->plot()->link()->setLogarithmic(cell.own.value(kLogX).toBool(link_->wantsLogarithmic()));
    }
    smoothingMoved();
    applying_ = false;
    watchPanels();
}

void RunCharts::useLayout(const QString& name) {
    Q_EMIT unsaid(kMessage);
    layoutName_ = layouts_.named().contains(name) ? name : QString();
    if (layoutName_.isEmpty())
        applyBody(standardBody());
    else
        applyStored(name, layouts_.named().value(name));
    clean_ = body();
    arranged();
    nameMissing();
}

/// A layout of another version is shown as far as it is known; it is not written over until somebody saves it.
void RunCharts::applyStored(const QString& name, const QJsonObject& stored) {
    const bool readable = views::PanelLayout::fromJson(stored.value(kPanels).toArray()).has_value() &&
                          !stored.value(kPanels).toArray().isEmpty();
    if (!readable) {
        Q_EMIT said(views::MessageKind::Warning,
                    tr("The layout “%1” cannot be read. The standard panels are shown instead. It stays as it is until "
                       "you save or delete it.")
                        .arg(name),
                    kMessage);
    } else if (stored.value(kVersionKey).toInt() != kVersion) {
        Q_EMIT said(views::MessageKind::Warning,
                    tr("The layout “%1” was made by another version of Ludus. What this one knows of it is shown. It "
                       "stays as it is until you save it.")
                        .arg(name),
                    kMessage);
    }
    applyBody(stored);
}

/// What was in use when the page was last open.
void RunCharts::layoutsLoaded() {
    const QJsonObject current = layouts_.current();
    const QString name = current.value(QStringLiteral("name")).toString();
    const QJsonObject last = current.value(QStringLiteral("layout")).toObject();
    if (last.isEmpty()) {
        showLayoutName();
        return;
    }
    layoutName_ = layouts_.named().contains(name) ? name : QString();
    applyBody(layoutName_.isEmpty() ? standardBody() : layouts_.named().value(name));
    clean_ = body();
    if (current.value(QStringLiteral("changed")).toBool()) applyBody(last);
    showLayoutName();
    nameMissing();
}

}  // namespace ludus::pages
