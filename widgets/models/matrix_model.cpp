// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/matrix_model.h"

#include <QIODevice>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/words.h"

namespace ludus::models {

namespace {

const MatrixCell kOutside{.kind = MatrixKind::Outside};
constexpr double kDecades = 1e-4;  // how far a logarithmic scale reaches down at most

QHash<QString, int> placesOf(const QVector<MatrixHeader>& headers) {
    QHash<QString, int> places;
    places.reserve(headers.size());
    for (int i = 0; i < headers.size(); ++i)
        places.insert(headers[i].id, i);
    return places;
}

QString quoted(const QString& text) {
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n')))
        return text;
    QString inside = text;
    return QLatin1Char('"') + inside.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QByteArray plain(float value) {
    return std::isfinite(value) ? QByteArray::number(static_cast<double>(value), 'g', 7) : QByteArray();
}

const char* kindName(const MatrixCell& cell) {
    switch (cell.kind) {
        case MatrixKind::PriorOnly: return "prior";
        case MatrixKind::Self: return "self";
        case MatrixKind::Outside: return "outside";
        case MatrixKind::Known: break;
    }
    return std::isfinite(cell.value) ? "known" : "unknown";
}

}  // namespace

void MatrixModel::setContent(MatrixContent content) {
    content_ = std::move(content);
    const auto all = static_cast<std::size_t>(rowCount()) * static_cast<std::size_t>(columnCount());
    content_.cells.resize(all);
    rowPlaces_ = placesOf(content_.rows);
    columnPlaces_ = placesOf(content_.columns);
    measured_ = false;
    Q_EMIT contentChanged();
}

void MatrixModel::setCell(int row, int column, const MatrixCell& cell) {
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount()) return;
    content_.cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(columnCount()) +
                   static_cast<std::size_t>(column)] = cell;
    measured_ = false;
    Q_EMIT cellsChanged();
}

void MatrixModel::setScale(MatrixPlane plane, MatrixScale scale) {
    scales_[plane == MatrixPlane::Gap ? 1 : 0] = std::move(scale);
    measured_ = false;
    Q_EMIT cellsChanged();
}

void MatrixModel::setShown(MatrixPlane plane) {
    if (plane == shown_) return;
    shown_ = plane;
    measured_ = false;
    Q_EMIT cellsChanged();
}

void MatrixModel::setWords(Words words) {
    words_ = std::move(words);
    Q_EMIT cellsChanged();
}

int MatrixModel::rowOf(const QString& id) const {
    return rowPlaces_.value(id, -1);
}

int MatrixModel::columnOf(const QString& id) const {
    return columnPlaces_.value(id, -1);
}

const MatrixCell& MatrixModel::cell(int row, int column) const {
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount()) return kOutside;
    return content_.cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(columnCount()) +
                          static_cast<std::size_t>(column)];
}

double MatrixModel::valueOf(const MatrixCell& cell) const {
    if (cell.kind == MatrixKind::Self || cell.kind == MatrixKind::Outside) return MatrixCell::kNone;
    return static_cast<double>(shown_ == MatrixPlane::Gap ? cell.first - cell.second : cell.value);
}

std::pair<double, double> MatrixModel::range() const {
    const MatrixScale& by = scale();
    if (!by.fitted) return {by.low, by.high};
    if (measured_) return fitted_;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const MatrixCell& cell : content_.cells) {
        const double number = valueOf(cell);
        if (!std::isfinite(number) || (by.logarithmic && !(number > 0))) continue;
        low = std::min(low, number);
        high = std::max(high, number);
    }
    if (!(low <= high)) {
        low = by.low;
        high = by.high;
    } else if (by.diverging) {
        const double reach = std::max({std::fabs(low - by.centre), std::fabs(high - by.centre), 1e-9});
        low = by.centre - reach;
        high = by.centre + reach;
    } else if (!by.logarithmic) {
        low = std::min(0.0, low);
    }
    if (!(high > low)) high = low + (by.logarithmic ? low : 1);
    fitted_ = {low, high};
    measured_ = true;
    return fitted_;
}

double MatrixModel::Places::operator()(double value) const {
    if (std::isnan(value)) return value;
    const double number = logarithmic ? std::log(std::max(value, least)) : value;
    return std::clamp((number - from) * factor, 0.0, 1.0);
}

MatrixModel::Places MatrixModel::places() const {
    const MatrixScale& by = scale();
    const auto [low, high] = range();
    Places made;
    made.diverging = by.diverging;
    if (by.diverging) {
        const double reach = std::max({by.centre - low, high - by.centre, 1e-12});
        made.from = by.centre - reach;
        made.factor = 1 / (2 * reach);
    } else if (by.logarithmic && high > 0) {
        made.logarithmic = true;
        made.least = std::max(low, high * kDecades);
        if (!(made.least < high)) made.least = high / 10;
        made.from = std::log(made.least);
        made.factor = 1 / (std::log(high) - made.from);
    } else {
        made.from = low;
        made.factor = high > low ? 1 / (high - low) : 1;
    }
    return made;
}

double MatrixModel::position(double value) const {
    return places()(value);
}

double MatrixModel::valueAt(double position) const {
    const Places by = places();
    const double number = by.from + position / by.factor;
    return by.logarithmic ? std::exp(number) : number;
}

