// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Messages under the page header instead of dialogs: soft fill, icon, sentence, up to two actions, close.
// A message stays until somebody acts on it; one with the same key is counted, not stacked. GUI thread.

#include <QFrame>
#include <QHash>
#include <QVector>

class QVBoxLayout;

namespace ludus::views {

enum class MessageKind { Info, Success, Warning, Danger };

struct MessageAction {
    QString id = {};
    QString text = {};
};

struct Message {
    QString key = {};  // messages of one key are the same one; empty: the sentence is the key
    MessageKind kind = MessageKind::Info;
    QString sentence = {};
    QVector<MessageAction> actions = {};  // two at most
};

class MessageLine;

class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void post(const Message& message);
    void dismiss(const QString& key);
    int count() const { return static_cast<int>(lines_.size()); }

Q_SIGNALS:
    void actionTriggered(const QString& key, const QString& action);
    void closed(const QString& key);

private:
    QVBoxLayout* column_;
    QHash<QString, MessageLine*> lines_;
};

}  // namespace ludus::views
