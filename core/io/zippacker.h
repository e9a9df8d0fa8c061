// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace rollcall {

/// A part of an archive to be made.
struct ZipMember
{
    QByteArray name; ///< path in the archive, UTF-8, with slashes
    QByteArray bytes;
};

/// An archive of these parts, packed, in their order. It tells no time, so that the same parts give
/// the same bytes. Internal: the library refused, such as for want of memory. Pure.
Result<QByteArray> packZip(const QList<ZipMember> &members);

} // namespace rollcall
