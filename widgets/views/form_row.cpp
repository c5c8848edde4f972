// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/form_row.h"

#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QSlider>
#include <QToolTip>
#include <QVBoxLayout>

#include <cmath>

#include "widgets/style/format.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"
#include "widgets/views/value_edit.h"

namespace ludus::views {

using models::FieldKind;
using models::FormField;
using style::Token;
using style::Type;

namespace {

constexpr int kDot = 14;  // room before the label
constexpr int kLabelGap = 8;
constexpr int kValidateMs = 300;

int labelWidth() {
    return style::size::kFormLabel * qMax(100, style::Theme::instance().textPercent()) / 100;
}

// Whole steps that feel right: ones below a thousand, then a tenth of the leading digit's place.
double stepSize(const FormField& field, double value) {
    if (field.percent) return 0.01;
    const double magnitude = std::fabs(value);
    if (field.kind == FieldKind::Integer) {
        return magnitude < 1000 ? 1 : std::pow(10.0, std::floor(std::log10(magnitude)) - 1);
    }
    return magnitude == 0 ? 0.01 : std::pow(10.0, std::floor(std::log10(magnitude) + 1e-9));
}

}  // namespace

FormRow::FormRow(models::FormModel* model, const QString& key, const QString& groupTitle, const QString& tab,
                 QWidget* parent)
    : QWidget(parent), model_(model), key_(key), tab_(tab), group_(groupTitle) {
    const FormField& field = *model->field(key);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kDot, 3, 12, 3);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    label_ = new Label(field.label);
    // A long one takes a second line.
    const auto fit = [label = label_] {
        label->setFixedWidth(labelWidth() - kLabelGap);
        label->setWordWrap(label->fontMetrics().horizontalAdvance(label->text()) > label->width());
    };
    fit();
    connect(&style::Theme::instance(), &style::Theme::changed, label_, fit);
    label_->setToolTip(tip());
    row->addWidget(label_);
    row->addSpacing(kLabelGap);
    makeEditor(row);
    hint_ = new Label(field.hint, Type::Small, Token::TextMuted);
    hint_->setElided(true);
    row->addSpacing(style::space::kField);
    row->addWidget(hint_, 1);
    row->addStretch(0);
    column->addLayout(row);
    makeProblemLine();
    column->addWidget(problemLine_);

    editor_->setObjectName(QStringLiteral("field:") + key);
    editor_->setAccessibleName(field.label);
    editor_->setAccessibleDescription(field.help);
    editor_->setToolTip(tip());
    editor_->installEventFilter(this);
    label_->setBuddy(editor_);
    delay_.setSingleShot(true);
    delay_.setInterval(kValidateMs);
    connect(&delay_, &QTimer::timeout, this, &FormRow::commit);
    refresh();
}

QString FormRow::tip() const {
    const FormField& field = *model_->field(key_);
    QString text = QStringLiteral("<p><b>%1</b></p>").arg(field.label.toHtmlEscaped());
    if (!field.help.isEmpty()) text += QStringLiteral("<p>%1</p>").arg(field.help.toHtmlEscaped());
    text += QStringLiteral("<p>%1</p>").arg(field.key.toHtmlEscaped());
    return text;
}

QString FormRow::hintText() const {
    const FormField& field = *model_->field(key_);
    if (!field.hint.isEmpty() || field.percent || !field.minimum || !field.maximum) return field.hint;
    const bool whole = field.kind == FieldKind::Integer || field.kind == FieldKind::IntegerList;
    const auto shown = [&](double bound) { return whole ? style::formatSi(bound) : style::formatPlain(bound); };
    return tr("%1 to %2").arg(shown(*field.minimum), shown(*field.maximum));
}

void FormRow::makeEditor(QHBoxLayout* row) {
    const FormField& field = *model_->field(key_);
    if (field.kind == FieldKind::Choice) {
        editor_ = combo_ = new QComboBox;
        for (const auto& choice : field.choices) {
            combo_->addItem(choice.label.isEmpty() ? choice.value : choice.label, choice.value);
            combo_->setItemData(combo_->count() - 1, choice.help, Qt::ToolTipRole);
        }
        combo_->setFixedWidth(style::size::kFormField);
        combo_->setFocusPolicy(Qt::StrongFocus);
        combo_->setEnabled(!field.readOnly);
        connect(combo_, &QComboBox::activated, this, [this] { model_->setValue(key_, combo_->currentData()); });
        row->addWidget(combo_);
    } else if (field.kind == FieldKind::Flag) {
        editor_ = check_ = new QCheckBox;
        check_->setFixedSize(style::size::kFormField, style::size::kControl);
        check_->setEnabled(!field.readOnly);
        connect(check_, &QCheckBox::toggled, this, [this](bool on) { model_->setValue(key_, on); });
        row->addWidget(check_);
    } else if (field.percent && field.kind == FieldKind::Real) {
        makeSlider(row);
        makeValueEdit(row, 56);
    } else {
        makeValueEdit(row, field.actionIcon.isEmpty() ? style::size::kFormField : style::size::kFormField - 32);
    }
    if (field.actionIcon.isEmpty()) return;
    QToolButton* action = makeTransportButton(field.actionIcon, field.actionTip);
    action->setFixedSize(28, 28);
    action->setObjectName(QStringLiteral("action:") + key_);
    row->addSpacing(4);
    row->addWidget(action);
    connect(action, &QToolButton::clicked, this, [this] { Q_EMIT actionTriggered(key_); });
}

