// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/page_header.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include <utility>

#include "widgets/views/buttons.h"

namespace ludus::views {

using style::Token;
using style::Type;

PageHeader::PageHeader(const QString& title, QWidget* parent) : QWidget(parent) {
    const auto fit = [this] {
        const style::Theme& theme = style::Theme::instance();
        setFixedHeight(
            qMax(style::size::kPageHeader, theme.lineHeight(Type::Page) + theme.lineHeight(Type::Small) + 14));
    };
    fit();
    connect(&style::Theme::instance(), &style::Theme::changed, this, fit);
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(style::space::kPageMargin, 0, style::space::kPageMargin, 0);
    row_->setSpacing(12);
    state_ = new IconLabel(QIcon(), style::size::kIconLarge);
    row_->addWidget(state_);

    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    nameRow_ = new QHBoxLayout;
    nameRow_->setSpacing(6);
    back_ = makeIconButton(QStringLiteral("chevron-left"), tr("Back"));
    backName_ = new Label(QString(), Type::Body, Token::TextMuted);
    title_ = new Label(title, Type::Page);
    title_->setElided(true);
    rename_ = makeIconButton(QStringLiteral("edit"), tr("Rename"));
    factsBeside_ = new Label(QString(), Type::Small, Token::TextMuted);
    factsBeside_->setElided(true);
    nameRow_->addWidget(back_);
    nameRow_->addWidget(backName_);
    nameRow_->addWidget(title_);
    nameRow_->addWidget(rename_);
    nameRow_->addSpacing(6);
    nameRow_->addWidget(factsBeside_);
    nameRow_->addStretch(1);
    facts_ = new Label(QString(), Type::Small, Token::TextMuted);
    facts_->setElided(true);
    names->addStretch(1);
    names->addLayout(nameRow_);
    names->addWidget(facts_);
    names->addStretch(1);
    row_->addLayout(names, 1);
    back_->hide();
    backName_->hide();
    rename_->hide();
    arrange();
    connect(back_, &QToolButton::clicked, this, &PageHeader::backRequested);
    back_->setObjectName(QStringLiteral("header.back"));
    rename_->setObjectName(QStringLiteral("header.edit"));
    connect(rename_, &QToolButton::clicked, this, &PageHeader::beginRename);
}

void PageHeader::setTitle(const QString& title) {
    title_->setText(title);
    title_->updateGeometry();
}

void PageHeader::setFacts(const QStringList& facts) {
    const QString line = facts.join(QStringLiteral("  \u00B7  "));
    facts_->setText(line);
    factsBeside_->setText(line);
    arrange();
}

void PageHeader::setStatus(std::optional<style::Status> status, const QString& word) {
    status_ = status;
    if (status) {
        state_->setIcon(style::statusIcon(*status));
        state_->setToolTip(word.isEmpty() ? style::Theme::instance().statusWord(*status) : word);
        state_->setAccessibleName(state_->toolTip());
    }
    arrange();
}

void PageHeader::setBack(const QString& page) {
    backName_->setText(page + QStringLiteral("  /"));
    back_->setToolTip(tr("Back to %1").arg(page));
    back_->setVisible(!page.isEmpty());
    backName_->setVisible(!page.isEmpty());
}

void PageHeader::setRenamable(bool renamable) {
    renamable_ = renamable;
    rename_->setVisible(renamable && !editor_);
}

void PageHeader::beginRename() {
    if (!renamable_ || editor_) return;
    editor_ = new QLineEdit(title_->text());
    editor_->setObjectName(QStringLiteral("header.name"));
    editor_->setAccessibleName(tr("New name"));
    editor_->setMinimumWidth(240);
    nameRow_->insertWidget(nameRow_->indexOf(title_), editor_);
    title_->hide();
    rename_->hide();
    editor_->show();  // a layout would show it a little later
    editor_->installEventFilter(this);
    connect(editor_, &QLineEdit::returnPressed, this, [this] { endRename(true); });
    editor_->selectAll();
    editor_->setFocus();
}

void PageHeader::endRename(bool keep) {
    if (!editor_) return;
    QLineEdit* editor = std::exchange(editor_, nullptr);
    const QString name = editor->text().trimmed();
    nameRow_->removeWidget(editor);
    editor->hide();
    editor->setObjectName({});  // until it goes, the next one goes by its name
    editor->deleteLater();
    title_->show();
    rename_->setVisible(renamable_);
    if (keep && !name.isEmpty() && name != title_->text()) Q_EMIT renamed(name);
}

bool PageHeader::eventFilter(QObject* object, QEvent* event) {
    if (object == editor_ && editor_) {
        const bool escaped =
            event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
        if (escaped) endRename(false);
        if (escaped) return true;
        if (event->type() == QEvent::FocusOut) endRename(true);
    }
    return QWidget::eventFilter(object, event);
}

void PageHeader::arrange() {
    state_->setVisible(status_.has_value());
    facts_->setVisible(status_.has_value() && !facts_->text().isEmpty());
    factsBeside_->setVisible(!status_.has_value() && !facts_->text().isEmpty());
}

QPushButton* PageHeader::addButton(const QString& text, const QString& iconName) {
    QPushButton* button = makeButton(text, iconName);
    addWidget(button);
    return button;
}

QPushButton* PageHeader::addPrimary(const QString& text, const QString& iconName) {
    primary_ = makePrimaryButton(text, iconName);
    row_->addWidget(primary_);
    return primary_;
}

void PageHeader::addWidget(QWidget* widget) {
    if (primary_) {
        row_->insertWidget(row_->indexOf(primary_), widget);
    } else {
        row_->addWidget(widget);
    }
}

}  // namespace ludus::views
