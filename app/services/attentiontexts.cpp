// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/attentiontexts.h"

#include "app/services/attentionitem_p.h"

#include <array>

namespace rollcall::attention {

namespace {

struct Cause
{
    QLatin1String cause;
    const char *text;   ///< %1 device, %2 address
    QLatin1String cure; ///< after "rollcallctl"; %1 device, %2 addresses
};

// Of refusals that name a device. The order is that of section 1.2.
constexpr std::array kOfDevice{
    Cause{QLatin1String("device_inactive"),
          QT_TRANSLATE_NOOP("rollcall::attention",
                            "\"%1\" sends punches but is set to Inactive, so they are refused and "
                            "stay on the terminal. Set it to Active."),
          QLatin1String("device edit %1 --active")},
    Cause{QLatin1String("device_not_push"),
          QT_TRANSLATE_NOOP("rollcall::attention",
                            "\"%1\" sends punches but its sync mode is Agent, so they are refused "
                            "and stay on the terminal. Set its sync mode to Push, or switch its "
                            "cloud server setting off."),
          QLatin1String("device edit %1 --mode push")},
    Cause{
        QLatin1String("address_not_allowed"),
        QT_TRANSLATE_NOOP("rollcall::attention",
                          "\"%1\" sends from the address %2, which is not among those it may "
                          "send from. Its punches are refused and stay on the terminal. Allow the "
                          "address if the terminal was given it."),
        QLatin1String("device edit %1 --allow %2")},
    Cause{QLatin1String("device_key_wrong"),
          QT_TRANSLATE_NOOP("rollcall::attention",
                            "\"%1\" does not name the communication key that is stored for it, so "
                            "it is refused. Enter the same key here and at the terminal."),
          QLatin1String("device edit %1 --comm-key -")},
    Cause{
        QLatin1String("rate_limited"),
        QT_TRANSLATE_NOOP("rollcall::attention",
                          "\"%1\" sends more often than is allowed. It was told to wait and sends "
                          "again; nothing is lost. Look at why it sends so "
                          "often."),
        QLatin1String("device show %1")},
    Cause{
        QLatin1String("two_addresses"),
        QT_TRANSLATE_NOOP("rollcall::attention",
                          "\"%1\" speaks from two addresses, lately from %2. Somebody may use its "
                          "serial number. Look at the terminal, and allow only its own address."),
        QLatin1String("device show %1")},
};

struct Alarm
{
    int code;
    const char *text; ///< %1 device, %2 when
};

// Entries of a terminal's own log that the administrator is shown (section 2.7).
constexpr std::array kAlarms{
    Alarm{13, QT_TRANSLATE_NOOP("rollcall::attention",
                                "\"%1\" says that its data was cleared (%2). Ask who did it.")},
    Alarm{21, QT_TRANSLATE_NOOP("rollcall::attention",
                                "\"%1\" says that its clock was set (%2). Ask who did it.")},
    Alarm{22, QT_TRANSLATE_NOOP("rollcall::attention",
                                "\"%1\" says that it was reset to factory settings (%2). Ask who "
                                "did it.")},
    Alarm{23, QT_TRANSLATE_NOOP("rollcall::attention",
                                "\"%1\" says that its records were deleted (%2). Ask who did it.")},
    Alarm{24,
          QT_TRANSLATE_NOOP("rollcall::attention",
                            "\"%1\" says that its administrators were removed (%2). Ask who did "
                            "it.")},
};

/// Of somebody who proved to be no device of ours. Without an address: of the many in a flood.
std::optional<AttentionItem> ofStranger(const RefusalCount &refusal)
{
    const QString address = refusal.address.isEmpty()
                                ? say(QT_TRANSLATE_NOOP("rollcall::attention", "many addresses"))
                                : refusal.address;
    if (refusal.cause == u"unknown_serial" && !refusal.serial.isEmpty())
        return make(
            refusal.cause,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::attention",
                    "A terminal with the serial number %1, at %2, wants to send its punches "
                    "and is not among the devices. They stay on it. Approve it if it is "
                    "yours."))
                .arg(refusal.serial, address),
            QStringLiteral("rollcallctl device approve %1").arg(refusal.serial));
    if (refusal.cause == u"unknown_serial")
        return make(refusal.cause,
                    say(QT_TRANSLATE_NOOP(
                        "rollcall::attention",
                        "More terminals than are listed here tried to send with serial numbers "
                        "that are not among the devices. Somebody may be guessing. Look for what "
                        "sends in this network.")),
                    QStringLiteral("rollcallctl device list"));
    if (refusal.cause == u"unauthorized")
        return make(refusal.cause,
                    say(QT_TRANSLATE_NOOP(
                            "rollcall::attention",
                            "Something at %1 sends with a token that no device has, so its punches "
                            "are refused. Copy the right token from the device's settings."))
                        .arg(address),
                    QStringLiteral("rollcallctl device token DEVICE --show"));
    if (refusal.cause == u"rate_limited" && refusal.serial.isEmpty())
        return make(refusal.cause,
                    say(QT_TRANSLATE_NOOP(
                            "rollcall::attention",
                            "Something at %1 asks so often, without a token that a device has, "
                            "that it is made to wait. Devices with the right token are served all "
                            "the same. Look what it is."))
                        .arg(address),
                    QStringLiteral("rollcallctl device list"));
    return std::nullopt;
}

