// SPDX-License-Identifier: GPL-3.0-or-later
// GuidedTour: five steps through the real pages of the window, each with a card that points at a widget. GUI thread;
// it owns its card and goes with its window's shell.
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace ludus::views {
class Callout;
}

namespace ludus::studio {

class GuidedTour : public QObject {
    Q_OBJECT

public:
    static constexpr int kSteps = 5;

    /// `showPage` opens a page by its key.
    GuidedTour(QWidget& window, std::function<void(const QString&)> showPage, QObject* parent);
    ~GuidedTour() override;

    void start() { go(0); }
    void end();
    /// -1: it is not on.
    int step() const { return step_; }
    /// Goes on there, as after a change of language.
    void go(int step);

private:
    QWidget& window_;
    std::function<void(const QString&)> showPage_;
    QPointer<views::Callout> card_;
    int step_ = -1;
};

}  // namespace ludus::studio
