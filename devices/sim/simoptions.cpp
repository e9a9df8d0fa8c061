// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simoptions.h"

#include "devices/sim/simlogs.h"
#include "devices/sim/simnames.h"
#include "devices/sim/simrecords.h"

#include <QCoreApplication>

#include <array>
#include <limits>
#include <optional>
#include <utility>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::sim", text);
}

std::optional<qint64> number(QStringView text, qint64 lowest, qint64 highest)
{
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    if (!isNumber || value < lowest || value > highest)
        return std::nullopt;
    return value;
}

Error wrongValue(QStringView name, const QString &value, const QString &takes)
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::sim", "\"%1\" cannot be --%2. It takes %3."))
            .arg(value, name.toString(), takes));
}

std::optional<SimRecordSize> recordSize(const QString &value)
{
    constexpr std::array<std::pair<QStringView, SimRecordSize>, 5> kSizes{
        {{u"8a", SimRecordSize::Bytes8A},
         {u"8b", SimRecordSize::Bytes8B},
         {u"16", SimRecordSize::Bytes16},
         {u"40", SimRecordSize::Bytes40},
         {u"49", SimRecordSize::Bytes49}}};
    for (const auto &[word, size] : kSizes) {
        if (word == value)
            return size;
    }
    return std::nullopt;
}

template <typename T>
Result<> setNumber(T &field, QStringView name, const QString &value, qint64 lowest, qint64 highest)
{
    const auto given = number(value, lowest, highest);
    if (!given) {
        return wrongValue(name, value,
                          say(QT_TRANSLATE_NOOP("rollcall::sim", "a number from %1 to %2"))
                              .arg(lowest)
                              .arg(highest));
    }
    field = static_cast<T>(*given);
    return ok();
}

Result<> setDate(QDate &field, QStringView name, const QString &value)
{
    const QDate given = QDate::fromString(value, Qt::ISODate);
    if (!given.isValid())
        return wrongValue(name, value,
                          say(QT_TRANSLATE_NOOP("rollcall::sim", "a date like 2026-03-02")));
    field = given;
    return ok();
}

Result<> setRate(double &field, QStringView name, const QString &value)
{
    bool isNumber = false;
    const double given = value.toDouble(&isNumber);
    if (!isNumber || !(given >= 0) || given > SimOptions::kMostLivePerMinute)
        return wrongValue(
            name, value,
            say(QT_TRANSLATE_NOOP("rollcall::sim", "a number of punches a minute, at most %1"))
                .arg(SimOptions::kMostLivePerMinute));
    field = given;
    return ok();
}

Result<> setEventSize(int &field, QStringView name, const QString &value)
{
    const auto given = number(value, 0, 64);
    if (!given || !sim::isEventSize(static_cast<int>(*given)))
        return wrongValue(name, value,
                          say(QT_TRANSLATE_NOOP("rollcall::sim", "10, 12, 14, 32, 36, 37 or 52")));
    field = static_cast<int>(*given);
    return ok();
}

Result<> setCodePage(QString &field, QStringView name, const QString &value)
{
    const QStringList known = sim::codePages();
    if (!known.contains(value.toLower()))
        return wrongValue(name, value, known.join(QStringLiteral(", ")));
    field = value.toLower();
    return ok();
}

/// The options that are not numbers.
Result<> setWord(SimOptions &options, QStringView name, const QString &value)
{
    if (name == u"address") {
        const QHostAddress address(value);
        if (address.isNull())
            return wrongValue(name, value,
                              say(QT_TRANSLATE_NOOP("rollcall::sim", "an IP address")));
        options.address = address;
        return ok();
    }
    if (name == u"record-size") {
        const auto size = recordSize(value);
        if (!size)
            return wrongValue(name, value,
                              say(QT_TRANSLATE_NOOP("rollcall::sim", "8a, 8b, 16, 40 or 49")));
        options.recordSize = *size;
        return ok();
    }
    if (name == u"user-size") {
        if (value != u"28" && value != u"72")
            return wrongValue(name, value, say(QT_TRANSLATE_NOOP("rollcall::sim", "28 or 72")));
        options.userSize = value.toInt();
        return ok();
    }
    if (name == u"serial") {
        if (value.isEmpty() || value.size() > 32)
            return wrongValue(name, value,
                              say(QT_TRANSLATE_NOOP("rollcall::sim", "1 to 32 characters")));
        options.serial = value;
        return ok();
    }
    if (name == u"fault") {
        const Result<SimFault> fault = parseFault(value);
        if (!fault)
            return fault.error();
        options.faults.append(*fault);
        return ok();
    }
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::sim", "A simulated terminal has no option --%1."))
            .arg(name.toString()));
}

} // namespace

