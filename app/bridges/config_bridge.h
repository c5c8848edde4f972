// SPDX-License-Identifier: GPL-3.0-or-later
// ConfigBridge: a run file and its form, in step. The text is the truth: the form replaces values in it, comments
// survive. GUI thread; reading and checking a file takes well under a millisecond.
#pragma once

#include <QHash>
#include <QObject>
#include <QString>

#include <vector>

#include "core/runs/run_config.h"
#include "widgets/models/form_model.h"

namespace ludus::bridges {

struct PresetEntry {
    QString name;  // "slime_volley/self_play"
    QString game;  // "slime_volley"
    QString kind;  // "self_play"
    QString title;
    double seconds = 0;
};

class ConfigBridge : public QObject {
    Q_OBJECT

public:
    explicit ConfigBridge(QObject* parent = nullptr);

    static std::vector<PresetEntry> presets();
    /// Loads a shipped preset into text and form.
    void openPreset(const QString& name);
    /// Loads the text of an earlier run or file; `preset` is what "changed" is measured against.
    void openText(const QString& toml, const QString& preset);
    /// The same, measured against a text of one's own, kept under this name ("own/slow").
    void openOwn(const QString& toml, const QString& name, const QString& base);
    /// What somebody typed into the file; a broken text leaves the form as it was and is named.
    void setText(const QString& toml);

    const QString& text() const { return text_; }
    const QString& preset() const { return preset_; }
    models::FormModel* form() { return &form_; }
    /// Lines (1-based) that differ from the preset.
    std::vector<int> changedLines() const;
    /// Wrong lines (1-based) and what is wrong with each, in words.
    QHash<int, QString> wrongLines() const;
    /// Everything wrong, in words; empty when the run can start.
    QStringList problems() const { return problems_; }
    const QString& game() const { return game_; }
    /// Lists of values make several runs; 0 while the file cannot be read.
    int runCount() const { return runCount_; }
    /// What was opened, for undoing all changes.
    const QString& baseText() const { return presetText_; }

Q_SIGNALS:
    void textChanged();
    void problemsChanged();

private:
    void rebuildForm();
    void followKind();
    Result<std::string> retrained(const std::string& training) const;
    void takeForm(const QString& key);
    QHash<QString, models::FormProblem> validate();
    void setValuesFromText();
    void refreshSweep();

    models::FormModel form_;
    QString text_;
    QString preset_;
    QString presetText_;
    QString game_;
    runs::RunKind kind_;  // that the form is of
    QStringList problems_;
    std::vector<runs::ConfigProblem> found_;
    QHash<QString, QString> hints_;  // of fields that are swept, as they were before
    int runCount_ = 1;
    bool updating_ = false;
};

}  // namespace ludus::bridges
