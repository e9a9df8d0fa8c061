// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFlags>
#include <QString>

namespace rollcall {

/// By what a terminal recognizes a user. Passwords and PINs are not among it: terminals do not
/// agree on their codes (push-protocols.md, section 2.6).
enum class VerifyMethod {
    Fingerprint = 1,
    Face = 2,
    Card = 4,
    FingerVein = 8,
    Palm = 16,
};
Q_DECLARE_FLAGS(VerifyMethods, VerifyMethod)
Q_DECLARE_OPERATORS_FOR_FLAGS(VerifyMethods)

/// What a log's verify code proves (zk-protocol.md, section 19.2; push-protocols.md, section 2.6).
/// "Finger or card" proves neither of the two; a code that is not known proves nothing.
VerifyMethods provenBy(int verify);

/// How a user of a device was recognized so far, as its logs tell.
struct Recognition
{
    QString userId;
    VerifyMethods methods; ///< never empty

    friend bool operator==(const Recognition &, const Recognition &) = default;
};

} // namespace rollcall
