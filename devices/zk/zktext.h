// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace rollcall::zk {

/// The text of a fixed field up to its first NUL: strict UTF-8; else the terminal's @p codePage (a
/// name that QStringDecoder knows); else Latin-1, which loses no byte (zk-protocol.md,
/// section 9.4). A character cut off by the field's end is dropped.
QString decodeText(QByteArrayView field, const QByteArray &codePage = {});

/// @p text for a field with room for @p size bytes, in the terminal's @p codePage (empty = UTF-8):
/// up to its first NUL and as many whole characters, accents and vowel signs included, as fit
/// (section 9.4). No NULs are added. nullopt: the code page has not all of its characters.
std::optional<QByteArray> encodeText(const QString &text, qsizetype size,
                                     const QByteArray &codePage = {});

/// A user id: text up to the first NUL without blanks around it. Empty text when there is none;
/// nullopt when the field holds control characters and so cannot be an id.
std::optional<QString> decodeUserId(QByteArrayView field);

/// decodeUserId() without making the text: is there an id of printable characters?
bool isPrintableId(QByteArrayView field);

/// Lower-case hex, two characters a byte.
QString hexText(QByteArrayView bytes);
/// The same into a text whose memory is used again.
void fillHexText(QByteArrayView bytes, QString &text);

/// The value of a "name=value" reply: after the first "=" and those that follow it, up to the first
/// NUL; all of it when there is no "=" (zk-protocol.md, section 6).
QString optionValue(QByteArrayView reply);

} // namespace rollcall::zk
