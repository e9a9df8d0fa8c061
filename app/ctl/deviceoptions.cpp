// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/deviceoptions.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QTextStream>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QString fromStandardInput()
{
    QTextStream input(stdin);
    return input.readLine().trimmed();
}

/// Two options that mean the opposite of each other.
Result<> takeSwitch(const Context &context, const char *on, const char *off, bool &value)
{
    const QString onName = QString::fromLatin1(on);
    const QString offName = QString::fromLatin1(off);
    if (context.has(onName) && context.has(offName))
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::ctl", "Give either --%1 or --%2, not both."))
                .arg(onName, offName));
    if (context.has(onName))
        value = true;
    else if (context.has(offName))
        value = false;
    return ok();
}

Result<> takeMode(const Context &context, Device &device)
{
    if (context.has(QStringLiteral("mode"))) {
        const QString mode = context.option(QStringLiteral("mode"));
        if (mode != u"agent" && mode != u"push")
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::ctl", "The mode is agent or push.")));
        device.mode = syncModeFromWord(mode);
        device.driver =
            device.mode == SyncMode::Agent ? QStringLiteral("zk") : QStringLiteral("json");
    }
    if (context.has(QStringLiteral("dialect"))) {
        const QString dialect = context.option(QStringLiteral("dialect"));
        if (device.mode != SyncMode::Push || (dialect != u"json" && dialect != u"adms"))
            return errors::invalidInput(say(QT_TRANSLATE_NOOP(
                "rollcall::ctl", "The dialect of a push device is json or adms.")));
        device.driver = dialect;
    }
    if (context.has(QStringLiteral("direction"))) {
        const QString direction = context.option(QStringLiteral("direction"));
        if (direction != u"auto" && direction != u"in" && direction != u"out")
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::ctl", "The direction is auto, in or out.")));
        device.direction = directionFromWord(direction);
    }
    return ok();
}

void takeTexts(const Context &context, Device &device)
{
    if (context.has(QStringLiteral("name")))
        device.name = context.option(QStringLiteral("name"));
    if (context.has(QStringLiteral("ip")))
        device.host = context.option(QStringLiteral("ip"));
    if (context.has(QStringLiteral("serial")))
        device.serial = context.option(QStringLiteral("serial"));
    if (context.has(QStringLiteral("location")))
        device.location = context.option(QStringLiteral("location"));
    if (context.has(QStringLiteral("time-zone")))
        device.timeZone = context.option(QStringLiteral("time-zone")).toUtf8();
    if (context.has(QStringLiteral("port"))) {
        bool isNumber = false;
        const ushort port = context.option(QStringLiteral("port")).toUShort(&isNumber);
        device.port = isNumber ? port : 0;
    }
}

/// "192.168.1.20,10.0.0.0/8", or "any".
Result<> takeAllowed(const Context &context, Device &device)
{
    if (!context.has(QStringLiteral("allow")))
        return ok();
    const QString text = context.option(QStringLiteral("allow")).trimmed();
    device.addressAllow.clear();
    if (text == u"any")
        return ok();
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString entry = part.trimmed();
        const bool isSubnet = entry.contains(u'/');
        if (isSubnet ? QHostAddress::parseSubnet(entry).second < 0 : QHostAddress(entry).isNull())
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                      "\"%1\" is not an address. It looks like 192.168.1.20 or "
                                      "192.168.1.0/24."))
                    .arg(entry));
        device.addressAllow.append(entry);
    }
    return ok();
}

Result<> takeCodePage(const Context &context, WireSettings &wire)
{
    if (!context.has(QStringLiteral("code-page")))
        return ok();
    const QString wanted = context.option(QStringLiteral("code-page"));
    // What is not known stays as it was typed, so that the check of the draft can name it.
    const QByteArray known = codePageFromText(wanted);
    wire.codePage = known.isEmpty() ? wanted.toUtf8() : known;
    return ok();
}

