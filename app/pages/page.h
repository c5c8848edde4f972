// SPDX-License-Identifier: GPL-3.0-or-later
// Page: one task of the user in the window's content area; header, messages, body. It speaks to bridges only;
// its verbs are its QWidget::actions(), so that the command palette offers them. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <QVariantMap>
#include <QWidget>

#include "widgets/views/message_bar.h"
#include "widgets/views/page_header.h"

namespace ludus::pages {

class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(const QString& title, QWidget* parent = nullptr);

    views::PageHeader* header() const { return header_; }
    /// Says something under the header instead of in a dialog.
    void say(views::MessageKind kind, const QString& sentence, const QString& key = {});
    /// The same with one or two verbs; answered() says which was chosen.
    void offer(const QString& sentence, const QString& key, const QVector<views::MessageAction>& actions);
    void dismiss(const QString& key) { messages_->dismiss(key); }

    /// What the page shows and how, as plain values: for the next start and for a change of language. A page must take
    /// an empty map and one of another version.
    virtual QVariantMap saveState() const { return {}; }
    virtual void restoreState(const QVariantMap& state);
    /// Where F1 leads: "run", "run#smoothing".
    virtual QString helpTopic() const;

Q_SIGNALS:
    /// A verb of a message; an empty one: it was closed.
    void answered(const QString& key, const QString& action);

protected:
    /// Below header and messages, with the page's margins.
    QVBoxLayout* body() const { return body_; }

private:
    views::PageHeader* header_;
    views::MessageBar* messages_;
    QVBoxLayout* body_;
};

}  // namespace ludus::pages
