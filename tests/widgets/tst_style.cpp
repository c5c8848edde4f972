// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens, contrast, formats and the theme switch.

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/style/vision.h"

using namespace ludus::style;

namespace {

// Contrast ratio of WCAG 2.
double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

QJsonObject tokens() {
    QFile file(QStringLiteral(":/ludus/tokens.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QVector<QColor> colorsOf(const QJsonValue& set) {
    QVector<QColor> colors;
    if (set.isArray()) {
        for (const QJsonValue& item : set.toArray())
            colors.append(QColor(item.toString()));
    } else {
        const QJsonObject entries = set.toObject();
        for (const QJsonValue& item : entries)
            colors.append(QColor(item[QStringLiteral("color")].toString()));
    }
    return colors;
}

}  // namespace

class TestStyle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(*qApp, Mode::Light); }

    void everyContrastPairIsReadable() {
        const QJsonObject root = tokens();
        const QJsonArray pairs = root["contrastPairs"].toArray();
        QVERIFY(pairs.size() > 40);
        for (const QString& mode : {QStringLiteral("light"), QStringLiteral("dark")}) {
            const QJsonObject theme = root["themes"][mode].toObject();
            for (const QJsonValue& pair : pairs) {
                const QColor front(theme[pair["foreground"].toString()].toString());
                const QColor back(theme[pair["background"].toString()].toString());
                QVERIFY(front.isValid() && back.isValid());
                QVERIFY2(contrast(front, back) >= pair["minimum"].toDouble() - 0.005,
                         qPrintable(mode + QLatin1Char(' ') + pair["foreground"].toString() + QStringLiteral(" on ") +
                                    pair["background"].toString()));
            }
        }
    }

    void everyDataColourStandsOutFromEveryGround() {
        const QJsonObject root = tokens(), rule = root["graphicOnSurface"].toObject();
        for (const QString& mode : {QStringLiteral("light"), QStringLiteral("dark")}) {
            for (const QJsonValue& set : rule["sets"].toArray()) {
                const QVector<QColor> colors = colorsOf(root[set.toString()][mode]);
                QVERIFY(!colors.isEmpty());
                for (const QColor& color : colors) {
                    for (const QJsonValue& ground : rule["backgrounds"].toArray()) {
                        const QColor back(root["themes"][mode][ground.toString()].toString());
                        QVERIFY2(contrast(color, back) >= rule["minimum"].toDouble(),
                                 qPrintable(mode + set.toString() + color.name() + ground.toString()));
                    }
                }
            }
        }
    }

    void cellTextIsReadableOnEveryMapColour() {
        for (Mode mode : {Mode::Light, Mode::Dark}) {
            Theme::instance().apply(*qApp, mode);
            for (int i = 0; i <= 255; ++i) {
                for (const QColor& cell :
                     {Theme::instance().diverging(i / 255.0), Theme::instance().sequential(i / 255.0)}) {
                    QVERIFY(contrast(cell, Theme::inkOn(cell)) >= 4.5);
                }
            }
        }
    }

    void themeReadsTheTokensOfTheFile() {
        const QJsonObject root = tokens();
        const QJsonObject light = root["themes"]["light"].toObject();
        QCOMPARE(light.size(), static_cast<int>(Token::Count));
        for (int i = 0; i < static_cast<int>(Token::Count); ++i) {
            const auto token = static_cast<Token>(i);
            QCOMPARE(Theme::instance().color(token, Mode::Light), QColor(light[tokenName(token)].toString()));
        }
        const QJsonArray body = root["type"]["scale"]["body"].toArray();
        QCOMPARE(font(Type::Body).pixelSize(), body[0].toInt());
        QCOMPARE(space::kPageMargin, root["space"][4].toInt());
        QCOMPARE(size::kRail, root["size"]["rail"].toInt());
        QCOMPARE(size::kPageHeader, root["size"]["pageHeader"].toInt());
        QCOMPARE(size::kControl, root["size"]["control"].toInt());
        QCOMPARE(radius::kPanel, root["radius"]["panel"].toInt());
    }

    // The least distance of any two series is that of the visual language, and without one kind of cones seven at
    // least.
    void seriesStayApartForEverybody() {
        for (const Mode mode : {Mode::Light, Mode::Dark}) {
            Theme::instance().apply(*qApp, mode);
            for (const Vision vision : {Vision::Normal, Vision::Protan, Vision::Deutan, Vision::Tritan}) {
                double least = 1000;
                for (int a = 0; a < 8; ++a) {
                    for (int b = 0; b < a; ++b) {
                        const QColor x = seenBy(Theme::instance().series(a), vision);
                        const QColor y = seenBy(Theme::instance().series(b), vision);
                        least = std::min(least, colorDistance(x, y));
                    }
                }
                const double whole = mode == Mode::Light ? 11.6 : 12.4;
                if (vision == Vision::Normal)
                    QVERIFY2(std::fabs(least - whole) < 0.1, qPrintable(QString::number(least)));
                QVERIFY2(least >= 7, qPrintable(QString::number(least)));
            }
        }
        QCOMPARE(seenBy(QColor(120, 120, 120), Vision::Deutan), QColor(120, 120, 120));
        const QColor grey = seenBy(QColor(200, 30, 90), Vision::Grey);
        QVERIFY(grey.red() == grey.green() && grey.green() == grey.blue());
        Theme::instance().apply(*qApp, Mode::Light);
    }

