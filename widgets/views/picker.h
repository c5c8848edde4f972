// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A list to choose one from that opens at a button: a search line over it, Up, Down and Enter from the line. GUI
// thread. It closes by choosing, Escape or a press elsewhere; the parent owns it.

#include <QFrame>
#include <QVector>

class QLineEdit;
class QListWidget;

namespace ludus::views {

class Label;

struct PickerItem {
    QString id, title, note;
};

class Picker : public QFrame {
    Q_OBJECT

public:
    explicit Picker(const QString& hint, QWidget* parent);

    void setItems(const QVector<PickerItem>& items);
    void setEmptyText(const QString& text);
    // The items are already those of the search: searched() brings further ones.
    void setFilteredOutside(bool on) { outside_ = on; }
    void openAt(QWidget* anchor);
    int shownCount() const;

Q_SIGNALS:
    void chosen(const QString& id, const QString& title);
    void searched(const QString& text);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void choose();

    QLineEdit* search_;
    QListWidget* list_;
    Label* empty_;
    QVector<PickerItem> items_;
    bool outside_ = false;
};

}  // namespace ludus::views
