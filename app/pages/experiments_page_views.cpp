// SPDX-License-Identifier: GPL-3.0-or-later
// What the page Experiments shows: filter, groups, columns, and all of it kept under a name.
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStringListModel>

#include <algorithm>

#include "app/bridges/run_bridge_metrics.h"
#include "app/bridges/texts.h"
#include "app/pages/experiments_page.h"
#include "app/pages/query_texts.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"
#include "widgets/views/panel.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

struct Grouping {
    const char* key;
    const char* title;
};
constexpr Grouping kGroupings[] = {{"", QT_TRANSLATE_NOOP("ludus::pages::ExperimentsPage", "None")},
                                   {"sweep", QT_TRANSLATE_NOOP("ludus::pages::ExperimentsPage", "Sweep")},
                                   {"game", QT_TRANSLATE_NOOP("ludus::pages::ExperimentsPage", "Game")},
                                   {"preset", QT_TRANSLATE_NOOP("ludus::pages::ExperimentsPage", "Preset")},
                                   {"tag", QT_TRANSLATE_NOOP("ludus::pages::ExperimentsPage", "Tags")},
                                   {"status", QT_TRANSLATE_NOOP("ludus::pages::ExperimentsPage", "State")}};

QString groupKeyOf(const RunRecord& run, const QString& how) {
    if (how == QLatin1String("sweep")) return bridges::oneLine(run.sweep);
    if (how == QLatin1String("game")) return bridges::gameTitle(run.game);
    if (how == QLatin1String("preset")) return bridges::presetTitle(run.preset);
    if (how == QLatin1String("status")) return bridges::shownStatusWord(run);
    QStringList tags;
    for (const std::string& tag : run.tags)
        tags << bridges::oneLine(tag);
    return tags.isEmpty() ? ExperimentsPage::tr("without tags") : tags.join(QStringLiteral(", "));
}

/// What the names of runs begin with, up to the end of a word; empty: they have nothing in common.
QString commonStart(const QStringList& names) {
    static const QString kBetween = QStringLiteral("-_ ./:");
    if (names.isEmpty()) return {};
    qsizetype length = names.front().size();
    for (const QString& name : names) {
        qsizetype same = 0;
        while (same < std::min(length, name.size()) && name[same] == names.front()[same])
            ++same;
        length = same;
    }
    const auto ends = [length](const QString& name) {
        return name.size() == length || kBetween.contains(name[length]);
    };
    QString start = names.front().left(length);
    if (!std::all_of(names.begin(), names.end(), ends)) {
        while (!start.isEmpty() && !kBetween.contains(start.back()))
            start.chop(1);
    }
    while (!start.isEmpty() && kBetween.contains(start.back()))
        start.chop(1);
    return start;
}

}  // namespace

models::TableRow ExperimentsPage::groupRow(const QString& key, const QStringList& ids) const {
    if (grouping_ != QLatin1String("sweep")) return runs_.groupRow(key, ids);
    QStringList names;
    for (const QString& id : ids) {
        if (const RunRecord* run = runs_.find(RunId{id.toLongLong()})) names << bridges::oneLine(run->name);
    }
    const QString start = commonStart(names);
    models::TableRow row = runs_.groupRow(start.isEmpty() ? key : start, ids);
    row.cells[kNameColumn].tip = tr("Sweep %1", "its number").arg(key);
    return row;
}

