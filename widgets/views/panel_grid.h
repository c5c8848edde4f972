// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Panels in the cells of a PanelLayout: fitted into the view while they have room, else scrolled; pinned ones stay on
// top. A panel is moved by its title line (an accent rectangle shows where it lands), resized at the gaps beside it,
// pinned, maximised and hidden by its corner. GUI thread; it owns its panels.

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

#include "widgets/views/panel_layout.h"

class QAction;
class QMenu;
class QScrollArea;

namespace ludus::views {

class Panel;

class PanelGrid : public QWidget {
    Q_OBJECT

public:
    // Makes the panel of an id; never nullptr: a panel that says what is missing.
    using MakePanel = std::function<Panel*(const PanelCell& cell)>;

    explicit PanelGrid(MakePanel make, QWidget* parent = nullptr);
    ~PanelGrid() override;

    void setArrangement(const PanelLayout& layout);
    const PanelLayout& arrangement() const { return layout_; }
    Panel* panel(const QString& id) const { return panels_.value(id).panel; }
    // By hand: they say arranged().
    void addPanel(const PanelCell& cell);
    void hidePanel(const QString& id);
    void setPinned(const QString& id, bool pinned);
    void setOwn(const QString& id, const QJsonObject& own);
    // Makes a panel anew, for what its id stands for now.
    void remake(const QString& id);
    // Alone in the view; empty: all again.
    void setMaximised(const QString& id);
    const QString& maximised() const { return maximised_; }
    // Scrolls it into view and gives it the focus.
    void reveal(const QString& id);
    // All panels, also those outside of the view, for pictures of the page.
    QList<QWidget*> parts() const;

Q_SIGNALS:
    // Somebody changed where panels stand, or which.
    void arranged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    struct Held {
        Panel* panel = nullptr;
        QAction* pin = nullptr;
        QAction* maximise = nullptr;
    };
    enum class Handle { None, Right, Bottom, Corner };

    void make(const PanelCell& cell);
    void fillMenu(Panel* panel, const QString& id);
    void place();
    void fit();
    double columnWidth() const;
    QRect rectOf(const PanelCell& cell) const;
    void apply(PanelLayout layout);
    void step(const QString& id, int dx, int dy);
    void grow(const QString& id, int dw, int dh);

    QString idOfTitle(const QObject* bar) const;
    bool titleEvent(const QString& id, QEvent* event);
    bool gapEvent(QWidget* area, QEvent* event);
    void beginDrag(const QString& id);
    void dragTo(const QPoint& global);
    void endDrag(bool keep);
    PanelLayout dropAt(const QPoint& global) const;
    QWidget* areaOf(bool pinned) const;
    std::pair<QString, Handle> handleAt(QWidget* area, const QPoint& place) const;
    void resizeTo(QWidget* area, const QPoint& place);

    MakePanel make_;
    PanelLayout layout_;
    QHash<QString, Held> panels_;
    QScrollArea* pinnedScroll_;
    QScrollArea* scroll_;
    QWidget* pinnedArea_;
    QWidget* area_;
    QWidget* landing_;
    QString maximised_;
    double unit_ = 24;  // pixels a row

    // While the mouse is down
    QString taken_;
    QPoint takenAt_;
    bool dragging_ = false;
    Handle handle_ = Handle::None;
    PanelLayout before_;
};

}  // namespace ludus::views
