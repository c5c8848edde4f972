// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A TOML file with line numbers: changed lines on accentSoft, wrong ones on dangerSoft with a dot. GUI thread.

#include <QHash>
#include <QPlainTextEdit>
#include <QSet>
#include <QTimer>

namespace ludus::views {

class FileView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit FileView(QWidget* parent = nullptr);

    // Changes what differs without saying edited(), as one step of undo; the cursor and the scroll position stay where
    // they can.
    void setFileText(const QString& file);
    // Another file begins: nothing before it can be undone.
    void forgetSteps();
    // Says edited() now if somebody typed and it was not said yet.
    void sayEdited();
    // Lines count from 1; the text of a wrong line is its tip.
    void setMarks(const QSet<int>& changed, const QHash<int, QString>& wrong);
    // A frame around one line: the field that has the focus in the form beside.
    void setFocusedLine(int line);
    void showLine(int line);
    int lineNumberWidth() const;
    void paintLineNumbers(QPainter& painter, const QRect& area);

Q_SIGNALS:
    // 300 ms after somebody typed into it.
    void edited(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void dress();
    void showMarks();
    QString fileText() const;
    int lineAt(const QPoint& viewportPosition) const;

    QWidget* numbers_;
    QTimer delay_;
    QSet<int> changed_;
    QHash<int, QString> wrong_;
    int focusedLine_ = 0;
    bool replacing_ = false;
};

}  // namespace ludus::views
