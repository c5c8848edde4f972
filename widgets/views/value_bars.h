// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a player thinks at this frame: rows of label and probability in the style of its side. GUI thread.

#include <QString>
#include <QWidget>

#include <vector>

namespace ludus::views {

struct ValueBar {
    QString label;
    double share = 0;  // 0..1
};

class ValueBars : public QWidget {
    Q_OBJECT

public:
    explicit ValueBars(QWidget* parent = nullptr);

    void setHead(int side, const QString& name, const QString& note);  // "MA·3", "value −0.42"
    void setRows(std::vector<ValueBar> rows, int chosen = -1);
    const std::vector<ValueBar>& rows() const { return rows_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight() const;

    std::vector<ValueBar> rows_;
    QString name_, note_;
    int side_ = 0;
    int chosen_ = -1;
};

}  // namespace ludus::views