QList<SimOptionHelp> simOptionHelp()
{
    return {
        {"address", "A",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "address to listen on (127.0.0.1)"))},
        {"port", "P",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "port to listen on (0: any free one)"))},
        {"users", "N", say(QT_TRANSLATE_NOOP("rollcall::sim", "number of users (100)"))},
        {"logs", "N", say(QT_TRANSLATE_NOOP("rollcall::sim", "number of logs (1000)"))},
        {"from", "DATE",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "first day of the logs (2026-03-02)"))},
        {"to", "DATE",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "last day of the logs (2026-06-26)"))},
        {"record-size", "SIZE",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "form of the logs: 8a, 8b, 16, 40 or 49 (40)"))},
        {"user-size", "SIZE",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "form of the users: 28 or 72 (72)"))},
        {"comm-key", "K",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "communication key, 0 for none (0)"))},
        {"serial", "SN", say(QT_TRANSLATE_NOOP("rollcall::sim", "serial number"))},
        {"clock-offset", "S",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "seconds that its clock is ahead (0)"))},
        {"max-packet", "N",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "data bytes in a packet (65528)"))},
        {"pause", "MS", say(QT_TRANSLATE_NOOP("rollcall::sim", "pause between packets (0)"))},
        {"seed", "S",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "another number gives other logs (1)"))},
        {"udp", "", say(QT_TRANSLATE_NOOP("rollcall::sim", "listen on UDP too, at the same port"))},
        {"udp-only", "", say(QT_TRANSLATE_NOOP("rollcall::sim", "listen on UDP and not on TCP"))},
        {"live", "RATE",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "so many punches a minute from now on (0)"))},
        {"event-size", "N",
         say(QT_TRANSLATE_NOOP("rollcall::sim",
                               "bytes of an event: 10, 12, 14, 32, 36, 37 or 52 (32)"))},
        {"restart-time", "MS",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "how long it is away for a restart (1000)"))},
        {"user-capacity", "N",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "how many users it can hold (10000)"))},
        {"code-page", "NAME",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "how names are written (utf-8)"))},
        {"fault", "NAME",
         say(QT_TRANSLATE_NOOP("rollcall::sim", "something that it does wrong; may be repeated"))},
    };
}

Result<> setSimOption(SimOptions &options, QStringView name, const QString &value)
{
    if (name == u"from")
        return setDate(options.from, name, value);
    if (name == u"to")
        return setDate(options.to, name, value);
    if (name == u"port")
        return setNumber(options.port, name, value, 0, 65535);
    if (name == u"users")
        return setNumber(options.users, name, value, 0, 65535);
    if (name == u"logs")
        return setNumber(options.logs, name, value, 0, SimOptions::kMostLogs);
    if (name == u"comm-key")
        return setNumber(options.commKey, name, value, 0, 999999);
    if (name == u"clock-offset")
        return setNumber(options.clockOffsetSeconds, name, value, -1'000'000'000, 1'000'000'000);
    if (name == u"max-packet")
        return setNumber(options.maxPacket, name, value, 8, 65536);
    if (name == u"pause")
        return setNumber(options.pauseMs, name, value, 0, 60000);
    if (name == u"seed")
        return setNumber(options.seed, name, value, 0, std::numeric_limits<qint64>::max());
    if (name == u"restart-time")
        return setNumber(options.restartMs, name, value, 0, 600'000);
    if (name == u"user-capacity")
        return setNumber(options.userCapacity, name, value, 1, 65535);
    if (name == u"live")
        return setRate(options.livePerMinute, name, value);
    if (name == u"event-size")
        return setEventSize(options.eventSize, name, value);
    if (name == u"code-page")
        return setCodePage(options.codePage, name, value);
    if (name == u"udp" || name == u"udp-only") {
        (name == u"udp" ? options.udp : options.udpOnly) = true;
        return ok();
    }
    return setWord(options, name, value);
}

Result<> checkSimOptions(const SimOptions &options)
{
    if (options.from > options.to || options.from.year() < 2000 || options.to.year() > 2099) {
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::sim",
            "The first day of the logs must not be after the last, and both in 2000 to 2099.")));
    }
    constexpr qint64 kMostADay =
        80'000; // of the 86,400 seconds, so that rounding never asks for more
    if (options.logs > options.users * sim::schoolDays(options).size() * kMostADay) {
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::sim", "So many logs do not fit: nobody punches twice "
                                                   "in a second. Take more users or days.")));
    }
    return ok();
}

SimOptions simOptionsFor(const SimOptions &options, int index)
{
    SimOptions own = options;
    if (index == 0)
        return own;
    if (options.port != 0)
        own.port = static_cast<quint16>(options.port + index);
    own.serial = QStringLiteral("%1-%2").arg(options.serial).arg(index + 1);
    own.seed = options.seed + static_cast<quint64>(index);
    return own;
}

} // namespace rollcall
