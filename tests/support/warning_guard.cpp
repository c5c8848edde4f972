// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/warning_guard.h"

#include <QtGlobal>
#include <algorithm>
#include <mutex>

#include "core/base/check.h"

namespace ludus::test {
namespace {

// Qt's message handler is one for the whole program, so is what it collects.
struct Caught {
    std::mutex mutex;
    QStringList warnings;
    QStringList allowed;
    QtMessageHandler before = nullptr;
    bool active = false;
};

Caught& caught() {
    static Caught it;
    return it;
}

void handle(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    Caught& it = caught();
    QtMessageHandler before = nullptr;
    {
        const std::scoped_lock lock(it.mutex);
        before = it.before;
        const bool allowed = std::any_of(it.allowed.begin(), it.allowed.end(),
                                         [&](const QString& part) { return message.contains(part); });
        if (!allowed && (type == QtWarningMsg || type == QtCriticalMsg)) it.warnings.append(message);
    }
    if (before != nullptr) before(type, context, message);
}

}  // namespace

WarningGuard::WarningGuard() {
    Caught& it = caught();
    const std::scoped_lock lock(it.mutex);
    LUDUS_CHECK(!it.active);
    it.active = true;
    it.warnings.clear();
    it.allowed.clear();
    it.before = qInstallMessageHandler(handle);
}

WarningGuard::~WarningGuard() {
    Caught& it = caught();
    const std::scoped_lock lock(it.mutex);
    qInstallMessageHandler(it.before);
    it.before = nullptr;
    it.active = false;
}

void WarningGuard::allow(const QString& part) {
    const std::scoped_lock lock(caught().mutex);
    caught().allowed.append(part);
}

bool WarningGuard::clean() const {
    const std::scoped_lock lock(caught().mutex);
    return caught().warnings.isEmpty();
}

QString WarningGuard::take() {
    const std::scoped_lock lock(caught().mutex);
    const QString all = caught().warnings.join(QLatin1Char('\n'));
    caught().warnings.clear();
    return all;
}

}  // namespace ludus::test
