// SPDX-License-Identifier: GPL-3.0-or-later
// EloOverlay: the Elo curves of several runs in one chart, read on the store's thread from levels. GUI thread.
#pragma once

#include <QObject>

#include <vector>

#include "app/bridges/store_query.h"
#include "core/records/records.h"
#include "widgets/models/series_model_chart.h"

namespace ludus::bridges {

class EloOverlay : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 24;  // more curves than that say nothing in a small picture

    explicit EloOverlay(StoreQuery& store, QObject* parent = nullptr);

    models::ChartModel* chart() { return &chart_; }
    /// Those of the first kMost that were rated; the chart shows them when they are read.
    void show(const std::vector<RunRecord>& runs);

private:
    StoreQuery& store_;
    models::ChartModel chart_;
};

}  // namespace ludus::bridges
