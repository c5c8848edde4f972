// SPDX-License-Identifier: GPL-3.0-or-later
// HelpLibrary: the texts of the help in one language: Markdown files compiled into the program. A heading may end in
// {#place}, so that "run#smoothing" leads to it in every language. Plain values; GUI thread.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <QVector>

namespace ludus::pages {

/// Somewhere one can go: "run" or "run#smoothing".
struct HelpPlace {
    QString topic;
    QString title;  // of the heading
    QString under;  // title of its page; empty for a page itself
};

struct HelpHit {
    HelpPlace place;
    QString excerpt;  // around the first word found
};

class HelpLibrary {
public:
    /// `language` as "en", "zh_CN"; a page that it lacks is shown in English.
    explicit HelpLibrary(const QString& language);
    /// In the language that the studio speaks now.
    static const HelpLibrary& here();

    /// Keys of all pages in the order of the contents.
    static const QStringList& pages();
    QString title(const QString& page) const;
    /// Markdown without the {#place} marks; empty for an unknown page.
    QString markdown(const QString& page) const;
    /// Places of the page's headings in order, "" where a heading has none.
    QStringList headings(const QString& page) const;
    const QVector<HelpPlace>& places() const { return places_; }
    bool knows(const QString& topic) const;
    /// Places whose section has all of these words, best first.
    QVector<HelpHit> search(const QString& words) const;

private:
    struct Section {
        HelpPlace place;
        QString text;
    };
    void read(const QString& page, const QString& language);

    QHash<QString, QString> markdown_;
    QHash<QString, QStringList> headings_;
    QHash<QString, QString> titles_;
    QVector<HelpPlace> places_;
    QVector<Section> sections_;
};

}  // namespace ludus::pages
