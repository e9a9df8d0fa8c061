// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"

#include <QCoreApplication>
#include <QMetaEnum>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::errors", text);
}

} // namespace

QString errorWord(ErrorCode code)
{
    const QByteArray name = QMetaEnum::fromType<ErrorCode>().valueToKey(static_cast<int>(code));
    QString word;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = QLatin1Char(name.at(i));
        if (c.isUpper() && i > 0)
            word += QLatin1Char('_');
        word += c.toLower();
    }
    return word;
}

namespace errors {

Error invalidInput(const QString &userText, const QString &detail)
{
    return {ErrorCode::InvalidInput, userText, detail};
}

Error notFound(const QString &userText)
{
    return {ErrorCode::NotFound, userText, {}};
}

Error conflict(const QString &userText, const QString &detail)
{
    return {ErrorCode::Conflict, userText, detail};
}

Error cancelled()
{
    return {
        ErrorCode::Cancelled,
        say(QT_TRANSLATE_NOOP("rollcall::errors",
                              "The work was cancelled. What had been stored until then is kept. "
                              "Start it again when you like.")),
        {}};
}

Error internal(const QString &detail)
{
    return {ErrorCode::Internal,
            say(QT_TRANSLATE_NOOP(
                "rollcall::errors",
                "Something went wrong inside the program. Nothing was changed by this "
                "step. Try again, and send the details to your technician if it "
                "happens again.")),
            detail};
}

Error storageFailure(const QString &detail)
{
    return {ErrorCode::StorageFailure,
            say(QT_TRANSLATE_NOOP(
                "rollcall::errors",
                "The database did not take the change. Nothing was stored by this "
                "step. Check that the disk is not full and that the data folder can be "
                "written to.")),
            detail};
}

Error storageDamaged(const QString &detail)
{
    return {ErrorCode::StorageDamaged,
            say(QT_TRANSLATE_NOOP(
                "rollcall::errors",
                "The database file is damaged. It was left untouched and is not used. "
                "Restore the latest backup, and keep the damaged file for your "
                "technician.")),
            detail};
}

Error storageNewer(int found, int known)
{
    return {ErrorCode::StorageNewer,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::errors",
                    "The database was made by a newer version of Rollcall (schema %1, this "
                    "program knows up to %2). It was left untouched. Install the newer "
                    "version to open it."))
                .arg(found)
                .arg(known),
            {}};
}

Error unreachable(const QString &host, quint16 port, const QString &detail)
{
    return {ErrorCode::Unreachable,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::errors",
                    "Nothing answers at %1, port %2. The terminal's punches stay on the "
                    "terminal. Check that it is switched on, that its network cable is in, "
                    "and that this is its address."))
                .arg(host)
                .arg(port),
            detail};
}

Error refused(const QString &host, quint16 port)
{
    return {
        ErrorCode::Unreachable,
        say(QT_TRANSLATE_NOOP("rollcall::errors",
                              "%1 refused the connection at port %2. Something is there, but no "
                              "terminal listens at that port. Check the port in the terminal's "
                              "network menu, usually 4370."))
            .arg(host)
            .arg(port),
        {}};
}

Error unknownName(const QString &host, const QString &detail)
{
    return {ErrorCode::Unreachable,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::errors",
                    "No device in this network goes by the name %1. The terminal's punches stay on "
                    "the terminal. Check the spelling, or enter the terminal's address as it "
                    "stands in its network menu."))
                .arg(host),
            detail};
}

Error timeout(const QString &what, int milliseconds)
{
    return {ErrorCode::Timeout,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::errors",
                    "The terminal stopped answering (%1). What was read until then is "
                    "kept; the rest stays on the terminal and comes with the next sync. It "
                    "may be busy with another program: wait a minute and try again."))
                .arg(what),
            QStringLiteral("no answer within %1 ms").arg(milliseconds)};
}

Error authRejected()
{
    return {ErrorCode::AuthRejected,
            say(QT_TRANSLATE_NOOP(
                "rollcall::errors",
                "The terminal did not accept the communication key. Nothing was read. "
                "Look up the key in the terminal's menu (Comm. or PC Connection) and "
                "enter it for this device; leading zeros do not count.")),
            {}};
}

Error protocolViolation(const QString &what, const QString &detail)
{
    return {ErrorCode::ProtocolViolation,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::errors",
                    "The terminal sent something that cannot be right (%1). Nothing of it "
                    "was stored. Try again; if it happens again, restart the terminal."))
                .arg(what),
            detail};
}

Error notZk(const QString &detail)
{
    return {
        ErrorCode::ProtocolViolation,
        say(QT_TRANSLATE_NOOP("rollcall::errors",
                              "What answers there does not speak the protocol of ZKTeco or eSSL "
                              "terminals. Nothing was read. Check the address and the port, and "
                              "whether the terminal is one that sends by itself (Push).")),
        detail};
}

Error accessPanel()
{
    return {ErrorCode::ProtocolViolation,
            say(QT_TRANSLATE_NOOP(
                "rollcall::errors",
                "What answers there is a C3/inBIO access panel, not an attendance terminal. "
                "Nothing was read. Door controllers of that line speak a protocol of their own; "
                "enter the address of an attendance terminal.")),
            QStringLiteral("the first byte is that of an access panel")};
}

Error httpDevice()
{
    return {ErrorCode::ProtocolViolation,
            say(QT_TRANSLATE_NOOP(
                "rollcall::errors",
                "What answers there is an HTTP device: a web page, or a terminal that sends by "
                "itself (Push mode). Nothing was read. Check the port, usually 4370; if the "
                "terminal is one that sends by itself, add it as a Push device.")),
            QStringLiteral("the first bytes are those of an HTTP answer")};
}

Error connectionLost(const QString &during)
{
    return {ErrorCode::Unreachable,
            say(QT_TRANSLATE_NOOP(
                "rollcall::errors",
                "The connection to the terminal broke. What was read until then is "
                "kept; the rest stays on the terminal and comes with the next sync.")),
            during};
}

Error unsupported(const QString &what)
{
    return {ErrorCode::Unsupported,
            say(QT_TRANSLATE_NOOP("rollcall::errors",
                                  "This terminal cannot do that (%1). Nothing was changed."))
                .arg(what),
            {}};
}

Error wrongTerminal(const QString &expectedSerial, const QString &foundSerial)
{
    return {ErrorCode::WrongTerminal,
            say(QT_TRANSLATE_NOOP(
                    "rollcall::errors",
                    "Another terminal answers at this address: serial number %2 instead of %1. "
                    "Nothing was read, because its users are other people. If the terminal was "
                    "exchanged, enter the new serial number for this device; if addresses were "
                    "mixed up, correct the address."))
                .arg(expectedSerial, foundSerial),
            {}};
}

} // namespace errors

} // namespace rollcall
