// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a player thinks at this frame: rows of label and probability in the style of its side, a gap between the
// branches of its action; what another player would do is outlined over them. Folded it is one line: of each branch
// what was chosen. GUI thread.

#include <QString>
#include <QWidget>

#include <limits>
#include <vector>

namespace ludus::views {

struct ValueBar {
    QString label;
    double share = 0;  // 0..1
    bool chosen = false;
    bool begins = false;                                      // the first of a further branch
    double other = std::numeric_limits<double>::quiet_NaN();  // of the other player
};

class ValueBars : public QWidget {
    Q_OBJECT

public:
    explicit ValueBars(QWidget* parent = nullptr);

    void setHead(int side, const QString& name, const QString& note);  // "MA·3", "value −0.42"
    void setRows(std::vector<ValueBar> rows, int chosen = -1);
    // One of several can be chosen: by a press or Enter.
    void setSelectable(bool on);
    void setSelected(bool on);
    void setFolded(bool on);
    bool isFolded() const { return folded_; }
    const std::vector<ValueBar>& rows() const { return rows_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selected();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    bool isCompact() const { return width() < 140; }
    int rowHeight() const;
    void paintHead(QPainter& painter) const;
    void paintFolded(QPainter& painter) const;
    void paintRow(QPainter& painter, const ValueBar& row, int y, int widest) const;
    void paintCompactRow(QPainter& painter, const ValueBar& row, int y) const;
    void paintBar(QPainter& painter, const QRectF& track, const ValueBar& row) const;

    std::vector<ValueBar> rows_;
    int widest_ = 0;  // of the labels, 0: not known yet
    QString name_, note_;
    int side_ = 0;
    bool selectable_ = false, selected_ = false, folded_ = false, focusShown_ = false;
};

}  // namespace ludus::views
