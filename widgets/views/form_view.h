// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A form over a FormModel: tabs Basic, Advanced and one a subject, a search over all of them. GUI thread.
// It does not own the model. Every editor is named "field:KEY".

#include <QHash>
#include <QVector>
#include <QWidget>

#include "widgets/models/form_model.h"

class QLineEdit;
class QScrollArea;
class QTabBar;
class QVBoxLayout;

namespace ludus::views {

class FormRow;

class FormView : public QWidget {
    Q_OBJECT

public:
    explicit FormView(QWidget* parent = nullptr);

    void setForm(models::FormModel* model);
    // The owner keeps a history: undo and redo of what the model took over are left to it, not done in the field.
    void setUndoneByOwner(bool owner);
    // Shows the field, on whatever tab it is, and gives it the focus.
    void focusField(const QString& key);
    QString focusedField() const { return focused_; }
    void setSearch(const QString& text);
    QStringList visibleKeys() const;
    QTabBar* tabs() const { return tabs_; }
    // Writes what is still being typed into the model at once.
    void commit();

Q_SIGNALS:
    void focusedFieldChanged(const QString& key);
    void actionTriggered(const QString& key);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Section {
        QWidget* title;
        QVector<FormRow*> rows;
    };

    void rebuild();
    void rebuildTabs();
    void filter();
    QString tabOf(const models::FormGroup& group, const models::FormField& field) const;

    models::FormModel* model_ = nullptr;
    bool undoneByOwner_ = false;
    QTabBar* tabs_;
    QLineEdit* search_;
    QScrollArea* area_;
    QWidget* page_ = nullptr;
    QWidget* nothing_ = nullptr;
    QVector<Section> sections_;
    QHash<QString, FormRow*> rows_;
    QString focused_;
};

}  // namespace ludus::views