    void textSizeRowsAndMotionFollowTheirPreferences() {
        Theme& theme = Theme::instance();
        theme.setRows(Rows::Dense);
        theme.apply(*qApp, Mode::Light, 100);
        QCOMPARE(theme.rowHeight(), size::kRowDense);
        theme.setRows(Rows::Normal);
        QCOMPARE(theme.rowHeight(), size::kRow);
        const int line = theme.lineHeight(Type::Body);
        theme.setChinese(true);
        QCOMPARE(theme.lineHeight(Type::Body), line + 2);
        theme.setChinese(false);
        theme.apply(*qApp, Mode::Dark, 150);
        QCOMPARE(theme.font(Type::Section).pixelSize(), 23);
        QCOMPARE(theme.lineHeight(Type::Body), 27);
        QVERIFY(theme.rowHeight() >= theme.lineHeight(Type::Small));
        theme.apply(*qApp, Mode::Light);
        QCOMPARE(theme.textPercent(), 150);  // a switch of the theme keeps it
        theme.apply(*qApp, Mode::Light, 20);
        QCOMPARE(theme.textPercent(), 90);
        theme.apply(*qApp, Mode::Light, 100);
        QCOMPARE(theme.motion(160), 160);
        theme.setReducedMotion(true);
        QCOMPARE(theme.motion(160), 0);
        theme.setReducedMotion(false);
    }

    void seriesRepeatTheirColoursWithOtherDashes() {
        Theme& theme = Theme::instance();
        QCOMPARE(theme.seriesColors(), 8);
        QCOMPARE(theme.series(9), theme.series(1));
        QVERIFY(theme.dash(1).isEmpty());
        QCOMPARE(theme.dash(9), QVector<qreal>({7, 3}));
        QCOMPARE(theme.dash(25), QVector<qreal>({8, 3, 2, 3}));
    }

    void themeSwitchesLive() {
        Theme& theme = Theme::instance();
        theme.apply(*qApp, Mode::Light);
        QSignalSpy changes(&theme, &Theme::changed);
        const QIcon running = icon(QStringLiteral("run"));
        const QImage before = running.pixmap(16, 16).toImage();
        theme.apply(*qApp, Mode::Dark);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(qApp->palette().color(QPalette::Window), theme.color(Token::Window, Mode::Dark));
        QVERIFY(running.pixmap(16, 16).toImage() != before);
        theme.apply(*qApp, Mode::Light);
        QCOMPARE(running.pixmap(16, 16).toImage(), before);
        QVERIFY(!theme.styleSheet().contains(QLatin1Char('@')));
    }

