// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/heat_map.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/heat_map_image.h"
#include "widgets/views/hover_card.h"

namespace ludus::views {

using models::MatrixHeader;
using models::MatrixModel;
using style::Token;

namespace {

constexpr qsizetype kMeasured = 64;

// The longest of them, by the eye of the font: of very many only the ones with the most letters.
double widest(const QFontMetricsF& metrics, const QVector<MatrixHeader>& headers) {
    QVector<QString> names;
    for (const MatrixHeader& header : headers)
        names << header.name;
    const qsizetype few = std::min(kMeasured, names.size());
    std::partial_sort(names.begin(), names.begin() + few, names.end(),
                      [](const QString& a, const QString& b) { return a.size() > b.size(); });
    double width = 0;
    for (qsizetype i = 0; i < few; ++i)
        width = std::max(width, metrics.horizontalAdvance(names[i]));
    return std::ceil(width);
}

}  // namespace

HeatMap::HeatMap(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Matrix"));
    PictureExport::Source source;
    source.name = [this] { return model_ ? model_->scale().title : QString(); };
    source.size = [this] { return size() + QSize(0, 24); };
    source.paint = [this](QPainter& painter) { paintPicture(painter); };
    source.data = [this]() -> PictureExport::Writer {
        return [content = model_ ? model_->content() : models::MatrixContent{}](QIODevice& device) {
            return MatrixModel::writeCsv(content, device);
        };
    };
    source.resetZoom = [this] { resetZoom(); };
    exporter_ = new PictureExport(this, std::move(source));
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        measureWords();
        forget();
    });
}

void HeatMap::setModel(MatrixModel* model) {
    if (model_) model_->disconnect(this);
    model_ = model;
    if (model_) {
        connect(model_, &MatrixModel::contentChanged, this, [this] {
            hovered_ = {};
            measureWords();
            forget();
            describe();
        });
        connect(model_, &MatrixModel::cellsChanged, this, [this] {
            still_ = {};
            describe();
            update();
        });
        connect(model_, &QObject::destroyed, this, &HeatMap::forget);
    }
    hovered_ = {};
    zoom_ = 1;
    offset_ = {};
    measureWords();
    forget();
    describe();
}

void HeatMap::setEmptyText(const QString& sentence) {
    emptyText_ = sentence;
    describe();
    update();
}

bool HeatMap::isEmpty() const {
    return !model_ || model_->rowCount() == 0 || model_->columnCount() == 0;
}

void HeatMap::setVerbs(const QVector<std::pair<QString, QString>>& verbs) {
    qDeleteAll(verbs_);
    verbs_.clear();
    for (const auto& [name, text] : verbs) {
        auto* link = new LinkButton(text, this);
        link->setObjectName(objectName() + QStringLiteral(".verb.") + name);
        link->hide();
        connect(link, &QAbstractButton::clicked, this, [this, verb = name] {
            if (current().isCell()) Q_EMIT verbChosen(verb, currentRow_, currentColumn_);
        });
        verbs_ << link;
    }
    placeVerbs();
    update();
}

void HeatMap::measureWords() {
    words_ = {};
    if (!model_) return;
    const QFontMetricsF metrics(style::font(style::Type::Caption));
    words_.line = style::Theme::instance().lineHeight(style::Type::Caption);
    words_.rows = widest(metrics, model_->rows());
    words_.columns = widest(metrics, model_->columns());
    words_.rowTitle = std::ceil(metrics.horizontalAdvance(model_->content().rowTitle));
    words_.columnTitle = std::ceil(metrics.horizontalAdvance(model_->content().columnTitle));
    for (const models::MatrixGroup& group : model_->groups())
        words_.groups = std::max(words_.groups, std::ceil(metrics.horizontalAdvance(group.name)));
}

void HeatMap::forget() {
    layout_.reset();
    still_ = {};
    placeVerbs();
    update();
}

HeatLayout HeatMap::layoutIn(const QRectF& room) const {
    return isEmpty() ? HeatLayout{} : layOutHeatMap(model_->content(), words_, room, zoom_, offset_);
}

const HeatLayout& HeatMap::layoutNow() const {
    if (!layout_) layout_ = layoutIn(QRectF(rect()));
    return *layout_;
}

HeatMap::Place HeatMap::current() const {
    if (!model_) return {};
    const Place place{model_->rowOf(currentRow_), model_->columnOf(currentColumn_)};
    return place.isCell() ? place : Place{};
}

