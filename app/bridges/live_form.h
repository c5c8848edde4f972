// SPDX-License-Identifier: GPL-3.0-or-later
// LiveForm: the options of a run that may change while it goes on, as a form. The values are those that the run obeys
// now; what somebody types is checked against the whole configuration and waits until it is applied. GUI thread.
#pragma once

#include <QObject>
#include <QString>

#include <vector>

#include "core/records/events.h"
#include "core/runs/run_config.h"
#include "widgets/models/form_model.h"

namespace ludus::bridges {

struct LiveChange {
    QString key;
    QString value;  // as in a run file
};

class LiveForm : public QObject {
    Q_OBJECT

public:
    explicit LiveForm(QObject* parent = nullptr);

    /// Of this run, with the changes that its events told so far. Values that somebody is about to change stay.
    void show(const RunRecord& run, const std::vector<OptionChanged>& changes);
    models::FormModel* form() { return &form_; }
    /// What differs from what the run obeys, in the order of the form.
    std::vector<LiveChange> wanted() const;
    /// Back to what the run obeys.
    void reset();

Q_SIGNALS:
    void changed();

private:
    QHash<QString, models::FormProblem> validate() const;

    models::FormModel form_;
    RunId run_;
    size_t changes_ = 0;
    runs::RunConfig config_;  // as the run obeys it
};

}  // namespace ludus::bridges
