// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/checks/text_rules.h"

#include <algorithm>
#include <regex>

namespace ludus::checks {
namespace {

constexpr const char* kLicence = "// SPDX-License-Identifier: GPL-3.0-or-later";

const std::string kArg = ".arg(";

/// Where the bracket that opens here closes; npos: nowhere. Brackets in quotes do not count.
size_t closing(const std::string& text, size_t open) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = open; i < text.size(); ++i) {
        if (quoted && text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && text[i] == '(') {
            ++depth;
        } else if (!quoted && text[i] == ')' && --depth == 0) {
            return i;
        }
    }
    return std::string::npos;
}

class Finder {
public:
    explicit Finder(const SourceFile& file) : file_(file) {}

    void all() {
        licenceAndGuard();
        unfinishedWork();
        placeholders();
        const bool headless = file_.path.rfind("app/headless/", 0) == 0;
        if (!headless && file_.path.rfind("tests/", 0) != 0) untranslated();
        if ((file_.path.rfind("app/", 0) == 0 && !headless) || file_.path.rfind("widgets/", 0) == 0) chainedArguments();
    }
    std::vector<std::string> take() { return std::move(breaches_); }

private:
    void say(size_t line, const std::string& what) {
        breaches_.push_back(file_.path + ":" + std::to_string(line) + ": " + what);
    }

    void licenceAndGuard() {
        if (file_.lines.empty() || file_.lines[0] != kLicence) say(1, "does not open with the licence line");
        const bool header = file_.path.ends_with(".h");
        const bool guarded = std::find(file_.lines.begin(), file_.lines.end(), "#pragma once") != file_.lines.end();
        if (header && !guarded) say(1, "is a header without #pragma once");
    }

    void unfinishedWork() {
        // Put together from parts, so that this file does not find itself.
        static const std::regex marker(std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X)\\b");
        for (size_t i = 0; i < file_.lines.size(); ++i) {
            if (std::regex_search(file_.lines[i], marker)) say(i + 1, "has unfinished work");
        }
    }

    /// %1 to %n of a marked text stand without a gap.
    void placeholders() {
        static const std::regex marked(R"re(\b(LUDUS_TEXT|tr)\((.*))re");
        static const std::regex place("%([1-9])");
        for (size_t i = 0; i < file_.lines.size(); ++i) {
            std::smatch found;
            if (!std::regex_search(file_.lines[i], found, marked)) continue;
            const std::string text = found[2];
            size_t largest = 0;
            std::vector<bool> seen(10, false);
            for (std::sregex_iterator it(text.begin(), text.end(), place), end; it != end; ++it) {
                const auto number = static_cast<size_t>(std::stoi((*it)[1]));
                seen[number] = true;
                largest = std::max(largest, number);
            }
            for (size_t number = 1; number < largest; ++number) {
                if (!seen[number]) say(i + 1, "skips placeholder %" + std::to_string(number));
            }
        }
    }

    /// A text that goes to a widget straight from the source.
    void untranslated() {
        static const std::regex raw(
            R"re(\b(setText|setToolTip|setWindowTitle|setPlaceholderText|setStatusTip|setTitle|setAccessibleName|new QLabel|new QPushButton|addAction|addMenu|addTab|addRow)\((QStringLiteral\(|QLatin1String\(|QString\(|u)?"([^"]*)")re");
        for (size_t i = 0; i < file_.lines.size(); ++i) {
            std::smatch found;
            if (!std::regex_search(file_.lines[i], found, raw)) continue;
            static const std::regex escapes(R"re(\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nt]))re");
            const std::string text = std::regex_replace(found[3].str(), escapes, "");
            const bool words =
                std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) != 0; });
            // The name of the product is the same in every language.
            if (words && text != "Ludus") say(i + 1, "shows a text that is not marked for translation: " + text);
        }
    }

    /// A text that is filled in before other arguments may hold what they take for their place ("%2").
    void chainedArguments() {
        static const std::regex words(
            R"re((name|Name|title|Title|text|Text|word|Word|label|Label|path|Path|id\b|join\(|toString))re");
        std::string all;
        for (const std::string& line : file_.lines)
            all += line + '\n';
        for (size_t at = all.find(kArg); at != std::string::npos; at = all.find(kArg, at + 1)) {
            const size_t end = closing(all, at + kArg.size() - 1);
            const size_t next = end == std::string::npos ? end : all.find_first_not_of(" \n", end + 1);
            if (next == std::string::npos || all.compare(next, kArg.size(), kArg) != 0) continue;
            // Texts of the engine keep their arguments apart.
            const size_t before = all.find_last_of(";{}", at), statement = before == std::string::npos ? 0 : before;
            if (all.substr(statement, at - statement).find("LUDUS_TEXT") != std::string::npos) continue;
            if (!std::regex_search(all.substr(at, end - at), words)) continue;
            const auto line =
                static_cast<size_t>(std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
            say(line + 1, "fills in a text before other arguments: .arg(a, b) fills in both at once");
        }
    }

    const SourceFile& file_;
    std::vector<std::string> breaches_;
};

}  // namespace

std::vector<std::string> textBreaches(const std::vector<SourceFile>& files) {
    std::vector<std::string> out;
    for (const SourceFile& file : files) {
        Finder finder(file);
        finder.all();
        const std::vector<std::string> found = finder.take();
        out.insert(out.end(), found.begin(), found.end());
    }
    return out;
}

}  // namespace ludus::checks