HeatMap::Place HeatMap::told() const {
    return hovered_.isCell() ? hovered_ : current();
}

void HeatMap::setSelected(const QString& id) {
    if (id == selected_) return;
    selected_ = id;
    describe();
    update();
}

void HeatMap::setCurrent(const QString& rowId, const QString& columnId) {
    if (rowId == currentRow_ && columnId == currentColumn_) return;
    currentRow_ = rowId;
    currentColumn_ = columnId;
    placeVerbs();
    describe();
    update();
}

/// What is chosen and how it stands, for those who do not see it.
void HeatMap::describe() {
    QString words = emptyText_;
    if (!isEmpty()) {
        const Place cell = current();
        const int row = model_->rowOf(selected_), column = model_->columnOf(selected_);
        if (cell.isCell()) {
            words = model_->sentence(cell.row, cell.column);
        } else if (row >= 0 || column >= 0) {
            words = tr("%1 is selected").arg(row >= 0 ? model_->rows()[row].name : model_->columns()[column].name);
        } else {
            words = tr("%1 by %2 cells, none is chosen", "rows by columns")
                        .arg(QString::number(model_->rowCount()), QString::number(model_->columnCount()));
        }
    }
    if (words != accessibleDescription()) setAccessibleDescription(words);
}

QRectF HeatMap::rowHeaderRect(int row) const {
    const HeatLayout& at = layoutNow();
    const QRectF cell = at.cell(row, 0);
    return {0, cell.top(), at.cells.left(), cell.height()};
}

QRectF HeatMap::columnHeaderRect(int column) const {
    const HeatLayout& at = layoutNow();
    const QRectF cell = at.cell(0, column);
    return at.namesBelow ? QRectF(cell.left(), at.cells.bottom(), cell.width(), words_.line + 6)
                         : QRectF(cell.left(), 0, cell.width(), at.cells.top());
}

HeatMap::Place HeatMap::placeAt(const QPointF& point) const {
    if (isEmpty()) return {};
    const HeatLayout& at = layoutNow();
    const QRectF& cells = at.cells;
    const bool acrossRows = point.y() >= cells.top() && point.y() < cells.bottom();
    const bool acrossColumns = point.x() >= cells.left() && point.x() < cells.right();
    const int row = acrossRows ? at.rows.at(point.y() - cells.top() + at.offset.y()) : -1;
    const int column = acrossColumns ? at.columns.at(point.x() - cells.left() + at.offset.x()) : -1;
    if (acrossRows && acrossColumns) return row >= 0 && column >= 0 ? Place{row, column} : Place{};
    if (acrossRows && point.x() < cells.left()) return {row, -1};
    const QRectF header = columnHeaderRect(0);
    if (acrossColumns && point.y() >= header.top() && point.y() < header.bottom()) return {-1, column};
    return {};
}

void HeatMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (isEmpty()) {
        painter.setFont(style::font(style::Type::Small));
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         emptyText_);
        if (keyFocus_) style::paintFocusInside(painter, QRectF(rect()), style::radius::kControl);
        return;
    }
    const HeatLayout& at = layoutNow();
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        paintStill(painter, at, drawHeatCells(painter, *model_, at));
        paintFrames(painter, at);
        return paintCard(painter, told());
    }
    const qreal ratio = devicePixelRatioF();
    if (still_.isNull() || still_.devicePixelRatio() != ratio) {
        still_ = QPixmap(size() * ratio);
        still_.setDevicePixelRatio(ratio);
        still_.fill(style::color(Token::Surface));
        QPainter first(&still_);
        const HeatImage cells = paintHeatCells(*model_, at, ratio);
        // On whole pixels of the device, so that it is not smoothed.
        const QPointF corner(std::round(at.cells.left() * ratio) / ratio, std::round(at.cells.top() * ratio) / ratio);
        first.drawImage(corner, cells.image);
        paintStill(first, at, cells.found);
    }
    painter.drawPixmap(0, 0, still_);
    paintMovedAway(painter, at);
    paintFrames(painter, at);
    paintCard(painter, told());
    if (keyFocus_) style::paintFocusInside(painter, QRectF(rect()), style::radius::kControl);
}

void HeatMap::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    forget();
}

}  // namespace ludus::views
