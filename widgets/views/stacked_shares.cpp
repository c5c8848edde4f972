// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/stacked_shares.h"

#include <QFontMetricsF>
#include <QIODevice>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/heat_map_parts.h"
#include "widgets/views/hover_card.h"

namespace ludus::views {

using models::MatrixModel;
using style::Token;

namespace {

constexpr int kMostBars = 40;

QByteArray quoted(QString text) {
    return (QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"')).toUtf8();
}

bool writeBands(const std::vector<StackedShares::Band>& bands, const QVector<models::MatrixHeader>& columns,
                QIODevice& device) {
    QByteArray text("column,column_name,band,band_name,value\n");
    for (int column = 0; column < columns.size(); ++column) {
        for (const StackedShares::Band& band : bands) {
            const double value = band.values[static_cast<std::size_t>(column)];
            text += quoted(columns[column].id) + ',' + quoted(columns[column].name) + ',' + quoted(band.group.id) +
                    ',' + quoted(band.group.name) + ',' +
                    (std::isfinite(value) ? QByteArray::number(value, 'g', 9) : QByteArray()) + '\n';
        }
    }
    return device.write(text) == text.size();
}

}  // namespace

StackedShares::StackedShares(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Shares"));
    PictureExport::Source source;
    source.name = [this] { return model_ ? model_->scale().title : QString(); };
    source.size = [this] { return size(); };
    source.paint = [this](QPainter& painter) {
        painter.fillRect(rect(), style::color(Token::Surface));
        if (!isEmpty()) paintAll(painter);
    };
    source.data = [this]() -> PictureExport::Writer {
        return [bands = bands_, columns = model_ ? model_->columns() : QVector<models::MatrixHeader>{}](
                   QIODevice& device) { return writeBands(bands, columns, device); };
    };
    exporter_ = new PictureExport(this, std::move(source));
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        words_.reset();
        update();
    });
}

void StackedShares::setModel(MatrixModel* model) {
    if (model_) model_->disconnect(this);
    model_ = model;
    if (model_) {
        connect(model_, &MatrixModel::contentChanged, this, &StackedShares::gather);
        connect(model_, &MatrixModel::cellsChanged, this, &StackedShares::gather);
        connect(model_, &QObject::destroyed, this, &StackedShares::gather);
    }
    gather();
}

void StackedShares::setForm(Form form) {
    form_ = form;
    update();
}

bool StackedShares::showsBars() const {
    if (form_ == Form::Automatic) return !model_ || model_->columnCount() <= kMostBars;
    return form_ == Form::Bars;
}

void StackedShares::setEmptyText(const QString& sentence) {
    emptyText_ = sentence;
    describe();
    update();
}

/// Adds up the rows of every group; a group that has no row has no band.
void StackedShares::gather() {
    bands_.clear();
    words_.reset();
    const int columns = model_ ? model_->columnCount() : 0;
    std::vector<int> bandOfGroup(model_ ? static_cast<std::size_t>(model_->groups().size()) : 0, -1);
    std::vector<int> bandOfRow;
    const auto add = [&](const models::MatrixGroup& group) {
        bands_.push_back({group, std::vector<double>(static_cast<std::size_t>(columns), models::MatrixCell::kNone), 0});
        return static_cast<int>(bands_.size()) - 1;
    };
    for (int row = 0; columns > 0 && row < model_->rowCount(); ++row) {
        const models::MatrixHeader& header = model_->rows()[row];
        const bool grouped = header.group >= 0 && header.group < model_->groups().size();
        int band = grouped ? bandOfGroup[static_cast<std::size_t>(header.group)] : -1;
        if (band < 0)
            band = add(grouped ? model_->groups()[header.group] : models::MatrixGroup{header.id, header.name});
        if (grouped) bandOfGroup[static_cast<std::size_t>(header.group)] = band;
        bandOfRow.push_back(band);
    }
    for (int row = 0; row < static_cast<int>(bandOfRow.size()); ++row) {
        Band& band = bands_[static_cast<std::size_t>(bandOfRow[static_cast<std::size_t>(row)])];
        for (int column = 0; column < columns; ++column) {
            const double value = model_->value(row, column);
            double& sum = band.values[static_cast<std::size_t>(column)];
            if (std::isfinite(value)) sum = std::isfinite(sum) ? sum + value : value;
        }
    }
    floors_.assign(bands_.size() + 1, std::vector<double>(static_cast<std::size_t>(columns), 0));
    top_ = model_ && model_->scale().unit == models::MatrixUnit::Percent ? 1 : 0;
    for (std::size_t i = 0; i < bands_.size(); ++i) {
        for (std::size_t column = 0; column < floors_[i].size(); ++column) {
            const double value = bands_[i].values[column];
            if (std::isfinite(value)) bands_[i].last = value;
            floors_[i + 1][column] = floors_[i][column] + (std::isfinite(value) ? std::max(0.0, value) : 0);
            top_ = std::max(top_, floors_[i + 1][column]);
        }
    }
    if (top_ <= 0) top_ = 1;
    hovered_ = -1;
    describe();
    update();
}

int StackedShares::bandOf(const QString& id) const {
    for (std::size_t i = 0; i < bands_.size(); ++i)
        if (bands_[i].group.id == id) return static_cast<int>(i);
    return -1;
}

QColor StackedShares::colourOf(int band) const {
    const models::MatrixGroup& group = bands_[static_cast<std::size_t>(band)].group;
    const bool named = group.colour >= 0 || roleOfKey(group.role);
    return named ? groupColour(group) : style::Theme::instance().series(band);
}

