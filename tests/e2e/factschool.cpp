// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/factschool.h"

#include <QFile>
#include <QJsonArray>

namespace rollcall::test {

FactSchool::FactSchool()
    : m_ctl(Engine::Sqlite)
{
    m_isReady = fill();
}

bool FactSchool::fill() const
{
    const QString people = write("people.csv", "number,name,kind,class,section\n"
                                               "S1,Asha,student,7,A\nS2,Ravi,student,7,B\n"
                                               "T1,Meera,staff,,\n");
    QByteArray log;
    for (int day = 11; day <= 17; ++day) {
        for (const char *user : {"1", "2", "3"})
            log += QByteArray(user) + "\t2024-03-" + QByteArray::number(day) + " 08:05:00\t1\t0\n";
    }
    const QString stick = write("attlog.dat", log);
    bool isDone = does(QStringLiteral("init --school Hill --time-zone Asia/Kolkata --start 08:00 "
                                      "--grace 10"));
    isDone = isDone && does(QStringLiteral("people import ") + people);
    isDone = isDone && does(QStringLiteral("device add --name Gate --mode agent --ip 127.0.0.1"));
    isDone = isDone && does(QStringLiteral("import-log Gate ") + stick);
    for (const char *mapping : {"1 S1", "2 S2", "3 T1"})
        isDone = isDone && does(QStringLiteral("map set Gate ") + QLatin1String(mapping));
    return isDone && status("S1", 12) == u"present";
}

QJsonDocument FactSchool::json(const QString &command) const
{
    const CtlAnswer answer = run(QStringLiteral("--json ") + command);
    if (answer.status != 0)
        qWarning("%s: %s", qPrintable(command), answer.err.constData());
    return answer.json();
}

bool FactSchool::does(const QString &command) const
{
    const CtlAnswer answer = run(command);
    return answer.status == 0 || (qWarning("%s", answer.err.constData()), false);
}

QJsonObject FactSchool::day(const char *person, int dayOfMarch) const
{
    return json(QStringLiteral("attendance --date 2024-03-%1 --person %2")
                    .arg(dayOfMarch)
                    .arg(QLatin1String(person)))
        .array()
        .first()
        .toObject();
}

QString FactSchool::status(const char *person, int dayOfMarch) const
{
    return day(person, dayOfMarch).value(u"status").toString();
}

QString FactSchool::write(const char *name, const QByteArray &bytes) const
{
    QFile file(m_ctl.folder() + u'/' + QLatin1String(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                : QString();
}

QStringList FactSchool::trail() const
{
    QStringList words;
    for (const QJsonValue &each : json(QStringLiteral("audit")).array()) {
        if (!each[u"author"].toString().isEmpty())
            words.append(each[u"what"].toString());
    }
    return words;
}

} // namespace rollcall::test
