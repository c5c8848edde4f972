// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A white panel with one hairline and a title line of 28 px: bold name, muted explanation, corner actions.
// GUI thread. It owns its content; only actions that do something are put into the corner.

#include <QFrame>

#include "widgets/views/label.h"

class QAction;
class QHBoxLayout;
class QMenu;
class QStackedLayout;
class QToolButton;
class QVBoxLayout;

namespace ludus::views {

class LinkButton;

class Panel : public QFrame {
    Q_OBJECT

public:
    explicit Panel(const QString& title = QString(), const QString& note = QString(), QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setNote(const QString& note);
    QString title() const;

    // The panel takes ownership; an earlier content is deleted. Margins belong to the content.
    void setContent(QWidget* content);
    QWidget* content() const { return content_; }

    // The title line, by which a panel can be taken.
    QWidget* titleBar() const { return bar_; }

    // An icon button at the right end of the title line. Where the title needs the room, the menu has it instead.
    QAction* addCornerAction(const QString& iconName, const QString& text);
    void addCornerWidget(QWidget* widget);
    // The menu behind "more"; the button shows as soon as the menu has an action. A right click opens it too.
    QMenu* menu() const { return menu_; }
    // Adds the maximise button; maximiseToggled is for the page that holds the panel.
    QAction* enableMaximise();

    // Instead of the content: one muted line, or what went wrong with "Try again".
    void showContent();
    void showEmpty(const QString& sentence);
    void showError(const QString& sentence);

Q_SIGNALS:
    void maximiseToggled(bool on);
    void tryAgain();

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Corner {
        QAction* action;
        QToolButton* button;
    };
    QWidget* makeNotice();
    void fitCorner();

    QWidget* bar_;
    Label* title_;
    Label* note_;
    QHBoxLayout* corner_;
    QVector<Corner> corners_;
    QToolButton* more_;
    QMenu* menu_;
    bool fitting_ = false;
    QStackedLayout* stack_;
    QWidget* content_ = nullptr;
    QWidget* notice_;
    IconLabel* noticeIcon_ = nullptr;
    Label* noticeText_ = nullptr;
    LinkButton* retry_ = nullptr;
};

}  // namespace ludus::views
