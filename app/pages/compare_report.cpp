// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the page Compare: the report, the table of options, the page's state.
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/pages/compare_leagues.h"
#include "app/pages/compare_page.h"
#include "app/pages/export_said.h"
#include "widgets/models/table_model.h"
#include "widgets/style/theme.h"
#include "widgets/views/chart_panel.h"

namespace ludus::pages {
namespace {

constexpr double kPointsOfPixel = 72.0 / 96;

QStringList cellsOf(const models::TableRow& row) {
    QStringList cells;
    for (const models::TableCell& cell : row.cells)
        cells << cell.text;
    return cells;
}

QStringList titlesOf(const models::TableModel& table) {
    QStringList titles;
    for (const models::TableColumn& column : table.columns())
        titles << column.title;
    return titles;
}

QString tableHtml(const QString& heading, const models::TableModel& table) {
    if (table.rows().isEmpty()) return {};
    const auto line = [](const QStringList& cells, const char* tag) {
        QString html = QStringLiteral("<tr>");
        for (const QString& cell : cells)
            html += QStringLiteral("<%1 align=left>%2</%1>").arg(QLatin1String(tag), cell.toHtmlEscaped());
        return html + QStringLiteral("</tr>");
    };
    QString html =
        QStringLiteral("<h3>%1</h3><table cellspacing=0 cellpadding=3 border=0>").arg(heading.toHtmlEscaped());
    html += line(titlesOf(table), "th");
    for (const models::TableRow& row : table.rows())
        html += line(cellsOf(row), "td");
    return html + QStringLiteral("</table>");
}

/// As it stands on the page.
QString pictureHtml(QTextDocument& document, QWidget& part, int width) {
    const QString name = part.objectName();
    document.addResource(QTextDocument::ImageResource, QUrl(name), part.grab().toImage());
    return QStringLiteral("<p><img src=\"%1\" width=%2></p>").arg(name, QString::number(width));
}

}  // namespace

void ComparePage::sayWritten(const QString& path, bool done) {
    const views::Message message = exportSaid(path, done);
    say(message.kind, message.sentence, message.key);
}

void ComparePage::askReport() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save report"), QStringLiteral("comparison.pdf"),
                                                      tr("PDF files (*.pdf)"));
    if (!path.isEmpty()) saveReport(path);
}

/// An A4 page: charts above as they stand, then leagues, groups, tests and options.
bool ComparePage::saveReport(const QString& path) {
    QString html = QStringLiteral("<h2>%1</h2><p>%2</p>")
                       .arg(tr("Comparison of %n run(s)", nullptr, bridge_.runCount()).toHtmlEscaped(),
                            bridge_.verdict().toHtmlEscaped());
    QTextDocument document;
    QFont font = style::font(style::Type::Small);
    font.setPointSizeF(kPointsOfPixel * font.pixelSize());  // a pixel of the paper is another one
    document.setDefaultFont(font);
    for (size_t i = 0; i < charts_.size(); ++i) {
        if (bridge_.chart(static_cast<int>(i))->isEmpty()) continue;
        html += pictureHtml(document, *charts_[i], i == 0 ? 640 : 420);
    }
    html += tableHtml(tr("Leagues"), *leagues_->bridge().table());
    if (leagues_->bridge().isPlayed())
        html += QStringLiteral("<p>%1</p>").arg(leagues_->bridge().playedText().toHtmlEscaped());
    for (QWidget* picture : leagues_->pictures())
        html += pictureHtml(document, *picture, 420);
    html += tableHtml(tr("Groups"), *bridge_.groups()) + tableHtml(tr("Tests"), *bridge_.pairs()) +
            tableHtml(tr("Options"), *bridge_.options());
    document.setHtml(html);
    QSaveFile file(path);  // what lay there before stays when it fails, and is not taken for the report
    bool done = file.open(QIODevice::WriteOnly);
    if (done) {
        QPdfWriter writer(&file);
        writer.setTitle(tr("Comparison"));
        writer.setCreator(QStringLiteral("Ludus"));
        writer.setPageSize(QPageSize(QPageSize::A4));
        document.print(&writer);
        done = file.commit();
    }
    sayWritten(path, done);
    return done;
}

void ComparePage::copyOptions() {
    QStringList lines{titlesOf(*bridge_.options()).join(QLatin1Char('\t'))};
    for (const models::TableRow& row : bridge_.options()->rows())
        lines << cellsOf(row).join(QLatin1Char('\t'));
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

QVariantMap ComparePage::saveState() const {
    QVariantList runs;
    for (const RunId run : bridge_.runs())
        runs << static_cast<qlonglong>(run.value);
    const bridges::ComparisonQuestion& now = bridge_.question();
    return {{QStringLiteral("runs"), runs},
            {QStringLiteral("groupBy"), bridges::text(now.groupBy)},
            {QStringLiteral("centre"), static_cast<int>(now.centre)},
            {QStringLiteral("spread"), static_cast<int>(now.spread)},
            {QStringLiteral("score"), bridges::text(now.score)},
            {QStringLiteral("scoreOf"), static_cast<int>(now.scoreOf)},
            {QStringLiteral("charts"), bridge_.chartMetrics()},
            {QStringLiteral("logX"), link_->wantsLogarithmic()},
            {QStringLiteral("leagues"), leagues_->saveState()}};
}

void ComparePage::restoreState(const QVariantMap& state) {
    if (state.isEmpty()) return;
    bridges::ComparisonQuestion question;
    question.groupBy = state.value(QStringLiteral("groupBy")).toString().toStdString();
    question.centre = static_cast<math::Centre>(qBound(0, state.value(QStringLiteral("centre")).toInt(), 2));
    question.spread = static_cast<math::Spread>(qBound(0, state.value(QStringLiteral("spread"), 3).toInt(), 4));
    question.score = state.value(QStringLiteral("score"), QStringLiteral("elo")).toString().toStdString();
    question.scoreOf = static_cast<bridges::ScoreOf>(qBound(0, state.value(QStringLiteral("scoreOf")).toInt(), 1));
    bridge_.setQuestion(question);
    link_->setLogarithmic(state.value(QStringLiteral("logX")).toBool());
    leagues_->restoreState(state.value(QStringLiteral("leagues")).toMap());
    const QStringList charts = state.value(QStringLiteral("charts")).toStringList();
    for (int i = 0; i < charts.size() && i < bridges::CompareBridge::kCharts; ++i)
        bridge_.setChartMetric(i, charts[i]);
    QVector<RunId> runs;
    for (const QVariant& run : state.value(QStringLiteral("runs")).toList())
        runs << RunId{run.toLongLong()};
    if (!runs.isEmpty()) open(runs);
}

}  // namespace ludus::pages
