// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace rollcall {

/// What is kept of a text that is set aside: the text itself, or, of one that no index would take,
/// its beginning with the size and checksum of the whole, so that two that differ stay two.
QString asideText(const QString &text);
/// The same for a text of which only the beginning is at hand. @p bytes and @p sha256: of the
/// whole.
QString cutAsideText(const QString &text, qint64 bytes, const QByteArray &sha256);

/// Longer texts are cut: PostgreSQL refuses index entries of more than 2704 bytes, and a character
/// takes at most three of them for each unit.
inline constexpr qsizetype kMostAsideText = 700;

} // namespace rollcall
