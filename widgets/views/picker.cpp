// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/picker.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

#include "widgets/style/theme.h"
#include "widgets/views/label.h"

namespace ludus::views {

Picker::Picker(const QString& hint, QWidget* parent) : QFrame(parent, Qt::Popup) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(style::space::kTiny);
    search_ = new QLineEdit;
    search_->setObjectName(QStringLiteral("picker.search"));
    search_->setPlaceholderText(hint);
    search_->setAccessibleName(hint);
    search_->setClearButtonEnabled(true);
    search_->installEventFilter(this);
    list_ = new QListWidget;
    list_->setObjectName(QStringLiteral("picker.list"));
    list_->setAccessibleName(hint);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setUniformItemSizes(true);
    empty_ = new Label(tr("Nothing fits these words."), style::Type::Small, style::Token::TextMuted);
    column->addWidget(search_);
    column->addWidget(list_, 1);
    column->addWidget(empty_);
    connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (outside_) {
            Q_EMIT searched(text);
        } else {
            fill();
        }
    });
    connect(search_, &QLineEdit::returnPressed, this, &Picker::choose);
    connect(list_, &QListWidget::itemClicked, this, &Picker::choose);
    connect(list_, &QListWidget::itemActivated, this, &Picker::choose);
    resize(460, 360);
}

void Picker::setItems(const QVector<PickerItem>& items) {
    items_ = items;
    fill();
}

void Picker::setEmptyText(const QString& text) {
    empty_->setText(text);
}

int Picker::shownCount() const {
    return list_->count();
}

void Picker::fill() {
    const QStringList words = outside_ ? QStringList() : search_->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    list_->clear();
    for (const PickerItem& item : std::as_const(items_)) {
        const QString whole = item.title + QLatin1Char(' ') + item.note;
        const bool fits = std::all_of(words.begin(), words.end(),
                                      [&](const QString& word) { return whole.contains(word, Qt::CaseInsensitive); });
        if (!fits) continue;
        auto* row = new QListWidgetItem(
            item.note.isEmpty() ? item.title : item.title + QStringLiteral("      ") + item.note, list_);
        row->setData(Qt::UserRole, item.id);
        row->setData(Qt::UserRole + 1, item.title);
        row->setSizeHint(QSize(100, style::size::kRow));
    }
    empty_->setVisible(list_->count() == 0);
    list_->setVisible(list_->count() > 0);
    if (list_->count() > 0) list_->setCurrentRow(0);
}

void Picker::openAt(QWidget* anchor) {
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + 4));
    const QRect room = anchor->screen()->availableGeometry();
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    if (at.y() + height() > room.bottom()) at.setY(anchor->mapToGlobal(QPoint(0, -height() - 4)).y());
    move(at);
    search_->clear();
    fill();
    show();
    search_->setFocus();
}

void Picker::choose() {
    const QListWidgetItem* item = list_->currentItem();
    if (!item || !list_->isVisible()) return;
    const QString id = item->data(Qt::UserRole).toString(), title = item->data(Qt::UserRole + 1).toString();
    close();
    Q_EMIT chosen(id, title);
}

bool Picker::eventFilter(QObject* object, QEvent* event) {
    if (object == search_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(list_, event);
            return true;
        }
    }
    return QFrame::eventFilter(object, event);
}

void Picker::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), style::color(style::Token::Raised));
    painter.setPen(style::color(style::Token::BorderStrong));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace ludus::views
