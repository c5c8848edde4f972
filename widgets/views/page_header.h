// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The line over a page, 56 px: state, name, muted facts; actions right, the primary one last. GUI thread.

#include <QWidget>

#include <optional>

#include "widgets/views/label.h"

class QBoxLayout;
class QHBoxLayout;
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
    void setStatus(std::optional<style::Status> status);
    // A way back before the name: "< Replays / name".
    void setBack(const QString& page);
    void setRenamable(bool renamable);

    QPushButton* addButton(const QString& text, const QString& iconName = QString());
    QPushButton* addPrimary(const QString& text, const QString& iconName = QString());
    void addWidget(QWidget* widget);

Q_SIGNALS:
    void backRequested();
    void renameRequested();

private:
    void arrange();

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
    std::optional<style::Status> status_;
};

}  // namespace ludus::views
