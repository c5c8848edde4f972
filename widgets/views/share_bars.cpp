// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/share_bars.h"

#include <QHelpEvent>
#include <QIODevice>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kHead = 24, kMostExported = 20'000;

QByteArray plain(double value) {
    return std::isfinite(value) ? QByteArray::number(value, 'g', 9) : QByteArray();
}

QByteArray quoted(QString text) {
    return (QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"')).toUtf8();
}

bool writeRows(const QVector<ShareGroup>& groups, const QVector<ShareRow>& rows, QIODevice& device) {
    QByteArray text("branch,id,name,win_rate,low,high,n,effective_n,weight,now,new,chosen\n");
    for (const ShareRow& row : rows) {
        const QString branch = row.group >= 0 && row.group < groups.size() ? groups[row.group].name : QString();
        text += quoted(branch) + ',' + quoted(row.id) + ',' + quoted(row.name) + ',' + plain(row.winRate) + ',' +
                plain(row.low) + ',' + plain(row.high) + ',' + QByteArray::number(row.count) + ',' +
                plain(row.effective) + ',' + plain(row.weight) + ',' + plain(row.now) + ',' + plain(row.next) + ',' +
                (row.chosen ? "1" : "0") + '\n';
    }
    return device.write(text) == text.size();
}

}  // namespace

ShareBars::ShareBars(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Candidates"));
    PictureExport::Source source;
    source.name = [this] { return title_; };
    source.size = [this] {
        const double high = lines_.isEmpty() ? 0 : lineRect(static_cast<int>(lines_.size()) - 1, 0).bottom();
        return QSize(viewport()->width(), std::min(kMostExported, kHead + static_cast<int>(high) + 4));
    };
    source.paint = [this](QPainter& painter) { paintPicture(painter); };
    source.data = [this]() -> PictureExport::Writer {
        return [groups = groups_, rows = rows_](QIODevice& device) { return writeRows(groups, rows, device); };
    };
    exporter_ = new PictureExport(this, std::move(source));
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        adjustBar();
        viewport()->update();
    });
}

void ShareBars::setContent(QVector<ShareGroup> groups, QVector<ShareRow> rows) {
    groups_ = std::move(groups);
    rows_ = std::move(rows);
    longest_ = 0;
    compared_ = weighed_ = grouped_ = false;
    const auto longer = [&](double share) {
        if (std::isfinite(share)) longest_ = std::max(longest_, share);
    };
    for (const ShareRow& row : rows_) {
        longer(row.now);
        longer(row.next);
        compared_ = compared_ || std::isfinite(row.next);
        weighed_ = weighed_ || std::isfinite(row.weight);
        grouped_ = grouped_ || row.group >= 0;
    }
    if (longest_ <= 0) longest_ = 1;
    arrange();
    describe();
}

void ShareBars::setEmptyText(const QString& sentence) {
    emptyText_ = sentence;
    describe();
    viewport()->update();
}

/// Branches in their order, each with its rows; those without a branch come last.
void ShareBars::arrange() {
    QVector<QVector<int>> members(groups_.size() + 1);
    for (int i = 0; i < rows_.size(); ++i) {
        const int group = rows_[i].group;
        members[group >= 0 && group < groups_.size() ? group : groups_.size()] << i;
    }
    lines_.clear();
    for (int group = 0; group <= groups_.size(); ++group) {
        const bool real = group < groups_.size();
        if (real) lines_.push_back({group, -1});
        if (real && folded_.contains(groups_[group].id)) continue;
        for (const int row : std::as_const(members[group]))
            lines_.push_back({real ? group : -1, row});
    }
    hovered_ = -1;
    adjustBar();
    viewport()->update();
}

void ShareBars::adjustBar() {
    const double high = lines_.isEmpty() ? 0 : lineRect(static_cast<int>(lines_.size()) - 1, 0).bottom();
    const int room = std::max(0, viewport()->height() - kHead);
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(high)) + 4 - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(style::Theme::instance().rowHeight());
}

