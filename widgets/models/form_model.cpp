// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/form_model.h"

#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/words.h"

namespace ludus::models {

namespace {

bool isList(FieldKind kind) {
    return kind == FieldKind::IntegerList || kind == FieldKind::RealList || kind == FieldKind::TextList;
}

FieldKind itemKind(FieldKind kind) {
    switch (kind) {
        case FieldKind::IntegerList: return FieldKind::Integer;
        case FieldKind::RealList: return FieldKind::Real;
        case FieldKind::TextList: return FieldKind::Text;
        default: return kind;
    }
}

QString integerText(qint64 value) {
    const QString shortText = style::formatSi(static_cast<double>(value));
    const auto back = style::parseNumber(shortText);
    // 6.00 M only where nothing is lost by it.
    if (std::llabs(value) >= 100000 && back && static_cast<qint64>(*back) == value) return shortText;
    return style::formatInteger(value);
}

QString itemText(const FormField& field, const QVariant& value) {
    switch (itemKind(field.kind)) {
        case FieldKind::Integer: return integerText(value.toLongLong());
        case FieldKind::Real:
            return field.percent ? style::percented(style::formatPlain(value.toDouble() * 100, 6))
                                 : style::formatPlain(value.toDouble(), 6);
        default: return value.toString();
    }
}

std::optional<QVariant> parseItem(const FormField& field, const QString& text) {
    const FieldKind kind = itemKind(field.kind);
    if (kind != FieldKind::Integer && kind != FieldKind::Real) return QVariant(text.trimmed());
    const auto number = style::parseNumber(text);
    if (!number) return std::nullopt;
    if (kind == FieldKind::Real) {
        return QVariant(field.percent && !text.contains(QLatin1Char('%')) ? *number / 100 : *number);
    }
    if (*number != std::floor(*number) || std::fabs(*number) > 9e18) return std::nullopt;
    // Seeds above 2^53 are read digit by digit.
    bool good = false;
    const qint64 exact = text.trimmed().toLongLong(&good);
    return QVariant(good ? exact : static_cast<qint64>(*number));
}

bool sameValue(const QVariant& a, const QVariant& b) {
    if (a.userType() == b.userType()) return a == b;
    const bool listA = a.userType() == QMetaType::QVariantList, listB = b.userType() == QMetaType::QVariantList;
    if (listA != listB) return false;
    return a.toString() == b.toString() && a.isValid() == b.isValid();
}

QVariant presetOf(const FormField& field) {
    return field.presetValue.isValid() ? field.presetValue : field.defaultValue;
}

}  // namespace

std::optional<QVariant> parseFieldText(const FormField& field, const QString& text) {
    const bool many = isList(field.kind) || (field.sweep && text.contains(QLatin1Char(',')));
    if (!many) return parseItem(field, text);
    QString inner = text.trimmed();
    if (inner.startsWith(QLatin1Char('[')) && inner.endsWith(QLatin1Char(']'))) inner = inner.mid(1, inner.size() - 2);
    QVariantList items;
    const QStringList parts = inner.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        if (part.trimmed().isEmpty()) continue;
        const auto item = parseItem(field, part);
        if (!item) return std::nullopt;
        items.append(*item);
    }
    if (!isList(field.kind) && items.size() == 1) return items.front();
    return QVariant(items);
}

FormModel::FormModel(QObject* parent) : QObject(parent) {}

void FormModel::setGroups(QVector<FormGroup> groups) {
    groups_ = std::move(groups);
    places_.clear();
    order_.clear();
    badTexts_.clear();
    problems_.clear();
    for (int g = 0; g < groups_.size(); ++g) {
        for (int f = 0; f < groups_[g].fields.size(); ++f) {
            FormField& entry = groups_[g].fields[f];
            if (!entry.value.isValid()) entry.value = presetOf(entry);
            places_.insert(entry.key, {g, f});
            order_.append(entry.key);
        }
    }
    Q_EMIT groupsChanged();
    validate();
}

