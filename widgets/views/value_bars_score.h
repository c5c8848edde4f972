// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The head of a court: side, role, name and lives left and right, the score in the middle. GUI thread.

#include <QString>
#include <QWidget>

#include <array>
#include <optional>

#include "widgets/style/theme.h"

namespace ludus::views {

struct ScoreSide {
    QString name;
    std::optional<style::Role> role;
    int lives = 0;     // filled dots
    int allLives = 0;  // 0: the game has none
};

class ScoreHeader : public QWidget {
    Q_OBJECT

public:
    explicit ScoreHeader(QWidget* parent = nullptr);

    void setSide(int side, const ScoreSide& facts);
    void setScore(const QString& score);  // "2 : 3"
    const QString& score() const { return score_; }

    QSize sizeHint() const override { return {420, 38}; }
    QSize minimumSizeHint() const override { return {220, 38}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintSide(QPainter& painter, int side, int half) const;
    void describe();

    std::array<ScoreSide, 2> sides_;
    QString score_;
};

}  // namespace ludus::views
