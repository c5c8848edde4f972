// SPDX-License-Identifier: GPL-3.0-or-later
// RunDetails: everything that is needed to compute a run again, as plain words: command line, options, program,
// machine, and what differs from the run before it. Asked on the store's thread; values for the GUI thread.
#pragma once

#include <QString>
#include <QVector>

#include <functional>
#include <string>
#include <vector>

#include "app/bridges/store_query.h"
#include "core/records/records.h"
#include "core/runs/origin.h"

namespace ludus::bridges {

struct RunDetails {
    RunRecord run;
    QString command;
    bool known = false;  // origin
    runs::Origin origin;
    std::string previous;                         // name of the last run of its kind; empty: it is the first one
    std::vector<runs::OptionDifference> changes;  // since then
    std::vector<runs::OptionDifference> options;  // all: before = the program's default, after = the value
};

/// `answer` comes on the GUI thread, unless `context` is gone by then or a newer question was asked.
void askRunDetails(StoreQuery& store, QObject* context, RunId run, std::function<void(const RunDetails&)> answer);

}  // namespace ludus::bridges
