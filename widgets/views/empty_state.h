// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A page that has nothing to show yet: what is missing, one sentence why it is useful, one button, one link.
// Stands at the page's first column. GUI thread.

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace ludus::views {

class Label;
class LinkButton;

class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString& title, const QString& sentence, QWidget* parent = nullptr);

    void setTexts(const QString& title, const QString& sentence);
    QPushButton* addPrimary(const QString& text, const QString& iconName = QString());
    LinkButton* addLink(const QString& text);

private:
    Label* title_;
    Label* sentence_;
    QHBoxLayout* verbs_;
};

}  // namespace ludus::views
