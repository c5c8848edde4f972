// SPDX-License-Identifier: GPL-3.0-or-later
// WarningGuard: makes any Qt warning a failure of the running test. Create it before the tests (initTestCase or a
// member of the test class), in the main thread; messages of every thread are caught. One at a time.
//
//   void cleanup() { QVERIFY2(guard_.clean(), qPrintable(guard_.take())); }
#pragma once

#include <QString>
#include <QStringList>

namespace ludus::test {

class WarningGuard {
public:
    WarningGuard();
    ~WarningGuard();
    WarningGuard(const WarningGuard&) = delete;
    WarningGuard& operator=(const WarningGuard&) = delete;

    /// Messages that contain `part` are not counted (a platform's own noise); say why where you call it.
    void allow(const QString& part);

    bool clean() const;
    /// The warnings since the last call, one a line; forgets them.
    QString take();
};

}  // namespace ludus::test
