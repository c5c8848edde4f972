// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/sentences.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>
#include <QVector>

#include <memory>
#include <mutex>
#include <optional>

#include "widgets/style/format.h"
#include "widgets/style/words.h"

namespace ludus::bridges {
namespace {

constexpr int kDeepest = 4;        // sentences within sentences
constexpr int kLongest = 4000;     // characters
constexpr int kLeastLetters = 12;  // of a source besides its places: "%1 is %2" would fit anything

/// A source text: literals with the places between them, "No update for " 1 " s".
struct Sentence {
    QByteArray context, source;
    QStringList literals;  // one more than places
    QVector<int> places;   // 1..9
    int letters = 0;
};

Sentence cut(const QByteArray& context, const QByteArray& source) {
    Sentence out{context, source, {}, {}, 0};
    const QString text = QString::fromUtf8(source);
    QString literal;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('%') && i + 1 < text.size() && text[i + 1] >= QLatin1Char('1') &&
            text[i + 1] <= QLatin1Char('9')) {
            out.literals << literal;
            out.places << text[++i].digitValue();
            literal.clear();
            continue;
        }
        if (text[i].isLetter()) ++out.letters;
        literal += text[i];
    }
    out.literals << literal;
    return out;
}

/// What stands in the places of `sentence`, by number; nothing where `text` is another one.
std::optional<QStringList> argumentsOf(const Sentence& sentence, QStringView text) {
    const QStringList& literals = sentence.literals;
    if (literals.size() == 1) return text == literals.first() ? std::optional(QStringList()) : std::nullopt;
    if (!text.startsWith(literals.first()) || !text.endsWith(literals.last()) ||
        text.size() < literals.first().size() + literals.last().size())
        return std::nullopt;
    QStringList arguments(9);
    qsizetype from = literals.first().size();
    const qsizetype end = text.size() - literals.last().size();
    for (qsizetype i = 1; i < literals.size(); ++i) {
        const bool last = i + 1 == literals.size();
        const qsizetype to = last ? end : text.indexOf(literals[i], from);
        if (to < from || to > end) return std::nullopt;
        QString& argument = arguments[sentence.places[i - 1] - 1];
        const QString found = text.mid(from, to - from).toString();
        if (!argument.isEmpty() && argument != found) return std::nullopt;
        argument = found;
        from = to + literals[i].size();
    }
    return arguments;
}

/// Contexts of core are single words; those of classes have their namespaces.
bool ofCore(const QByteArray& context) {
    return !context.isEmpty() && !context.contains(':');
}

/// The messages of a .qm file (its format is that of QTranslator): records of tagged parts, each closed by an end tag.
class Catalogue {
public:
    static QVector<Sentence> read(const QByteArray& file) {
        constexpr int kMagic = 16;
        QVector<Sentence> out;
        for (qsizetype at = kMagic; at + 5 <= file.size();) {
            const auto tag = static_cast<uchar>(file[at]);
            const qsizetype length = number(file, at + 1);
            if (length < 0 || at + 5 + length > file.size()) break;
            if (tag == kMessages) readMessages(file.mid(at + 5, length), out);
            at += 5 + length;
        }
        return out;
    }

private:
    enum Part : uchar { kEnd = 1, kTranslation = 3, kSource = 6, kContext = 7, kComment = 8 };
    static constexpr uchar kMessages = 0x69;

    static qsizetype number(const QByteArray& bytes, qsizetype at) {
        quint32 value = 0;
        for (qsizetype i = at; i < at + 4; ++i)
            value = value << 8 | static_cast<uchar>(bytes[i]);
        return value == 0xffffffff ? 0 : static_cast<qsizetype>(value);
    }

