// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::TempDatabase;

/// The first flow of the product, with real processes: terminal bytes to an attendance sheet.
class tst_flow : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void fromTerminalToReport_data() { TempDatabase::addEngineRows(); }
    void fromTerminalToReport();
    void rebuildChangesNothing_data() { TempDatabase::addEngineRows(); }
    void rebuildChangesNothing();

private:
    static void prepare(CtlRunner &ctl, int users, int logs);
    static void compareDay(CtlRunner &ctl, const QString &day, int users);
};

namespace {

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray peopleCsv(int users)
{
    QByteArray csv = "number,name,kind,class,section\n";
    for (int i = 1; i <= users; ++i)
        csv += QByteArrayLiteral("P") + QByteArray::number(i) + ",Pupil " + QByteArray::number(i) +
               ",student,7,B\n";
    return csv;
}

QByteArray mappingCsv(int users)
{
    QByteArray csv = "device,user_id,person\n";
    for (int i = 1; i <= users; ++i)
        csv += QByteArrayLiteral("Main Gate,") + QByteArray::number(i) + ",P" +
               QByteArray::number(i) + "\n";
    return csv;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

QJsonObject firstOf(const CtlAnswer &answer)
{
    return answer.json().array().first().toObject();
}

/// What the brief says of a day, in a few lines of its own: first punch IN, last punch OUT if it is
/// a minute later, Late after 08:10 by the minute.
struct ExpectedDay
{
    QString in;
    QString out;
};

} // namespace

void tst_flow::prepare(CtlRunner &ctl, int users, int logs)
{
    const quint16 port = ctl.startTerminal({QStringLiteral("--users"), QString::number(users),
                                            QStringLiteral("--logs"), QString::number(logs),
                                            QStringLiteral("--seed"), QStringLiteral("7")});
    QVERIFY(port > 0);
    const CtlAnswer made =
        ctl.run({QStringLiteral("init"), QStringLiteral("--school"), QStringLiteral("Hill School"),
                 QStringLiteral("--start"), QStringLiteral("08:00"), QStringLiteral("--grace"),
                 QStringLiteral("10")});
    QVERIFY2(made.status == 0, made.err.constData());
    const QString people = ctl.folder() + QStringLiteral("/people.csv");
    writeFile(people, peopleCsv(users));
    QCOMPARE(ctl.run({QStringLiteral("people"), QStringLiteral("import"), people}).status, 0);
    const CtlAnswer added =
        ctl.run({QStringLiteral("device"), QStringLiteral("add"), QStringLiteral("--name"),
                 QStringLiteral("Main Gate"), QStringLiteral("--mode"), QStringLiteral("agent"),
                 QStringLiteral("--ip"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"),
                 QString::number(port), QStringLiteral("--json")});
    QVERIFY2(added.status == 0, added.err.constData());
    QCOMPARE(added.json().object().value(u"token"), QJsonValue());
}

void tst_flow::compareDay(CtlRunner &ctl, const QString &day, int users)
{
    QHash<QString, ExpectedDay> expected;
    const QList<QVariantList> logs =
        ctl.rows(QStringLiteral("SELECT user_id, timestamp FROM raw_log WHERE timestamp LIKE '%1%' "
                                "ORDER BY timestamp")
                     .arg(day));
    QVERIFY(logs.size() > users / 2);
    for (const QVariantList &log : logs) {
        ExpectedDay &own = expected[QString(u'P' + log.at(0).toString())];
        const QString at = log.at(1).toString();
        if (own.in.isEmpty())
            own.in = at;
        else if (QDateTime::fromString(own.in, Qt::ISODate)
                     .secsTo(QDateTime::fromString(at, Qt::ISODate)) >= 60)
            own.out = at;
    }
    const CtlAnswer answer = ctl.run(
        {QStringLiteral("attendance"), QStringLiteral("--date"), day, QStringLiteral("--json")});
    QVERIFY2(answer.status == 0, answer.err.constData());
    const QJsonArray records = answer.json().array();
    QCOMPARE(records.size(), users);
    for (const QJsonValue &value : records) {
        const QJsonObject record = value.toObject();
        const ExpectedDay own = expected.value(record.value(u"person").toString());
        QCOMPARE(record.value(u"in").toString(), own.in);
        QCOMPARE(record.value(u"out").toString(), own.out);
        QCOMPARE(record.value(u"date").toString(), day);
        const QString status = own.in.isEmpty()               ? QStringLiteral("absent")
                               : own.in.mid(11, 5) > u"08:10" ? QStringLiteral("late")
                                                              : QStringLiteral("present");
        QCOMPARE(record.value(u"status").toString(), status);
        QCOMPARE(record.value(u"provisional").toBool(true), false);
    }
}

void tst_flow::fromTerminalToReport()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    const int users = rollcall::test::repeats(300);
    const int logs = rollcall::test::repeats(20000);
    prepare(ctl, users, logs);
    if (QTest::currentTestFailed())
        return;

    const QJsonObject first = firstOf(ctl.run(words("sync --json")));
    QCOMPARE(first.value(u"read").toInt(), logs);
    QCOMPARE(first.value(u"new").toInt(), logs);
    QCOMPARE(first.value(u"unmapped").toInt(), logs);
    QCOMPARE(first.value(u"complete").toBool(), true);
    QCOMPARE(first.value(u"error"), QJsonValue());
    const QJsonObject second = firstOf(ctl.run(words("sync --json")));
    QCOMPARE(second.value(u"new").toInt(-1), 0);
    QCOMPARE(second.value(u"duplicate").toInt(), logs);

    const QString day =
        ctl.value(QStringLiteral("SELECT substr(timestamp, 1, 10) FROM raw_log GROUP BY 1 "
                                 "ORDER BY COUNT(*) DESC, 1 LIMIT 1"))
            .toString();
    QCOMPARE(ctl.run({QStringLiteral("attendance"), QStringLiteral("--date"), day,
                      QStringLiteral("--json")})
                 .json()
                 .array()
                 .size(),
             0);

    const QString mapping = ctl.folder() + QStringLiteral("/mapping.csv");
    writeFile(mapping, mappingCsv(users));
    const CtlAnswer mapped = ctl.run({QStringLiteral("map"), QStringLiteral("import"), mapping});
    QVERIFY2(mapped.status == 0, mapped.err.constData());
    compareDay(ctl, day, users);
    if (QTest::currentTestFailed())
        return;

    const QString report = ctl.folder() + QStringLiteral("/F.csv");
    const CtlAnswer written =
        ctl.run({QStringLiteral("report"), QStringLiteral("daily"), QStringLiteral("--date"), day,
                 QStringLiteral("--format"), QStringLiteral("csv"), QStringLiteral("-o"), report});
    QVERIFY2(written.status == 0, written.err.constData());
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains(QByteArray("P" + QByteArray::number(users))));
    QVERIFY(text.count('\n') >= users);
}

