// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/checks/text_rules.h"

#include <algorithm>
#include <regex>

namespace ludus::checks {
namespace {

constexpr const char* kLicence = "// SPDX-License-Identifier: GPL-3.0-or-later";

class Finder {
public:
    explicit Finder(const SourceFile& file) : file_(file) {}

    void all() {
        licenceAndGuard();
        unfinishedWork();
        placeholders();
        if (file_.path.rfind("app/headless/", 0) != 0 && file_.path.rfind("tests/", 0) != 0) untranslated();
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
