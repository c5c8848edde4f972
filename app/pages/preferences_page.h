// SPDX-License-Identifier: GPL-3.0-or-later
// PreferencesPage: everything about the program, nothing about runs: sections left, what belongs to one right, a search
// over all of them. A change is in force at once and can be undone. GUI thread.
#pragma once

#include <QVariant>
#include <QVector>

#include <functional>

#include "app/pages/page.h"
#include "app/pages/services.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSlider;

namespace ludus::views {
class ChoiceList;
class Label;
}  // namespace ludus::views

namespace ludus::pages {

class PreferencesPage : public Page {
    Q_OBJECT

public:
    explicit PreferencesPage(const Services& services, QWidget* parent = nullptr);

    /// "appearance", "language", "charts", "training", "workspace", "machine".
    void showSection(const QString& section);
    QString section() const;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QString helpTopic() const override;

private:
    struct Row {
        QWidget* widget;
        QString section;
        QString words;  // what the search looks at
    };
    QWidget* makeSections();
    QWidget* makeForm();
    void addSection(const QString& key, const QString& title);
    void addRow(const QString& label, QWidget* control, const QString& note);
    void addWide(const QString& words, QWidget* widget);
    void addAppearance();
    void addPreview();
    void addCharts();
    void addTraining();
    void addWorkspace();
    QSlider* addSlider(const char* name, const QString& label, const QString& note, int from, int to, int step,
                       const std::function<QString(int)>& shown);
    void set(const QString& key, const std::function<void()>& change);
    void undo();
    void resetSection();
    void follow();
    void search(const QString& words);

    const Services services_;
    Preferences& preferences_;
    QLineEdit* search_;
    views::ChoiceList* sections_;
    views::Label* nothing_;
    QVBoxLayout* form_ = nullptr;
    QString adding_;  // the section that rows go to
    QVector<Row> rows_;
    QVector<std::function<void()>> followers_;  // each brings a control in step with its preference
    QVector<QPair<QString, QVariant>> past_;    // what undo goes back to
    bool following_ = false;                    // controls that follow change nothing
    QPushButton* undo_;
    QPushButton* reset_;
};

}  // namespace ludus::pages
