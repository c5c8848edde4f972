// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Tags as chips in lines, each with a cross, and a field for another one that completes from the known ones. Of very
// many, those are shown that have the typed letters in them. GUI thread. What somebody changes is told by edited();
// setTags shows without telling.

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QStringListModel;

namespace ludus::views {

class TagChip;

class TagEdit : public QWidget {
    Q_OBJECT

public:
    explicit TagEdit(const QString& name, QWidget* parent = nullptr);

    void setTags(const QStringList& tags);
    const QStringList& tags() const { return tags_; }
    void setKnownTags(const QStringList& tags);
    void setReadOnly(bool readOnly);
    QLineEdit* line() const { return line_; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(const QStringList& tags);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void makeChips();
    int arrange(int width, bool move) const;
    void add();
    void removeTag(const QString& tag);

    QStringList tags_;
    int hidden_ = 0;  // tags without a chip
    std::vector<TagChip*> chips_;
    QLineEdit* line_;
    QStringListModel* known_;
};

}  // namespace ludus::views
