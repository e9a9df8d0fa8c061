// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

namespace rollcall {

Q_NAMESPACE

/// What kind of failure it was. Few and stable: printed in logs, mapped to exit status and HTTP
/// codes (architecture.md, section 6). StorageDamaged was added to it: "damaged" has a cure of its
/// own (a backup), and WrongTerminal: another serial number answers at this address.
enum class ErrorCode {
    InvalidInput,
    NotFound,
    Conflict,
    Timeout,
    Unreachable,
    AuthRejected,
    ProtocolViolation,
    Unsupported,
    DeviceFull,
    WrongTerminal,
    StorageFailure,
    StorageNewer,
    StorageDamaged,
    Cancelled,
    Internal,
};
Q_ENUM_NS(ErrorCode)

/// A failure as a value. Cheap to copy.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    /// For people, translated: what happened, what it means here, what to do next.
    QString userText;
    /// For "Details" and the log, not translated. Never holds a name, token, key or password.
    QString detail;

    friend bool operator==(const Error &, const Error &) = default;
};

/// The code as one lower-case word with underscores, e.g. "auth_rejected": stable, for JSON and
/// logs.
QString errorWord(ErrorCode code);

/// Factories for the errors that more than one place reports. Each gives the whole userText.
namespace errors {
Error invalidInput(const QString &userText, const QString &detail = {});
Error notFound(const QString &userText);
Error conflict(const QString &userText, const QString &detail = {});
Error cancelled();
Error internal(const QString &detail);
/// A statement of the database failed. @p detail: statement name and native code only.
Error storageFailure(const QString &detail);
Error storageDamaged(const QString &detail);
Error storageNewer(int found, int known);
Error unreachable(const QString &host, quint16 port, const QString &detail);
Error refused(const QString &host, quint16 port);
/// No address belongs to the name that was given for a terminal.
Error unknownName(const QString &host, const QString &detail);
Error timeout(const QString &what, int milliseconds);
Error authRejected();
Error protocolViolation(const QString &what, const QString &detail);
Error notZk(const QString &detail);
/// A door controller of another product line answers (zk-protocol.md, Q38).
Error accessPanel();
/// A web server answers: a page, or a terminal that sends by itself.
Error httpDevice();
Error connectionLost(const QString &during);
Error unsupported(const QString &what);
/// Another terminal than the one that was set up answers at this address.
Error wrongTerminal(const QString &expectedSerial, const QString &foundSerial);
} // namespace errors

} // namespace rollcall