void tst_flow::rebuildChangesNothing()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    prepare(ctl, 20, 1000);
    if (QTest::currentTestFailed())
        return;
    const QString mapping = ctl.folder() + QStringLiteral("/mapping.csv");
    writeFile(mapping, mappingCsv(20));
    QCOMPARE(ctl.run({QStringLiteral("map"), QStringLiteral("import"), mapping}).status, 0);
    QCOMPARE(ctl.run(words("sync")).status, 0);
    const QString records =
        QStringLiteral("SELECT person_id, day, status, in_at, out_at, late_min, worked_min, flags, "
                       "provisional FROM day_record ORDER BY person_id, day");
    const QString outcomes = QStringLiteral(
        "SELECT raw_log_id, person_id, day, outcome FROM log_outcome ORDER BY raw_log_id");
    const QList<QVariantList> recordsBefore = ctl.rows(records);
    const QList<QVariantList> outcomesBefore = ctl.rows(outcomes);
    QVERIFY(recordsBefore.size() > 100);
    QCOMPARE(outcomesBefore.size(), 1000);
    const CtlAnswer rebuilt = ctl.run(words("recompute --json"));
    QVERIFY2(rebuilt.status == 0, rebuilt.err.constData());
    QCOMPARE(rebuilt.json().object().value(u"days").toInt(),
             static_cast<int>(recordsBefore.size()));
    QCOMPARE(ctl.rows(records), recordsBefore);
    QCOMPARE(ctl.rows(outcomes), outcomesBefore);
}

ROLLCALL_TEST(tst_flow);
#include "tst_flow.moc"
