// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The looks of the studio: colours, type, space, icons. Every value is read from resources/tokens.json.
// GUI thread only; one object for the whole application, like QApplication::palette. Lengths in pixels at 96 dpi.

#include <QApplication>
#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVector>

#include <array>

namespace ludus::style {

enum class Mode { Light, Dark };

// How high the rows of tables are.
enum class Rows { Dense, Normal, Roomy };

// The tokens of a theme, in the order of tokenName().
enum class Token {
    Window,
    Surface,
    Raised,
    Sunken,
    Hover,
    Border,
    BorderStrong,
    Text,
    TextMuted,
    TextDisabled,
    Accent,
    AccentHover,
    AccentPressed,
    OnAccent,
    AccentSoft,
    Link,
    Focus,
    Selection,
    SelectionText,
    Success,
    SuccessSoft,
    Warning,
    WarningSoft,
    Danger,
    DangerSoft,
    Info,
    InfoSoft,
    ChartGrid,
    ChartAxis,
    ChartZero,
    ChartCursor,
    CourtSky,
    CourtGround,
    Scrim,
    Count
};

// The name of a token in tokens.json ("borderStrong").
QString tokenName(Token token);

enum class Type { Caption, Small, Body, BodyStrong, Section, Page, Figure, Mono };

// States of anything that runs: always an icon and a word.
enum class Status { Queued, Running, Paused, Finished, Failed, Aborted };

// A role is a point: colour and shape. The order is that of roleKey().
enum class Role {
    MainAgent,
    MainExploiter,
    LeagueExploiter,
    SpecificExploiter,
    EvolutionaryExploiter,
    AdaptiveExploiter,
    Foreign,
    Bot,
    Human,
    Count
};
QString roleKey(Role role);  // "MA", "ME", ... as in tokens.json

// Who looks at an icon: which token replaces currentColor in its Normal state.
enum class IconRole { Text, Muted, Accent, OnAccent, Success, Warning, Danger, Info };

namespace space {
inline constexpr int kHair = 2, kTiny = 4, kButton = 8, kField = 12, kWide = 16, kGroup = 24, kSection = 32, kPage = 48;
inline constexpr int kPageMargin = 12, kPanelGap = 8, kPanelPadding = 10;
}  // namespace space

namespace radius {
inline constexpr int kControl = 4, kPanel = 6, kChip = 10, kMark = 2;
}  // namespace radius

namespace size {
inline constexpr int kMenuBar = 28, kRail = 148, kRailNarrow = 48, kPageHeader = 56, kToolBar = 36, kDockTitle = 28,
                     kStatusBar = 26, kRow = 26, kRowDense = 22, kRowRoomy = 32, kControl = 28, kControlSmall = 24,
                     kIcon = 16, kIconLarge = 20, kHitMin = 24, kFormLabel = 172, kFormField = 176;
}  // namespace size

class Theme : public QObject {
    Q_OBJECT

public:
    static Theme& instance();

    // Sets style, palette, sheet and font of the application and says changed(). May be called again at any time.
    // textPercent 90..150; 0: as it is.
    void apply(QApplication& application, Mode mode, int textPercent = 0);
    // These three take effect with the next apply().
    void setRows(Rows rows) { rows_ = rows; }
    void setReducedMotion(bool reduced) { reducedMotion_ = reduced; }
    // Lines of Chinese are 2 px higher.
    void setChinese(bool chinese) { chinese_ = chinese; }

    Mode mode() const { return mode_; }
    bool isDark() const { return mode_ == Mode::Dark; }
    int textPercent() const { return textPercent_; }
    int rowHeight() const;  // of tables, in pixels
    // How long a movement takes: 0 when people asked for less of it.
    int motion(int milliseconds) const { return reducedMotion_ ? 0 : milliseconds; }

    QColor color(Token token) const { return color(token, mode_); }
    QColor color(Token token, Mode mode) const;

    // Categorical palette; index 0..7, then the colours repeat with another dash().
    QColor series(int index) const;
    // Dash pattern in units of the pen's width, empty for a solid line.
    QVector<qreal> dash(int index) const;
    int seriesColors() const;
    QColor neutral() const;
    QColor ink() const;

    QColor side(int side) const;  // 0 or 1; fill areas with paintSideFill of widgets/style/paint.h
    QColor role(Role role) const;
    QString roleShape(Role role) const;  // "disc", "triangle-up", ...
    QColor status(Status status) const;
    QString statusIcon(Status status) const;  // "status-running"
    QString statusWord(Status status) const;  // translated: "Running"

    // position 0..1; the diverging map is centred on 0.5.
    QColor diverging(qreal position) const;
    QColor sequential(qreal position) const;
    // Black or white, whichever is read better on this colour.
    static QColor inkOn(const QColor& background);

    QFont font(Type type) const;
    int lineHeight(Type type) const;  // pixels
    QPalette palette() const;
    QString styleSheet() const;

Q_SIGNALS:
    void changed();

private:
    Theme();
    void readTokens();

    struct Look {
        std::array<QColor, static_cast<size_t>(Token::Count)> tokens;
        QVector<QColor> series;
        QColor neutral, ink;
        std::array<QColor, 2> sides;
        std::array<QColor, static_cast<size_t>(Role::Count)> roles;
        std::array<QColor, 6> status;
        QVector<QColor> diverging, sequential;
    };
    struct TypeSize {
        int pixels = 13, weight = 400, line = 18;
    };

    const Look& look() const { return looks_[mode_ == Mode::Dark ? 1 : 0]; }

    Mode mode_ = Mode::Light;
    int textPercent_ = 100;
    Rows rows_ = Rows::Normal;
    bool reducedMotion_ = false;
    bool chinese_ = false;
    std::array<Look, 2> looks_;
    std::array<QString, static_cast<size_t>(Role::Count)> shapes_;
    std::array<QString, 6> statusIcons_;
    QVector<QVector<qreal>> dashes_;
    std::array<TypeSize, 8> types_;
    QStringList families_, familiesMono_;
    bool styled_ = false;
};

// Short for Theme::instance().color(token).
QColor color(Token token);
QFont font(Type type);

// An icon of resources/icons in the colour of the theme: Disabled mode textDisabled, On state accent.
// It follows a live switch of the theme by itself.
QIcon icon(const QString& name, IconRole role = IconRole::Text);
// The same rendered once, for painting.
QPixmap iconPixmap(const QString& name, const QColor& color, int pixels, qreal ratio);
QIcon statusIcon(Status status);

}  // namespace ludus::style
