// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/rawterminal.h"

#include <QtGlobal>

#include <utility>

namespace rollcall::test {

namespace {

SimOptions optionsOf(const QStringList &given)
{
    SimOptions options;
    options.users = 3;
    options.logs = 4;
    for (const QString &each : given) {
        const qsizetype equals = each.indexOf(u'=');
        const QString value = equals < 0 ? QString() : each.sliced(equals + 1);
        if (const Result<> set = setSimOption(options, each.left(equals), value); !set)
            qFatal("%s", qPrintable(set.error().userText));
    }
    return options;
}

QByteArray field(const QByteArray &text, qsizetype size)
{
    return text.leftJustified(size, '\0', true);
}

} // namespace

RawTerminal::RawTerminal(const QStringList &options)
    : RawTerminal(optionsOf(options))
{}

RawTerminal::RawTerminal(const SimOptions &options)
{
    const Result<std::shared_ptr<const SimDevice>> device = SimDevice::make(options);
    if (!device)
        qFatal("%s", qPrintable(device.error().userText));
    Result<std::unique_ptr<SimZkThread>> server = SimZkThread::start(*device, clock);
    if (!server)
        qFatal("%s", qPrintable(server.error().detail));
    m_server = std::move(server).value();
}

QByteArray writtenUser72(int uid, const QByteArray &userId, const QByteArray &name)
{
    return little(static_cast<quint32>(uid), 2) + little(14, 1) + field("4321", 8) +
           field(name, 24) + little(222, 4) + little(2, 1) + little(1, 2) + little(3, 2) +
           little(4, 2) + little(5, 2) + field(userId, 24);
}

QByteArray writtenUser28(int uid, quint32 userId, const QByteArray &name)
{
    return little(static_cast<quint32>(uid), 2) + little(6, 1) + field("54321", 5) +
           field(name, 8) + little(222, 4) + little(0, 1) + little(2, 1) + little(7, 2) +
           little(userId, 4);
}

} // namespace rollcall::test
