// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace rollcall {

/// What people type into a field, as they meant it. Pure; any thread.

/// A name or a sentence: outer blanks and control characters go, runs of blanks are one.
QString tidyText(const QString &typed);
/// A number, or a text of digits and signs: digits of any script and full-width forms become ASCII,
/// blanks go. What is no digit stays, so that it can be refused.
QString tidyNumber(const QString &typed);

/// An address as typed, taken apart.
struct TypedAddress
{
    QString host; ///< ASCII where it could be made so; without "http://", path and port
    QString port; ///< as tidyNumber(); empty: none was typed with it

    friend bool operator==(const TypedAddress &, const TypedAddress &) = default;
};
/// Takes "http://" and the like, a path, blanks and a port off; an IPv6 address keeps its colons.
TypedAddress tidyAddress(const QString &typed);

} // namespace rollcall
