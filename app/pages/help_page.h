// SPDX-License-Identifier: GPL-3.0-or-later
// HelpPage: the help: contents and search left, a text right, back and forward. Links lead to other texts ("run.md",
// "run.md#smoothing") and into the pages of the studio ("page:new"). GUI thread.
#pragma once

#include <QVector>

#include "app/pages/page.h"
#include "app/pages/services.h"

class QLineEdit;
class QTextBrowser;
class QToolButton;

namespace ludus::views {
class ChoiceList;
class Label;
}  // namespace ludus::views

namespace ludus::pages {

/// Keys as the actions themselves tell them.
struct ShortcutGroup {
    QString title;
    QVector<QPair<QString, QString>> entries;  // verb, keys
};

class HelpPage : public Page {
    Q_OBJECT

public:
    explicit HelpPage(const Services& services, QWidget* parent = nullptr);

    /// "run", "run#smoothing"; what is unknown opens the page before the mark, or the start.
    void open(const QString& topic);
    QString topic() const { return topic_; }
    void setShortcuts(const QVector<ShortcutGroup>& groups);

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QString helpTopic() const override;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QWidget* makeContents();
    QWidget* makeText();
    void go(const QString& topic, bool remember);
    void render();
    void scrollTo(const QString& place);
    void follow(const QString& link);
    void search(const QString& words);
    void step(int by);

    Navigator& go_;
    QLineEdit* search_;
    views::ChoiceList* contents_;
    views::ChoiceList* hits_;
    views::Label* nothing_;
    QTextBrowser* text_;
    QToolButton* back_;
    QToolButton* forward_;
    QVector<ShortcutGroup> shortcuts_;
    QString topic_;
    QStringList history_;
    qsizetype at_ = -1;
};

}  // namespace ludus::pages