    static void readMessages(const QByteArray& bytes, QVector<Sentence>& out) {
        QByteArray source, context;
        for (qsizetype at = 0; at < bytes.size();) {
            const auto part = static_cast<uchar>(bytes[at++]);
            if (part == kEnd) {
                if (ofCore(context) && source.contains(' ')) {
                    Sentence sentence = cut(context, source);
                    if (sentence.places.isEmpty() || sentence.letters >= kLeastLetters) out << sentence;
                }
                source.clear();
                context.clear();
                continue;
            }
            const bool known = part == kTranslation || part == kSource || part == kContext || part == kComment;
            if (!known || at + 4 > bytes.size()) return;
            const qsizetype length = number(bytes, at);
            if (at + 4 + length > bytes.size()) return;
            if (part == kSource) source = bytes.mid(at + 4, length);
            if (part == kContext) context = bytes.mid(at + 4, length);
            at += 4 + length;
        }
    }
};

using Sentences = QVector<Sentence>;

/// Tells one text. Of all ways to read it the one counts that leaves the fewest letters untold: short sources such as
/// "%1 is %2" fit nearly everything.
class Teller {
public:
    explicit Teller(const Sentences& sentences) : sentences_(sentences) {}

    QString tell(const QString& english) { return tell(english, 0).text; }

private:
    struct Told {
        QString text;
        int letters = 0;  // that were told
    };

    Told tell(const QString& english, int depth) {
        if (depth > kDeepest || english.size() > kLongest || !english.contains(QLatin1Char(' '))) return {english, 0};
        if (const auto known = known_.constFind(english); known != known_.constEnd()) return *known;
        Told best = tellOne(english, depth);
        // A paragraph: its first sentences and the rest.
        for (qsizetype at = english.indexOf(QLatin1Char(' ')); at > 0; at = english.indexOf(QLatin1Char(' '), at + 1)) {
            const QChar before = english[at - 1];
            if (before != QLatin1Char('.') && before != QLatin1Char('?')) continue;
            const Told first = tellOne(english.left(at), depth);
            if (first.letters == 0) continue;
            const Told rest = tell(english.mid(at + 1), depth);
            if (first.letters + rest.letters > best.letters)
                best = {style::paragraph({first.text, rest.text}), first.letters + rest.letters};
        }
        known_.insert(english, best);
        return best;
    }

    /// As one sentence.
    Told tellOne(const QString& english, int depth) {
        Told best{english, 0};
        for (const Sentence& sentence : sentences_) {
            auto arguments = argumentsOf(sentence, english);
            if (!arguments) continue;
            int letters = sentence.letters;
            for (QString& argument : *arguments) {
                const Told inner = tell(argument, depth + 1);
                letters += inner.letters;
                argument = shownArgument(inner.text);
            }
            if (letters <= best.letters) continue;
            const QString pattern =
                QCoreApplication::translate(sentence.context.constData(), sentence.source.constData());
            best = {style::closedUp(style::filled(pattern, *arguments)), letters};
        }
        return best;
    }

    const Sentences& sentences_;
    QHash<QString, Told> known_;
};

struct Shelf {
    std::mutex mutex;
    std::shared_ptr<const Sentences> book = std::make_shared<const Sentences>();
};

Shelf& shelf() {
    static Shelf only;
    return only;
}

std::shared_ptr<const Sentences> openBook() {
    const std::lock_guard lock(shelf().mutex);
    return shelf().book;
}

}  // namespace

void readSentences(const QByteArray& catalogue) {
    auto book = std::make_shared<const Sentences>(Catalogue::read(catalogue));
    const std::lock_guard lock(shelf().mutex);
    shelf().book = std::move(book);
}

int knownSentences() {
    return static_cast<int>(openBook()->size());
}

QString retold(const QString& english) {
    const auto book = openBook();
    return Teller(*book).tell(english);
}

QString shownArgument(const QString& argument) {
    bool whole = false;
    const qint64 number = argument.toLongLong(&whole);
    return whole && argument.size() >= 5 ? style::formatInteger(number) : argument;
}

}  // namespace ludus::bridges