QRectF ShareBars::lineRect(int line, double width) const {
    const int high = style::Theme::instance().rowHeight();
    return {0, static_cast<double>(line) * high, width, static_cast<double>(high)};
}

int ShareBars::lineAt(const QPoint& point) const {
    const int y = point.y() - kHead + verticalScrollBar()->value();
    if (point.y() < kHead || y < 0) return -1;
    const int line = y / style::Theme::instance().rowHeight();
    return line < lines_.size() ? line : -1;
}

const QString& ShareBars::idOf(const Line& line) const {
    return line.row >= 0 ? rows_[line.row].id : groups_[line.group].id;
}

int ShareBars::lineOf(const QString& id) const {
    for (int i = 0; i < lines_.size(); ++i)
        if (idOf(lines_[i]) == id) return i;
    return -1;
}

QRect ShareBars::rowRect(const QString& id) const {
    const int line = lineOf(id);
    if (line < 0) return {};
    return lineRect(line, viewport()->width()).translated(0, kHead - verticalScrollBar()->value()).toRect();
}

QRectF ShareBars::barRect(const QString& id, bool next) const {
    const int line = lineOf(id);
    if (line < 0 || lines_[line].row < 0) return {};
    const ShareRow& row = rows_[lines_[line].row];
    return bar(QRectF(rowRect(id)), columnsIn(viewport()->width()), next ? row.next : row.now, next);
}

void ShareBars::setFolded(const QString& groupId, bool folded) {
    if (folded == folded_.contains(groupId)) return;
    if (folded)
        folded_.insert(groupId);
    else
        folded_.remove(groupId);
    arrange();
}

void ShareBars::fold(int line, bool folded) {
    if (lines_[line].group >= 0) setFolded(groups_[lines_[line].group].id, folded);
}

void ShareBars::setSelected(const QString& id) {
    if (id == selected_) return;
    selected_ = id;
    for (const ShareRow& row : std::as_const(rows_))
        if (row.id == id && row.group >= 0 && row.group < groups_.size()) setFolded(groups_[row.group].id, false);
    if (const int line = lineOf(id); line >= 0) {
        const QRectF box = lineRect(line, 0);
        QScrollBar* scroll = verticalScrollBar();
        if (box.top() < scroll->value()) scroll->setValue(static_cast<int>(box.top()));
        const double room = viewport()->height() - kHead;
        if (box.bottom() > scroll->value() + room) scroll->setValue(static_cast<int>(std::ceil(box.bottom() - room)));
    }
    describe();
    viewport()->update();
}

QString ShareBars::sentence(const QString& id) const {
    QStringList words;
    //: A name and its value in a read-out: weight 0.372.
    const auto add = [&](const QString& name, const QString& text) {
        words << tr("%1 %2", "name and value").arg(name, text);
    };
    const auto shares = [&](double now, double next) {
        if (std::isfinite(now)) add(compared_ ? tr("now") : tr("probability"), style::formatPercent(now, 1));
        if (std::isfinite(next)) add(tr("new"), style::formatPercent(next, 1));
    };
    for (const ShareGroup& group : groups_) {
        if (group.id != id) continue;
        words << group.name;
        if (!group.note.isEmpty()) words << group.note;
        shares(group.now, group.next);
        if (group.asked > 0)
            words
                << tr("empty %1 of %2 times").arg(style::formatInteger(group.empty), style::formatInteger(group.asked));
        if (group.chosen) words << tr("drawn");
        return style::listed(words);
    }
    for (const ShareRow& row : rows_) {
        if (row.id != id) continue;
        words << row.name;
        if (std::isfinite(row.winRate)) {
            const double half = (row.high - row.low) / 2;
            const QString width = style::formatHalfWidth(half * 100);
            const QString rate = style::formatPercent(row.winRate);
            add(tr("win rate"), width.isEmpty() ? rate : tr("%1 %2", "value and half width").arg(rate, width));
        }
        add(tr("n"), std::isfinite(row.effective) ? tr("%1 (%2)").arg(style::formatInteger(row.count),
                                                                      style::formatInteger(std::llround(row.effective)))
                                                  : style::formatInteger(row.count));
        if (std::isfinite(row.weight)) add(tr("weight"), style::formatReal(row.weight, 3));
        shares(row.now, row.next);
        if (row.chosen) words << tr("drawn");
    }
    return style::listed(words);
}

