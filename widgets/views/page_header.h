// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The line over a page, 56 px: state, name, muted facts; actions right, the primary one last. GUI thread.

#include <QWidget>

#include <optional>

#include "widgets/views/label.h"

class QBoxLayout;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ludus::views {

class LinkButton;

class PageHeader : public QWidget {
    Q_OBJECT

public:
    explicit PageHeader(const QString& title = QString(), QWidget* parent = nullptr);

    void setTitle(const QString& title);
    QString title() const { return title_->text(); }
    // Separated by middle dots. With a state they stand under the name, else beside it.
    void setFacts(const QStringList& facts);
    // `word`: another one than the state's own ("Interrupted").
    void setStatus(std::optional<style::Status> status, const QString& word = QString());
    // A way back before the name: "< Replays / name".
    void setBack(const QString& page);
    // A pencil beside the name; F2 or a press on it edits the name in place, renamed() says the outcome.
    void setRenamable(bool renamable);
    void beginRename();

    QPushButton* addButton(const QString& text, const QString& iconName = QString());
    QPushButton* addPrimary(const QString& text, const QString& iconName = QString());
    void addWidget(QWidget* widget);

Q_SIGNALS:
    void backRequested();
    void renamed(const QString& name);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void arrange();
    void endRename(bool keep);

    QHBoxLayout* row_;
    QHBoxLayout* nameRow_;
    IconLabel* state_;
    QToolButton* back_;
    Label* backName_;
    Label* title_;
    QToolButton* rename_;
    Label* facts_;
    Label* factsBeside_;
    QPushButton* primary_ = nullptr;
    QLineEdit* editor_ = nullptr;
    bool renamable_ = false;
    std::optional<style::Status> status_;
};

}  // namespace ludus::views
