// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/callout.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPropertyAnimation>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::views {

using style::Token;
using style::Type;

namespace {

constexpr int kWidth = 320, kGap = 12, kMargin = 12, kMoveMs = 160;

// An accent frame over a widget; the mouse goes through.
class TargetFrame : public QWidget {
public:
    explicit TargetFrame(QWidget* parent) : QWidget(parent) {
        setObjectName(QStringLiteral("callout.frame"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(style::color(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), style::radius::kPanel, style::radius::kPanel);
    }
};

}  // namespace

Callout::Callout(QWidget* window) : QFrame(window) {
    setObjectName(QStringLiteral("callout"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(style::space::kWide, style::space::kField, style::space::kWide, style::space::kField);
    column->setSpacing(6);
    title_ = new Label({}, Type::Section);
    sentence_ = new Label;
    sentence_->setObjectName(QStringLiteral("callout.sentence"));
    sentence_->setWordWrap(true);
    count_ = new Label({}, Type::Small, Token::TextMuted);
    count_->setObjectName(QStringLiteral("callout.count"));
    auto* verbs = new QHBoxLayout;
    verbs->setSpacing(style::space::kButton);
    skip_ = makeButton(tr("Skip"));
    skip_->setObjectName(QStringLiteral("callout.skip"));
    next_ = makePrimaryButton(tr("Next"));
    next_->setObjectName(QStringLiteral("callout.next"));
    verbs->addWidget(count_);
    verbs->addStretch(1);
    verbs->addWidget(skip_);
    verbs->addWidget(next_);
    column->addWidget(title_);
    column->addWidget(sentence_);
    column->addSpacing(4);
    column->addLayout(verbs);
    connect(next_, &QPushButton::clicked, this, &Callout::next);
    connect(skip_, &QPushButton::clicked, this, &Callout::skipped);
    window->installEventFilter(this);
    hide();
}

Callout::~Callout() {
    delete frame_;
}

void Callout::show(QWidget* target, const QString& title, const QString& sentence, const QString& count, bool last) {
    if (target_) target_->removeEventFilter(this);
    target_ = target;
    if (target_) target_->installEventFilter(this);
    title_->setText(title);
    sentence_->setText(sentence);
    count_->setText(count);
    setButtonFace(next_, last ? tr("Done") : tr("Next"), {});
    skip_->setVisible(!last);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    place();
    QFrame::show();
    raise();
    next_->setFocus(Qt::ShortcutFocusReason);
}

void Callout::place() {
    if (!parentWidget()) return;
    const QRect room = parentWidget()->rect().adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const int width = qMin(kWidth * style::Theme::instance().textPercent() / 100, room.width());
    setFixedWidth(width);
    const int height = heightForWidth(width) > 0 ? heightForWidth(width) : sizeHint().height();
    const bool seen = target_ && target_->isVisible();
    if (!frame_) frame_ = new TargetFrame(parentWidget());
    frame_->setVisible(seen);
    QRect about(room.center(), QSize(1, 1));
    if (seen) {
        about = QRect(target_->mapTo(parentWidget(), QPoint(0, 0)), target_->size());
        frame_->setGeometry(about.adjusted(-3, -3, 3, 3));
        frame_->raise();
    }
    // Right of it, left, below, above; else inside its lower right corner.
    const QSize size(width, height);
    const QPoint tries[] = {{about.right() + kGap, about.top()},
                            {about.left() - kGap - width, about.top()},
                            {about.left(), about.bottom() + kGap},
                            {about.left(), about.top() - kGap - height}};
    QRect chosen(QPoint(about.right() - width - kGap, about.bottom() - height - kGap), size);
    for (const QPoint& corner : tries) {
        QRect at(corner, size);
        at.moveTop(qBound(room.top(), at.top(), qMax(room.top(), room.bottom() - height)));
        at.moveLeft(qBound(room.left(), at.left(), qMax(room.left(), room.right() - width)));
        if (at.intersects(about)) continue;
        chosen = at;
        break;
    }
    chosen.moveTop(qBound(room.top(), chosen.top(), qMax(room.top(), room.bottom() - height)));
    chosen.moveLeft(qBound(room.left(), chosen.left(), qMax(room.left(), room.right() - width)));
    resize(size);
    const int ms = style::Theme::instance().motion(kMoveMs);
    if (!isVisible() || ms == 0) {
        move(chosen.topLeft());
    } else {
        auto* animation = new QPropertyAnimation(this, "pos", this);
        animation->setDuration(ms);
        animation->setEasingCurve(QEasingCurve::OutCubic);
        animation->setEndValue(chosen.topLeft());
        animation->start(QAbstractAnimation::DeleteWhenStopped);
    }
    raise();
}

bool Callout::eventFilter(QObject* object, QEvent* event) {
    const bool moved = event->type() == QEvent::Resize || event->type() == QEvent::Move ||
                       event->type() == QEvent::Show || event->type() == QEvent::Hide;
    if (moved && isVisible() && (object == target_ || object == parent())) place();
    return false;
}

void Callout::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT skipped();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT next();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void Callout::hideEvent(QHideEvent* event) {
    delete frame_;
    QFrame::hideEvent(event);
}

void Callout::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(style::color(Token::Raised));
    painter.setPen(QPen(style::color(Token::Accent), 1.5));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), style::radius::kPanel, style::radius::kPanel);
}

}  // namespace ludus::views
