// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ports/devicecontrol.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::DeviceControl", text);
}

bool isHostName(const QString &host)
{
    static const QRegularExpression shape(
        QStringLiteral("^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                       "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"));
    return shape.match(host).hasMatch();
}

/// Four numbers must each be 0..255: "192.168.1.999" is a slip of the finger, not a host name.
bool isSloppyAddress(const QString &host)
{
    static const QRegularExpression numbers(QStringLiteral("^[0-9.]+$"));
    if (!numbers.match(host).hasMatch())
        return false;
    const QStringList parts = host.split(QLatin1Char('.'));
    if (parts.size() != 4)
        return true;
    for (const QString &part : parts) {
        bool isNumber = false;
        if (part.toUInt(&isNumber) > 255 || !isNumber)
            return true;
    }
    return false;
}

/// push-protocols.md, section 2.3.
bool isSerialNumber(const QString &serial)
{
    static const QRegularExpression shape(QStringLiteral("^[A-Za-z0-9_-]{1,64}$"));
    return shape.match(serial).hasMatch();
}

constexpr qsizetype kLongestPushKey = 64;

void add(QList<FieldProblem> &problems, const char *field, const QString &text)
{
    problems.append({QString::fromLatin1(field), text});
}

/// What an agent terminal is spoken to with, and what else can be entered about it.
void checkSettings(const Device &device, QList<FieldProblem> &problems)
{
    constexpr qsizetype kLongestLocation = 200;
    constexpr qsizetype kLongestSerial = 64;
    constexpr int kMostUnlockFactor = 100;
    if (device.serial.size() > kLongestSerial)
        add(problems, "serial",
            say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                  "A serial number has at most 64 characters.")));
    if (device.location.size() > kLongestLocation)
        add(problems, "location",
            say(QT_TRANSLATE_NOOP("rollcall::DeviceControl", "Use at most 200 characters.")));
    // QTimeZone also takes rules such as "Mars", which would be a zone without an offset.
    if (!device.timeZone.isEmpty() && !QTimeZone::availableTimeZoneIds().contains(device.timeZone))
        add(problems, "timeZone",
            say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                  "This time zone is not known. It looks like Asia/Kolkata.")));
    if (!device.wire.codePage.isEmpty() && !knownCodePages().contains(device.wire.codePage))
        add(problems, "codePage",
            say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                  "This code page is not known. It is one of: %1."))
                .arg(QString::fromLatin1(knownCodePages().join(", "))));
    if (device.wire.unlockFactor < 1 || device.wire.unlockFactor > kMostUnlockFactor)
        add(problems, "unlockFactor",
            say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                  "The unlock factor is a number from 1 to 100.")));
}

} // namespace

QList<FieldProblem> checkDeviceDraft(const DeviceDraft &draft)
{
    QList<FieldProblem> problems;
    const Device &device = draft.device;
    if (device.name.trimmed().isEmpty())
        problems.append(
            {QStringLiteral("name"), say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                                           "Enter a name, such as Main Gate."))});
    else if (device.name.size() > 80)
        problems.append(
            {QStringLiteral("name"),
             say(QT_TRANSLATE_NOOP("rollcall::DeviceControl", "Use at most 80 characters."))});
    const bool hostNeeded = device.mode == SyncMode::Agent;
    if (device.host.isEmpty() && hostNeeded)
        problems.append({QStringLiteral("host"),
                         say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                               "Enter the IP address of the device."))});
    else if (!device.host.isEmpty() && (isSloppyAddress(device.host) ||
                                        (!isHostName(device.host) && !device.host.contains(u':'))))
        problems.append(
            {QStringLiteral("host"),
             say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                   "This is not an address. It looks like 192.168.1.201."))});
    if (device.port == 0)
        problems.append(
            {QStringLiteral("port"),
             say(QT_TRANSLATE_NOOP("rollcall::DeviceControl", "Enter a port from 1 to 65535."))});
    const bool isAdms = device.mode == SyncMode::Push && device.driver == u"adms";
    if (isAdms && !isSerialNumber(device.serial))
        add(problems, "serial",
            say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                  "Enter the serial number on the label of the terminal: letters, "
                                  "digits, - and _.")));
    if (draft.commKey && !draft.commKey->isEmpty() && isAdms) {
        if (draft.commKey->size() > kLongestPushKey)
            add(problems, "commKey",
                say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                      "The key has at most 64 characters.")));
    } else if (draft.commKey && !draft.commKey->isEmpty()) {
        bool isNumber = false;
        const uint key = draft.commKey->toUInt(&isNumber);
        if (!isNumber || key > 999999)
            problems.append({QStringLiteral("commKey"),
                             say(QT_TRANSLATE_NOOP("rollcall::DeviceControl",
                                                   "The key is a number of at most 6 digits."))});
    }
    checkSettings(device, problems);
    return problems;
}

} // namespace rollcall