QWidget* ExperimentsPage::makeTools() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    query_ = new views::QueryEdit(QStringLiteral("experiments.filter"));
    query_->line()->setPlaceholderText(tr("Filter: words, or game = slime_volley and elo > 1300"));
    query_->line()->setAccessibleName(tr("Filter"));
    query_->setCompleter(
        [this](const QString& text, int cursor) { return completeQuery(text, cursor, runs_.fields()); });
    query_->setChecker([this](const QString& text) -> std::optional<views::QueryProblem> {
        query::Fault fault;
        const Result<query::Query> parsed = query::Query::parse(text.toStdString(), runs_.fields(), fault);
        if (!parsed) return problemOf(text, parsed.error(), fault);
        if (parsed->doubts().empty()) return std::nullopt;
        return doubtOf(text, parsed->doubts().front());
    });
    connect(query_, &views::QueryEdit::queryChanged, this, &ExperimentsPage::filterBy);
    row->addWidget(query_, 1, Qt::AlignTop);
    groupMenu_ = new QMenu(this);
    group_ = views::makeMenuButton(tr("Group"), groupMenu_);
    group_->setObjectName(QStringLiteral("experiments.group"));
    for (const Grouping& one : kGroupings) {
        const QString key = QString::fromLatin1(one.key);
        QAction* action = groupMenu_->addAction(tr(one.title), this, [this, key] {
            groupBy(key);
            refreshViewButton();
        });
        action->setCheckable(true);
        action->setData(key);
    }
    row->addWidget(group_, 0, Qt::AlignTop);
    viewMenu_ = new QMenu(this);
    viewMenu_->setObjectName(QStringLiteral("experiments.viewMenu"));
    viewMenu_->setToolTipsVisible(true);
    connect(viewMenu_, &QMenu::aboutToShow, this, &ExperimentsPage::fillViewMenu);
    view_ = views::makeMenuButton(tr("View: %1").arg(tr("All runs")), viewMenu_);
    view_->setObjectName(QStringLiteral("experiments.view"));
    row->addWidget(view_, 0, Qt::AlignTop);
    return box;
}

QWidget* ExperimentsPage::makeAskRow() {
    askRow_ = new QWidget;
    auto* row = new QHBoxLayout(askRow_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    question_ = new views::Label;
    row->addWidget(question_);
    answer_ = new QLineEdit;
    answer_->setObjectName(QStringLiteral("experiments.answer"));
    answer_->setMaxLength(500);
    answer_->setMinimumWidth(260);
    answers_ = new QStringListModel(this);
    auto* completer = new QCompleter(answers_, answer_);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    answer_->setCompleter(completer);
    row->addWidget(answer_);
    answerVerb_ = views::makeButton({});
    answerVerb_->setObjectName(QStringLiteral("experiments.answer.keep"));
    row->addWidget(answerVerb_);
    auto* cancel = views::makeButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("experiments.answer.cancel"));
    row->addWidget(cancel);
    row->addStretch(1);
    askRow_->hide();
    connect(answer_, &QLineEdit::returnPressed, this, [this] { endAsk(true); });
    connect(answerVerb_, &QPushButton::clicked, this, [this] { endAsk(true); });
    connect(cancel, &QPushButton::clicked, this, [this] { endAsk(false); });
    auto* leave = new QAction(askRow_);
    leave->setShortcut(Qt::Key_Escape);
    leave->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QAction::triggered, this, [this] { endAsk(false); });
    askRow_->addAction(leave);
    return askRow_;
}

void ExperimentsPage::ask(const QString& question, const QString& text, const QString& verb, const QStringList& known,
                          const std::function<void(const QString&)>& answer) {
    question_->setText(question);
    answer_->setAccessibleName(question);
    answer_->setText(text);
    answer_->selectAll();
    answers_->setStringList(known);
    answerVerb_->setText(verb);
    onAnswer_ = answer;
    askRow_->show();
    answer_->setFocus();
}

void ExperimentsPage::endAsk(bool keep) {
    const QString text = answer_->text().trimmed();
    if (keep && text.isEmpty()) return;
    askRow_->hide();
    const auto answer = std::exchange(onAnswer_, {});
    table_->setFocus();
    if (keep && answer) answer(text);
}

void ExperimentsPage::filterBy(const QString& text) {
    Result<query::Query> parsed = query::Query::parse(text.toStdString(), runs_.fields());
    if (!parsed) return;
    filter_ = std::make_shared<const query::Query>(std::move(*parsed));
    const std::vector<std::string> asked = filter_->fields();
    runs_.needCurves(asked);
    listsArchived_ = std::find(asked.begin(), asked.end(), "archived") != asked.end();
    table_->sorter()->setRowFilter([this, filter = filter_, archived = listsArchived_](const QString& id) {
        const RunRecord* run = runs_.find(RunId{id.toLongLong()});
        if (!run) return true;  // on its way into the list or out of it
        if (run->archived && !archived) return false;
        return filter->empty() || filter->matches([&](const std::string& field) { return runs_.value(*run, field); });
    });
    refreshFoot();
    refreshViewButton();
    if (table_->selectedIds().isEmpty() && table_->sorter()->rowCount() > 0)
        table_->setCurrentId(table_->sorter()->index(0, 0).data(models::TableModel::IdRole).toString());
    showSelected();
}

