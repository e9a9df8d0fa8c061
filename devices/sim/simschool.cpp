// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simschool.h"

namespace rollcall {

namespace {

constexpr int kClassSize = 30;

QString personNumber(int user)
{
    return QStringLiteral("S%1").arg(user, 4, 10, QLatin1Char('0'));
}

QString quoted(QString field)
{
    return QStringLiteral("\"%1\"").arg(field.replace(QLatin1Char('"'), QStringLiteral("\"\"")));
}

} // namespace

QString simPeopleCsv(int users)
{
    QString csv =
        QStringLiteral("number,name,kind,class,section,roll,gender,card,guardian,phone,from,to\n");
    for (int user = 1; user <= users; ++user) {
        const int group = (user - 1) / kClassSize; // 1 A, 1 B, 2 A, …
        csv += QStringLiteral("%1,Pupil %2,student,%3,%4,%5,,,,,,\n")
                   .arg(personNumber(user))
                   .arg(user, 4, 10, QLatin1Char('0'))
                   .arg(group / 2 + 1)
                   .arg(group % 2 == 0 ? QLatin1Char('A') : QLatin1Char('B'))
                   .arg((user - 1) % kClassSize + 1);
    }
    return csv;
}

QString simMappingCsv(const QString &device, int users)
{
    QString csv = QStringLiteral("device,user_id,person,from,to\n");
    const QString name = quoted(device);
    for (int user = 1; user <= users; ++user)
        csv += QStringLiteral("%1,%2,%3,,\n").arg(name, QString::number(user), personNumber(user));
    return csv;
}

} // namespace rollcall
