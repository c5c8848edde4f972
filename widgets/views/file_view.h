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

    // Replaces the text without saying edited(); the cursor and the scroll position stay where they can.
    void setFileText(const QString& text);
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
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void dress();
    void showMarks();
    int lineAt(const QPoint& viewportPosition) const;

    QWidget* numbers_;
    QTimer delay_;
    QSet<int> changed_;
    QHash<int, QString> wrong_;
    int focusedLine_ = 0;
    bool replacing_ = false;
};

}  // namespace ludus::views
