// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/rail.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using style::Token;
using style::Type;

// One page; draws itself in both widths.
class RailEntry : public QAbstractButton {
public:
    RailEntry(const QString& key, const QString& text, const QString& iconName, bool framed, QWidget* parent)
        : QAbstractButton(parent), icon_(style::icon(iconName)), framed_(framed) {
        setObjectName(QStringLiteral("rail:") + key);
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setProperty("ownFocus", true);
        fit();
    }

    void setNarrow(bool narrow) {
        narrow_ = narrow;
        fit();
    }

    void fit() {
        const int line = style::Theme::instance().lineHeight(Type::Body);
        setFixedHeight(narrow_ ? 35 : framed_ ? qMax(48, line + 30) : qMax(31, line + 13));
        update();
    }

protected:
    void nextCheckState() override {}

    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool current = isChecked();
        const QRectF box =
            framed_ && !narrow_ ? QRectF(8, 10, width() - 17, height() - 20) : QRectF(0, 1, width() - 7, height() - 2);
        if (framed_ && !narrow_) {
            const Token fill = current ? Token::AccentSoft : underMouse() ? Token::Hover : Token::Surface;
            painter.setBrush(style::color(fill));
            painter.setPen(QPen(style::color(current ? Token::Accent : Token::BorderStrong), 1));
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kControl,
                                    style::radius::kControl);
        } else if (current || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(style::color(current ? Token::AccentSoft : Token::Hover));
            painter.drawRoundedRect(box.adjusted(-6, 0, 0, 0), style::radius::kControl, style::radius::kControl);
            if (current) painter.fillRect(QRectF(0, box.top(), 3, box.height()), style::color(Token::Accent));
        }
        const qreal iconX = narrow_ ? (width() - 20) / 2.0 : framed_ ? 13 : 15;
        const int pixels = framed_ && !narrow_ ? 16 : 20;
        const QRect place(qRound(iconX), qRound(box.center().y() - pixels / 2.0), pixels, pixels);
        icon_.paint(&painter, place, Qt::AlignCenter, QIcon::Normal, current ? QIcon::On : QIcon::Off);
        if (!narrow_) {
            painter.setFont(style::font(current && !framed_ ? Type::BodyStrong : Type::Body));
            painter.setPen(style::color(current ? Token::Accent : Token::Text));
            const qreal left = framed_ ? 32 : 43;
            const QRectF words(left, box.top(), box.right() - left, box.height());
            const QFontMetrics metrics(painter.font());
            painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine,
                             metrics.elidedText(text(), Qt::ElideRight, static_cast<int>(words.width())));
        }
        if (hasFocus() && keyFocus_) style::paintFocusInside(painter, box.adjusted(framed_ ? 0 : 3, 0, 0, 0), 4);
    }

    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
            event->ignore();  // the rail goes from entry to entry
        } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            click();
        } else {
            QAbstractButton::keyPressEvent(event);
        }
    }

    void focusInEvent(QFocusEvent* event) override {
        keyFocus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                    event->reason() == Qt::ShortcutFocusReason;
        QAbstractButton::focusInEvent(event);
    }

private:
    QIcon icon_;
    bool framed_;
    bool narrow_ = false;
    bool keyFocus_ = false;
};

namespace {

// The word over a section; in the narrow rail a line between two groups.
class SectionTitle : public QWidget {
public:
    explicit SectionTitle(const QString& text) : text_(text) { setNarrow(false); }

    void setNarrow(bool narrow) {
        narrow_ = narrow;
        setFixedHeight(narrow ? 11 : qMax(32, style::Theme::instance().lineHeight(Type::Caption) + 18));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        if (narrow_) {
            painter.fillRect(10, 5, width() - 21, 1, style::color(Token::Border));
            return;
        }
        painter.setFont(style::font(Type::Caption));
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(rect().adjusted(16, 6, -4, 0), Qt::AlignVCenter | Qt::TextSingleLine, text_);
    }

private:
    QString text_;
    bool narrow_ = false;
};

}  // namespace

