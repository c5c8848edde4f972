// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A short list to choose one from: a title and a muted second line each, the chosen one on the selection colour.
// As high as its items. GUI thread.

#include <QListWidget>

namespace ludus::views {

class ChoiceList : public QListWidget {
    Q_OBJECT

public:
    explicit ChoiceList(QWidget* parent = nullptr);

    void addChoice(const QString& id, const QString& title, const QString& note);
    QString currentId() const;
    void setCurrentId(const QString& id);  // unknown: none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const QString& id);  // by mouse or key, not by setCurrentId

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    bool quiet_ = false;
};

}  // namespace ludus::views
