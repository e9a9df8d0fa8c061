// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/devicelocks.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace rollcall;

class tst_devicelocks : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void oneAtATime();
    void twoDevicesAtOneAddressAreOneTerminal();
    void refusalSaysWhatItIsUsedFor();
    void anotherProgramIsNamed();
    void listenerGivesWay();
    void listenerThatReadsDoesNot();
    void whoHasTimeWaits();
    void stopEndsTheWait();
};

namespace {

Device device(int id, const char *host = "192.168.1.201", quint16 port = 4370)
{
    Device made;
    made.id = DeviceId{id};
    made.name = QStringLiteral("Gate %1").arg(id);
    made.host = QString::fromLatin1(host);
    made.port = port;
    return made;
}

struct Locks
{
    QTemporaryDir folder;
    DeviceLocks locks{folder.filePath(QStringLiteral("locks"))};

    Result<DeviceLocks::Held> take(const Device &which, TerminalUse use = TerminalUse::Reading)
    {
        return locks.take(which, use, {});
    }
};

std::unique_ptr<QThread> inThread(std::function<void()> work)
{
    std::unique_ptr<QThread> thread(QThread::create(std::move(work)));
    thread->start();
    return thread;
}

} // namespace

void tst_devicelocks::oneAtATime()
{
    Locks school;
    {
        const Result<DeviceLocks::Held> first = school.take(device(1));
        QVERIFY(first);
        const Result<DeviceLocks::Held> second = school.take(device(1));
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QVERIFY(school.take(device(2, "192.168.1.202")));
    }
    QVERIFY(school.take(device(1)));
}

void tst_devicelocks::twoDevicesAtOneAddressAreOneTerminal()
{
    Locks school;
    const Result<DeviceLocks::Held> first = school.take(device(1, "gate.school"));
    QVERIFY(first);
    QVERIFY(!school.take(device(2, "Gate.School")));
    Device draft = device(0, "gate.school");
    QVERIFY(!school.take(draft));
    draft.port = 4371;
    QVERIFY(school.take(draft));
    // Its address was changed while it is being read.
    QVERIFY(!school.take(device(1, "192.168.1.77")));
}

void tst_devicelocks::refusalSaysWhatItIsUsedFor()
{
    Locks school;
    QStringList texts;
    for (const TerminalUse use :
         {TerminalUse::Reading, TerminalUse::Asking, TerminalUse::Changing}) {
        const Result<DeviceLocks::Held> held = school.take(device(1), use);
        QVERIFY(held);
        const Result<DeviceLocks::Held> refused = school.take(device(1));
        QVERIFY(!refused);
        QVERIFY(refused.error().userText.contains(QStringLiteral("Gate 1")));
        texts.append(refused.error().userText);
    }
    QCOMPARE(texts.removeDuplicates(), 0);
}

void tst_devicelocks::anotherProgramIsNamed()
{
    Locks school;
    DeviceLocks other(school.folder.filePath(QStringLiteral("locks")));
    {
        const Result<DeviceLocks::Held> held = other.take(device(1), TerminalUse::Reading, {});
        QVERIFY(held);
        // By device and by address.
        for (const Device &wanted : {device(1, "192.168.1.77"), device(2)}) {
            const Result<DeviceLocks::Held> refused = school.take(wanted);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::Conflict);
            QVERIFY2(refused.error().userText.contains(
                         QString::number(QCoreApplication::applicationPid())),
                     qPrintable(refused.error().userText));
        }
    }
    QVERIFY(school.take(device(1)));
}

void tst_devicelocks::listenerGivesWay()
{
    Locks school;
    Result<DeviceLocks::Held> listener = school.take(device(1));
    QVERIFY(listener);
    std::stop_source leave;
    (*listener)->offer([&leave] { leave.request_stop(); });
    bool wasKept = true;
    const auto thread = inThread([&] {
        if (!rollcall::test::waitFor([&leave] { return leave.stop_requested(); }))
            return;
        wasKept = (*listener)->keep();
        listener->reset();
    });
    const Result<DeviceLocks::Held> taken = school.take(device(1), TerminalUse::Changing);
    QVERIFY2(taken, taken ? "" : qPrintable(taken.error().userText));
    thread->wait();
    QVERIFY(!wasKept);
    QVERIFY(!school.take(device(1)));
}

void tst_devicelocks::listenerThatReadsDoesNot()
{
    Locks school;
    const Result<DeviceLocks::Held> listener = school.take(device(1));
    QVERIFY(listener);
    bool wasAsked = false;
    (*listener)->offer([&wasAsked] { wasAsked = true; });
    QVERIFY((*listener)->keep());
    QVERIFY(!school.take(device(1)));
    QVERIFY(!wasAsked);
}

void tst_devicelocks::whoHasTimeWaits()
{
    Locks school;
    Result<DeviceLocks::Held> reader = school.take(device(1));
    QVERIFY(reader);
    QVERIFY(!school.locks.takeWhenFree(device(1), TerminalUse::Reading, {}, 1));
    std::atomic<bool> isTaken = false;
    const auto thread = inThread([&] {
        isTaken = school.locks.takeWhenFree(device(1), TerminalUse::Reading, {}, 10000).isOk();
    });
    QVERIFY(!isTaken);
    reader->reset();
    thread->wait();
    QVERIFY(isTaken);
}

void tst_devicelocks::stopEndsTheWait()
{
    Locks school;
    const Result<DeviceLocks::Held> reader = school.take(device(1));
    QVERIFY(reader);
    std::atomic<bool> wasAsked = false;
    (*reader)->offer([&wasAsked] { wasAsked = true; }); // and never goes
    std::stop_source stop;
    const auto stopper = inThread([&] {
        if (rollcall::test::waitFor([&wasAsked] { return wasAsked.load(); }))
            stop.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    const Result<DeviceLocks::Held> refused =
        school.locks.take(device(1), TerminalUse::Asking, stop.get_token());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Cancelled);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    stopper->wait();
}

ROLLCALL_TEST(tst_devicelocks);
#include "tst_devicelocks.moc"
