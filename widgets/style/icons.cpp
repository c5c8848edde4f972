// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "widgets/style/theme.h"

namespace ludus::style {

namespace {

QByteArray iconBytes(const QString& name) {
    static QHash<QString, QByteArray> cache;
    auto found = cache.constFind(name);
    if (found != cache.constEnd()) return *found;
    QFile file(QStringLiteral(":/ludus/icons/%1.svg").arg(name));
    QByteArray bytes;
    if (file.open(QIODevice::ReadOnly)) {
        bytes = file.readAll();
    } else {
        qWarning("there is no icon called %s", qPrintable(name));
    }
    cache.insert(name, bytes);
    return bytes;
}

QPixmap render(const QString& name, const QColor& color, const QSize& pixels) {
    const QString key = QStringLiteral("ludus-icon-%1-%2-%3x%4")
                            .arg(name, color.name(), QString::number(pixels.width()), QString::number(pixels.height()));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QByteArray bytes = iconBytes(name);
    bytes.replace("currentColor", color.name().toLatin1());
    if (!bytes.isEmpty()) {
        QSvgRenderer renderer(bytes);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(pixels)));
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

// Draws an icon of the resources in the colour that theme, mode and state ask for at this moment.
class ThemeIconEngine : public QIconEngine {
public:
    ThemeIconEngine(const QString& name, IconRole role, int status) : name_(name), role_(role), status_(status) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, render(name_, colorFor(mode, state), (QSizeF(rect.size()) * ratio).toSize()));
    }

    QPixmap pixmap(const QSize& pixels, QIcon::Mode mode, QIcon::State state) override {
        return render(name_, colorFor(mode, state), pixels);
    }

    QSize actualSize(const QSize& wanted, QIcon::Mode, QIcon::State) override { return wanted; }
    QIconEngine* clone() const override { return new ThemeIconEngine(name_, role_, status_); }
    QString key() const override { return QStringLiteral("ludus"); }
    QString iconName() override { return name_; }
    bool isNull() override { return false; }

private:
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const {
        const Theme& theme = Theme::instance();
        if (mode == QIcon::Disabled) return theme.color(Token::TextDisabled);
        if (status_ >= 0) return theme.status(static_cast<Status>(status_));
        if (state == QIcon::On && role_ != IconRole::OnAccent) return theme.color(Token::Accent);
        switch (role_) {
            case IconRole::Text: return theme.color(Token::Text);
            case IconRole::Muted: return theme.color(Token::TextMuted);
            case IconRole::Accent: return theme.color(Token::Accent);
            case IconRole::OnAccent: return theme.color(Token::OnAccent);
            case IconRole::Success: return theme.color(Token::Success);
            case IconRole::Warning: return theme.color(Token::Warning);
            case IconRole::Danger: return theme.color(Token::Danger);
            case IconRole::Info: return theme.color(Token::Info);
        }
        return theme.color(Token::Text);
    }

    QString name_;
    IconRole role_;
    int status_;
};

}  // namespace

QIcon icon(const QString& name, IconRole role) {
    return QIcon(new ThemeIconEngine(name, role, -1));
}

QPixmap iconPixmap(const QString& name, const QColor& color, int pixels, qreal ratio) {
    const int size = qRound(pixels * ratio);
    QPixmap pixmap = render(name, color, QSize(size, size));
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QIcon statusIcon(Status status) {
    return QIcon(new ThemeIconEngine(Theme::instance().statusIcon(status), IconRole::Text, static_cast<int>(status)));
}

}  // namespace ludus::style
