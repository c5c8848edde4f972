// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/panel.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

#include "widgets/views/buttons.h"

namespace ludus::views {

using style::Token;
using style::Type;

namespace {

constexpr int kAfterTitle = 7;

// A title of which narrow panels show the beginning, then an ellipsis; the tip has the whole.
class PanelTitle : public Label {
public:
    explicit PanelTitle(const QString& text) : Label(text, Type::BodyStrong) {}
    QSize sizeHint() const override {
        return {fontMetrics().horizontalAdvance(text()) + 2, Label::sizeHint().height()};
    }
    QSize minimumSizeHint() const override { return {0, Label::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override {
        const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
        setToolTip(shown == text() ? QString() : text());
        QPainter painter(this);
        painter.setFont(font());
        painter.setPen(style::color(isEnabled() ? Token::Text : Token::TextDisabled));
        painter.drawText(rect(), static_cast<int>(alignment() | Qt::TextSingleLine), shown);
    }
};

}  // namespace

Panel::Panel(const QString& title, const QString& note, QWidget* parent) : QFrame(parent) {
    setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 3);  // the content keeps off the round corners
    column->setSpacing(0);

    auto* bar = bar_ = new QWidget;
    const auto fit = [bar] {
        bar->setFixedHeight(qMax(style::size::kDockTitle, style::Theme::instance().lineHeight(Type::BodyStrong) + 8));
    };
    fit();
    connect(&style::Theme::instance(), &style::Theme::changed, bar, fit);
    corner_ = new QHBoxLayout(bar);
    corner_->setContentsMargins(style::space::kPanelPadding, 2, 4, 2);  // a ring around a button is seen whole
    corner_->setSpacing(0);
    title_ = new PanelTitle(title);
    note_ = new Label(note, Type::Small, Token::TextMuted);
    note_->setElided(true);
    // The title has its room first, the note what is left.
    note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    corner_->addWidget(title_);
    corner_->addSpacing(kAfterTitle);
    corner_->addWidget(note_, 1);
    corner_->addStretch(0);
    more_ = makeIconButton(QStringLiteral("more"), tr("More"));
    more_->setObjectName(QStringLiteral("panel.more"));
    more_->hide();
    menu_ = new QMenu(this);
    menu_->installEventFilter(this);
    connect(more_, &QToolButton::clicked, this,
            [this] { menu_->popup(more_->mapToGlobal(QPoint(0, more_->height()))); });
    corner_->addWidget(more_);
    column->addWidget(bar);

    auto* body = new QWidget;
    stack_ = new QStackedLayout(body);
    notice_ = makeNotice();
    stack_->addWidget(notice_);
    column->addWidget(body, 1);
    bar->setVisible(!title.isEmpty());
    setMinimumSize(220, 60);
    setAccessibleName(title);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

QWidget* Panel::makeNotice() {
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->addStretch(1);
    noticeIcon_ = new IconLabel(style::icon(QStringLiteral("error"), style::IconRole::Danger));
    noticeText_ = new Label(QString(), Type::Small, Token::TextMuted);
    noticeText_->setWordWrap(true);
    noticeText_->setAlignment(Qt::AlignCenter);
    retry_ = new LinkButton(tr("Try again"));
    row->addWidget(noticeIcon_);
    row->addWidget(noticeText_, 4);
    row->addWidget(retry_);
    row->addStretch(1);
    connect(retry_, &LinkButton::clicked, this, &Panel::tryAgain);
    return page;
}

void Panel::setTitle(const QString& title) {
    title_->setText(title);
    setAccessibleName(title);
    title_->parentWidget()->setVisible(!title.isEmpty());
    fitCorner();
}

void Panel::setNote(const QString& note) {
    note_->setText(note);
}

QString Panel::title() const {
    return title_->text();
}

void Panel::setContent(QWidget* content) {
    delete content_;
    content_ = content;
    if (!content) return;
    stack_->addWidget(content);
    stack_->setCurrentWidget(content);
}

QAction* Panel::addCornerAction(const QString& iconName, const QString& text) {
    auto* action = new QAction(style::icon(iconName, style::IconRole::Muted), text, this);
    QToolButton* button = makeIconButton(iconName, text);
    button->setObjectName(QStringLiteral("corner.") + iconName);
    button->setDefaultAction(action);
    button->setAccessibleName(text);
    corner_->insertWidget(corner_->indexOf(more_), button);
    corners_.append({action, button});
    fitCorner();
    return action;
}

void Panel::addCornerWidget(QWidget* widget) {
    // Words come before icons: after the stretch, which is the fourth item.
    corner_->insertWidget(4, widget);
    corner_->insertSpacing(5, 6);
    fitCorner();
}

QAction* Panel::enableMaximise() {
    QAction* action = addCornerAction(QStringLiteral("fullscreen"), tr("Maximise"));
    action->setCheckable(true);
    connect(action, &QAction::toggled, this, &Panel::maximiseToggled);
    return action;
}

void Panel::showContent() {
    if (content_) stack_->setCurrentWidget(content_);
}

void Panel::showEmpty(const QString& sentence) {
    noticeText_->setText(sentence);
    noticeIcon_->hide();
    retry_->hide();
    stack_->setCurrentWidget(notice_);
}

void Panel::showError(const QString& sentence) {
    noticeText_->setText(sentence);
    noticeIcon_->show();
    retry_->show();
    stack_->setCurrentWidget(notice_);
}

/// The title comes before its buttons: the first ones give way.
void Panel::fitCorner() {
    if (corners_.isEmpty() || fitting_) return;
    fitting_ = true;
    const QMargins margins = corner_->contentsMargins();
    int room = width() - 2 - margins.left() - margins.right() - title_->sizeHint().width() - kAfterTitle -
               style::size::kHitMin;  // the button of the menu
    for (int i = 0; i < corner_->count(); ++i) {
        const QWidget* widget = corner_->itemAt(i)->widget();
        const bool ours =
            std::any_of(corners_.begin(), corners_.end(), [&](const Corner& c) { return c.button == widget; });
        if (!widget || widget == title_ || widget == note_ || widget == more_ || ours) continue;
        const bool hidden = widget->isHidden() && widget->testAttribute(Qt::WA_WState_ExplicitShowHide);
        if (!hidden) room -= widget->sizeHint().boundedTo(widget->maximumSize()).width() + 6;
    }
    const qsizetype fit = qMax(0, room / style::size::kHitMin);
    const QList<QAction*> listed = menu_->actions();
    for (qsizetype i = 0; i < corners_.size(); ++i) {
        const Corner& corner = corners_[i];
        const bool shown = corners_.size() - i <= fit;
        corner.button->setVisible(shown);
        if (shown)
            menu_->removeAction(corner.action);
        else if (!listed.contains(corner.action))
            menu_->insertAction(menu_->actions().value(static_cast<int>(i)), corner.action);
    }
    fitting_ = false;
}

void Panel::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fitCorner();
}

bool Panel::eventFilter(QObject* object, QEvent* event) {
    if (object == menu_ && (event->type() == QEvent::ActionAdded || event->type() == QEvent::ActionRemoved)) {
        more_->setVisible(!menu_->isEmpty());
    }
    return QFrame::eventFilter(object, event);
}

void Panel::contextMenuEvent(QContextMenuEvent* event) {
    if (!menu_->isEmpty()) menu_->popup(event->globalPos());
}

void Panel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(style::color(Token::Surface));
    painter.setPen(QPen(style::color(Token::Border), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kPanel,
                            style::radius::kPanel);
}

}  // namespace ludus::views