QString MatrixModel::valueText(double value) const {
    const MatrixScale& by = scale();
    if (!std::isfinite(value)) return style::kUnknown;
    const bool sign = by.diverging && by.centre == 0;
    switch (by.unit) {
        case MatrixUnit::Percent: {
            // Small shares would all be "0 %".
            const double part = std::fabs(value);
            const QString text = style::formatPercent(value, part > 0 && part < 0.0095 ? (part < 0.00095 ? 2 : 1) : 0);
            return sign && std::lround(value * 100) > 0 ? QLatin1Char('+') + text : text;
        }
        case MatrixUnit::Elo: return style::formatReal(value, 0, sign);
        case MatrixUnit::Number: break;
    }
    return std::fabs(value) >= 10'000 ? style::formatSi(value) : style::formatPlain(value, 3);
}

QString MatrixModel::valueText(const MatrixCell& cell) const {
    const QString text = valueText(valueOf(cell));
    if (shown_ != MatrixPlane::Value || !std::isfinite(cell.low) || !std::isfinite(cell.high)) return text;
    const double half = static_cast<double>(cell.high - cell.low) / 2;
    const MatrixUnit unit = scale().unit;
    const QString width = unit == MatrixUnit::Percent ? style::formatHalfWidth(half * 100)
                          : unit == MatrixUnit::Elo   ? style::formatHalfWidth(half)
                                                      : QChar(0x00B1) + style::formatPlain(half, 2);
    //: A value and the half width of its interval: 61 % ±7.
    return tr("%1 %2").arg(text, width);
}

MatrixCard MatrixModel::ownWords(int row, int column) const {
    const MatrixCell& at = cell(row, column);
    MatrixCard card;
    const QString pattern = content_.pair.isEmpty() ? tr("%1, %2", "row and column") : content_.pair;
    card.head = style::filled(pattern, {content_.rows[row].name, content_.columns[column].name});
    const auto add = [&](const QString& name, const QString& text) { card.rows.push_back({name, text}); };
    if (at.kind == MatrixKind::Self) {
        add({}, tr("the same one"));
        return card;
    }
    if (at.kind == MatrixKind::PriorOnly) {
        add(tr("prior only"), valueText(valueOf(at)));
        add(tr("n"), style::formatInteger(0));
        return card;
    }
    if (!std::isfinite(valueOf(at))) {
        add({}, tr("nothing known"));
        return card;
    }
    add(shown_ == MatrixPlane::Gap ? tr("gap") : QString(), valueText(at));
    if (at.count > 0) {
        const QString count = style::formatInteger(at.count);
        add(tr("n"), std::isfinite(at.effective)
                         //: How many were counted, and what they weigh now.
                         ? tr("%1 (%2)").arg(count, style::formatInteger(std::lround(at.effective)))
                         : count);
    }
    const auto part = [&](const QString& name, float value) {
        const QString text = scale().unit == MatrixUnit::Percent ? style::formatPercent(static_cast<double>(value))
                                                                 : style::formatPlain(static_cast<double>(value), 3);
        if (std::isfinite(value)) add(name, text);
    };
    part(content_.firstName, at.first);
    part(content_.secondName, at.second);
    return card;
}

MatrixCard MatrixModel::card(int row, int column) const {
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount()) return {};
    MatrixCard card = words_ ? words_(row, column) : ownWords(row, column);
    if (!card.sentence.isEmpty()) return card;
    QStringList parts{card.head};
    for (const auto& [name, text] : card.rows)
        //: A name and its value in a read-out: side 0 64 %.
        parts << (name.isEmpty() ? text : tr("%1 %2", "name and value").arg(name, text));
    card.sentence = style::listed(parts);
    return card;
}

QString MatrixModel::sentence(int row, int column) const {
    return card(row, column).sentence;
}

bool MatrixModel::writeCsv(const MatrixContent& content, QIODevice& device) {
    QByteArray text("row,row_name,column,column_name,kind,value,low,high,n,effective_n,first,second\n");
    constexpr qsizetype kChunk = 1 << 16;
    const auto flush = [&] {
        const bool done = device.write(text) == text.size();
        text.clear();
        return done;
    };
    const auto headed = [](const MatrixHeader& header) {
        return (quoted(header.id) + QLatin1Char(',') + quoted(header.name)).toUtf8();
    };
    std::vector<QByteArray> columns;
    for (const MatrixHeader& column : content.columns)
        columns.push_back(headed(column));
    std::size_t at = 0;
    for (const MatrixHeader& row : content.rows) {
        const QByteArray name = headed(row);
        for (const QByteArray& column : columns) {
            const MatrixCell& cell = content.cells[at++];
            if (cell.kind == MatrixKind::Outside) continue;
            text += name + ',' + column + ',' + kindName(cell) + ',' + plain(cell.value) + ',' + plain(cell.low) + ',' +
                    plain(cell.high) + ',' + QByteArray::number(cell.count) + ',' + plain(cell.effective) + ',' +
                    plain(cell.first) + ',' + plain(cell.second) + '\n';
            if (text.size() > kChunk && !flush()) return false;
        }
    }
    return flush();
}

}  // namespace ludus::models
