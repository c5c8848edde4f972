// SPDX-License-Identifier: GPL-3.0-or-later
// WhatIfBridge: the options of a league that may change while it runs, as a form, and whom one of its learners would
// meet with them. Checked as the run itself would; nothing changes before it is applied. GUI thread; who would be drawn
// is computed on the thread of StoreQuery, the newest question wins.
#pragma once

#include <QObject>
#include <QSet>
#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "app/bridges/league_reader.h"
#include "app/bridges/live_form.h"
#include "app/bridges/run_service.h"
#include "app/bridges/store_query.h"
#include "core/league/story_why.h"
#include "core/runs/run_config.h"
#include "widgets/models/form_model.h"

namespace ludus::bridges {

/// Whom the learner would meet.
struct WhatIfPicture {
    int player = 0;
    std::string name;  // "MA1"
    league::WhatIf drawn;
    std::vector<LeagueRole> roles;        // [rows] of the members
    store::DrawCounts counts;             // of all its draws
    int64_t lastSeq = -1, tellings = -1;  // of the league then
};

/// An option that was applied here, and that the run has told since.
struct ConfirmedChange {
    OptionChanged change;
    int64_t wallMs = 0;
};

/// Draws of now, made on trial with the options as they are.
struct WhatIfTrial {
    WhatIfPicture picture;
    int64_t draws = 0;
    std::vector<int64_t> counts;  // [rows]
};

class WhatIfBridge : public QObject {
    Q_OBJECT

public:
    static constexpr int64_t kTrial = 1000;  // draws on trial

    WhatIfBridge(StoreQuery& store, RunService& service, QObject* parent = nullptr);

    /// Of this league from now on; edits of another one are forgotten.
    void open(std::shared_ptr<LeagueReader> reader);
    RunId run() const { return reader_ ? reader_->run() : RunId{}; }
    void setPlayer(int player);
    int player() const { return player_; }
    /// Something of the league happened: asks again.
    void refresh();

    models::FormModel* form() { return &form_; }
    /// The options are in the form.
    bool isLoaded() const { return config_.has_value(); }
    const RunRecord& record() const { return record_; }
    /// What differs from what the run obeys, in an order in which the run can take it; and what of it does not fit.
    std::vector<LiveChange> wanted() const { return plan_.changes; }
    int changedCount() const { return static_cast<int>(plan_.changes.size() + plan_.problems.size()); }
    /// Why the run takes no changes, in a sentence; empty: it does.
    QString resting() const;
    bool isWaiting() const { return !waiting_.isEmpty(); }  // applied, but not told by the run yet
    void apply();
    /// What came of the last apply(), in the order in which the run told it.
    const std::vector<ConfirmedChange>& confirmedChanges() const { return confirmed_; }
    /// The same in a sentence, with the step from which it holds; empty: nothing was applied, or is told yet.
    QString confirmedText() const;
    int64_t confirmedStep() const;
    void discard();
    /// The run's file with the values of the form, for another run.
    QString editedFile() const;
    /// Edited values, for another start; they are taken once the run's options are known.
    QVariantMap edits() const;
    void restoreEdits(const QVariantMap& edits);

    const WhatIfPicture& picture() const { return picture_; }
    bool hasPicture() const { return pictured_; }
    /// Makes draws on trial; `tried` follows.
    void tryOut();
    const WhatIfTrial& trial() const { return trial_; }

Q_SIGNALS:
    void changed();      // the picture
    void formChanged();  // values, what is wrong with them, whether the run takes them
    void tried();
    void confirmed();  // the run has told all that was applied and not refused
    void refused(const QString& sentence);

private:
    /// How the changes go together.
    struct Plan {
        std::vector<LiveChange> changes;
        runs::RunConfig config;
        QHash<QString, models::FormProblem> problems;
    };
    struct Answer;

    void takeConfig(runs::RunConfig config);
    void take(Answer& answer);
    bool takeConfirmed(const std::vector<RunEvent>& events);
    QString valueText(const std::string& key, const std::string& toml) const;
    void edited(const QString& key);
    QHash<QString, models::FormProblem> validate();
    Plan planOf() const;
    std::vector<LiveChange> differing() const;

    StoreQuery& store_;
    RunService& service_;
    models::FormModel form_;
    std::shared_ptr<LeagueReader> reader_;
    RunRecord record_;
    std::optional<runs::RunConfig> config_;  // as the run obeys it
    std::string optionsText_;                // of the league, as told by its events
    QString unread_;                         // why its options could not be read, as it was said
    Plan plan_;
    WhatIfPicture picture_;
    WhatIfTrial trial_;
    QVariantMap kept_;       // edits that wait for the options
    QSet<QString> waiting_;  // keys that were applied
    std::vector<ConfirmedChange> confirmed_;
    int64_t appliedAfter_ = 0;  // number of the newest event then
    int player_ = 0;
    uint64_t trials_ = 0;
    bool pictured_ = false, updating_ = false;
};

}  // namespace ludus::bridges