void ShareBars::describe() {
    QString words = sentence(selected_);
    if (words.isEmpty())
        words = rows_.isEmpty() ? emptyText_ : tr("%n candidate(s)", nullptr, static_cast<int>(rows_.size()));
    if (words != accessibleDescription()) setAccessibleDescription(words);
}

void ShareBars::choose(int line) {
    if (line < 0 || line >= lines_.size()) return;
    const QString id = idOf(lines_[line]);
    setSelected(id);
    Q_EMIT selected(id);
}

void ShareBars::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    adjustBar();
}

void ShareBars::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QAbstractScrollArea::mousePressEvent(event);
    keyFocus_ = false;
    const int line = lineAt(event->pos());
    if (line < 0) return;
    // The chevron, not the whole line: a branch can be selected too.
    if (lines_[line].row < 0 && event->pos().x() < style::size::kHitMin)
        return fold(line, !isFolded(groups_[lines_[line].group].id));
    choose(line);
}

void ShareBars::mouseDoubleClickEvent(QMouseEvent* event) {
    const int line = lineAt(event->pos());
    if (event->button() == Qt::LeftButton && line >= 0 && lines_[line].row >= 0) Q_EMIT opened(idOf(lines_[line]));
}

void ShareBars::mouseMoveEvent(QMouseEvent* event) {
    const int line = lineAt(event->pos());
    if (line == hovered_) return;
    hovered_ = line;
    viewport()->update();
}

void ShareBars::leaveEvent(QEvent* event) {
    QAbstractScrollArea::leaveEvent(event);
    hovered_ = -1;
    viewport()->update();
}

void ShareBars::keyPressEvent(QKeyEvent* event) {
    if (lines_.isEmpty()) return QAbstractScrollArea::keyPressEvent(event);
    keyFocus_ = true;
    const int last = static_cast<int>(lines_.size()) - 1, at = lineOf(selected_);
    const int page = std::max(1, verticalScrollBar()->pageStep() / style::Theme::instance().rowHeight() - 1);
    const bool branch = at >= 0 && lines_[at].row < 0;
    switch (event->key()) {
        case Qt::Key_Up: choose(std::max(0, at - 1)); break;
        case Qt::Key_Down: choose(std::min(last, at + 1)); break;
        case Qt::Key_PageUp: choose(std::max(0, at - page)); break;
        case Qt::Key_PageDown: choose(std::min(last, at + page)); break;
        case Qt::Key_Home: choose(0); break;
        case Qt::Key_End: choose(last); break;
        case Qt::Key_Right:
            if (branch) fold(at, false);
            break;
        case Qt::Key_Left:
            if (branch) fold(at, true);
            if (at >= 0 && !branch && lines_[at].group >= 0) choose(lineOf(groups_[lines_[at].group].id));
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (at < 0 || branch) return QAbstractScrollArea::keyPressEvent(event);
            Q_EMIT opened(selected_);
            break;
        default: return QAbstractScrollArea::keyPressEvent(event);
    }
    viewport()->update();
}

bool ShareBars::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int line = lineAt(help->pos());
        if (line >= 0)
            QToolTip::showText(help->globalPos(), sentence(idOf(lines_[line])), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void ShareBars::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    keyFocus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    viewport()->update();
}

void ShareBars::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    keyFocus_ = false;
    viewport()->update();
}

}  // namespace ludus::views