void FormRow::makeValueEdit(QHBoxLayout* row, int width) {
    const FormField& field = *model_->field(key_);
    editor_ = edit_ = new ValueEdit;
    edit_->setFixedWidth(width);
    edit_->setUnit(field.unit);
    edit_->setReadOnly(field.readOnly);
    const bool number = field.kind == FieldKind::Integer || field.kind == FieldKind::Real;
    edit_->setSteppable(number && !slider_ && !field.readOnly);
    if (slider_) edit_->setAlignment(Qt::AlignRight);
    row->addWidget(edit_);
    connect(edit_, &QLineEdit::textEdited, this, [this] { delay_.start(); });
    connect(edit_, &QLineEdit::editingFinished, this, [this] {
        commit();
        forgetSteps();
        edit_->setModified(false);
        refresh();
    });
    connect(edit_, &ValueEdit::stepped, this, &FormRow::step);
}

void FormRow::makeSlider(QHBoxLayout* row) {
    const FormField& field = *model_->field(key_);
    slider_ = new QSlider(Qt::Horizontal);
    slider_->setObjectName(QStringLiteral("slider:") + key_);
    slider_->setAccessibleName(field.label);
    slider_->setRange(qRound(field.minimum.value_or(0) * 100), qRound(field.maximum.value_or(1) * 100));
    slider_->setPageStep(10);
    slider_->setFixedWidth(style::size::kFormField - 56 - 8);
    slider_->setFocusPolicy(Qt::StrongFocus);
    slider_->setEnabled(!field.readOnly);
    slider_->installEventFilter(this);
    row->addWidget(slider_);
    row->addSpacing(8);
    connect(slider_, &QSlider::valueChanged, this, [this](int value) { model_->setValue(key_, value / 100.0); });
}

void FormRow::makeProblemLine() {
    problemLine_ = new QWidget;
    auto* row = new QHBoxLayout(problemLine_);
    const auto fit = [row] { row->setContentsMargins(labelWidth(), 0, 0, 2); };
    fit();
    connect(&style::Theme::instance(), &style::Theme::changed, problemLine_, fit);
    row->setSpacing(6);
    row->addWidget(new IconLabel(style::icon(QStringLiteral("error"), style::IconRole::Danger), 14));
    problem_ = new Label(QString(), Type::Small, Token::Danger);
    problem_->setObjectName(QStringLiteral("problem:") + key_);
    problem_->setWordWrap(false);
    problem_->setElided(true);
    repair_ = new LinkButton;
    repair_->setObjectName(QStringLiteral("repair:") + key_);
    row->addWidget(problem_);
    row->addWidget(repair_);
    row->addStretch(1);
    problemLine_->hide();
    connect(repair_, &LinkButton::clicked, this, [this] {
        delay_.stop();
        model_->repair(key_);
        editor_->setFocus(Qt::OtherFocusReason);
        refresh();
    });
}

void FormRow::commit() {
    delay_.stop();
    if (!edit_ || edit_->text() == model_->text(key_)) return;
    model_->setText(key_, edit_->text());
    forgetSteps();
}

// What was taken over is undone by who keeps it: the field's own steps begin anew, but not under somebody's hands.
void FormRow::forgetSteps() {
    if (!undoneByOwner_ || composing_ || edit_->hasSelectedText()) return;
    const int cursor = edit_->cursorPosition();
    const bool modified = edit_->isModified();
    edit_->setText(edit_->text());
    edit_->setCursorPosition(cursor);
    edit_->setModified(modified);
}

