// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/form_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QTabBar>
#include <QVBoxLayout>

#include "widgets/views/form_row.h"
#include "widgets/views/label.h"

namespace ludus::views {

using models::FieldLevel;
using models::FormField;
using models::FormGroup;
using style::Token;
using style::Type;

namespace {

constexpr int kTabLine = 36;

// Keys of the first two tabs; the others are keyed by their title.
const QString kBasic = QStringLiteral("@basic");
const QString kAdvanced = QStringLiteral("@advanced");

QWidget* makeSectionTitle(const FormGroup& group) {
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(14, 9, 14, 4);
    row->setSpacing(10);
    row->addWidget(new Label(group.title, Type::BodyStrong));
    if (!group.note.isEmpty()) row->addWidget(new Label(group.note, Type::Caption, Token::TextMuted));
    row->addWidget(new Hairline, 1, Qt::AlignVCenter);
    return line;
}

}  // namespace

FormView::FormView(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 1);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(5, 0, 14, 0);
    top->setSpacing(8);
    tabs_ = new QTabBar;
    tabs_->setObjectName(QStringLiteral("form:tabs"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setUsesScrollButtons(true);
    tabs_->setFixedHeight(kTabLine - 1);
    search_ = new QLineEdit;
    search_->setObjectName(QStringLiteral("form:search"));
    search_->setPlaceholderText(tr("Find an option"));
    search_->setAccessibleName(search_->placeholderText());
    search_->setClearButtonEnabled(true);
    search_->addAction(style::icon(QStringLiteral("search"), style::IconRole::Muted), QLineEdit::LeadingPosition);
    search_->setFixedSize(150, style::size::kControlSmall);
    search_->setProperty("small", true);
    search_->setFont(style::font(Type::Small));
    top->addWidget(tabs_, 1);
    top->addWidget(search_);
    column->addLayout(top);
    column->addSpacing(1);
    area_ = new QScrollArea;
    area_->setFrameShape(QFrame::NoFrame);
    area_->setWidgetResizable(true);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    area_->viewport()->setAutoFillBackground(false);
    column->addWidget(area_, 1);
    connect(tabs_, &QTabBar::currentChanged, this, [this] {
        filter();
        area_->ensureVisible(0, 0);
    });
    connect(search_, &QLineEdit::textChanged, this, &FormView::filter);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        search_->setFont(style::font(Type::Small));
        update();
    });
}

void FormView::setForm(models::FormModel* model) {
    if (model_) disconnect(model_, nullptr, this, nullptr);
    model_ = model;
    connect(model, &models::FormModel::groupsChanged, this, &FormView::rebuild);
    connect(model, &models::FormModel::fieldChanged, this, [this](const QString& key) {
        if (FormRow* row = rows_.value(key)) row->refresh();
    });
    rebuild();
}

void FormView::setUndoneByOwner(bool owner) {
    undoneByOwner_ = owner;
    for (FormRow* row : std::as_const(rows_))
        row->setUndoneByOwner(owner);
}

QString FormView::tabOf(const FormGroup& group, const FormField& field) const {
    if (!group.tab.isEmpty()) return group.tab;
    return field.level == FieldLevel::Basic ? kBasic : kAdvanced;
}

void FormView::rebuild() {
    sections_.clear();
    rows_.clear();
    page_ = new QWidget;
    auto* column = new QVBoxLayout(page_);
    column->setContentsMargins(0, 2, 0, 12);
    column->setSpacing(0);
    for (const FormGroup& group : model_->groups()) {
        Section section{makeSectionTitle(group), {}};
        column->addWidget(section.title);
        for (const FormField& field : group.fields) {
            auto* row = new FormRow(model_, field.key, group.title, tabOf(group, field));
            row->setUndoneByOwner(undoneByOwner_);
            column->addWidget(row);
            section.rows.append(row);
            rows_.insert(field.key, row);
            connect(row, &FormRow::actionTriggered, this, &FormView::actionTriggered);
            connect(row, &FormRow::focused, this, [this](const QString& key) {
                if (key == focused_) return;
                focused_ = key;
                Q_EMIT focusedFieldChanged(key);
            });
        }
        sections_.append(section);
    }
    auto* nothing = new Label(tr("No option matches these words."), Type::Small, Token::TextMuted);
    nothing->setMargin(14);
    nothing_ = nothing;
    column->addWidget(nothing_);
    column->addStretch(1);
    area_->setWidget(page_);  // deletes the page before
    page_->setAutoFillBackground(false);
    rebuildTabs();
    filter();
}

void FormView::rebuildTabs() {
    const QString before = tabs_->tabData(tabs_->currentIndex()).toString();
    const QSignalBlocker quiet(tabs_);
    while (tabs_->count() > 0)
        tabs_->removeTab(0);
    QVector<QPair<QString, QString>> wanted{{kBasic, tr("Basic")}, {kAdvanced, tr("Advanced")}};
    QStringList used;
    for (const Section& section : std::as_const(sections_)) {
        for (const FormRow* row : section.rows) {
            if (!used.contains(row->tab())) used.append(row->tab());
        }
    }
    for (const QString& tab : std::as_const(used)) {
        if (tab != kBasic && tab != kAdvanced) wanted.append({tab, tab});
    }
    for (const auto& [key, title] : std::as_const(wanted)) {
        if (!used.contains(key)) continue;
        const int place = tabs_->addTab(title);
        tabs_->setTabData(place, key);
        if (key == before) tabs_->setCurrentIndex(place);
    }
}

void FormView::filter() {
    const QString search = search_->text().trimmed();
    const QString tab = tabs_->tabData(tabs_->currentIndex()).toString();
    bool any = false;
    for (const Section& section : std::as_const(sections_)) {
        bool shown = false;
        for (FormRow* row : section.rows) {
            const bool visible = search.isEmpty() ? row->tab() == tab : row->matches(search);
            row->setVisible(visible);
            shown = shown || visible;
        }
        section.title->setVisible(shown);
        any = any || shown;
    }
    if (nothing_) nothing_->setVisible(!any);
}

void FormView::focusField(const QString& key) {
    FormRow* row = rows_.value(key);
    if (!row) return;
    search_->clear();
    for (int i = 0; i < tabs_->count(); ++i) {
        if (tabs_->tabData(i).toString() == row->tab()) tabs_->setCurrentIndex(i);
    }
    filter();
    area_->ensureWidgetVisible(row);
    row->editor()->setFocus(Qt::OtherFocusReason);
}

void FormView::setSearch(const QString& text) {
    search_->setText(text);
}

QStringList FormView::visibleKeys() const {
    QStringList keys;
    for (const Section& section : sections_) {
        for (const FormRow* row : section.rows) {
            if (!row->isHidden()) keys.append(row->key());
        }
    }
    return keys;
}

void FormView::commit() {
    for (FormRow* row : std::as_const(rows_))
        row->commit();
}

void FormView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(QRect(0, kTabLine - 1, width(), 1), style::color(Token::Border));
}

}  // namespace ludus::views
