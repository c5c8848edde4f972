// SPDX-License-Identifier: GPL-3.0-or-later
// Differences of tables, sorting with unknown values, and what a form accepts.

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "widgets/models/form_model.h"
#include "widgets/models/table_sorter.h"

using namespace ludus::models;

namespace {

TableRow row(const QString& id, const QString& name, const QVariant& steps) {
    TableCell number;
    number.text = steps.isValid() ? steps.toString() : QStringLiteral("\u2013");
    number.sort = steps;
    return {id, {{name}, number}, {}};
}

QVector<TableColumn> columns() {
    return {{QStringLiteral("name"), QStringLiteral("Name")},
            {QStringLiteral("steps"), QStringLiteral("Steps"), ColumnKind::Number}};
}

QStringList ids(const QAbstractItemModel& model) {
    QStringList all;
    for (int i = 0; i < model.rowCount(); ++i)
        all.append(model.index(i, 0).data(TableModel::IdRole).toString());
    return all;
}

FormField integerField() {
    FormField field;
    field.key = QStringLiteral("ppo.minibatches");
    field.label = QStringLiteral("Minibatches");
    field.kind = FieldKind::Integer;
    field.defaultValue = qint64{4};
    field.minimum = 1;
    field.maximum = 256;
    return field;
}

FormField seedField() {
    FormField field;
    field.key = QStringLiteral("run.seed");
    field.kind = FieldKind::Integer;
    field.defaultValue = qint64{7};
    field.sweep = true;
    return field;
}

FormField shareField() {
    FormField field;
    field.key = QStringLiteral("self_play.latest_share");
    field.kind = FieldKind::Real;
    field.percent = true;
    field.defaultValue = 0.5;
    field.minimum = 0;
    field.maximum = 1;
    return field;
}

}  // namespace

class TestTableAndFormModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void freshRowsKeepTheIdentityOfOldOnes() {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        model.setRows({row("a", "A", 1), row("b", "B", 2), row("c", "C", 3)});
        const QPersistentModelIndex b = model.index(1, 0);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setRows({row("d", "D", 4), row("c", "C", 3), row("b", "B2", 9)});
        QCOMPARE(resets.count(), 0);
        QCOMPARE(ids(model), QStringList({"d", "c", "b"}));
        QVERIFY(b.isValid());
        QCOMPARE(b.row(), 2);
        QCOMPARE(b.data().toString(), QStringLiteral("B2"));
    }

    void equalRowsSayNothing() {
        TableModel model;
        model.setColumns(columns());
        model.setRows({row("a", "A", 1), row("b", "B", 2)});
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRows({row("a", "A", 1), row("b", "B", 3)});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    }

    void unknownValuesStayLastInBothDirections() {
        TableModel model;
        model.setColumns(columns());
        model.setRows({row("a", "A", 5), row("b", "B", {}), row("c", "C", 1)});
        TableSorter sorter;
        sorter.setSourceModel(&model);
        sorter.sort(1, Qt::AscendingOrder);
        QCOMPARE(ids(sorter), QStringList({"c", "a", "b"}));
        sorter.sort(1, Qt::DescendingOrder);
        QCOMPARE(ids(sorter), QStringList({"a", "c", "b"}));
    }

    void liveChangesNeverMoveARow() {
        TableModel model;
        model.setColumns(columns());
        model.setRows({row("a", "A", 1), row("b", "B", 2)});
        TableSorter sorter;
        sorter.setSourceModel(&model);
        sorter.sort(1, Qt::DescendingOrder);
        QCOMPARE(ids(sorter), QStringList({"b", "a"}));
        model.setRow(row("a", "A", 3));
        QCOMPARE(ids(sorter), QStringList({"b", "a"}));
        QVERIFY(sorter.isStale());
        sorter.resort();
        QCOMPARE(ids(sorter), QStringList({"a", "b"}));
        QVERIFY(!sorter.isStale());
    }

    void everyWordOfTheFilterMustOccur() {
        TableModel model;
        model.setColumns(columns());
        model.setRows({row("a", "slime one", 1), row("b", "slime two", 2), row("c", "soccer two", 3)});
        TableSorter sorter;
        sorter.setSourceModel(&model);
        sorter.setFilterText(QStringLiteral("SLIME two"));
        QCOMPARE(ids(sorter), QStringList({"b"}));
    }

    void removedRowsLeaveTheOthersInPlace() {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        model.setRows({row("a", "A", 1), row("b", "B", 2), row("c", "C", 3), row("d", "D", 4)});
        model.setRows({row("d", "D", 4)});
        QCOMPARE(ids(model), QStringList({"d"}));
        QCOMPARE(model.rowOf(QStringLiteral("d")), 0);
        model.removeRow(QStringLiteral("d"));
        QCOMPARE(model.rowCount(), 0);
    }

    void sorterIsAModelByTheBookWhateverHappens() {
        TableModel model;
        model.setColumns(columns());
        TableSorter sorter;
        sorter.setSourceModel(&model);
        QAbstractItemModelTester tester(&sorter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVector<TableRow> rows;
        for (int i = 0; i < 60; ++i)
            rows.append(
                row(QString::number(i), QStringLiteral("run %1 %2").arg(i).arg(i % 3 ? "odd" : "third"), i * 7 % 13));
        model.setRows(rows);
        sorter.sort(1, Qt::DescendingOrder);
        const QPersistentModelIndex kept = sorter.mapFromSource(model.index(model.rowOf("33"), 0));
        sorter.setFilterText(QStringLiteral("third"));
        QCOMPARE(sorter.rowCount(), 20);
        QCOMPARE(kept.data(TableModel::IdRole).toString(), QStringLiteral("33"));
        sorter.setFilterText({});
        QCOMPARE(sorter.rowCount(), 60);
        QCOMPARE(kept.data(TableModel::IdRole).toString(), QStringLiteral("33"));
        rows.removeAt(12);
        std::reverse(rows.begin(), rows.end());
        model.setRows(rows);
        QCOMPARE(sorter.rowCount(), 59);
        QCOMPARE(kept.data(TableModel::IdRole).toString(), QStringLiteral("33"));
        sorter.sort(-1);
        QCOMPARE(ids(sorter), ids(model));
        rows.prepend(row("new", "run new", 3));
        model.setRows(rows);
        QCOMPARE(ids(sorter), ids(model));
        sorter.setRowFilter([](const QString& id) { return id != QLatin1String("new"); });
        QCOMPARE(sorter.rowCount(), 59);
        model.removeRow(QStringLiteral("33"));
        QVERIFY(!kept.isValid());
    }

    void newRowsGoWhereTheirValuesBelong() {
        TableModel model;
        model.setColumns(columns());
        model.setRows({row("a", "A", 1), row("b", "B", 5), row("c", "C", 9)});
        TableSorter sorter;
        sorter.setSourceModel(&model);
        sorter.sort(1, Qt::DescendingOrder);
        model.setRow(row("d", "D", 7));
        QCOMPARE(ids(sorter), QStringList({"c", "d", "b", "a"}));
    }

    void groupsFoldAndCountTheirRows() {
        TableModel model;
        model.setColumns(columns());
        model.setRows({row("a1", "A one", 1), row("b1", "B one", 5), row("a2", "A two", 9), row("c1", "C", 4)});
        TableSorter sorter;
        sorter.setSourceModel(&model);
        QAbstractItemModelTester tester(&sorter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        TableGrouping grouping;
        grouping.key = [](const QString& id) { return id.left(1) == QLatin1String("c") ? QString() : id.left(1); };
        grouping.row = [](const QString& key, const QStringList& members) {
            return row({}, QStringLiteral("%1 has %2").arg(key).arg(members.size()), {});
        };
        grouping.folded = true;
        sorter.setGrouping(grouping);
        // One row is no group.
        QCOMPARE(sorter.rowCount(), 3);
        QCOMPARE(sorter.groupAt(0), QStringLiteral("a"));
        QCOMPARE(sorter.index(0, 0).data().toString(), QStringLiteral("a has 2"));
        QVERIFY(!sorter.mapToSource(sorter.index(0, 0)).isValid());
        QCOMPARE(sorter.acceptedCount(), 4);
        sorter.setFolded(QStringLiteral("a"), false);
        QCOMPARE(ids(sorter), QStringList({"", "a1", "a2", "b1", "c1"}));
        sorter.sort(1, Qt::DescendingOrder);
        QCOMPARE(ids(sorter), QStringList({"", "a2", "a1", "b1", "c1"}));
        model.setRow(row("b2", "B two", 2));
        QCOMPARE(ids(sorter), QStringList({"", "a2", "a1", "", "c1"}));
        model.removeRow(QStringLiteral("a1"));
        QCOMPARE(ids(sorter), QStringList({"a2", "", "c1"}));
        sorter.setGrouping({});
        QCOMPARE(ids(sorter), QStringList({"a2", "b1", "c1", "b2"}));
    }

    void ticksEndWithTheirRows() {
        TableModel model;
        model.setColumns(columns());
        model.setRows({row("a", "A", 1), row("b", "B", 2)});
        TableSorter sorter;
        sorter.setSourceModel(&model);
        sorter.setTickable(true);
        sorter.setTicked(QStringLiteral("b"), true);
        sorter.setTicked(QStringLiteral("a"), true);
        QCOMPARE(sorter.tickedIds(), QStringList({"a", "b"}));
        QCOMPARE(sorter.index(1, 0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
        QSignalSpy changes(&sorter, &TableSorter::ticksChanged);
        model.removeRow(QStringLiteral("b"));
        QVERIFY(QTest::qWaitFor([&] { return changes.count() == 1; }));
        QCOMPARE(sorter.tickedIds(), QStringList({"a"}));
    }

    void rowsOfALongListAreMadeWhenTheyAreSeen() {
        int made = 0;
        TableModel model;
        model.setColumns(columns());
        RowSource source;
        source.count = 1'000'000;
        source.row = [&made](int i) {
            ++made;
            return row(QString::number(i), QStringLiteral("match %1").arg(i), i);
        };
        source.id = [](int i) { return QString::number(i); };
        source.place = [](const QString& id) { return id.toInt(); };
        source.sort = [](int i, int) { return QVariant((qint64{i} * 7919) % 1'000'003); };
        model.setSource(source);
        TableSorter sorter;
        sorter.setSourceModel(&model);
        QCOMPARE(sorter.rowCount(), 1'000'000);
        QCOMPARE(made, 0);
        QCOMPARE(sorter.index(999'999, 0).data().toString(), QStringLiteral("match 999999"));
        QCOMPARE(made, 1);
        sorter.sort(1, Qt::AscendingOrder);
        QCOMPARE(made, 1);
        QCOMPARE(sorter.index(0, 1).data().toString(), QStringLiteral("0"));
        model.setRows({row("a", "A", 1)});
        QCOMPARE(sorter.rowCount(), 1);
    }

    void presetIsTheMeasureOfAChange() {
        FormModel form;
        form.setGroups({{"ppo", "Learning", {}, {}, {integerField(), shareField()}}});
        QCOMPARE(form.value("ppo.minibatches"), QVariant(qint64{4}));
        QVERIFY(form.changedKeys().isEmpty());
        form.setPreset({{"ppo.minibatches", qint64{8}}});
        QCOMPARE(form.value("ppo.minibatches"), QVariant(qint64{8}));
        form.setText("ppo.minibatches", "16");
        QCOMPARE(form.changedKeys(), QStringList({"ppo.minibatches"}));
        form.backToPreset("ppo.minibatches");
        QCOMPARE(form.value("ppo.minibatches"), QVariant(qint64{8}));
        QVERIFY(form.changedKeys().isEmpty());
    }

    void aTextThatIsNoNumberChangesNothingAndIsNamed() {
        FormModel form;
        form.setGroups({{"ppo", "Learning", {}, {}, {integerField()}}});
        QSignalSpy changes(&form, &FormModel::valueChanged);
        form.setText("ppo.minibatches", "five");
        QCOMPARE(changes.count(), 0);
        QCOMPARE(form.value("ppo.minibatches"), QVariant(qint64{4}));
        QVERIFY(form.problem("ppo.minibatches").has_value());
        QCOMPARE(form.text("ppo.minibatches"), QStringLiteral("five"));
        form.repair("ppo.minibatches");
        QVERIFY(form.isValid());
        QCOMPARE(form.text("ppo.minibatches"), QStringLiteral("4"));
        form.setText("ppo.minibatches", "4.5");
        QVERIFY(!form.isValid());
    }

    void rangesOfferTheNearestAllowedValue() {
        FormModel form;
        form.setGroups({{"ppo", "Learning", {}, {}, {integerField()}}});
        form.setText("ppo.minibatches", "1000");
        QCOMPARE(form.problemKeys(), QStringList({"ppo.minibatches"}));
        QCOMPARE(form.problem("ppo.minibatches")->repairText, QStringLiteral("Use 256"));
        form.repair("ppo.minibatches");
        QCOMPARE(form.value("ppo.minibatches"), QVariant(qint64{256}));
        QVERIFY(form.isValid());
    }

    void validatorOfTheOwnerHasAWord() {
        FormModel form;
        form.setGroups({{"ppo", "Learning", {}, {}, {integerField()}}});
        form.setValidator([](const QVariantMap& values) {
            QHash<QString, FormProblem> found;
            if (values["ppo.minibatches"].toLongLong() == 5)
                found["ppo.minibatches"] = {"5 does not split", "Use 4", 4};
            return found;
        });
        QSignalSpy problems(&form, &FormModel::problemsChanged);
        form.setText("ppo.minibatches", "5");
        QCOMPARE(problems.count(), 1);
        QCOMPARE(form.problem("ppo.minibatches")->text, QStringLiteral("5 does not split"));
        form.repair("ppo.minibatches");
        QVERIFY(form.isValid());
    }

    void listsMakeSweepsWhereTheyMay() {
        FormModel form;
        form.setGroups({{"run", "Run", {}, {}, {seedField(), integerField()}}});
        form.setText("run.seed", "7, 8, 9");
        QCOMPARE(form.value("run.seed").toList(), QVariantList({qint64{7}, qint64{8}, qint64{9}}));
        QCOMPARE(form.text("run.seed"), QStringLiteral("7, 8, 9"));
        form.setText("run.seed", "18446744073709551");
        QCOMPARE(form.value("run.seed").toLongLong(), 18446744073709551LL);
        form.setText("ppo.minibatches", "4, 8");
        QVERIFY(!form.isValid());
    }

    void sharesAreWrittenInPercent() {
        FormModel form;
        form.setGroups({{"self_play", "Self-play", {}, {}, {shareField()}}});
        QCOMPARE(form.text("self_play.latest_share"), QStringLiteral("50\u00A0%"));
        form.setText("self_play.latest_share", "20");
        QCOMPARE(form.value("self_play.latest_share").toDouble(), 0.2);
        form.setText("self_play.latest_share", "35 %");
        QCOMPARE(form.value("self_play.latest_share").toDouble(), 0.35);
    }

    void largeNumbersAreShortOnlyWhenNothingIsLost() {
        FormModel form;
        FormField steps = seedField();
        form.setGroups({{"run", "Run", {}, {}, {steps}}});
        form.setText("run.seed", "6000000");
        QCOMPARE(form.text("run.seed"), QStringLiteral("6.00\u00A0M"));
        form.setText("run.seed", "6000001");
        QCOMPARE(form.text("run.seed"), QStringLiteral("6\u202F000\u202F001"));
    }
};

QTEST_GUILESS_MAIN(TestTableAndFormModels)
#include "tst_table_and_form_models.moc"
