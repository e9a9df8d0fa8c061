// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QStringView>

namespace rollcall::sim {

/// A name as a person reads it and as the terminal stores it.
struct UserName
{
    QString text;
    QByteArray bytes;
};

/// The code pages that a terminal may write its names in (zk-protocol.md, section 9.4), in lower
/// case. The first, "utf-8", is the default.
QStringList codePages();

/// The name of user @p number, cut at @p most bytes: a word of @p codePage and the number. The
/// bytes come from a table here and not from a converter, so that a converter can be tested with
/// them.
UserName userName(QStringView codePage, int number, qsizetype most);

/// A name that a terminal stores, as its seeded names are read; what the table does not hold, as
/// UTF-8.
QString textOf(QStringView codePage, const QByteArray &name);

} // namespace rollcall::sim