void StackedShares::setSelected(const QString& bandId, const QString& columnId) {
    band_ = bandId;
    column_ = columnId;
    describe();
    update();
}

void StackedShares::describe() {
    QStringList words;
    const int column = columnOf(column_), band = bandOf(band_);
    const auto add = [&](const Band& one, double value) {
        words << tr("%1 %2", "name and value").arg(one.group.name, model_->valueText(value));
    };
    if (isEmpty()) {
        words << emptyText_;
    } else if (column >= 0) {
        words << model_->columns()[column].name;
        for (std::size_t i = bands_.size(); i-- > 0;)
            if (band < 0 || band == static_cast<int>(i))
                add(bands_[i], bands_[i].values[static_cast<std::size_t>(column)]);
    } else {
        for (std::size_t i = bands_.size(); i-- > 0;)
            add(bands_[i], bands_[i].last);
    }
    const QString text = style::listed(words);
    if (text != accessibleDescription()) setAccessibleDescription(text);
}

int StackedShares::columnAt(const QPointF& point) const {
    const QRectF at = area();
    if (isEmpty() || !at.adjusted(0, -4, 0, 4).contains(point)) return -1;
    const int columns = model_->columnCount();
    return std::clamp(static_cast<int>((point.x() - at.left()) / at.width() * columns), 0, columns - 1);
}

int StackedShares::bandAt(const QPointF& point, int column) const {
    for (int band = 0; column >= 0 && band < static_cast<int>(bands_.size()); ++band) {
        const QRectF box = boxOf(band, column);
        if (box.height() > 0 && point.y() >= box.top() && point.y() <= box.bottom()) return band;
    }
    return -1;
}

HoverCard* StackedShares::hoverCard() {
    if (!card_ || card_->parentWidget() != window()) {
        delete card_;
        card_ = new HoverCard(window());
    }
    return card_;
}

void StackedShares::showCard(int column, const QPointF& at) {
    if (column < 0) {
        if (card_) card_->hide();
        return;
    }
    std::vector<HoverRow> rows;
    for (std::size_t i = 0; i < bands_.size(); ++i) {
        const double value = bands_[i].values[static_cast<std::size_t>(column)];
        if (std::isfinite(value))
            rows.push_back({colourOf(static_cast<int>(i)),
                            bands_[i].group.name,
                            model_->valueText(value),
                            {},
                            static_cast<double>(i)});
    }
    const models::MatrixHeader& header = model_->columns()[column];
    const QString title = model_->content().columnTitle;
    HoverCard* card = hoverCard();
    card->setContent(title.isEmpty() ? header.name : tr("%1 %2", "name and value").arg(title, header.name),
                     rows.empty() ? tr("nothing known") : QString(), std::move(rows));
    showBeside(*card, *this, at.toPoint());
}

void StackedShares::choose(int band, int column) {
    const QString bandId = band >= 0 ? bands_[static_cast<std::size_t>(band)].group.id : QString();
    const QString columnId = column >= 0 ? model_->columns()[column].id : QString();
    setSelected(bandId, columnId);
    Q_EMIT selected(bandId, columnId);
}

void StackedShares::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || isEmpty()) return QWidget::mousePressEvent(event);
    keyFocus_ = false;
    const int column = columnAt(event->position());
    if (column >= 0) choose(bandAt(event->position(), column), column);
}

void StackedShares::mouseMoveEvent(QMouseEvent* event) {
    const int column = columnAt(event->position());
    showCard(column, event->position());
    if (column == hovered_) return;
    hovered_ = column;
    update();
}

void StackedShares::mouseDoubleClickEvent(QMouseEvent* event) {
    const int column = columnAt(event->position()), band = bandAt(event->position(), column);
    if (event->button() == Qt::LeftButton && band >= 0)
        Q_EMIT opened(bands_[static_cast<std::size_t>(band)].group.id, model_->columns()[column].id);
}

void StackedShares::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    hovered_ = -1;
    showCard(-1, {});
    update();
}

void StackedShares::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (card_) card_->hide();
}

void StackedShares::keyPressEvent(QKeyEvent* event) {
    if (isEmpty()) return QWidget::keyPressEvent(event);
    keyFocus_ = true;
    const int columns = model_->columnCount(), last = static_cast<int>(bands_.size()) - 1;
    int column = columnOf(column_), band = bandOf(band_);
    const auto across = [&](int by) {
        column = column < 0 ? (by > 0 ? 0 : columns - 1) : std::clamp(column + by, 0, columns - 1);
    };
    const auto up = [&](int by) { band = band < 0 ? (by > 0 ? 0 : last) : std::clamp(band + by, 0, last); };
    switch (event->key()) {
        case Qt::Key_Left: across(-1); break;
        case Qt::Key_Right: across(1); break;
        case Qt::Key_Home: column = 0; break;
        case Qt::Key_End: column = columns - 1; break;
        case Qt::Key_Up: up(1); break;
        case Qt::Key_Down: up(-1); break;
        case Qt::Key_Escape:
            if (column < 0 && band < 0) return QWidget::keyPressEvent(event);
            column = band = -1;
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (column < 0) return QWidget::keyPressEvent(event);
            Q_EMIT opened(band_, column_);
            return;
        default: return QWidget::keyPressEvent(event);
    }
    choose(band, column);
    showCard(column, column < 0 ? QPointF() : QPointF(xOf(column), area().center().y()));
}

void StackedShares::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    keyFocus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void StackedShares::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    keyFocus_ = false;
    showCard(-1, {});
    update();
}

}  // namespace ludus::views
