// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace rollcall::push {

/// Text of a terminal: UTF-8 when it is that, else GB18030 when it is that, else Latin-1
/// (push-protocols.md, section 2.14). NULs are dropped. Each line is read by itself, so that a name
/// in another encoding spoils no other line.
QString admsText(QByteArrayView bytes);

/// For a terminal that said @p language in its handshake: 83 is simplified Chinese and reads
/// GB18030, all others read UTF-8.
QByteArray admsBytes(const QString &text, const QString &language);

/// Takes the lines of a body one by one; lines of white space only are left out, and so is a byte
/// order mark at the start.
class AdmsLines
{
public:
    explicit AdmsLines(QByteArrayView body);
    /// The next line without its end, as bytes; nullopt after the last.
    std::optional<QByteArrayView> next();

private:
    QByteArrayView m_rest;
};

/// How many lines are not blank.
int countAdmsLines(QByteArrayView body);

/// A decimal number with an optional minus sign, at most 15 digits, blanks around it allowed;
/// nullopt for anything else.
std::optional<qint64> admsNumber(QStringView text);

/// Text that a terminal may name a user by: 1 to 32 characters, none of them a control character.
bool isAdmsUserId(QStringView text);

/// The first @p most UTF-16 units of it; no character is cut in two.
QString admsCut(QStringView text, qsizetype most);
/// The same text with a blank for each control character but tabs: for one line of a log, a
/// database, a screen.
QString admsOneLine(QString text);

} // namespace rollcall::push