/// What goes into the cure at its %2: the addresses that are allowed already stay allowed.
QString allowedWith(const Device &device, const QString &address)
{
    return (device.addressAllow + QStringList{address}).join(u',');
}

AttentionItem ofCause(const Cause &cause, const RefusalCount &refusal, const Device &device)
{
    const QString sentence = say(cause.text);
    const QString text = sentence.contains(u"%2") ? sentence.arg(device.name, refusal.address)
                                                  : sentence.arg(device.name);
    QString cure = cause.cure;
    cure.replace(QLatin1String("%1"), QString::number(device.id.value));
    cure.replace(QLatin1String("%2"), allowedWith(device, refusal.address));
    // Only terminals of the ADMS kind name a serial number.
    if (refusal.cause == u"device_not_push" && !refusal.serial.isEmpty())
        cure += QStringLiteral(" --dialect adms");
    AttentionItem item = make(refusal.cause, text, QStringLiteral("rollcallctl ") + cure);
    item.device = device.id;
    return item;
}

std::optional<AttentionItem> ofDevice(const RefusalCount &refusal, const Device &device)
{
    for (const Cause &cause : kOfDevice) {
        if (refusal.cause == cause.cause)
            return ofCause(cause, refusal, device);
    }
    return std::nullopt;
}

AttentionItem ofAlarm(const Alarm &alarm, const Device &device, WallTime at)
{
    const QString when =
        at.isValid() ? at.toString()
                     : say(QT_TRANSLATE_NOOP("rollcall::attention", "at a time it does not know"));
    AttentionItem item =
        make(QStringLiteral("terminal_log"), say(alarm.text).arg(device.name, when),
             command(QStringLiteral("show"), device));
    item.device = device.id;
    return item;
}

} // namespace

std::optional<AttentionItem> ofRefusal(const RefusalCount &refusal, const Device *device)
{
    std::optional<AttentionItem> item = device ? ofDevice(refusal, *device) : ofStranger(refusal);
    if (item) {
        item->count = refusal.count;
        item->sinceUtc = refusal.hourUtc;
        item->serial = refusal.serial;
        item->address = refusal.address;
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

std::optional<AttentionItem> ofLogEntry(const Device &device, const DeviceLogEntry &entry)
{
    if (entry.kind != u"oplog")
        return std::nullopt;
    for (const Alarm &alarm : kAlarms) {
        if (entry.code == alarm.code)
            return ofAlarm(alarm, device, entry.at);
    }
    return std::nullopt;
}

} // namespace rollcall::attention
