// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/sim/simpush.h"
#include "tests/services/schoolfixture.h"

#include <thread>

/// A school with a terminal that pushes: a simulated one at the real listener, or what it would
/// say, said by the test.
namespace rollcall::test {

inline const QString kSerial = QStringLiteral("SIM0000000001");

/// A terminal that pushes to the fixture's school until its end.
class PushingTerminal
{
public:
    PushingTerminal(SchoolFixture &fixture, SimPushOptions options)
    {
        const Result<quint16> port = fixture.composition->startPush(QHostAddress::LocalHost, 0);
        if (!port)
            qFatal("listen: %s", qPrintable(port.error().userText));
        options.server = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(*port));
        options.serial = kSerial;
        options.pollMs = 10;
        options.errorDelayMs = 50;
        m_thread = std::jthread([this, options](const std::stop_token &stop) {
            SimAdmsTerminal terminal(options);
            m_tally = terminal.run(stop);
        });
    }
    /// Switches it off; what it did.
    SimPushTally finish()
    {
        m_thread.request_stop();
        m_thread.join();
        return m_tally;
    }

private:
    SimPushTally m_tally;
    std::jthread m_thread;
};

inline SimPushOptions small()
{
    SimPushOptions options;
    options.users = 12;
    options.logs = 60;
    return options;
}

inline QStringList deeds(SchoolFixture &fixture, DeviceId id)
{
    const auto open = Database::open(fixture.database.config(), Access::ReadOnly);
    QStringList deeds;
    if (!open)
        return deeds;
    Result<Rows> rows = (*open)->query(
        "test.deeds",
        QStringLiteral("SELECT what, after_text FROM audit_entry WHERE subject = ? AND author = "
                       "'test' AND what LIKE 'terminal.%' ORDER BY id"),
        {QString::number(id.value)});
    while (rows && rows->next())
        deeds.append(QString(rows->text(0) % u' ' % rows->text(1)).trimmed());
    return deeds;
}

inline QList<DeviceCommand> commandsOf(SchoolFixture &fixture, DeviceId id)
{
    return await(fixture.composition->commands().commands(id, 100)).valueOr({});
}

/// As the terminal does when it asks: everything that waits, oldest first.
inline QList<DeviceCommand> fetch(SchoolFixture &fixture, DeviceId id)
{
    const Result<OwedCommands> owed =
        await(fixture.composition->stores().push.takeCommands(id, 100, {}));
    return owed ? owed->commands : QList<DeviceCommand>();
}

inline bool tell(SchoolFixture &fixture, DeviceId id, const DeviceReport &report)
{
    IngestBatch batch;
    batch.device = id;
    batch.source = LogSource::Push;
    batch.report = report;
    return await(fixture.composition->ingest().store(batch)).isOk();
}

inline bool answer(SchoolFixture &fixture, DeviceId id, const DeviceCommand &command, qint64 value)
{
    DeviceReport report;
    report.results = {{command.wireId, value, {}, {}}};
    return tell(fixture, id, report);
}

inline DeviceUserDraft draft(const char *userId, const QString &name)
{
    DeviceUserDraft user;
    user.userId = QString::fromLatin1(userId);
    user.name = name;
    return user;
}

} // namespace rollcall::test