void ExperimentsPage::groupBy(const QString& how) {
    const bool known = std::any_of(std::begin(kGroupings), std::end(kGroupings),
                                   [&](const Grouping& one) { return how == QLatin1String(one.key); });
    grouping_ = known ? how : QString();
    if (grouping_.isEmpty()) {
        table_->sorter()->setGrouping({});
    } else {
        models::TableGrouping grouping;
        grouping.key = [this, how = grouping_](const QString& id) {
            const RunRecord* run = runs_.find(RunId{id.toLongLong()});
            return run ? groupKeyOf(*run, how) : QString();
        };
        grouping.row = [this](const QString& key, const QStringList& ids) { return groupRow(key, ids); };
        grouping.folded = grouping_ == QLatin1String("sweep");
        grouping.smallest = grouping_ != QLatin1String("sweep");
        table_->sorter()->setGrouping(grouping);
    }
    const QList<QAction*> actions = groupMenu_->actions();
    for (QAction* action : actions) {
        action->setChecked(action->data().toString() == grouping_);
        if (action->isChecked()) group_->setText(tr("Group: %1").arg(action->text()));
    }
}

/// A column that is no usual one: an option, or what a curve comes to.
void ExperimentsPage::addColumn(QMenu& menu, const QString& key, const QString& shown, const QString& tip) {
    QAction* action = menu.addAction(QString(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
    action->setObjectName(QStringLiteral("column:") + key);
    action->setToolTip(tip);
    action->setCheckable(true);
    action->setChecked(runs_.optionColumns().contains(key));
    connect(action, &QAction::toggled, this, [this, key](bool on) {
        QStringList columns = runs_.optionColumns();
        columns.removeAll(key);
        if (on) columns << key;
        const QVariantMap look = table_->saveLook();
        runs_.setOptionColumns(columns);
        table_->restoreLook(look);
        refreshViewButton();
    });
}

/// The usual columns, what curves come to, and by their table all options that runs have.
void ExperimentsPage::fillColumnMenu() {
    QMenu* menu = panel_->menu();
    menu->clear();
    table_->fillColumnMenu(menu);
    menu->addSeparator();
    QHash<QString, QMenu*> tables;
    for (const query::Field& field : runs_.fields()) {
        const QString key = bridges::text(field.name);
        if (field.function) {
            QMenu* curves = menu->addMenu(bridges::translated(field.help));
            curves->setObjectName(QStringLiteral("columns:") + key);
            for (const std::string& metric : field.values)
                addColumn(*curves, bridges::text(query::asked(field.name, metric)), bridges::oneLine(metric).left(60),
                          bridges::metricWords(metric).title);
            curves->setEnabled(!field.values.empty());
        }
        if (!key.contains(QLatin1Char('.'))) continue;
        const QString table = key.section(QLatin1Char('.'), 0, 0);
        if (!tables.contains(table)) tables[table] = menu->addMenu(tr("Options: %1").arg(table));
        addColumn(*tables[table], key, key.section(QLatin1Char('.'), 1), bridges::translated(field.help));
    }
}

bridges::SavedView ExperimentsPage::presentView() const {
    bridges::SavedView view;
    view.name = viewName_;
    view.query = query_->text();
    view.look = table_->saveLook();
    view.grouping = grouping_;
    view.options = runs_.optionColumns();
    return view;
}

void ExperimentsPage::applyView(const bridges::SavedView& view) {
    runs_.setOptionColumns(view.options);
    table_->restoreLook(view.look.isEmpty() ? plainLook_ : view.look);
    groupBy(view.grouping);
    query_->setText(view.query);
    refreshViewButton();
}

void ExperimentsPage::chooseView(const QString& name) {
    viewChosen_ = true;
    const bridges::SavedView* view = views_.find(name);
    if (!name.isEmpty() && (!view || !view->readable)) return;
    viewName_ = name;
    applyView(view ? *view : bridges::SavedView{});
}

void ExperimentsPage::refreshViews() {
    if (!viewName_.isEmpty() && views_.loaded() && !views_.find(viewName_)) viewName_.clear();
    if (!viewChosen_ && views_.loaded()) {
        viewChosen_ = true;
        for (const bridges::SavedView& view : views_.views()) {
            if (view.isDefault) chooseView(view.name);
        }
    }
    fillViewMenu();
}

void ExperimentsPage::fillViewMenu() {
    viewMenu_->clear();
    const auto entry = [this](const QString& name, const QString& shown, const QString& objectName) {
        QAction* action = viewMenu_->addAction(shown, this, [this, name] { chooseView(name); });
        action->setObjectName(objectName);
        action->setCheckable(true);
        action->setChecked(name == viewName_);
        return action;
    };
    entry({}, tr("All runs"), QStringLiteral("view:"));
    for (const bridges::SavedView& view : views_.views()) {
        const QString shown =
            bridges::oneLine(view.name.toStdString()).left(60).replace(QLatin1Char('&'), QLatin1String("&&"));
        QAction* action = entry(view.name, view.isDefault ? tr("%1 (shown first)").arg(shown) : shown,
                                QStringLiteral("view:") + view.name);
        action->setToolTip(view.readable ? view.query : tr("Another version of this program wrote this view."));
        action->setEnabled(view.readable);
    }
    viewMenu_->addSeparator();
    const auto verb = [this](const char* name, const QString& text, bool on, const std::function<void()>& what) {
        QAction* action = viewMenu_->addAction(text, this, what);
        action->setObjectName(QStringLiteral("views.") + QLatin1String(name));
        action->setEnabled(on);
    };
    const bool one = !viewName_.isEmpty();
    const bridges::SavedView* now = views_.find(viewName_);
    verb("save", tr("Save as a view ..."), true, [this] { askViewName(); });
    verb("update", tr("Save the changes"), one, [this] {
        bridges::SavedView view = presentView();
        const bridges::SavedView* before = views_.find(viewName_);
        view.isDefault = before && before->isDefault;
        views_.save(view);
    });
    verb("rename", tr("Rename this view ..."), one, [this] {
        ask(tr("Name of the view"), viewName_, tr("Rename"), {}, [this](const QString& name) {
            const QString before = std::exchange(viewName_, name);
            if (views_.find(name) && name != before) {
                viewName_ = before;
                say(views::MessageKind::Warning, tr("There is a view of this name already. Choose another name."),
                    QStringLiteral("views"));
                return;
            }
            views_.rename(before, name);
        });
    });
    const bool isDefault = now && now->isDefault;
    verb("default", isDefault ? tr("Do not show it first any more") : tr("Show it first"), one,
         [this, isDefault] { views_.setDefault(isDefault ? QString() : viewName_); });
    verb("delete", tr("Delete this view"), one, [this] {
        const QString name = std::exchange(viewName_, {});
        views_.remove(name);
    });
    refreshViewButton();
}

void ExperimentsPage::askViewName() {
    ask(tr("Name of the view"), viewName_, tr("Save"), {}, [this](const QString& name) {
        viewName_ = name;
        viewChosen_ = true;
        bridges::SavedView view = presentView();
        const bridges::SavedView* before = views_.find(name);
        view.isDefault = before && before->isDefault;
        views_.save(view);
    });
}

void ExperimentsPage::refreshViewButton() {
    if (!view_ || !table_) return;
    const bridges::SavedView* saved = viewName_.isEmpty() ? nullptr : views_.find(viewName_);
    QString name = viewName_.isEmpty() ? tr("All runs") : bridges::oneLine(viewName_.toStdString()).left(24);
    if (saved && saved->readable && !saved->showsAs(presentView())) name = tr("%1, changed").arg(name);
    view_->setText(tr("View: %1").arg(name.replace(QLatin1Char('&'), QLatin1String("&&"))));
    const QList<QAction*> actions = viewMenu_->actions();
    for (QAction* action : actions) {
        if (action->isCheckable()) action->setChecked(action->objectName() == QStringLiteral("view:") + viewName_);
    }
}

}  // namespace ludus::pages
