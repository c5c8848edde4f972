// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A field over the window that finds everything one can do by a few letters and does it: keyboard only if wanted.
// CommandField is what stands in the menu bar and opens it. GUI thread; the palette lies over its parent and knows
// nothing of what its commands mean.

#include <QAbstractButton>
#include <QFrame>
#include <QIcon>
#include <QPointer>
#include <QStringList>
#include <QVector>

class QLineEdit;
class QListView;

namespace ludus::views {

class Label;

struct Command {
    QString id = {};
    QString title = {};
    QString group = {};     // "Pages", "Runs"; shown muted behind the title, found too
    QString shortcut = {};  // as shown
    QIcon icon = {};
    bool enabled = true;
    QString kind = {};  // its heading while nothing is typed, "Actions"; empty: none
    int most = 0;       // of this kind under its heading, 0: all; what is typed finds the others
};

class CommandField : public QAbstractButton {
    Q_OBJECT

public:
    explicit CommandField(QWidget* parent = nullptr);
    void setShortcutText(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QString shortcut_;
    bool keyFocus_ = false;
};

class CommandModel;

class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* window);

    // In the order in which they stand when nothing is typed, the kinds together; `recent` ids come before all others,
    // newest first.
    void setCommands(QVector<Command> commands, const QStringList& recent);
    // Opens at the top of the window and takes the keyboard.
    void open();
    // Gives the keyboard back to who had it.
    void dismiss();

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void search(const QString& typed);
    void choose();
    void place();

    QLineEdit* field_;
    QListView* list_;
    Label* nothing_;
    CommandModel* model_;
    QPointer<QWidget> before_;
};

}  // namespace ludus::views
