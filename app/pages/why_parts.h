// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that the explanations of draws and of verdicts share. GUI thread.
#pragma once

#include <QWidget>

#include "widgets/style/theme.h"

class QVBoxLayout;

namespace ludus::views {
class IconLabel;
class Label;
class TableView;
}  // namespace ludus::views

namespace ludus::bridges {
struct WhyMatch;
}

namespace ludus::pages {

/// Whether the recorded numbers still give the recorded answer, and whether a match of the two is recorded: an icon and
/// a sentence each.
class WhyCheck : public QWidget {
    Q_OBJECT

public:
    /// Its sentences are named "NAME.check" and "NAME.match".
    explicit WhyCheck(const QString& name, QWidget* parent = nullptr);

    /// `rebuilt`: the league is the one of the record's versions.
    void setAnswer(bool same, bool rebuilt);
    void setNothingAsked();
    void setMatch(const bridges::WhyMatch& match);

private:
    views::IconLabel *icon_, *matchIcon_;
    views::Label *text_, *match_;
};

/// A line of words in the column of an explanation.
views::Label* addWhyLine(QVBoxLayout* column, const char* name, style::Type type, style::Token ink);
/// A dense table in an explanation, named "why.NAME".
views::TableView* makeWhyTable(const QString& name, const QString& title);
/// No higher than its rows, at most so many.
void fitHeight(views::TableView* table, int most);

}  // namespace ludus::pages
