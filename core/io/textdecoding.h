// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace rollcall {

/// The bytes of a file as text, and how they were read.
struct DecodedText
{
    QString text;        ///< without a byte order mark
    QByteArray encoding; ///< "UTF-8", "UTF-16LE", "UTF-16BE" or one of codePages()
};

/// The Windows code pages that are told apart, most likely first: windows-1252 (Western),
/// windows-1250 (Central European), windows-1256 (Arabic, Urdu), windows-1251 (Cyrillic).
QList<QByteArray> codePages();

/// Reads text as spreadsheets and editors write it. With @p encoding exactly that one; without:
/// - a byte order mark decides;
/// - without one, zero bytes beside the first characters mean UTF-16;
/// - what is UTF-8 is UTF-8; bytes that are mostly UTF-8 but not all are a broken file;
/// - else each code page is tried, and the one wins under which the words look like words: letters
///   of one script, no capital after a small letter, no signs between letters, a Latin word not
///   made of accented letters alone. windows-1252 wins a tie: the few accented letters of a short
///   Czech or Hungarian list may fit both, and then @p encoding says it.
/// Nothing when the bytes are not text in any of these, or @p encoding is unknown. Pure.
std::optional<DecodedText> decodeText(const QByteArray &bytes, const QByteArray &encoding = {});

} // namespace rollcall
