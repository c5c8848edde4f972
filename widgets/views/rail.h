// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The pages at the left edge of the window: sections with entries, wide (148 px) or narrow (48 px, icons only).
// GUI thread. Entries are named "rail:KEY"; Up and Down go from one to the next.

#include <QVector>
#include <QWidget>

class QVBoxLayout;

namespace ludus::views {

class RailEntry;

class Rail : public QWidget {
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    // The framed entry above all sections ("New experiment").
    void setTopEntry(const QString& key, const QString& text, const QString& iconName);
    void addSection(const QString& title);
    void addEntry(const QString& key, const QString& text, const QString& iconName, const QString& tip = QString());
    void addFootEntry(const QString& key, const QString& text, const QString& iconName);

    void setCurrent(const QString& key);
    QString current() const { return current_; }
    QString title(const QString& key) const;
    // All entries from top to bottom.
    QVector<QPair<QString, QString>> keysAndIcons() const;
    // The entry that takes the keyboard when somebody comes to the rail.
    QWidget* stop() const;
    void setNarrow(bool narrow);
    bool isNarrow() const { return narrow_; }

Q_SIGNALS:
    void activated(const QString& key);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    RailEntry* makeEntry(const QString& key, const QString& text, const QString& iconName, bool framed);

    QVBoxLayout* top_;
    QVBoxLayout* body_;
    QVBoxLayout* foot_;
    QVector<RailEntry*> entries_;
    QVector<QWidget*> titles_;
    QString current_;
    bool narrow_ = false;
};

}  // namespace ludus::views
