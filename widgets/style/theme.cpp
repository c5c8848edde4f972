// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/theme.h"

#include <QFile>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPalette>
#include <QPixmapCache>
#include <QToolTip>
#include <QtGlobal>

#include <cmath>

#include "widgets/style/focus_ring.h"
#include "widgets/style/fusion_style.h"
#include "widgets/style/style_sheet.h"

// The resources live in a static library: the linker keeps them only if somebody asks for them by name.
static void openResources() {
    Q_INIT_RESOURCE(resources);
}

namespace ludus::style {

namespace {

constexpr const char* kTokenNames[] = {
    "window",     "surface",     "raised",       "sunken",     "hover",         "border",        "borderStrong",
    "text",       "textMuted",   "textDisabled", "accent",     "accentHover",   "accentPressed", "onAccent",
    "accentSoft", "link",        "focus",        "selection",  "selectionText", "success",       "successSoft",
    "warning",    "warningSoft", "danger",       "dangerSoft", "info",          "infoSoft",      "chartGrid",
    "chartAxis",  "chartZero",   "chartCursor",  "courtSky",   "courtGround",   "scrim"};
static_assert(std::size(kTokenNames) == static_cast<size_t>(Token::Count));

constexpr const char* kRoleKeys[] = {"MA", "ME", "LE", "SE", "EE", "AEE", "foreign", "bot", "human"};
static_assert(std::size(kRoleKeys) == static_cast<size_t>(Role::Count));

constexpr const char* kStatusKeys[] = {"queued", "running", "paused", "finished", "failed", "aborted"};
constexpr const char* kModeKeys[] = {"light", "dark"};

QVector<QColor> colorList(const QJsonValue& value) {
    QVector<QColor> colors;
    const QJsonArray list = value.toArray();
    for (const QJsonValue& item : list)
        colors.append(QColor(item.toString()));
    return colors;
}

QStringList textList(const QJsonValue& value) {
    QStringList texts;
    const QJsonArray list = value.toArray();
    for (const QJsonValue& item : list)
        texts.append(item.toString());
    return texts;
}

QVector<qreal> dashPattern(const QString& text) {
    QVector<qreal> dash;
    if (text == QLatin1String("solid")) return dash;
    const QStringList parts = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& part : parts)
        dash.append(part.toDouble());
    return dash;
}

// Interpolates in sRGB between equally spaced stops.
QColor interpolate(const QVector<QColor>& stops, qreal position) {
    if (stops.isEmpty()) return QColor();
    const qreal place = qBound(0.0, std::isnan(position) ? 0.0 : position, 1.0) * static_cast<qreal>(stops.size() - 1);
    const auto low = qMin(static_cast<qsizetype>(place), stops.size() - 1);
    const auto high = qMin(low + 1, stops.size() - 1);
    const qreal part = place - static_cast<qreal>(low);
    const auto mix = [part](int from, int to) { return qRound(from + (to - from) * part); };
    const QColor &a = stops[low], &b = stops[high];
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

// Relative luminance of WCAG 2.
qreal luminance(const QColor& color) {
    const auto linear = [](qreal part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

QString tokenName(Token token) {
    return QString::fromLatin1(kTokenNames[static_cast<size_t>(token)]);
}

QString roleKey(Role role) {
    return QString::fromLatin1(kRoleKeys[static_cast<size_t>(role)]);
}

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

Theme::Theme() {
    openResources();
    readTokens();
}

void Theme::readTokens() {
    QFile file(QStringLiteral(":/ludus/tokens.json"));
    if (!file.open(QIODevice::ReadOnly)) qFatal("the design tokens are missing from the program");
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    for (size_t m = 0; m < looks_.size(); ++m) {
        const QString mode = QString::fromLatin1(kModeKeys[m]);
        Look& look = looks_[m];
        const QJsonObject tokens = root["themes"][mode].toObject();
        for (size_t i = 0; i < look.tokens.size(); ++i) {
            look.tokens[i] = QColor(tokens[QLatin1String(kTokenNames[i])].toString());
            if (!look.tokens[i].isValid()) qFatal("token %s is missing from tokens.json", kTokenNames[i]);
        }
        const QJsonObject categorical = root["categorical"].toObject();
        look.series = colorList(categorical[mode]);
        look.neutral = QColor(categorical["neutral"][mode].toString());
        look.ink = QColor(categorical["ink"][mode].toString());
        for (size_t i = 0; i < look.sides.size(); ++i) {
            look.sides[i] = QColor(root["sides"][mode][QString::number(i)]["color"].toString());
        }
        for (size_t i = 0; i < look.roles.size(); ++i) {
            const QJsonValue role = root["roles"][mode][QLatin1String(kRoleKeys[i])];
            look.roles[i] = QColor(role["color"].toString());
            shapes_[i] = role["shape"].toString();
        }
        for (size_t i = 0; i < look.status.size(); ++i) {
            const QJsonValue status = root["status"][mode][QLatin1String(kStatusKeys[i])];
            look.status[i] = QColor(status["color"].toString());
            statusIcons_[i] = status["icon"].toString();
        }
        look.diverging = colorList(root["maps"]["diverging"][mode]);
        look.sequential = colorList(root["maps"]["sequential"][mode]);
    }
    const QStringList dashes = textList(root["categorical"]["dash"]);
    for (const QString& dash : dashes)
        dashes_.append(dashPattern(dash));

    const QJsonObject type = root["type"].toObject();
    families_ = textList(type["family"]) + textList(type["familyCjk"]);
    familiesMono_ = textList(type["familyMono"]) + textList(type["familyCjk"]);
    constexpr const char* kScale[] = {"caption", "small", "body", "bodyStrong", "section", "page", "figure", "small"};
    for (size_t i = 0; i < types_.size(); ++i) {
        const QJsonArray row = type["scale"][QLatin1String(kScale[i])].toArray();
        types_[i] = {row[0].toInt(), row[1].toInt(), row[2].toInt()};
    }
}

void Theme::apply(QApplication& application, Mode mode, int textPercent) {
    mode_ = mode;
    if (textPercent > 0) textPercent_ = qBound(90, textPercent, 150);
    QPixmapCache::clear();
    if (!styled_) {
        application.setStyle(new FusionStyle);
        FocusRing::install(application);
        styled_ = true;
    }
    application.setPalette(palette());
    QToolTip::setPalette(palette());
    application.setFont(font(Type::Body));
    QToolTip::setFont(font(Type::Small));
    application.setStyleSheet(styleSheet());
    Q_EMIT changed();
}

QColor Theme::color(Token token, Mode mode) const {
    return looks_[mode == Mode::Dark ? 1 : 0].tokens[static_cast<size_t>(token)];
}

QColor Theme::series(int index) const {
    const QVector<QColor>& colors = look().series;
    return colors[qMax(0, index) % colors.size()];
}

QVector<qreal> Theme::dash(int index) const {
    return dashes_[(qMax(0, index) / look().series.size()) % dashes_.size()];
}

int Theme::seriesColors() const {
    return static_cast<int>(look().series.size());
}

QColor Theme::neutral() const {
    return look().neutral;
}

QColor Theme::ink() const {
    return look().ink;
}

QColor Theme::side(int side) const {
    return look().sides[side == 1 ? 1 : 0];
}

QColor Theme::role(Role role) const {
    return look().roles[static_cast<size_t>(role)];
}

QString Theme::roleShape(Role role) const {
    return shapes_[static_cast<size_t>(role)];
}

QColor Theme::status(Status status) const {
    return look().status[static_cast<size_t>(status)];
}

QString Theme::statusIcon(Status status) const {
    return statusIcons_[static_cast<size_t>(status)];
}

QString Theme::statusWord(Status status) const {
    switch (status) {
        case Status::Queued: return tr("Queued");
        case Status::Running: return tr("Running");
        case Status::Paused: return tr("Paused");
        case Status::Finished: return tr("Finished");
        case Status::Failed: return tr("Failed");
        case Status::Aborted: return tr("Aborted");
    }
    return QString();
}

QColor Theme::diverging(qreal position) const {
    return interpolate(look().diverging, position);
}

QColor Theme::sequential(qreal position) const {
    return interpolate(look().sequential, position);
}

QColor Theme::inkOn(const QColor& background) {
    const qreal light = luminance(background);
    return (light + 0.05) * (light + 0.05) > 0.05 * 1.05 ? QColor(Qt::black) : QColor(Qt::white);
}

QFont Theme::font(Type type) const {
    const TypeSize& row = types_[static_cast<size_t>(type)];
    QFont font;
    font.setFamilies(type == Type::Mono ? familiesMono_ : families_);
    font.setPixelSize(qMax(11, qRound(row.pixels * textPercent_ / 100.0)));
    font.setWeight(static_cast<QFont::Weight>(row.weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    if (type == Type::Mono) font.setStyleHint(QFont::Monospace);
    return font;
}

int Theme::lineHeight(Type type) const {
    return qRound((types_[static_cast<size_t>(type)].line + (chinese_ ? 2 : 0)) * textPercent_ / 100.0);
}

int Theme::rowHeight() const {
    const int least = rows_ == Rows::Dense ? size::kRowDense : rows_ == Rows::Roomy ? size::kRowRoomy : size::kRow;
    return qMax(least, lineHeight(Type::Small) + 6);
}

QPalette Theme::palette() const {
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Window);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::Surface);
    set(QPalette::Button, Token::Surface);
    set(QPalette::Text, Token::Text);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::OnAccent);
    set(QPalette::PlaceholderText, Token::TextMuted);
    set(QPalette::Highlight, Token::Selection);
    set(QPalette::HighlightedText, Token::SelectionText);
    set(QPalette::Link, Token::Link);
    set(QPalette::LinkVisited, Token::Link);
    set(QPalette::ToolTipBase, Token::Raised);
    set(QPalette::ToolTipText, Token::Text);
    set(QPalette::Light, Token::Surface);
    set(QPalette::Midlight, Token::Border);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Dark, Token::BorderStrong);
    set(QPalette::Shadow, Token::BorderStrong);
    for (QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText,
                                     QPalette::HighlightedText, QPalette::PlaceholderText}) {
        palette.setColor(QPalette::Disabled, role, color(Token::TextDisabled));
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, color(Token::Sunken));
    palette.setColor(QPalette::Disabled, QPalette::Button, color(Token::Sunken));
    return palette;
}

QString Theme::styleSheet() const {
    return makeStyleSheet(*this);
}

QColor color(Token token) {
    return Theme::instance().color(token);
}

QFont font(Type type) {
    return Theme::instance().font(type);
}

}  // namespace ludus::style
