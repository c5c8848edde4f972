// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>

#include <cmath>
#include <utility>

#include "widgets/style/format.h"
#include "widgets/style/words.h"
#include "widgets/views/lineage_view.h"

namespace ludus::views {

using models::LeagueRole;
using style::Token;

namespace {

using Sign = LineageLegend::Sign;

constexpr double kLeft = 6, kApart = 16, kAfterWord = 2;
constexpr double kStub = 7, kStubHalf = 5, kLine = 1.75;  // of the short bar

/// From the middle of a sign to its left end, and to where its word begins.
std::pair<double, double> roomOf(Sign sign) {
    return sign == Sign::Leaf    ? std::pair(10.0, 15.0)
           : sign == Sign::Reset ? std::pair(7.0, 12.0)
                                 : std::pair(6.0, 12.0);
}

}  // namespace

LineageLegend::LineageLegend(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("lineage.legend"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        marks_.forget();
        describe();
    });
    describe();
}

void LineageLegend::setRange(double low, double high) {
    low_ = low;
    high_ = high;
    describe();
}

void LineageLegend::setRole(LeagueRole role) {
    role_ = role;
    describe();
    look();
}

void LineageLegend::follow(LineageView* view) {
    view_ = view;
    connect(view->model(), &models::LeagueModel::changed, this, &LineageLegend::look);
    look();
}

void LineageLegend::look() {
    const bool unknown = view_ && view_->showsUnknown();
    if (unknown == unknown_) return;
    unknown_ = unknown;
    updateGeometry();
    update();
}

QString LineageLegend::word(Sign sign) const {
    switch (sign) {
        case Sign::Inside:
            //: A range of win rates: "in 20-50 %"; %2 has the sign of percent.
            return tr("in %1\u2013%2").arg(std::lround(100 * low_)).arg(style::formatPercent(high_));
        case Sign::Outside: return tr("outside");
        case Sign::Unknown: return tr("unknown", "a win rate");
        case Sign::Leaf: return tr("leaf");
        case Sign::Reset: break;
    }
    return tr("reset");
}

QVector<LineageLegend::Sign> LineageLegend::wanted() const {
    if (unknown_) return {Sign::Inside, Sign::Outside, Sign::Unknown, Sign::Leaf, Sign::Reset};
    return {Sign::Inside, Sign::Outside, Sign::Leaf, Sign::Reset};
}

QVector<LineageLegend::Sign> LineageLegend::signs() const {
    QVector<Sign> out = wanted();
    while (out.size() > 1 && widthOf(out) > width())
        out.pop_back();
    return out;
}

void LineageLegend::describe() {
    const QStringList all{
        tr("Filled: win rate from %1 to %2.").arg(style::formatPercent(low_), style::formatPercent(high_)),
        tr("Hollow: outside of that, or not met any more."),
        tr("Half filled: unknown, too few matches."),
        tr("Outlined twice: a leaf, from which nobody inherited; at the right end a learner."),
        tr("Short bar: a reset, the root of a new branch."),
    };
    setAccessibleName(style::paragraph(all));
    setToolTip(all.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

double LineageLegend::widthOf(const QVector<Sign>& signs) const {
    const QFontMetricsF metrics(style::font(style::Type::Small));
    double width = kLeft;
    for (const Sign sign : signs)
        width += roomOf(sign).first + roomOf(sign).second + metrics.horizontalAdvance(word(sign)) + kAfterWord + kApart;
    return std::ceil(width - kApart + kLeft);
}

QSize LineageLegend::sizeHint() const {
    return {static_cast<int>(widthOf(wanted())), 24};
}

QSize LineageLegend::minimumSizeHint() const {
    return {static_cast<int>(widthOf({Sign::Inside, Sign::Outside})), 24};
}

void LineageLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style::font(style::Type::Small));
    double x = kLeft;
    const double y = std::floor(height() / 2.0) + 0.5;
    for (const Sign sign : signs()) {
        const auto [before, after] = roomOf(sign);
        x += before;
        if (sign == Sign::Reset) {
            painter.setPen(QPen(style::Theme::instance().role(roleOf(role_)), kLine));
            painter.drawLine(QPointF(x - kStub, y), QPointF(x + kStub, y));
            painter.drawLine(QPointF(x - kStub, y - kStubHalf), QPointF(x - kStub, y + kStubHalf));
        } else {
            marks_.paint(painter, QPointF(x, y), role_, sign == Sign::Leaf ? 3.5 : 5,
                         sign == Sign::Outside   ? LeagueMarks::Fill::Hollow
                         : sign == Sign::Unknown ? LeagueMarks::Fill::Half
                                                 : LeagueMarks::Fill::Full,
                         sign == Sign::Leaf ? LeagueMarks::Ring::Outside : LeagueMarks::Ring::None);
        }
        const double wide = QFontMetricsF(painter.font()).horizontalAdvance(word(sign)) + kAfterWord;
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(QRectF(x + after, y - 10, wide, 20), Qt::AlignLeft | Qt::AlignVCenter, word(sign));
        x += after + wide + kApart;
    }
}

}  // namespace ludus::views
