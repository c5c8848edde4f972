// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A field for a filter in words: suggestions below it while somebody writes, what is wrong with a link that repairs it.
// Only texts that can be read are passed on; with a wrong one the last right one stays in force. GUI thread; knows no
// language of its own, it asks the two functions it is given.

#include <QLineEdit>
#include <QTimer>
#include <QVector>
#include <QWidget>

#include <functional>
#include <optional>

class QListWidget;

namespace ludus::views {

class IconLabel;
class Label;
class LinkButton;

struct QuerySuggestion {
    QString insert, shown, help;
};
struct QueryCompletion {
    int from = 0, to = 0;  // what the suggestion replaces
    QVector<QuerySuggestion> suggestions;
};
struct QueryProblem {
    QString sentence;
    int from = 0, to = 0;
    QString repair;        // for that part of the text; empty: none known
    bool warning = false;  // the text can be read all the same
};

// The line itself: underlines the part that is wrong.
class QueryLine : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;
    void mark(int from, int to, bool warning);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int from_ = -1, to_ = -1;
    bool warning_ = false;
};

class QueryEdit : public QWidget {
    Q_OBJECT

public:
    explicit QueryEdit(const QString& name, QWidget* parent = nullptr);
    ~QueryEdit() override;

    void setCompleter(std::function<QueryCompletion(const QString& text, int cursor)> complete);
    void setChecker(std::function<std::optional<QueryProblem>(const QString& text)> check);
    QueryLine* line() const { return line_; }
    QString text() const { return line_->text(); }
    // Checks it at once.
    void setText(const QString& text);
    const QString& validText() const { return valid_; }
    bool hasProblem() const { return problem_.has_value(); }
    bool suggests() const;

Q_SIGNALS:
    // Another text that can be read; the same text again when somebody presses Enter.
    void queryChanged(const QString& text);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    bool takeKey(int key, Qt::KeyboardModifiers modifiers);
    void suggest(bool asked);
    void closeList();
    void choose(int row);
    void check(bool again);
    void showProblem();
    void repair();

    QueryLine* line_;
    QWidget* problemRow_;
    IconLabel* sign_;
    Label* sentence_;
    LinkButton* repairLink_;
    QListWidget* list_;
    QTimer delay_;
    std::function<QueryCompletion(const QString&, int)> complete_;
    std::function<std::optional<QueryProblem>(const QString&)> check_;
    QueryCompletion completion_;
    std::optional<QueryProblem> problem_;
    QString valid_;
};

}  // namespace ludus::views