    void everyIconOfTheSetIsDrawn() {
        QDir icons(QStringLiteral(":/ludus/icons"));
        const QStringList names = icons.entryList({QStringLiteral("*.svg")});
        QVERIFY(names.size() >= 70);
        for (const QString& name : names) {
            const QImage image = icon(QFileInfo(name).baseName()).pixmap(24, 24).toImage();
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    inked += qAlpha(image.pixel(x, y)) > 128;
            }
            QVERIFY2(inked > 8, qPrintable(name));
        }
    }

    void sideOneIsHatchedAndSideZeroIsSolid() {
        QImage image(60, 30, QImage::Format_ARGB32_Premultiplied);
        image.fill(color(Token::Surface));
        QPainter painter(&image);
        paintSideFill(painter, QRectF(0, 0, 30, 30), 0, 0);
        paintSideFill(painter, QRectF(30, 0, 30, 30), 1, 0);
        painter.end();
        QSet<QRgb> solid, hatched;
        for (int x = 5; x < 25; ++x) {
            solid.insert(image.pixel(x, 15));
            hatched.insert(image.pixel(x + 30, 15));
        }
        QCOMPARE(solid.size(), 1);
        QVERIFY(hatched.size() > 2);
        QVERIFY(hatched.contains(Theme::instance().side(1).rgb()));
    }

    void shapesHaveNearlyEqualAreas() {
        const auto area = [](const QString& shape) {
            QImage image(200, 200, QImage::Format_Grayscale8);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.translate(100, 100);
            painter.fillPath(shapePath(shape, 50), Qt::black);
            painter.end();
            int count = 0;
            for (int y = 0; y < 200; ++y) {
                for (int x = 0; x < 200; ++x)
                    count += qGray(image.pixel(x, y)) < 128;
            }
            return count;
        };
        const double disc = area(QStringLiteral("disc"));
        for (int i = 0; i < static_cast<int>(Role::Count); ++i) {
            const QString shape = Theme::instance().roleShape(static_cast<Role>(i));
            const double part = area(shape) / disc;
            QVERIFY2(part > 0.7 && part < 1.3, qPrintable(shape + QString::number(part)));
        }
    }

    // The examples are those of the visual language.
    void numbersAreWrittenAsInTheVisualLanguage() {
        QCOMPARE(formatInteger(13360), QStringLiteral("13\u202F360"));
        QCOMPARE(formatInteger(742), QStringLiteral("742"));
        QCOMPARE(formatInteger(-1204567), QStringLiteral("\u22121\u202F204\u202F567"));
        QCOMPARE(formatReal(-0.42, 2), QStringLiteral("\u22120.42"));
        QCOMPARE(formatReal(0.31, 2, true), QStringLiteral("+0.31"));
        QCOMPARE(formatReal(-0.001, 2, true), QStringLiteral("0.00"));
        QCOMPARE(formatReal(std::nan(""), 2), QStringLiteral("\u2013"));
        QCOMPARE(formatSi(1234567), QStringLiteral("1.23\u00A0M"));
        QCOMPARE(formatSi(12400), QStringLiteral("12.4\u00A0k"));
        QCOMPARE(formatSi(6e9), QStringLiteral("6.00\u00A0G"));
        QCOMPARE(formatSi(999.7), QStringLiteral("1.00\u00A0k"));
        QCOMPARE(formatSi(999999), QStringLiteral("1.00\u00A0M"));
        QCOMPARE(formatSi(742), QStringLiteral("742"));
        QCOMPARE(formatSi(0), QStringLiteral("0"));
        QCOMPARE(formatInterval(1342, 18), QStringLiteral("1342 \u00B118"));
        QCOMPARE(formatInterval(0.31, 0.08, 2, true), QStringLiteral("+0.31 \u00B10.08"));
        QCOMPARE(formatPercent(0.61), QStringLiteral("61\u00A0%"));
        QCOMPARE(formatPlain(0.0003), QStringLiteral("0.0003"));
        QCOMPARE(formatPlain(0.1 + 0.2), QStringLiteral("0.3"));
        QCOMPARE(formatRate(12400, QStringLiteral("steps")), QStringLiteral("12.4\u00A0k steps/s"));
        QCOMPARE(formatBytes(1.3e9), QStringLiteral("1.3 GB"));
        QCOMPARE(formatBytes(64), QStringLiteral("64 B"));
    }

    void durationsHaveTwoUnitsAtMost() {
        QCOMPARE(formatDuration(3 * 3600 + 12 * 60 + 30), QStringLiteral("3 h 12 min"));
        QCOMPARE(formatDuration(208), QStringLiteral("3 min 28 s"));
        QCOMPARE(formatDuration(41), QStringLiteral("41 s"));
        QCOMPARE(formatDuration(0.8), QStringLiteral("0.8 s"));
        QCOMPARE(formatDuration(59.7), QStringLiteral("1 min"));
        QCOMPARE(formatDuration(2 * 86400 + 4 * 3600), QStringLiteral("2 d 4 h"));
        QCOMPARE(formatDuration(-1), kUnknown);
    }

    void agesTurnIntoDatesAfterADay() {
        const QDateTime now(QDate(2026, 11, 21), QTime(15, 0));
        QCOMPARE(formatAge(now.addSecs(-125), now), QStringLiteral("2 min ago"));
        QCOMPARE(formatAge(now.addSecs(-3), now), QStringLiteral("just now"));
        QCOMPARE(formatAge(now.addSecs(-5 * 3600), now), QStringLiteral("5 h ago"));
        QCOMPARE(formatAge(QDateTime(QDate(2026, 11, 20), QTime(14, 2)), now), QStringLiteral("2026-11-20 14:02"));
        QCOMPARE(formatAge(QDateTime(), now), kUnknown);
    }

    void typedNumbersAreRead() {
        QCOMPARE(parseNumber(QStringLiteral("6 M")).value(), 6e6);
        QCOMPARE(parseNumber(QStringLiteral("2.3M")).value(), 2300000.0);
        QCOMPARE(parseNumber(QStringLiteral("100k")).value(), 1e5);
        QCOMPARE(parseNumber(QStringLiteral("1_000_000")).value(), 1e6);
        QCOMPARE(parseNumber(QStringLiteral("13\u202F360")).value(), 13360.0);
        QCOMPARE(parseNumber(QStringLiteral("\u22124")).value(), -4.0);
        QCOMPARE(parseNumber(QStringLiteral("3e-4")).value(), 3e-4);
        QCOMPARE(parseNumber(QStringLiteral("50 %")).value(), 0.5);
        for (const char* bad : {"", "k", "five", "1.2.3", "6 Q", "nan", "inf"}) {
            QVERIFY2(!parseNumber(QString::fromLatin1(bad)), bad);
        }
    }

    void countingDoesNotShakeTheLabel() {
        NumberLabel label;
        label.setText(QStringLiteral("11 111"));
        const int narrow = label.sizeHint().width();
        label.setText(QStringLiteral("88 888"));
        QCOMPARE(label.sizeHint().width(), narrow);
    }
};

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    TestStyle test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_style.moc"
