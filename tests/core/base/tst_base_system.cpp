// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of the machine: shares of the processors from the kernel's counters, memory, names; and that parts that
// are not there stay unknown.
#include <dlfcn.h>

#include <QElapsedTimer>
#include <QTest>
#include <cmath>

#include "core/base/system_usage.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;

class TestBaseSystem : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sharesAreOfTheTimeBetweenTwoLooks() {
        const TempDir folder;
        folder.write("self/statm", "1000 25 5 1 0 50 0\n");
        folder.write("self/stat", "7 (a (b) c) S 1 1 1 0 -1 0 0 0 0 0 100 20 0 0 20 0 1 0 5 6 7\n");
        folder.write("stat", "cpu  1000 0 500 8000 500 0 0 0 900 0\ncpu0 1 2 3\n");
        SystemSampler sampler(folder.path(), false);
        SystemUsage usage = sampler.sample();
        QVERIFY(std::isnan(usage.processCpu) && std::isnan(usage.totalCpu));
        QVERIFY(usage.memoryBytes >= 25 * 4096.0);
        QVERIFY(std::isnan(usage.gpu) && std::isnan(usage.gpuMemoryBytes));
        // 1000 ticks later: 400 busy, of them 150 our own.
        folder.write("self/stat", "7 (a (b) c) S 1 1 1 0 -1 0 0 0 0 0 230 40 0 0 20 0 1 0 5 6 7\n");
        folder.write("stat", "cpu  1300 0 600 8550 550 0 0 0 900 0\ncpu0 1 2 3\n");
        usage = sampler.sample();
        QCOMPARE(usage.totalCpu, 0.4);
        QCOMPARE(usage.processCpu, 0.15);
        usage = sampler.sample();  // no time has passed
        QVERIFY(std::isnan(usage.totalCpu));
    }

    void thisProcessIsSeen() {
        SystemSampler sampler;
        (void)sampler.sample();
        QElapsedTimer clock;
        clock.start();
        volatile double sink = 0;
        while (clock.elapsed() < 300)
            sink = sink + std::sqrt(static_cast<double>(clock.elapsed()));
        const SystemUsage usage = sampler.sample();
        QVERIFY2(usage.processCpu > 0 && usage.processCpu <= 1, qPrintable(QString::number(usage.processCpu)));
        QVERIFY(usage.totalCpu >= usage.processCpu * 0.5);
        QVERIFY(usage.memoryBytes > 1e6);
    }

    void withoutAKernelNothingIsKnown() {
        const TempDir folder;
        SystemSampler sampler(folder.path("nowhere"), false);
        (void)sampler.sample();
        const SystemUsage usage = sampler.sample();
        QVERIFY(std::isnan(usage.processCpu) && std::isnan(usage.totalCpu) && std::isnan(usage.memoryBytes));
    }

    /// The library of this name that is loaded already is the one that is found.
    void cardsAreAskedAndADriverThatHangsHoldsNobodyUp() {
        QVERIFY2(dlopen(FAKE_NVML, RTLD_NOW | RTLD_GLOBAL) != nullptr, dlerror());
        {
            SystemSampler sampler;
            SystemUsage usage;
            const auto answered = [&] {
                if (std::isnan(usage.gpu)) usage = sampler.sample();  // each asks anew
                return !std::isnan(usage.gpu);
            };
            QTRY_VERIFY(answered());
            QCOMPARE(usage.gpu, 0.7);
            QCOMPARE(usage.gpuMemoryBytes, 500.0);
        }
        qputenv("FAKE_NVML_HANGS", "1");
        QElapsedTimer clock;
        clock.start();
        {
            SystemSampler sampler;
            for (int i = 0; i < 20; ++i)
                QVERIFY(std::isnan(sampler.sample().gpu));
        }
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
        qunsetenv("FAKE_NVML_HANGS");
    }

    void theMachineHasAName() {
        const TempDir folder;
        folder.write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Quick 9000 @ 5 GHz\n");
        folder.write("proc/meminfo", "MemTotal:        2048 kB\nMemFree: 1 kB\n");
        folder.write("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t Big Card\nIRQ: 1\n");
        folder.write("etc/os-release", "NAME=\"X\"\nPRETTY_NAME=\"Some System 12\"\n");
        const Machine machine = machineHere(folder.path());
        QCOMPARE(machine.cpu, std::string("Quick 9000 @ 5 GHz"));
        QCOMPARE(machine.memoryBytes, int64_t{2048} * 1024);
        QCOMPARE(machine.gpu, std::string("Big Card"));
        QCOMPARE(machine.gpus, 1);
        QVERIFY(machine.system.starts_with("Some System 12, Linux "));
        QVERIFY(machine.cores > 0);
        QCOMPARE(machineHere(folder.path("nowhere")).gpus, 0);
    }
};

QTEST_GUILESS_MAIN(TestBaseSystem)
#include "tst_base_system.moc"
