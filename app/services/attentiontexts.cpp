// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/attentiontexts.h"

#include <QCoreApplication>

#include <array>

namespace rollcall::attention {

namespace {

QString say(const char *text, qint64 count = -1)
{
    return QCoreApplication::translate("rollcall::attention", text, nullptr,
                                       static_cast<int>(count));
}

QString command(const QString &words, const Device &device)
{
    return QStringLiteral("rollcallctl device %1 %2").arg(words).arg(device.id.value);
}

struct Cause
{
    QLatin1String cause;
    const char *text;   ///< %1 device or address, %2 serial number
    QLatin1String cure; ///< after "rollcallctl device"; %1 device
};

// Of refusals that name a device. The order is that of section 1.2.
constexpr std::array kOfDevice{
    Cause{QLatin1String("device_inactive"),
          QT_TRANSLATE_NOOP("rollcall::attention",
                            "\"%1\" sends punches but is set to Inactive, so they are refused and "
                            "stay on the terminal. Set it to Active."),
          QLatin1String("edit %1 --active")},
    Cause{QLatin1String("device_not_push"),
          QT_TRANSLATE_NOOP("rollcall::attention",
                            "\"%1\" sends punches but its sync mode is Agent, so they are refused "
                            "and stay on the terminal. Set its sync mode to Push, or switch its "
                            "cloud server setting off."),
          QLatin1String("edit %1 --mode push")},
    Cause{
        QLatin1String("address_not_allowed"),
        QT_TRANSLATE_NOOP("rollcall::attention",
                          "\"%1\" sends from the address %2, which is not among those it may "
                          "send from. Its punches are refused and stay on the terminal. Allow the "
                          "address if the terminal was given it."),
        QLatin1String("edit %1 --allow %2")},
    Cause{QLatin1String("device_key_wrong"),
          QT_TRANSLATE_NOOP("rollcall::attention",
                            "\"%1\" does not name the communication key that is stored for it, so "
                            "it is refused. Enter the same key here and at the terminal."),
          QLatin1String("edit %1 --comm-key -")},
    Cause{
        QLatin1String("rate_limited"),
        QT_TRANSLATE_NOOP("rollcall::attention",
                          "\"%1\" sends more often than is allowed. It was told to wait and sends "
                          "again; nothing is lost. Raise the limit if it is right to send so "
                          "often."),
        QLatin1String("show %1")},
    Cause{
        QLatin1String("two_addresses"),
        QT_TRANSLATE_NOOP("rollcall::attention",
                          "\"%1\" speaks from two addresses, lately from %2. Somebody may use its "
                          "serial number. Look at the terminal, and allow only its own address."),
        QLatin1String("show %1")},
};

AttentionItem make(const QString &kind, const QString &text, const QString &cure)
{
    AttentionItem item;
    item.kind = kind;
    item.text = text;
    item.cure = cure;
    return item;
}

/// Of somebody who proved to be no device of ours.
std::optional<AttentionItem> ofStranger(const RefusalCount &refusal)
{
    if (refusal.cause == u"unknown_serial")
        return make(
            refusal.cause,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::attention",
                    "A terminal with the serial number %1, at %2, wants to send its punches "
                    "and is not among the devices. They stay on it. Approve it if it is "
                    "yours."))
                .arg(refusal.serial, refusal.address),
            QStringLiteral("rollcallctl device approve %1").arg(refusal.serial));
    if (refusal.cause == u"unauthorized" || refusal.cause == u"rate_limited")
        return make(refusal.cause,
                    say(QT_TRANSLATE_NOOP(
                            "rollcall::attention",
                            "Something at %1 sends with a token that no device has, so its punches "
                            "are refused. Copy the right token from the device's settings."))
                        .arg(refusal.address),
                    QStringLiteral("rollcallctl device token DEVICE --show"));
    return std::nullopt;
}

} // namespace