Result<> takeWire(const Context &context, WireSettings &wire)
{
    bool isUdp = wire.transport == WireTransport::Udp;
    if (Result<> taken = takeSwitch(context, "udp", "tcp", isUdp); !taken)
        return taken;
    wire.transport = isUdp ? WireTransport::Udp : WireTransport::Tcp;
    if (Result<> taken = takeSwitch(context, "verify-first", "state-first", wire.verifyBeforeState);
        !taken)
        return taken;
    if (Result<> taken =
            takeSwitch(context, "disable-while-reading", "keep-enabled", wire.disableWhileReading);
        !taken)
        return taken;
    if (Result<> taken = takeSwitch(context, "live", "no-live", wire.live); !taken)
        return taken;
    if (context.has(QStringLiteral("unlock-factor"))) {
        bool isNumber = false;
        const int factor = context.option(QStringLiteral("unlock-factor")).toInt(&isNumber);
        wire.unlockFactor = isNumber ? factor : 0;
    }
    return takeCodePage(context, wire);
}

QList<QCommandLineOption> wireOptions()
{
    return {
        flagOption(QStringLiteral("udp"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl", "Agent: speak UDP, as old terminals "
                                                          "do."))),
        flagOption(QStringLiteral("tcp"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl", "Agent: speak TCP, the usual."))),
        valueOption(QStringLiteral("code-page"), QStringLiteral("NAME"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                          "Agent: how names that are not UTF-8 are written, "
                                          "such as windows-1256 or GBK."))),
        flagOption(QStringLiteral("verify-first"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                         "Agent, records of 16 bytes: verify stands before "
                                         "state."))),
        flagOption(QStringLiteral("disable-while-reading"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                         "Agent: nobody can punch while the logs are read."))),
        flagOption(QStringLiteral("state-first"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes --verify-first back."))),
        flagOption(QStringLiteral("keep-enabled"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl", "Takes --disable-while-reading back."))),
        flagOption(QStringLiteral("live"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                         "Agent: take punches as they happen, the usual."))),
        flagOption(QStringLiteral("no-live"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl", "Agent: only read at intervals."))),
        valueOption(QStringLiteral("unlock-factor"), QStringLiteral("N"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                          "Agent: what the terminal counts as a second when its "
                                          "door opens, 10 unless given."))),
        valueOption(QStringLiteral("location"), QStringLiteral("TEXT"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Where it hangs."))),
        valueOption(QStringLiteral("time-zone"), QStringLiteral("Z"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                          "Its time zone, such as Asia/Kolkata; the school's "
                                          "unless given.")))};
}

} // namespace

Result<> takeDeviceOptions(const Context &context, DeviceDraft &draft)
{
    takeTexts(context, draft.device);
    if (Result<> taken = takeMode(context, draft.device); !taken)
        return taken;
    if (Result<> taken = takeWire(context, draft.device.wire); !taken)
        return taken;
    if (Result<> taken = takeAllowed(context, draft.device); !taken)
        return taken;
    if (context.has(QStringLiteral("inactive")))
        draft.device.active = false;
    if (context.has(QStringLiteral("comm-key"))) {
        const QString key = context.option(QStringLiteral("comm-key"));
        draft.commKey = key == u"-" ? fromStandardInput() : key;
    }
    return ok();
}

QList<QCommandLineOption> deviceOptions()
{
    const QList<QCommandLineOption> options{
        valueOption(QStringLiteral("name"), QStringLiteral("N"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Device Name."))),
        valueOption(QStringLiteral("mode"), QStringLiteral("agent|push"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Sync Mode."))),
        valueOption(QStringLiteral("ip"), QStringLiteral("A"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "IP Address."))),
        valueOption(QStringLiteral("port"), QStringLiteral("P"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Port, 4370 unless given."))),
        valueOption(QStringLiteral("direction"), QStringLiteral("auto|in|out"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Direction."))),
        valueOption(QStringLiteral("comm-key"), QStringLiteral("K"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                          "Communication key; - reads it from standard input."))),
        valueOption(QStringLiteral("dialect"), QStringLiteral("json|adms"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "How a push device speaks."))),
        valueOption(QStringLiteral("serial"), QStringLiteral("SN"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl", "Serial number."))),
        valueOption(QStringLiteral("allow"), QStringLiteral("A,B"),
                    say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                          "Push: the addresses or subnets it may send from; any "
                                          "lets it send from everywhere."))),
        flagOption(QStringLiteral("inactive"),
                   say(QT_TRANSLATE_NOOP("rollcall::ctl", "Not in use for now.")))};
    return options + wireOptions();
}

} // namespace rollcall::ctl
