// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Three narrow strips: how far something is, the figures of a page, and what the studio does (status bar).
// GUI thread. All texts come ready formatted.

#include <QVector>
#include <QWidget>

#include <optional>

#include "widgets/views/label.h"

class QHBoxLayout;

namespace ludus::views {

// A bar with a text at its right end: "3.42 M of 6.00 M steps   57 %   3 min 28 s left".
class ProgressStrip : public QWidget {
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget* parent = nullptr);
    void setProgress(double fraction);  // 0..1; NaN: nothing known, an empty track
    void setTexts(const QString& strong, const QStringList& muted = {});
    double progress() const { return fraction_; }
    QSize sizeHint() const override { return QSize(400, 24); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double fraction_ = 0;
    QString strong_;
    QStringList muted_;
};

struct Fact {
    QString key = {};
    QString label = {};  // "Elo"
    QString value = {};  // "1342"
    QString note = {};   // "±18" or the unit "steps"
    QString tip = {};    // the exact value
};

// Figures in columns of equal width, each with its uncertainty or unit.
class FactsStrip : public QWidget {
    Q_OBJECT

public:
    explicit FactsStrip(QWidget* parent = nullptr);
    void setFacts(QVector<Fact> facts);
    const QVector<Fact>& facts() const { return facts_; }
    QSize sizeHint() const override { return QSize(600, 48); }
    QSize minimumSizeHint() const override { return QSize(220, 48); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int shownCount() const;
    QVector<Fact> facts_;
};

// The pieces of the status bar: at the left what runs, at the right the machine and the workspace.
class StatusStrip : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);
    void setActivity(std::optional<style::Status> status, const QString& strong, const QStringList& muted = {});
    // A piece with an icon at the right end, named "piece:KEY"; an empty text hides it. Pieces keep the order of their
    // first setting. Each can be pressed.
    void setPiece(const QString& key, const QString& iconName, const QString& text, const QString& tip = QString());

Q_SIGNALS:
    void pressed(const QString& key);

private:
    void fit();

    QHBoxLayout* row_;
    IconLabel* state_;
    Label* strong_;
    Label* muted_;
};

}  // namespace ludus::views
