// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/terminalschool.h"

#include "app/wiring/systemclock.h"

#include <QTcpServer>

namespace rollcall::test {

namespace {

/// "Etc/GMT-5" is five hours ahead of Greenwich; there are such zones from 12 behind to 14 ahead.
QByteArray zoneWithNoon()
{
    constexpr qint64 kHourMs = 3'600'000;
    const int ahead = 12 - static_cast<int>(SystemClock().utcMilliseconds() / kHourMs % 24);
    const QByteArray hours = QByteArray::number(qAbs(ahead));
    return ahead == 0 ? QByteArray("Etc/UTC")
                      : "Etc/GMT" + QByteArray(ahead > 0 ? "-" : "+") + hours;
}

} // namespace

TerminalSchool::TerminalSchool()
    : m_ctl(Engine::Sqlite)
    , m_zoneBefore(qgetenv("TZ"))
{
    const QByteArray zone = zoneWithNoon();
    qputenv("TZ", zone); // of the programs that are started: a simulated clock shows local time
    const CtlAnswer made = m_ctl.run({QStringLiteral("init"), QStringLiteral("--school"),
                                      QStringLiteral("Hill School"), QStringLiteral("--time-zone"),
                                      QString::fromLatin1(zone)});
    if (made.status != 0)
        qFatal("init: %s", made.err.constData());
}

TerminalSchool::~TerminalSchool()
{
    qputenv("TZ", m_zoneBefore);
}

QJsonDocument TerminalSchool::json(const QString &command, int status) const
{
    const CtlAnswer answer = run(command + QStringLiteral(" --json"));
    if (answer.status != status)
        qWarning("%s: %d %s", qPrintable(command), answer.status, answer.err.constData());
    return answer.json();
}

quint16 TerminalSchool::addTerminal(const QString &name, const QString &options,
                                    const QString &more)
{
    QStringList words = options.split(u' ', Qt::SkipEmptyParts);
    if (!words.contains(QStringLiteral("--serial")))
        words << QStringLiteral("--serial") << name; // two devices are never one terminal
    const quint16 port = m_ctl.startTerminal(words);
    return port > 0 && addDevice(name, port, more) ? port : 0;
}

bool TerminalSchool::addDevice(const QString &name, quint16 port, const QString &more)
{
    const QString command =
        QStringLiteral("device add --mode agent --ip 127.0.0.1 --port %1 --name %2 %3");
    const CtlAnswer added =
        m_ctl.run(command.arg(QString::number(port), name, more).split(u' ', Qt::SkipEmptyParts));
    if (added.status != 0)
        qWarning("device add: %s", added.err.constData());
    return added.status == 0;
}

quint16 closedPort()
{
    QTcpServer placeholder;
    return placeholder.listen(QHostAddress::LocalHost) ? placeholder.serverPort() : 0;
}

} // namespace rollcall::test
