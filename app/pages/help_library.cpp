// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/help_library.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <map>

// The texts live in a static library: the linker keeps them only if somebody asks for them by name.
static void openHelp() {
    Q_INIT_RESOURCE(ludus_help);
}

namespace ludus::pages {
namespace {

constexpr int kInTitle = 20, kExcerpt = 110;

QString readText(const QString& page, const QString& language) {
    QFile file(QStringLiteral(":/ludus/help/%1/%2.md").arg(language, page));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Markdown as plain words, near enough for searching.
QString words(QString text) {
    static const QRegularExpression link(QStringLiteral("\\[([^\\]]*)\\]\\([^)]*\\)"));
    static const QRegularExpression marks(QStringLiteral("[*`|#]|^-+$"), QRegularExpression::MultilineOption);
    return text.replace(link, QStringLiteral("\\1")).remove(marks).simplified();
}

}  // namespace

HelpLibrary::HelpLibrary(const QString& language) {
    openHelp();
    for (const QString& page : pages())
        read(page, language);
}

const HelpLibrary& HelpLibrary::here() {
    //: The folder of the help's texts: the code of this language.
    const QString language = QCoreApplication::translate("ludus::pages::HelpLibrary", "en", "language code");
    static std::map<QString, HelpLibrary> libraries;
    const auto found = libraries.find(language);
    return found != libraries.end() ? found->second : libraries.emplace(language, HelpLibrary(language)).first->second;
}

const QStringList& HelpLibrary::pages() {
    static const QStringList all{
        QStringLiteral("start"),    QStringLiteral("experiments"), QStringLiteral("new"),
        QStringLiteral("run"),      QStringLiteral("league"),      QStringLiteral("lineage"),
        QStringLiteral("why"),      QStringLiteral("compare"),     QStringLiteral("replays"),
        QStringLiteral("replay"),   QStringLiteral("disk"),        QStringLiteral("preferences"),
        QStringLiteral("queries"),  QStringLiteral("formats"),     QStringLiteral("glossary"),
        QStringLiteral("shortcuts")};
    return all;
}

void HelpLibrary::read(const QString& page, const QString& language) {
    QString text = readText(page, language);
    if (text.isEmpty()) text = readText(page, QStringLiteral("en"));
    static const QRegularExpression heading(QStringLiteral("^(#{1,4}) +(.*?)(?: *\\{#([a-z0-9-]+)\\})?$"));
    QStringList shown, anchors;
    Section section;
    const auto close = [&] {
        if (section.place.topic.isEmpty()) return;
        section.text = words(section.text);
        sections_.append(section);
    };
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        const QRegularExpressionMatch match = heading.match(line);
        if (!match.hasMatch()) {
            shown << line;
            section.text += line + QLatin1Char('\n');
            continue;
        }
        const QString title = match.captured(2), anchor = match.captured(3);
        shown << match.captured(1) + QLatin1Char(' ') + title;
        anchors << anchor;
        const bool first = anchors.size() == 1;
        if (!first && anchor.isEmpty()) {
            section.text += title + QLatin1Char('\n');
            continue;
        }
        close();
        if (first) titles_.insert(page, title);
        section = {{first ? page : page + QLatin1Char('#') + anchor, title, first ? QString() : titles_.value(page)},
                   {}};
        places_.append(section.place);
    }
    close();
    markdown_.insert(page, shown.join(QLatin1Char('\n')));
    headings_.insert(page, anchors);
}

QString HelpLibrary::title(const QString& page) const {
    return titles_.value(page);
}

QString HelpLibrary::markdown(const QString& page) const {
    return markdown_.value(page);
}

QStringList HelpLibrary::headings(const QString& page) const {
    return headings_.value(page);
}

bool HelpLibrary::knows(const QString& topic) const {
    return std::any_of(places_.begin(), places_.end(), [&](const HelpPlace& place) { return place.topic == topic; });
}

QVector<HelpHit> HelpLibrary::search(const QString& typed) const {
    const QStringList wanted = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QVector<QPair<qsizetype, HelpHit>> found;
    if (wanted.isEmpty()) return {};
    for (const Section& section : sections_) {
        qsizetype score = 0, at = -1;
        bool all = true;
        for (const QString& word : wanted) {
            const bool inTitle = section.place.title.contains(word, Qt::CaseInsensitive);
            const qsizetype place = section.text.indexOf(word, 0, Qt::CaseInsensitive);
            all = all && (inTitle || place >= 0);
            score += (inTitle ? kInTitle : 0) + section.text.count(word, Qt::CaseInsensitive);
            if (at < 0) at = place;
        }
        if (!all) continue;
        const qsizetype from = qMax<qsizetype>(0, at - kExcerpt / 3);
        QString excerpt = section.text.mid(from, kExcerpt);
        if (from > 0) excerpt.prepend(QStringLiteral("\u2026"));
        if (from + kExcerpt < section.text.size()) excerpt.append(QStringLiteral("\u2026"));
        found.append({score, {section.place, excerpt}});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    QVector<HelpHit> out;
    for (const auto& hit : std::as_const(found))
        out.append(hit.second);
    return out;
}

}  // namespace ludus::pages
