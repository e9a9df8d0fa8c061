// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a case expects, compared with what the store holds: the second half of DatabaseCase.

#include "tests/core/casejson.h"
#include "tests/services/databasecase.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace rollcall::test {

using namespace casejson;

QList<QDate> DatabaseCase::days() const
{
    QSet<QDate> days;
    for (const QJsonObject &expected : objects("expect"))
        days.insert(date(expected, "date"));
    for (const QJsonObject &punch : objects("punches")) {
        const QDate day = WallTime::parse(text(punch, "ts")).date();
        days |= {day.addDays(-1), day, day.addDays(1)};
    }
    QList<QDate> list = days.values();
    std::sort(list.begin(), list.end());
    return list;
}

/// Somebody looks at all the days: those without a punch get their records now.
void DatabaseCase::compareRecords(const QJsonArray &expected, bool isEnd)
{
    const Stores stores = m_school.composition->stores();
    QList<PersonDay> marks;
    for (const PersonId person : std::as_const(m_persons)) {
        for (const QDate day : days())
            marks.append({person, day});
    }
    accept("mark", await(stores.days.mark(marks)));
    drain();
    QHash<PersonDay, DayRecord> found;
    const Result<QList<DayRow>> rows = await(stores.days.rows(days().first(), days().last()));
    if (!accept("rows", rows))
        return;
    for (const DayRow &row : *rows)
        found.insert({row.record.person, row.record.day}, row.record);
    QSet<PersonDay> listed;
    for (const QJsonValue &value : expected) {
        const QJsonObject json = value.toObject();
        const PersonDay key{m_persons.value(text(json, "person")), date(json, "date")};
        listed.insert(key);
        const QJsonObject got =
            recordJson(found.contains(key) ? std::optional(found.value(key)) : std::nullopt);
        if (got != expectedJson(json))
            fail(QStringLiteral("%1: found %2, expected %3")
                     .arg(text(json, "person"), compact(got), compact(expectedJson(json))));
    }
    for (auto it = found.cbegin(); isEnd && it != found.cend(); ++it) {
        if (!listed.contains(it.key()) && (it->in.isValid() || it->out.isValid()))
            fail(QStringLiteral("unexpected record on %1: %2")
                     .arg(it.key().day.toString(Qt::ISODate), compact(recordJson(*it))));
    }
}

QStringList DatabaseCase::check(const QJsonArray &expected)
{
    if (!expected.isEmpty())
        compareRecords(expected, false);
    return takeProblems();
}

QStringList DatabaseCase::checkEnd()
{
    drain();
    checkNothingIsStale();
    compareRecords(m_case.json.value(QLatin1String("expect")).toArray(), true);
    checkNothingIsStale();
    checkLogs();
    return takeProblems();
}

void DatabaseCase::checkNothingIsStale()
{
    const Result<qint64> looked = await(m_school.composition->review().check(
        QDate(1990, 1, 1), QDate(2099, 1, 1),
        [this](const DayDifference &difference) {
            fail(QStringLiteral("stale on %1: stored %2, computed %3, %4 outcomes")
                     .arg(difference.key.day.toString(Qt::ISODate),
                          compact(recordJson(difference.stored)),
                          compact(recordJson(difference.computed)))
                     .arg(difference.outcomes));
        },
        {}));
    accept("check", looked);
}

/// Copies of one key are interchangeable: which of them is the duplicate depends on the order of
/// arrival.
void DatabaseCase::checkLogs()
{
    QMap<QString, QStringList> found;
    for (auto it = m_duplicates.cbegin(); it != m_duplicates.cend(); ++it) {
        for (int i = 0; i < *it; ++i)
            found[it.key()].append(outcomeWord(Outcome::Duplicate));
    }
    const Result<LogPage> page = await(m_school.composition->logs().logs({}, {}, 1000));
    if (!accept("logs", page))
        return;
    for (const LogRow &row : page->rows) {
        const QJsonObject punch{{QStringLiteral("device"), row.deviceName},
                                {QStringLiteral("user_id"), row.userId},
                                {QStringLiteral("ts"), row.key.at.toString()}};
        found[keyOf(punch, 0)].append(outcomeWord(row.outcome));
    }
    QMap<QString, QStringList> wanted;
    const QJsonArray logs = m_case.json.value(QLatin1String("logs")).toArray();
    const QList<QJsonObject> punches = objects("punches");
    for (int i = 0; i < punches.size(); ++i) {
        if (!punches.at(i).value(QLatin1String("manual")).toBool())
            wanted[keyOf(punches.at(i), 0)].append(logs.at(i).toString());
    }
    for (QStringList &outcomes : found)
        outcomes.sort();
    for (QStringList &outcomes : wanted)
        outcomes.sort();
    if (found != wanted) {
        for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
            if (*it != found.value(it.key()))
                fail(QStringLiteral("%1 became %2, expected %3")
                         .arg(it.key().simplified(), found.value(it.key()).join(u','),
                              it->join(u',')));
        }
    }
}

} // namespace rollcall::test