void FormRow::refresh() {
    const FormField* field = model_->field(key_);
    if (!field) return;
    if (combo_) {
        const QSignalBlocker quiet(combo_);
        const bool several = field->value.userType() == QMetaType::QVariantList;  // a sweep, written into the file
        combo_->setPlaceholderText(several ? model_->text(key_) : QString());
        combo_->setCurrentIndex(several ? -1 : combo_->findData(field->value));
    } else if (check_) {
        const QSignalBlocker quiet(check_);
        check_->setChecked(field->value.toBool());
    }
    if (slider_) {
        const QSignalBlocker quiet(slider_);
        slider_->setValue(qRound(field->value.toDouble() * 100));
        slider_->update();
    }
    // What somebody is typing is his: "6000000" becomes "6.00 M" only when he leaves the field.
    const bool typing = edit_ && edit_->hasFocus() && edit_->isModified() &&
                        models::parseFieldText(*field, edit_->text()) == std::optional(field->value);
    if (edit_ && !typing && !delay_.isActive() && edit_->text() != model_->text(key_))
        edit_->setText(model_->text(key_));
    if (edit_ && edit_->isReadOnly()) edit_->setCursorPosition(0);

    hint_->setText(hintText());
    hint_->updateGeometry();
    const auto problem = model_->problem(key_);
    problemLine_->setVisible(problem.has_value());
    if (problem) {
        problem_->setText(problem->text);
        problem_->updateGeometry();
        repair_->setText(problem->repairText);
        repair_->setVisible(!problem->repairText.isEmpty());
        repair_->updateGeometry();
    }
    if (edit_) edit_->setInvalid(problem.has_value());
    if (combo_ && combo_->property("invalid").toBool() != problem.has_value()) {
        combo_->setProperty("invalid", problem.has_value());
        combo_->update();
    }
    editor_->setAccessibleDescription(problem ? problem->text : field->help);
    const bool differs = model_->differs(key_);
    if (differs != differs_) {
        differs_ = differs;
        const QString was = tr("The preset says %1.").arg(backText()).toHtmlEscaped();
        label_->setToolTip(differs ? tip() + QStringLiteral("<p>%1</p>").arg(was) : tip());
        label_->setAccessibleDescription(differs ? tr("differs from the preset") : QString());
        update();
    }
}

void FormRow::step(int steps) {
    commit();
    const FormField& field = *model_->field(key_);
    if (field.value.userType() == QMetaType::QVariantList) return;
    const double now = field.value.toDouble(), size = stepSize(field, now);
    double next = std::round((now + steps * size) / size) * size;
    if (field.minimum) next = qMax(next, *field.minimum);
    if (field.maximum) next = qMin(next, *field.maximum);
    if (field.kind == FieldKind::Integer) {
        model_->setValue(key_, static_cast<qint64>(std::llround(next)));
    } else {
        // Steps of 0.0001 must not leave 0.00030000000000000003 in the file.
        model_->setValue(key_, QString::number(next, 'g', 10).toDouble());
    }
    edit_->setText(model_->text(key_));
}

bool FormRow::matches(const QString& search) const {
    const FormField& field = *model_->field(key_);
    const QString all = QStringList{field.label, field.key, field.help, group_}.join(QLatin1Char('\n'));
    const QStringList words = search.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.cbegin(), words.cend(),
                       [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

bool FormRow::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::FocusIn) Q_EMIT focused(key_);
    if (event->type() == QEvent::Wheel && object != edit_ && !static_cast<QWidget*>(object)->hasFocus()) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ContextMenu) {
        openMenu(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    if (event->type() == QEvent::InputMethod)
        composing_ = !static_cast<QInputMethodEvent*>(event)->preeditString().isEmpty();
    if (event->type() == QEvent::FocusOut) composing_ = false;
    // Of what somebody else undoes only what was not taken over yet is undone in the field itself.
    const bool key = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (key && undoneByOwner_ && edit_ && !delay_.isActive()) {
        const auto* press = static_cast<QKeyEvent*>(event);
        if (press->matches(QKeySequence::Undo) || press->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_F1) {
        QToolTip::showText(editor_->mapToGlobal(QPoint(0, editor_->height())), tip(), editor_);
        return true;
    }
    return QWidget::eventFilter(object, event);
}

QString FormRow::backText() const {
    const FormField& field = *model_->field(key_);
    const QVariant preset = field.presetValue.isValid() ? field.presetValue : field.defaultValue;
    return model_->textOf(field, preset);
}

void FormRow::contextMenuEvent(QContextMenuEvent* event) {
    openMenu(event->globalPos());
}

void FormRow::openMenu(const QPoint& globalPosition) {
    QMenu* menu = edit_ ? edit_->createStandardContextMenu() : new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("menu:") + key_);
    if (edit_) menu->addSeparator();
    QAction* back = menu->addAction(style::icon(QStringLiteral("undo")), tr("Back to the preset: %1").arg(backText()));
    back->setEnabled(model_->differs(key_));
    connect(back, &QAction::triggered, this, [this] {
        delay_.stop();
        if (edit_) edit_->setModified(false);
        model_->backToPreset(key_);
    });
    menu->popup(globalPosition);
}

void FormRow::paintEvent(QPaintEvent*) {
    if (!differs_) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style::color(Token::Accent));
    painter.drawEllipse(QPointF(7, label_->y() + label_->height() / 2.0), 3, 3);
}

}  // namespace ludus::views
