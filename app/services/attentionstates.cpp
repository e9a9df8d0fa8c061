// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/attentionitem_p.h"
#include "app/services/attentiontexts.h"

#include <cstdlib>

namespace rollcall::attention {

AttentionItem unmapped(const DeviceOverview &line)
{
    const QString waiting =
        say(QT_TRANSLATE_N_NOOP("rollcall::attention", "%n punch(es) wait"), line.waitingPunches);
    return make(
        QStringLiteral("unmapped"), line.device,
        //: %1 device, %2 "12 punches wait"
        say(QT_TRANSLATE_N_NOOP("rollcall::attention",
                                "%n user(s) of \"%1\" are not mapped to a person; %2 for it."),
            line.unmapped)
            .arg(line.device.name, waiting),
        QStringLiteral("rollcallctl map list %1 --unmapped").arg(line.device.id.value));
}

AttentionItem notReached(const DeviceOverview &line)
{
    AttentionItem item = make(
        QStringLiteral("not_reached"), line.device,
        say(QT_TRANSLATE_NOOP("rollcall::attention",
                              "\"%1\" could not be read for a while, so its latest punches are "
                              "not here yet. The last attempt: %2"))
            .arg(line.device.name, line.lastError),
        command(QStringLiteral("test"), line.device));
    item.sinceUtc = line.device.lastContactUtc;
    return item;
}

AttentionItem wrongClock(const Device &device)
{
    constexpr qint64 kMinute = 60;
    const qint64 offset = device.clockOffsetSeconds;
    const qint64 minutes = (std::abs(offset) + kMinute / 2) / kMinute;
    const QString text =
        offset < 0 ? say(QT_TRANSLATE_N_NOOP("rollcall::attention",
                                             "The clock of \"%1\" is %n minute(s) behind, and so "
                                             "are the times of its punches. Set its clock."),
                         minutes)
                   : say(QT_TRANSLATE_N_NOOP("rollcall::attention",
                                             "The clock of \"%1\" is %n minute(s) ahead, and so "
                                             "are the times of its punches. Set its clock."),
                         minutes);
    return make(QStringLiteral("wrong_clock"), device, text.arg(device.name),
                command(QStringLiteral("set-time"), device));
}

AttentionItem noSchoolStart()
{
    return make(
        QStringLiteral("no_school_start"),
        say(QT_TRANSLATE_NOOP("rollcall::attention",
                              "No School Start Time is set, so nobody can be late: everyone "
                              "who comes is \"Present\". Set when school starts.")),
        QStringLiteral("rollcallctl settings school_start HH:MM"));
}

AttentionItem lockedOut(const Device &device)
{
    AttentionItem item =
        make(QStringLiteral("locked_out"), device,
             say(QT_TRANSLATE_NOOP("rollcall::attention",
                                   "\"%1\" was disabled while it was read and could not be reached "
                                   "to enable it again: people may not be able to punch there."))
                 .arg(device.name),
             QStringLiteral("rollcallctl sync %1").arg(device.id.value));
    item.sinceUtc = device.leftDisabledUtc;
    return item;
}

AttentionItem offline(const DeviceOverview &line)
{
    AttentionItem item = make(
        QStringLiteral("offline"), line.device,
        say(QT_TRANSLATE_NOOP("rollcall::attention",
                              "\"%1\" no longer gives its signs of life: it is off, or the "
                              "network to it is down. Punches at it come when it is back. Look "
                              "at its power and its cable."))
            .arg(line.device.name),
        command(QStringLiteral("show"), line.device));
    item.sinceUtc = qMax(line.device.lastContactUtc, line.heartbeatUtc);
    return item;
}

AttentionItem undoneCommands(const Device &device, qint64 count)
{
    AttentionItem item =
        make(QStringLiteral("commands"), device,
             say(QT_TRANSLATE_N_NOOP(
                     "rollcall::attention",
                     "%n command(s) to \"%1\" were not done: refused by the terminal, or "
                     "not fetched in time."),
                 count)
                 .arg(device.name),
             command(QStringLiteral("commands"), device));
    item.count = count;
    return item;
}

AttentionItem setAside(qint64 count)
{
    AttentionItem item =
        make(QStringLiteral("set_aside"),
             say(QT_TRANSLATE_N_NOOP("rollcall::attention",
                                     "%n line(s) of terminals could not be read as punches and are "
                                     "kept aside."),
                 count),
             QStringLiteral("rollcallctl logs --set-aside"));
    item.count = count;
    return item;
}

AttentionItem doubtedClock(const Device &device, const DoubtedClock &doubted)
{
    const QString from = doubted.from.toString(Qt::ISODate);
    const QString to = doubted.to.toString(Qt::ISODate);
    AttentionItem item = make(
        QStringLiteral("clock_suspect"), device,
        say(QT_TRANSLATE_N_NOOP("rollcall::attention",
                                "\"%1\" sent %n punch(es) dated from %2 to %3, which its clock "
                                "cannot have shown rightly. They count for nobody until they are "
                                "accepted or shifted."),
            doubted.logs)
            .arg(device.name, from, to),
        QStringLiteral("rollcallctl clock shift %1 --from %2 --to %3 --minutes N --reason R")
            .arg(QString::number(device.id.value), from, to));
    item.count = doubted.logs;
    return item;
}

AttentionItem changeWaiting(const LockedMonth &month)
{
    const QString text = month.month.toString(QStringLiteral("yyyy-MM"));
    AttentionItem item =
        make(QStringLiteral("change_waiting"),
             say(QT_TRANSLATE_N_NOOP("rollcall::attention",
                                     "%n record(s) of the locked month %1 would be different now, "
                                     "because of what came in later. They stay as they are until "
                                     "the month is unlocked."),
                 month.waiting)
                 .arg(text),
             QStringLiteral("rollcallctl unlock ") + text);
    item.count = month.waiting;
    return item;
}

} // namespace rollcall::attention