std::optional<AttentionItem> ofRefusal(const RefusalCount &refusal, const Device *device)
{
    std::optional<AttentionItem> item;
    if (!device) {
        item = ofStranger(refusal);
    } else {
        for (const Cause &cause : kOfDevice) {
            if (refusal.cause != cause.cause)
                continue;
            QString cure = QString(cause.cure).arg(device->id.value);
            if (cure.contains(u"%2"))
                cure = cure.arg(refusal.address);
            const QString sentence = say(cause.text);
            item = make(refusal.cause,
                        sentence.contains(u"%2") ? sentence.arg(device->name, refusal.address)
                                                 : sentence.arg(device->name),
                        QStringLiteral("rollcallctl device ") + cure);
            item->device = device->id;
        }
    }
    if (item) {
        item->count = refusal.count;
        item->sinceUtc = refusal.hourUtc;
    }
    return item;
}

AttentionItem ofNotice(const Device &device, const DeviceNotice &notice)
{
    const QString where = QStringLiteral("%1:%2").arg(notice.host).arg(notice.port);
    AttentionItem item =
        notice.kind == DeviceNoticeKind::Moved
            ? make(deviceNoticeWord(notice.kind),
                   say(QT_TRANSLATE_NOOP("rollcall::attention",
                                         "The terminal of \"%1\" was found at %2. Give the device "
                                         "this address."))
                       .arg(device.name, where),
                   QStringLiteral("rollcallctl device edit %1 --ip %2 --port %3")
                       .arg(device.id.value)
                       .arg(notice.host)
                       .arg(notice.port))
            : make(deviceNoticeWord(notice.kind),
                   say(QT_TRANSLATE_NOOP("rollcall::attention",
                                         "Another terminal, with the serial number %2, answers at "
                                         "the address of \"%1\". It is not read. Correct the "
                                         "address, or add it as a device of its own."))
                       .arg(device.name, notice.serial),
                   command(QStringLiteral("show"), device));
    item.device = device.id;
    item.sinceUtc = notice.sinceUtc;
    return item;
}

AttentionItem lockedOut(const Device &device)
{
    AttentionItem item =
        make(QStringLiteral("locked_out"),
             say(QT_TRANSLATE_NOOP("rollcall::attention",
                                   "\"%1\" was disabled while it was read and could not be reached "
                                   "to enable it again: people may not be able to punch there."))
                 .arg(device.name),
             QStringLiteral("rollcallctl sync %1").arg(device.id.value));
    item.device = device.id;
    item.sinceUtc = device.leftDisabledUtc;
    return item;
}

AttentionItem undoneCommands(const Device &device, qint64 count)
{
    AttentionItem item =
        make(QStringLiteral("commands"),
             say(QT_TRANSLATE_N_NOOP(
                     "rollcall::attention",
                     "%n command(s) to \"%1\" were not done: refused by the terminal, or "
                     "not fetched in time."),
                 count)
                 .arg(device.name),
             command(QStringLiteral("commands"), device));
    item.device = device.id;
    item.count = count;
    return item;
}

std::optional<AttentionItem> ofLogEntry(const Device &device, const DeviceLogEntry &entry)
{
    if (entry.kind != u"oplog")
        return std::nullopt;
    QString what;
    switch (entry.code) {
    case 13:
        what = say(QT_TRANSLATE_NOOP("rollcall::attention", "its data was cleared"));
        break;
    case 21:
        what = say(QT_TRANSLATE_NOOP("rollcall::attention", "its clock was set by hand"));
        break;
    case 22:
        what = say(QT_TRANSLATE_NOOP("rollcall::attention", "it was reset to factory settings"));
        break;
    case 23:
        what = say(QT_TRANSLATE_NOOP("rollcall::attention", "its records were deleted"));
        break;
    case 24:
        what = say(QT_TRANSLATE_NOOP("rollcall::attention", "its administrators were removed"));
        break;
    default:
        return std::nullopt;
    }
    AttentionItem item = make(
        QStringLiteral("terminal_log"),
        say(QT_TRANSLATE_NOOP("rollcall::attention", "\"%1\" says that %2 (%3). Ask who did it."))
            .arg(device.name, what, entry.at.toString()),
        command(QStringLiteral("show"), device));
    item.device = device.id;
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

} // namespace rollcall::attention
