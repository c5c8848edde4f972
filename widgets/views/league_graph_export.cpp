// SPDX-License-Identifier: GPL-3.0-or-later
// A league's picture as a file, and its nodes as a table.
#include <QAction>
#include <QIODevice>
#include <QPainter>
#include <QTextStream>

#include <cmath>

#include "widgets/style/theme.h"
#include "widgets/views/league_graph_canvas.h"
#include "widgets/views/picture_export.h"

namespace ludus::views {

namespace {

struct Names {
    QHash<models::LeagueId, QString> of;
    QString quoted(models::LeagueId id) const {
        QString name = of.value(id);
        return name.isEmpty()
                   ? name
                   : QLatin1Char('"') + name.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    }
};

QString number(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
}

bool writeNodes(const QVector<models::LeagueNode>& nodes, const Names& names, QIODevice& device) {
    QTextStream out(&device);
    out << "snapshot,name,role,learner,period,step,parent,elo,elo_half_width,matches,win_rate_against_main,usable\n";
    for (const models::LeagueNode& node : nodes) {
        out << node.id << ',' << names.quoted(node.id) << ',' << style::roleKey(roleOf(node.role)) << ','
            << names.quoted(node.learner) << ',' << node.period << ',' << node.step << ','
            << (node.parent == models::kNobody ? QString() : QString::number(node.parent)) << ',' << number(node.elo)
            << ',' << number(node.eloHalf) << ',' << node.matches << ',' << number(node.winRate) << ','
            << (node.usable ? 1 : 0) << '\n';
    }
    out.flush();
    return out.status() == QTextStream::Ok;
}

}  // namespace

PictureExport* LeagueCanvas::pictures() {
    if (pictures_) return pictures_;
    PictureExport::Source source;
    source.name = [this] { return pictureName(); };
    source.size = [this] { return size(); };
    source.paint = [this](QPainter& painter) {
        painter.fillRect(rect(), style::color(style::Token::Surface));
        paintAll(painter);
    };
    source.data = [this]() -> PictureExport::Writer {
        Names names;
        if (!model_) return [](QIODevice&) { return true; };
        for (const models::LeagueNode& node : model_->nodes())
            names.of.insert(node.id, node.name);
        for (const models::LeagueLearner& learner : model_->learners())
            names.of.insert(learner.id, learner.name);
        return [nodes = model_->nodes(), names](QIODevice& device) { return writeNodes(nodes, names, device); };
    };
    source.resetZoom = [this] { fit(); };
    pictures_ = new PictureExport(this, std::move(source));
    connect(pictures_, &PictureExport::exported, this, &LeagueCanvas::exported);
    return pictures_;
}

bool LeagueCanvas::savePicture(const QString& path) {
    return pictures()->savePicture(path);
}

QList<QAction*> LeagueCanvas::cornerActions() {
    if (!actions_.isEmpty()) return actions_;
    const auto add = [&](const char* name, const QString& text, double factor) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, factor] { zoomBy(factor, clip().center()); });
        actions_ << action;
    };
    add("chart.zoomIn", tr("Zoom in"), 1.5);
    add("chart.zoomOut", tr("Zoom out"), 1 / 1.5);
    actions_ << pictures()->actions();
    return actions_;
}

}  // namespace ludus::views
