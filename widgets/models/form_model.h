// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The values behind a form: groups of described fields, what the preset says, what is wrong and how to repair it.
// GUI thread. It knows nothing of what the values mean: a validator given by the owner judges them.

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <QVector>

#include <functional>
#include <optional>

namespace ludus::models {

enum class FieldKind { Integer, Real, Text, Choice, Flag, IntegerList, RealList, TextList };
enum class FieldLevel { Basic, Advanced };

struct FormChoice {
    QString value = {};
    QString label = {};
    QString help = {};
};

// What is wrong with one field, in words, and the value that would repair it.
struct FormProblem {
    QString text = {};
    QString repairText = {};  // "Use 4"; empty: nothing to offer
    QVariant repairValue = {};

    bool operator==(const FormProblem& other) const = default;
};

struct FormField {
    QString key = {};
    QString label = {};
    FieldKind kind = FieldKind::Text;
    QVariant value = {};         // lists are QVariantList; Integer is qint64, Real double, Flag bool, else QString
    QVariant defaultValue = {};  // of the program
    QVariant presetValue = {};   // invalid: as defaultValue
    std::optional<double> minimum = {}, maximum = {};
    QString unit = {};
    QString help = {};
    QString hint = {};  // range or consequence, muted to the right of the field
    FieldLevel level = FieldLevel::Basic;
    QVector<FormChoice> choices = {};
    bool percent = false;  // Real 0..1 shown as 50 % with a slider
    bool sweep = false;    // several values, separated by commas, are allowed and make several runs
    bool readOnly = false;
    QString actionIcon = {};  // a button beside the field ("dice"), reported by FormView::actionTriggered
    QString actionTip = {};
};

struct FormGroup {
    QString key = {};
    QString title = {};
    QString note = {};  // muted, after the title
    QString tab = {};   // empty: on the tabs Basic and Advanced by level; else the title of its own tab
    QVector<FormField> fields = {};
};

class FormModel : public QObject {
    Q_OBJECT

public:
    using Validator = std::function<QHash<QString, FormProblem>(const QVariantMap& values)>;

    explicit FormModel(QObject* parent = nullptr);

    void setGroups(QVector<FormGroup> groups);
    void setValidator(Validator validator);

    // Several values at once, for example from the file beside the form. Unknown keys are ignored.
    void setValues(const QVariantMap& values);
    void setValue(const QString& key, const QVariant& value);
    // What somebody typed. A text that is no value of this kind leaves the value as it was and is named as the problem.
    void setText(const QString& key, const QString& text);
    void setHint(const QString& key, const QString& hint);
    void setPreset(const QVariantMap& values);  // also makes them the values
    void backToPreset(const QString& key);
    void backToPreset();
    void repair(const QString& key);
    void validate();

    const QVector<FormGroup>& groups() const { return groups_; }
    const FormField* field(const QString& key) const;
    QStringList keys() const { return order_; }
    QVariant value(const QString& key) const;
    QVariantMap values() const;
    QString text(const QString& key) const;  // the value as it stands in the field
    QString textOf(const FormField& field, const QVariant& value) const;
    bool differs(const QString& key) const;  // from the preset
    QStringList changedKeys() const;
    std::optional<FormProblem> problem(const QString& key) const;
    QStringList problemKeys() const;  // in reading order
    bool isValid() const { return problems_.isEmpty(); }

Q_SIGNALS:
    void groupsChanged();
    void valueChanged(const QString& key);
    void fieldChanged(const QString& key);  // value, hint, problem or preset: draw it again
    void changed();                         // any value
    void problemsChanged();

private:
    FormField* mutableField(const QString& key);
    std::optional<FormProblem> ownProblem(const FormField& field) const;
    std::optional<FormProblem> rangeProblem(const FormField& field, double number) const;
    bool store(FormField& field, const QVariant& value);

    QVector<FormGroup> groups_;
    QHash<QString, QPair<int, int>> places_;
    QStringList order_;
    Validator validator_;
    QHash<QString, QString> badTexts_;
    QHash<QString, FormProblem> problems_;
};

// Reads one value of this kind, or a list of them; nothing if the text is none.
std::optional<QVariant> parseFieldText(const FormField& field, const QString& text);

}  // namespace ludus::models
