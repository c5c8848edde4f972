// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One field of a FormView: dot, label, editor, hint, and below them what is wrong. GUI thread.
// It writes into the model 300 ms after the last key, or at once when the field is left.

#include <QTimer>
#include <QWidget>

#include "widgets/models/form_model.h"

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QSlider;
class QToolButton;

namespace ludus::views {

class IconLabel;
class Label;
class LinkButton;
class ValueEdit;

class FormRow : public QWidget {
    Q_OBJECT

public:
    FormRow(models::FormModel* model, const QString& key, const QString& groupTitle, const QString& tab,
            QWidget* parent = nullptr);

    const QString& key() const { return key_; }
    const QString& tab() const { return tab_; }
    bool matches(const QString& search) const;
    QWidget* editor() const { return editor_; }
    void refresh();
    void commit();
    void setUndoneByOwner(bool owner) { undoneByOwner_ = owner; }

Q_SIGNALS:
    void focused(const QString& key);
    void actionTriggered(const QString& key);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void makeEditor(QHBoxLayout* row);
    void makeValueEdit(QHBoxLayout* row, int width);
    void makeSlider(QHBoxLayout* row);
    void makeProblemLine();
    void step(int steps);
    void forgetSteps();
    void openMenu(const QPoint& globalPosition);
    QString backText() const;
    QString tip() const;
    QString hintText() const;

    models::FormModel* model_;
    QString key_, tab_, group_;
    QTimer delay_;
    Label* label_ = nullptr;
    Label* hint_ = nullptr;
    QWidget* editor_ = nullptr;
    ValueEdit* edit_ = nullptr;
    QComboBox* combo_ = nullptr;
    QCheckBox* check_ = nullptr;
    QSlider* slider_ = nullptr;
    QWidget* problemLine_ = nullptr;
    Label* problem_ = nullptr;
    LinkButton* repair_ = nullptr;
    bool differs_ = false;
    bool undoneByOwner_ = false;
    bool composing_ = false;
};

}  // namespace ludus::views
