// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the great pictures of a league have in common: a world of places that never move, seen through a view that is
// zoomed and dragged, with signs that can be pointed at, selected, walked along by keys and told in words. GUI thread;
// the model is not owned. Keys: arrows walk, Enter opens, + and - zoom, 0 shows all, Ctrl+arrows move the view, Esc
// selects nothing. "World" = places of a layout, everything else pixels.

#include <QPointer>
#include <QVariantAnimation>
#include <QVector>
#include <QWidget>

#include <limits>
#include <vector>

#include "widgets/models/league_model.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/league_graph_marks.h"

class QAction;

namespace ludus::views {

class PictureExport;

class LeagueCanvas : public QWidget {
    Q_OBJECT

public:
    enum class SizeBy { Elo, Matches };

    ~LeagueCanvas() override;

    void setModel(models::LeagueModel* model);
    models::LeagueModel* model() const { return model_; }
    void setEmptyText(const QString& sentence);  // instead of the picture while there is nobody
    void setSizeBy(SizeBy size);
    SizeBy sizeBy() const { return sizeBy_; }

    // All of it in view; it stays so while the league grows, until somebody zooms or drags.
    void fit();
    bool isFitted() const { return fitted_; }
    double zoom() const;  // 1: all is in view
    void zoomBy(double factor, const QPointF& around);
    void panBy(const QPointF& pixels);
    QPointF worldAt(const QPointF& pixel) const;
    // The middle of a sign, for example to click it; NaN where it is not drawn.
    QPointF pointOf(models::LeagueId id) const;
    models::LeagueId idAt(const QPointF& pixel) const;  // kNobody: none

    HoverCard* hoverCard();
    // What is selected, in words: the value that assistive techniques read.
    QString spokenValue() const;

    PictureExport* pictures();
    bool savePicture(const QString& path);  // by its ending: png, svg, pdf
    // Zoom, reset zoom, copy, export: for the corner menu of a panel.
    QList<QAction*> cornerActions();

    QSize sizeHint() const override { return {640, 300}; }
    QSize minimumSizeHint() const override { return {220, 120}; }

Q_SIGNALS:
    void selected(int id);
    void activated(int id);
    void viewChanged();
    void exported(const QString& path, bool done);

protected:
    // px = field().left() + (x - view.x) * view.sx, the same for y.
    struct View {
        double x = 0, y = 0, sx = 1, sy = 1;
    };

    explicit LeagueCanvas(QWidget* parent);

    // World to pixels, for many points.
    struct Mapper {
        double left, top, sx, sy;
        QPointF operator()(const QPointF& at) const { return {left + at.x() * sx, top + at.y() * sy}; }
    };
    static constexpr QPointF kNowhere{std::numeric_limits<double>::quiet_NaN(),
                                      std::numeric_limits<double>::quiet_NaN()};

    // What a picture decides.
    virtual void restart() = 0;                                            // all nodes will be placed anew
    virtual QPointF place(const models::LeagueNode& node, int index) = 0;  // world; kNowhere: not in this picture
    virtual void placed() {}                                               // nodes or learners came
    virtual void ownerChanged() {}                                         // another learner has the edges
    virtual View fittedView() const = 0;
    virtual QRectF world() const = 0;                  // where panning ends
    virtual QRectF field() const = 0;                  // where the world is seen
    virtual QRectF clip() const = 0;                   // nodes outside of it are not drawn
    virtual QPointF learnerPoint(int lane) const = 0;  // pixels; kNowhere: not drawn
    // Pixels of a placed node; for those that do not scroll with the others.
    virtual QPointF nodePoint(int index, const Mapper& pixels) const { return pixels(places_[index]); }
    virtual void paintPicture(QPainter& painter) = 0;
    virtual models::LeagueId neighbour(models::LeagueId from, int key) const;
    virtual bool zoomsBoth() const { return false; }     // else only x
    virtual bool wheelScrolls() const { return false; }  // Ctrl and wheel zooms then
    virtual QString pictureName() const = 0;             // of an exported file

    const QVector<QPointF>& places() const { return places_; }
    Mapper mapper() const;
    QPointF toPixel(const QPointF& at) const { return mapper()(at); }
    const View& view() const { return view_; }
    double nameWidth() const;                           // of the column of names at the left; the same in all pictures
    double eloOffset() const;                           // from the column of now to the middle of that of Elo
    int numberStep() const;                             // periodStep() for numbers that keep apart
    double numberWide() const;                          // of the longest one
    int periodStep(double room) const;                  // every how manieth period is written: 1, 2, 5, 10, ...
    bool isDrawn(int index) const;                      // of a node: placed, of a shown role, born
    bool isInView(int index) const;                     // and inside of clip()
    QPointF anyPointOf(models::LeagueId id) const;      // also outside of clip()
    double radiusOf(double elo, qint64 matches) const;  // 3.5 to 7
    LeagueMarks& marks() { return marks_; }
    void placeAll();
    void refit(bool moving);  // the world or the field is another one
    void paintEmpty(QPainter& painter) const;

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    View clamped(View view) const;
    void setView(const View& view);
    void placeFrom(int first);
    void meetLearners();
    void measureSizes();
    void choose(models::LeagueId id);
    void walk(int key);
    void reveal(models::LeagueId id);
    void hover(const QPointF& pixel);
    void showCard(const QPointF& pixel);
    void tell();
    void paintAll(QPainter& painter);

    QPointer<models::LeagueModel> model_;
    QString emptyText_;
    QVector<QPointF> places_;
    QVector<models::LeagueId> known_;  // learners that were there when nodes were placed
    LeagueMarks marks_;
    View view_;
    QVariantAnimation glide_;
    View glideFrom_, glideTo_;
    bool fitted_ = true, focusShown_ = false, dragging_ = false, pressed_ = false;
    QPointF pressedAt_, lastAt_;
    models::LeagueId hovered_ = models::kNobody;
    QPointer<HoverCard> card_;
    PictureExport* pictures_ = nullptr;
    QList<QAction*> actions_;
    SizeBy sizeBy_ = SizeBy::Elo;
    double low_ = 0, high_ = 0;
};

}  // namespace ludus::views