void FormModel::setValidator(Validator validator) {
    validator_ = std::move(validator);
    validate();
}

const FormField* FormModel::field(const QString& key) const {
    const auto place = places_.constFind(key);
    return place == places_.constEnd() ? nullptr : &groups_[place->first].fields[place->second];
}

FormField* FormModel::mutableField(const QString& key) {
    const auto place = places_.constFind(key);
    return place == places_.constEnd() ? nullptr : &groups_[place->first].fields[place->second];
}

bool FormModel::store(FormField& field, const QVariant& value) {
    const bool hadBadText = badTexts_.remove(field.key) > 0;
    if (sameValue(field.value, value)) {
        if (hadBadText) Q_EMIT fieldChanged(field.key);
        return false;
    }
    field.value = value;
    Q_EMIT valueChanged(field.key);
    Q_EMIT fieldChanged(field.key);
    return true;
}

void FormModel::setValues(const QVariantMap& values) {
    bool any = false;
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (FormField* entry = mutableField(it.key())) any = store(*entry, it.value()) || any;
    }
    validate();
    if (any) Q_EMIT changed();
}

void FormModel::setValue(const QString& key, const QVariant& value) {
    setValues({{key, value}});
}

void FormModel::setText(const QString& key, const QString& text) {
    FormField* entry = mutableField(key);
    if (!entry) return;
    if (const auto value = parseFieldText(*entry, text)) {
        setValue(key, *value);
        return;
    }
    badTexts_.insert(key, text);
    validate();
}

void FormModel::setHint(const QString& key, const QString& hint) {
    FormField* entry = mutableField(key);
    if (!entry || entry->hint == hint) return;
    entry->hint = hint;
    Q_EMIT fieldChanged(key);
}

void FormModel::setPreset(const QVariantMap& values) {
    for (FormGroup& group : groups_) {
        for (FormField& entry : group.fields) {
            entry.presetValue = values.value(entry.key, entry.defaultValue);
            badTexts_.remove(entry.key);
        }
    }
    backToPreset();
    for (const QString& key : std::as_const(order_))
        Q_EMIT fieldChanged(key);
}

void FormModel::backToPreset(const QString& key) {
    if (const FormField* entry = field(key)) setValue(key, presetOf(*entry));
}

void FormModel::backToPreset() {
    QVariantMap values;
    for (const QString& key : std::as_const(order_))
        values.insert(key, presetOf(*field(key)));
    setValues(values);
}

void FormModel::repair(const QString& key) {
    const auto found = problem(key);
    if (found && found->repairValue.isValid()) setValue(key, found->repairValue);
}

std::optional<FormProblem> FormModel::rangeProblem(const FormField& field, double number) const {
    const bool low = field.minimum && number < *field.minimum, high = field.maximum && number > *field.maximum;
    if (!low && !high) return std::nullopt;
    const double bound = low ? *field.minimum : *field.maximum;
    const QVariant nearest =
        itemKind(field.kind) == FieldKind::Integer ? QVariant(static_cast<qint64>(bound)) : QVariant(bound);
    const QString shown = itemText(field, nearest);
    FormProblem found;
    found.text =
        low ? tr("%1 is the least allowed value.").arg(shown) : tr("%1 is the greatest allowed value.").arg(shown);
    if (field.value.userType() != QMetaType::QVariantList) {
        found.repairText = tr("Use %1").arg(shown);
        found.repairValue = nearest;
    }
    return found;
}

