// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/studio/word_walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTabBar>
#include <QTextBrowser>

#include "widgets/models/series_model_chart.h"
#include "widgets/views/value_edit.h"

namespace ludus::test {
namespace {

constexpr int kRows = 60;

class Collector {
public:
    QStringList texts;

    void add(const QObject& where, const char* what, const QString& text) {
        if (text.isEmpty()) return;
        const QString name =
            where.objectName().isEmpty() ? QLatin1String(where.metaObject()->className()) : where.objectName();
        texts << QStringLiteral("%1 %2: %3").arg(name, QLatin1String(what), text);
    }
    void addWidget(QWidget& widget) {
        add(widget, "tip", widget.toolTip());
        add(widget, "name", widget.accessibleName());
        add(widget, "description", widget.accessibleDescription());
        if (const auto* label = qobject_cast<QLabel*>(&widget)) add(widget, "label", label->text());
        if (const auto* button = qobject_cast<QAbstractButton*>(&widget)) add(widget, "button", button->text());
        if (const auto* edit = qobject_cast<QLineEdit*>(&widget)) add(widget, "placeholder", edit->placeholderText());
        if (const auto* edit = qobject_cast<QPlainTextEdit*>(&widget))
            add(widget, "placeholder", edit->placeholderText());
        if (const auto* edit = qobject_cast<views::ValueEdit*>(&widget)) add(widget, "unit", edit->unit());
        if (const auto* combo = qobject_cast<QComboBox*>(&widget)) {
            for (int i = 0; i < combo->count(); ++i)
                add(widget, "choice", combo->itemText(i));
        }
        if (const auto* tabs = qobject_cast<QTabBar*>(&widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                add(widget, "tab", tabs->tabText(i));
        }
        for (const QAction* action : widget.actions()) {
            add(widget, "action", action->text());
            add(widget, "action tip", action->toolTip());
        }
        if (const auto* view = qobject_cast<QAbstractItemView*>(&widget)) addModel(widget, view->model());
    }
    void addModel(QWidget& where, const QAbstractItemModel* model) {
        if (!model) return;
        for (int column = 0; column < model->columnCount(); ++column) {
            add(where, "head", model->headerData(column, Qt::Horizontal).toString());
            add(where, "head tip", model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
            for (int row = 0; row < std::min(kRows, model->rowCount()); ++row) {
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
                                       int(Qt::AccessibleDescriptionRole)})
                    add(where, "cell", model->index(row, column).data(role).toString());
            }
        }
    }
    void addChart(const models::ChartModel& chart) {
        add(chart, "title", chart.title());
        add(chart, "explanation", chart.explanation());
        add(chart, "unit", chart.unit());
        add(chart, "empty", chart.emptyText());
        for (const models::ChartSeries& series : chart.all())
            add(chart, "series", series.model->name());
        for (const models::ChartMark& mark : chart.marks())
            add(chart, "mark", mark.text);
    }
};

/// Marks of rich text and of mnemonics.
QString plain(QString text) {
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    return text.replace(tags, QStringLiteral("\n")).remove(QLatin1Char('&'));
}

}  // namespace

QStringList wordsOf(QWidget& root) {
    Collector out;
    out.add(root, "title", root.windowTitle());
    QList<QWidget*> all = root.findChildren<QWidget*>();
    all << &root;
    for (QWidget* widget : std::as_const(all))
        out.addWidget(*widget);
    for (const models::ChartModel* chart : root.findChildren<models::ChartModel*>())
        out.addChart(*chart);
    return out.texts;
}

QString englishIn(const QString& text, const QStringList& allowed) {
    static const QRegularExpression words(QStringLiteral("[A-Za-z][A-Za-z'’-]+(?:[ ,.:;]+[A-Za-z][A-Za-z'’-]+){2,}"));
    QString rest = plain(text);
    for (const QString& fine : allowed)
        rest.replace(fine, QStringLiteral("|"));
    const auto found = words.match(rest);
    return found.hasMatch() ? found.captured() : QString();
}

QString badlySet(const QString& text) {
    static const QRegularExpression bad(
        QStringLiteral("[\\x{4E00}-\\x{9FFF}] [\\x{4E00}-\\x{9FFF}]|[\\x{4E00}-\\x{9FFF}], |\\d %|\\d\\x{A0}%"));
    const auto found = bad.match(plain(text));
    return found.hasMatch() ? found.captured() : QString();
}

}  // namespace ludus::test
