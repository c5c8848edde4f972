// SPDX-License-Identifier: GPL-3.0-or-later
// LinkFlow: links one after the other, as many to a line as there is room for. GUI thread.
#pragma once

#include <QVector>
#include <QWidget>

namespace ludus::pages {

/// A link, or with an empty name a plain word between links.
struct FlowLink {
    int id = 0;
    QString text;
    QString name;  // of the object: "lineage.path:12"
    QString tip;
    bool operator==(const FlowLink& other) const = default;
};

class LinkFlow : public QWidget {
    Q_OBJECT

public:
    explicit LinkFlow(QWidget* parent = nullptr);

    void setLinks(QVector<FlowLink> links);
    const QVector<FlowLink>& links() const { return links_; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(width, false); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int id);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int arrange(int width, bool move) const;  // returns the height

    QVector<FlowLink> links_;
    QVector<QWidget*> pieces_;
};

}  // namespace ludus::pages