std::optional<FormProblem> FormModel::ownProblem(const FormField& field) const {
    const auto bad = badTexts_.constFind(field.key);
    if (bad != badTexts_.constEnd()) {
        const bool whole = itemKind(field.kind) == FieldKind::Integer;
        const QString back = textOf(field, field.value);
        return FormProblem{whole ? tr("\u201C%1\u201D is not a whole number.").arg(*bad)
                                 : tr("\u201C%1\u201D is not a number.").arg(*bad),
                           tr("Use %1").arg(back), field.value};
    }
    if (field.kind == FieldKind::Choice) {
        const QVariantList chosen =
            field.value.userType() == QMetaType::QVariantList ? field.value.toList() : QVariantList{field.value};
        for (const QVariant& one : chosen) {
            const bool known = std::any_of(field.choices.begin(), field.choices.end(),
                                           [&](const FormChoice& choice) { return choice.value == one.toString(); });
            if (!known)
                return FormProblem{tr("There is no choice called \u201C%1\u201D.").arg(one.toString()), QString(), {}};
        }
        return std::nullopt;
    }
    const FieldKind kind = itemKind(field.kind);
    if (kind != FieldKind::Integer && kind != FieldKind::Real) return std::nullopt;
    const QVariantList items =
        field.value.userType() == QMetaType::QVariantList ? field.value.toList() : QVariantList{field.value};
    for (const QVariant& item : items) {
        if (const auto found = rangeProblem(field, item.toDouble())) return found;
    }
    return std::nullopt;
}

void FormModel::validate() {
    QHash<QString, FormProblem> fresh;
    for (const QString& key : std::as_const(order_)) {
        if (const auto found = ownProblem(*field(key))) fresh.insert(key, *found);
    }
    if (validator_) {
        const QHash<QString, FormProblem> more = validator_(values());
        for (auto it = more.cbegin(); it != more.cend(); ++it) {
            if (!fresh.contains(it.key())) fresh.insert(it.key(), it.value());
        }
    }
    if (fresh == problems_) return;
    const QHash<QString, FormProblem> old = std::exchange(problems_, fresh);
    for (const QString& key : std::as_const(order_)) {
        if (problem(key) != (old.contains(key) ? std::optional(old.value(key)) : std::nullopt))
            Q_EMIT fieldChanged(key);
    }
    Q_EMIT problemsChanged();
}

QVariant FormModel::value(const QString& key) const {
    const FormField* entry = field(key);
    return entry ? entry->value : QVariant();
}

QVariantMap FormModel::values() const {
    QVariantMap all;
    for (const QString& key : order_)
        all.insert(key, field(key)->value);
    return all;
}

QString FormModel::text(const QString& key) const {
    const auto bad = badTexts_.constFind(key);
    if (bad != badTexts_.constEnd()) return *bad;
    const FormField* entry = field(key);
    return entry ? textOf(*entry, entry->value) : QString();
}

QString FormModel::textOf(const FormField& field, const QVariant& value) const {
    if (field.kind == FieldKind::Flag && value.userType() != QMetaType::QVariantList)
        return value.toBool() ? tr("on") : tr("off");
    if (field.kind == FieldKind::Choice) {
        for (const FormChoice& choice : field.choices) {
            if (choice.value == value.toString()) return choice.label;
        }
    }
    if (value.userType() != QMetaType::QVariantList) return itemText(field, value);
    QStringList parts;
    const QVariantList items = value.toList();
    for (const QVariant& item : items)
        parts.append(itemText(field, item));
    return parts.join(QStringLiteral(", "));
}

bool FormModel::differs(const QString& key) const {
    const FormField* entry = field(key);
    return entry && !sameValue(entry->value, presetOf(*entry));
}

QStringList FormModel::changedKeys() const {
    QStringList keys;
    for (const QString& key : order_) {
        if (differs(key)) keys.append(key);
    }
    return keys;
}

std::optional<FormProblem> FormModel::problem(const QString& key) const {
    const auto found = problems_.constFind(key);
    return found == problems_.constEnd() ? std::nullopt : std::optional(*found);
}

QStringList FormModel::problemKeys() const {
    QStringList keys;
    for (const QString& key : order_) {
        if (problems_.contains(key)) keys.append(key);
    }
    // A problem of a field that the form does not show must not vanish.
    QStringList others;
    for (auto it = problems_.cbegin(); it != problems_.cend(); ++it) {
        if (!places_.contains(it.key())) others.append(it.key());
    }
    others.sort();
    return keys + others;
}

}  // namespace ludus::models
