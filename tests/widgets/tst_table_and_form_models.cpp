// SPDX-License-Identifier: GPL-3.0-or-later
// Differences of tables, sorting with unknown values, and what a form accepts.

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "widgets/models/form_model.h"
#include "widgets/models/table_model.h"

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
