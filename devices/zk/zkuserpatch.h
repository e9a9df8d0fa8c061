// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/deviceuser.h"
#include "core/domain/terminal.h"

#include <QByteArray>
#include <QByteArrayView>

namespace rollcall::zk {

/// What a terminal takes in a user record (zk-protocol.md, sections 6 and 9; Q31).
struct UserRules
{
    int recordSize = 0;       ///< 72 or 28
    int idWidth = 0;          ///< characters of a user id; 0 = it did not say
    bool hasLetters = false;  ///< in user ids
    QByteArray codePage = {}; ///< of names, as for encodeText()
};

/// The record of a user that is new, with @p uid. InvalidInput, in words for the office, when the
/// terminal would refuse or change what the draft says.
Result<QByteArray> newUserRecord(quint16 uid, const DeviceUserDraft &draft, const UserRules &rules);

/// @p record with what the draft sets; every other byte stays, also of a field that says the same
/// already. Errors as newUserRecord(); the id, which stands there, is not judged.
Result<QByteArray> changedUserRecord(QByteArrayView record, const DeviceUserDraft &draft,
                                     const UserRules &rules);

/// Do two records of @p size bytes say the same of a user: id, name, card, privilege and password?
/// What a terminal fills in by itself (uid, group, time zones, bytes behind a NUL) is not compared.
bool saysTheSame(QByteArrayView one, QByteArrayView other, int size);

} // namespace rollcall::zk
