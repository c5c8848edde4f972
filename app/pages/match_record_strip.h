// SPDX-License-Identifier: GPL-3.0-or-later
// MatchRecordStrip: which two agents play how many matches from which seed, to be recorded; progress and cancel. GUI
// thread; it owns the recorder.
#pragma once

#include <QFrame>

#include <array>

#include "app/bridges/match_recorder.h"
#include "app/pages/navigator.h"

class QComboBox;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace ludus::views {
class Picker;
}

namespace ludus::pages {

class MatchRecordStrip : public QFrame {
    Q_OBJECT

public:
    explicit MatchRecordStrip(bridges::StoreQuery& store, QWidget* parent = nullptr);

    /// Agents that are not named are the game's first bots.
    void prepare(const WantedMatch& match);
    QVariantMap saveState() const;
    void restoreState(const QVariantMap& state);
    bool isRunning() const { return recorder_.isRunning(); }

Q_SIGNALS:
    void said(bool good, const QString& sentence);

private:
    struct Chosen {
        QString agent, title;
    };
    void gameChosen();
    void pick(int side);
    void setAgent(int side, const Chosen& chosen);
    void start();
    void done(int count, bool cancelled, const QString& sentence);
    void refresh();

    bridges::MatchRecorder recorder_;
    QComboBox* game_;
    std::array<QPushButton*, 2> sides_{};
    std::array<Chosen, 2> chosen_;
    QLineEdit* seed_;
    QSpinBox* count_;
    QPushButton *swap_, *start_, *cancel_;
    QProgressBar* progress_;
    views::Picker* picker_;
    int pickedSide_ = 0;
};

}  // namespace ludus::pages