Rail::Rail(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 8);
    column->setSpacing(0);
    for (QVBoxLayout** part : {&top_, &body_, &foot_}) {
        *part = new QVBoxLayout;
        (*part)->setSpacing(0);
        if (part == &foot_) column->addStretch(1);
        column->addLayout(*part);
    }
    setAccessibleName(tr("Pages"));
    setNarrow(false);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] { setNarrow(narrow_); });
}

RailEntry* Rail::makeEntry(const QString& key, const QString& text, const QString& iconName, bool framed) {
    auto* entry = new RailEntry(key, text, iconName, framed, this);
    entry->setProperty("key", key);
    entry->setProperty("iconName", iconName);
    entry->setNarrow(narrow_);
    connect(entry, &QAbstractButton::clicked, this, [this, key] { Q_EMIT activated(key); });
    entries_.append(entry);
    return entry;
}

void Rail::setTopEntry(const QString& key, const QString& text, const QString& iconName) {
    top_->addWidget(makeEntry(key, text, iconName, true));
}

void Rail::addSection(const QString& title) {
    auto* heading = new SectionTitle(title);
    heading->setNarrow(narrow_);
    titles_.append(heading);
    body_->addWidget(heading);
}

void Rail::addEntry(const QString& key, const QString& text, const QString& iconName, const QString& tip) {
    RailEntry* entry = makeEntry(key, text, iconName, false);
    entry->setToolTip(tip);
    entry->setProperty("tip", tip);
    body_->addWidget(entry);
}

void Rail::addFootEntry(const QString& key, const QString& text, const QString& iconName) {
    foot_->addWidget(makeEntry(key, text, iconName, false));
}

void Rail::setCurrent(const QString& key) {
    current_ = key;
    for (RailEntry* entry : std::as_const(entries_))
        entry->setChecked(entry->property("key").toString() == key);
}

QString Rail::title(const QString& key) const {
    const auto* entry = findChild<QAbstractButton*>(QStringLiteral("rail:") + key);
    return entry ? entry->text() : QString();
}

QVector<QPair<QString, QString>> Rail::keysAndIcons() const {
    QVector<QPair<QString, QString>> all;
    for (const RailEntry* entry : entries_)
        all.append({entry->property("key").toString(), entry->property("iconName").toString()});
    return all;
}

QWidget* Rail::stop() const {
    for (RailEntry* entry : entries_) {
        if (entry->isChecked()) return entry;
    }
    return entries_.value(0);
}

void Rail::setNarrow(bool narrow) {
    narrow_ = narrow;
    const int wide = qMax(style::size::kRail, style::size::kRail * style::Theme::instance().textPercent() / 100);
    setFixedWidth(narrow ? style::size::kRailNarrow : wide);
    for (RailEntry* entry : std::as_const(entries_)) {
        entry->setNarrow(narrow);
        const QString tip = entry->property("tip").toString();
        entry->setToolTip(narrow && tip.isEmpty() ? entry->text() : tip);
    }
    for (QWidget* title : std::as_const(titles_))
        static_cast<SectionTitle*>(title)->setNarrow(narrow);
    update();
}

void Rail::keyPressEvent(QKeyEvent* event) {
    const bool down = event->key() == Qt::Key_Down;
    if (!down && event->key() != Qt::Key_Up) {
        QWidget::keyPressEvent(event);
        return;
    }
    for (int i = 0; i < entries_.size(); ++i) {
        if (!entries_[i]->hasFocus()) continue;
        const int next = i + (down ? 1 : -1);
        if (next >= 0 && next < entries_.size()) entries_[next]->setFocus(Qt::TabFocusReason);
        return;
    }
}

void Rail::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), style::color(Token::Window));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), style::color(Token::Border));
}

}  // namespace ludus::views
