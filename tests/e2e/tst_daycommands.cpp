// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::TempDatabase;

/// attendance, why, logs and recompute as the technician types them.
class tst_daycommands : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void attendanceInTheWordsOfTheRules_data() { TempDatabase::addEngineRows(); }
    void attendanceInTheWordsOfTheRules();
    void whyNamesSettingsAndTheirOrigin_data() { TempDatabase::addEngineRows(); }
    void whyNamesSettingsAndTheirOrigin();
    void logsInEveryFormat_data() { TempDatabase::addEngineRows(); }
    void logsInEveryFormat();
    void checkFindsAndRebuildRepairs_data() { TempDatabase::addEngineRows(); }
    void checkFindsAndRebuildRepairs();
    void dryRunStoresNothing_data() { TempDatabase::addEngineRows(); }
    void dryRunStoresNothing();
    void aSharedNumberNeedsTheKind();
    void wrongArguments_data();
    void wrongArguments();

private:
    /// P1 comes at 08:20 and goes at 14:00; user 9 is nobody; two logs of a stick.
    static void prepare(CtlRunner &ctl);
};

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

QList<QJsonObject> objects(const CtlAnswer &answer)
{
    QList<QJsonObject> list;
    for (const QJsonValue &value : answer.json().array())
        list.append(value.toObject());
    return list;
}

} // namespace

void tst_daycommands::prepare(CtlRunner &ctl)
{
    QCOMPARE(ctl.run({QStringLiteral("init"), QStringLiteral("--school"), QStringLiteral("Hill"),
                      QStringLiteral("--time-zone"), QStringLiteral("Asia/Kolkata"),
                      QStringLiteral("--start"), QStringLiteral("08:00")})
                 .status,
             0);
    QCOMPARE(ctl.run(words("device add --name Gate --mode agent --ip 127.0.0.1")).status, 0);
    QFile people(ctl.folder() + QStringLiteral("/people.csv"));
    QVERIFY(people.open(QIODevice::WriteOnly));
    people.write(
        "number,name,kind,class,section\nP1,Asha Rao,student,7,B\nP2,Ravi Das,student,8,A\n");
    people.close();
    QCOMPARE(
        ctl.run({QStringLiteral("people"), QStringLiteral("import"), people.fileName()}).status, 0);
    QCOMPARE(ctl.run(words("map set Gate 1 P1")).status, 0);
    QFile stick(ctl.folder() + QStringLiteral("/attlog.dat"));
    QVERIFY(stick.open(QIODevice::WriteOnly));
    stick.write("1\t2026-03-12 08:20:00\t1\t0\t1\t0\n1\t2026-03-12 14:00:00\t1\t0\t1\t0\n"
                "9\t2026-03-12 09:00:00\t1\t0\t1\t0\n");
    stick.close();
    QCOMPARE(
        ctl.run({QStringLiteral("import-log"), QStringLiteral("Gate"), stick.fileName()}).status,
        0);
}

void tst_daycommands::attendanceInTheWordsOfTheRules()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    prepare(ctl);
    const QList<QJsonObject> rows = objects(ctl.run(words("attendance --date 2026-03-12 --json")));
    QCOMPARE(rows.size(), 1); // P2 is mapped nowhere
    const QJsonObject expected{{QStringLiteral("person"), QStringLiteral("P1")},
                               {QStringLiteral("date"), QStringLiteral("2026-03-12")},
                               {QStringLiteral("status"), QStringLiteral("late")},
                               {QStringLiteral("in"), QStringLiteral("2026-03-12 08:20:00")},
                               {QStringLiteral("out"), QStringLiteral("2026-03-12 14:00:00")},
                               {QStringLiteral("late_minutes"), 20},
                               {QStringLiteral("early_minutes"), 0},
                               {QStringLiteral("worked_minutes"), 340},
                               {QStringLiteral("flags"), QJsonArray()},
                               {QStringLiteral("provisional"), false}};
    QCOMPARE(rows.first(), expected);
    QVERIFY(objects(ctl.run(words("attendance --from 2026-03-01 --to 2026-03-31 --class 8 --json")))
                .isEmpty());
    QCOMPARE(objects(ctl.run(words("attendance --date 2026-03-12 --class 7-B --person P1 --json")))
                 .size(),
             1);
}

void tst_daycommands::whyNamesSettingsAndTheirOrigin()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    prepare(ctl);
    const CtlAnswer text = ctl.run(words("why P1 2026-03-12"));
    QCOMPARE(text.status, 0);
    QVERIFY2(text.out.startsWith("P1 Asha Rao, 2026-03-12: Late\n"), text.out.constData());
    QVERIFY2(text.out.contains("school_start = 08:00 (setting of the school)"),
             text.out.constData());
    QVERIFY(text.out.contains("grace_minutes = 0 (default)"));
    const QJsonObject json = ctl.run(words("why P1 2026-03-12 --json")).json().object();
    QCOMPARE(json.value(QLatin1String("status")).toString(), QStringLiteral("late"));
    bool namesTheStart = false;
    for (const QJsonValue &value : json.value(QLatin1String("steps")).toArray()) {
        const QJsonObject step = value.toObject();
        QVERIFY(!step.value(QLatin1String("text")).toString().isEmpty());
        for (const QJsonValue &setting : step.value(QLatin1String("settings")).toArray())
            namesTheStart =
                namesTheStart || setting.toObject().value(QLatin1String("key")).toString() ==
                                     QLatin1String("school_start");
    }
    QVERIFY(namesTheStart);
}

void tst_daycommands::logsInEveryFormat()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    prepare(ctl);
    const QList<QJsonObject> rows = objects(ctl.run(words("logs --json")));
    QCOMPARE(rows.size(), 3);
    QStringList outcomes;
    for (const QJsonObject &row : rows)
        outcomes.append(row.value(QLatin1String("outcome")).toString());
    QCOMPARE(outcomes, words("in unmapped out"));
    QCOMPARE(rows.first().value(QLatin1String("person")).toString(), QStringLiteral("P1"));
    QVERIFY(rows.at(1).value(QLatin1String("person")).isNull());

    const QByteArray csv = ctl.run(words("logs --format csv --unmapped")).out;
    QCOMPARE(csv.count('\n'), 2);
    QVERIFY(csv.startsWith("timestamp,device,user_id,person,name,day,outcome"));
    QVERIFY(csv.contains("2026-03-12 09:00:00,Gate,9,,,,unmapped,"));
    const QByteArray lines = ctl.run(words("logs --format jsonl --outcome out")).out;
    QCOMPARE(lines.count('\n'), 1);
    QCOMPARE(QJsonDocument::fromJson(lines).object().value(QLatin1String("day")).toString(),
             QStringLiteral("2026-03-12"));
    QCOMPARE(ctl.run(words("logs --from 2026-03-13")).out.count('\n'), 1); // the head alone
    QCOMPARE(ctl.run(words("logs --device Gate --person P1 --to 2026-03-12")).out.count('\n'), 3);
    QCOMPARE(ctl.run(words("logs --set-aside --json")).json().array().size(), 0);
}

void tst_daycommands::checkFindsAndRebuildRepairs()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    prepare(ctl);
    QCOMPARE(ctl.run(words("recompute --check")).status, 0);
    QCOMPARE(ctl.run(words("recompute --check --json")).json(), QJsonDocument(QJsonArray()));
    QVERIFY(ctl.rows(QStringLiteral("UPDATE day_record SET status = 'present'")).isEmpty());
    const CtlAnswer found = ctl.run(words("recompute --check --json"));
    QCOMPARE(found.status, 1);
    const QList<QJsonObject> rows = objects(found);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().value(QLatin1String("person")).toString(), QStringLiteral("P1"));
    QCOMPARE(rows.first()
                 .value(QLatin1String("computed"))
                 .toObject()
                 .value(QLatin1String("status"))
                 .toString(),
             QStringLiteral("late"));
    QCOMPARE(ctl.value(QStringLiteral("SELECT status FROM day_record")).toString(),
             QStringLiteral("present")); // nothing was written
    QCOMPARE(ctl.run(words("recompute --check --from 2026-04-01")).status, 0);
    QCOMPARE(ctl.run(words("recompute")).status, 0);
    QCOMPARE(ctl.value(QStringLiteral("SELECT status FROM day_record")).toString(),
             QStringLiteral("late"));
    QCOMPARE(ctl.run(words("recompute --check")).status, 0);
}

void tst_daycommands::dryRunStoresNothing()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    prepare(ctl);
    const CtlAnswer told = ctl.run(words("settings grace_minutes 30 --dry-run"));
    QCOMPARE(told.status, 0);
    QVERIFY2(told.out.startsWith("This would change 1 day of 1 person."), told.out.constData());
    QCOMPARE(ctl.value(QStringLiteral("SELECT status FROM day_record")).toString(),
             QStringLiteral("late"));
    const QJsonObject none =
        ctl.run(words("settings grace_minutes 30 --from 2026-03-13 --dry-run --json"))
            .json()
            .object();
    QCOMPARE(none.value(QLatin1String("days")).toInt(-1), 0);
    for (const char *timing : {"timing add grace_minutes=30 --dry-run",
                               "timing add grace_minutes=30 --person P1 --dry-run"})
        QVERIFY2(ctl.run(words(timing)).out.startsWith("This would change 1 day of 1 person."),
                 timing);
    QCOMPARE(ctl.run(words("timing list --json")).json().array().size(), 1);
    QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM audit_entry WHERE what LIKE 'timing%'"))
                 .toInt(),
             0);
    QCOMPARE(ctl.run(words("settings grace_minutes 30 --reason fog")).status, 0);
    QCOMPARE(ctl.value(QStringLiteral("SELECT status FROM day_record")).toString(),
             QStringLiteral("present"));
    QCOMPARE(ctl.run(words("timing add grace_minutes=0 --reason sun")).status, 0);
    QCOMPARE(ctl.rows(QStringLiteral("SELECT reason FROM audit_entry WHERE what = 'timing.save' "
                                     "ORDER BY id")),
             (QList<QVariantList>{{QStringLiteral("fog")}, {QStringLiteral("sun")}}));
}

void tst_daycommands::aSharedNumberNeedsTheKind()
{
    CtlRunner ctl(Engine::Sqlite);
    prepare(ctl);
    QCOMPARE(ctl.run(words("people add --number P1 --name Meera --kind staff")).status, 0);
    QCOMPARE(ctl.run(words("map set Gate 9 P1 --kind staff")).status, 0);
    for (const char *command : {"why P1 2026-03-12", "attendance --date 2026-03-12 --person P1",
                                "logs --person P1", "leave list --person P1",
                                "leave add P1 2026-03-13", "timing add grace_minutes=1 --person P1",
                                "correct P1 2026-03-12 --status absent --reason x"}) {
        const CtlAnswer asked = ctl.run(words(command));
        QVERIFY2(asked.status == 2 && asked.err.contains("--kind"), command);
        const CtlAnswer answered = ctl.run(
            words(command) + QStringList{QStringLiteral("--kind"), QStringLiteral("staff")});
        QVERIFY2(answered.status == 0, answered.err.constData());
    }
    QVERIFY(ctl.run(words("why P1 2026-03-12 --kind student"))
                .out.startsWith("P1 Asha Rao, 2026-03-12: Late"));
    QVERIFY(ctl.run(words("why P1 2026-03-12 --kind staff"))
                .out.startsWith("P1 Meera, 2026-03-12: Absent"));
    QCOMPARE(objects(ctl.run(words("attendance --date 2026-03-12 --kind student --json"))).size(),
             1);
    QCOMPARE(objects(ctl.run(words("logs --person P1 --kind staff --json"))).size(), 1);
    QCOMPARE(objects(ctl.run(words("leave list --person P1 --kind student --json"))).size(), 0);
    QCOMPARE(objects(ctl.run(words("leave list --person P1 --kind staff --json"))).size(), 1);
    QCOMPARE(ctl.run(words("why P1 2026-03-12 --kind pupil")).status, 2);
}

void tst_daycommands::wrongArguments_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("status");
    QTest::newRow("no such outcome") << QStringLiteral("logs --outcome maybe") << 2;
    QTest::newRow("no such format") << QStringLiteral("logs --format pdf") << 2;
    QTest::newRow("no such time") << QStringLiteral("logs --from yesterday") << 2;
    QTest::newRow("no such device") << QStringLiteral("logs --device Nowhere") << 3;
    QTest::newRow("no such person") << QStringLiteral("logs --person P9") << 3;
    QTest::newRow("why of nobody") << QStringLiteral("why P9 2026-03-12") << 3;
    QTest::newRow("why of no day") << QStringLiteral("why P1 2026-02-30") << 2;
    QTest::newRow("days the wrong way round")
        << QStringLiteral("recompute --from 2026-03-12 --to 2026-03-11") << 2;
    QTest::newRow("program setting without days")
        << QStringLiteral("settings push.burst 50 --dry-run") << 2;
    QTest::newRow("settings that cannot be")
        << QStringLiteral("settings grace_minutes 999 --dry-run") << 2;
}

void tst_daycommands::wrongArguments()
{
    QFETCH(QString, command);
    static CtlRunner ctl(Engine::Sqlite);
    static const bool isReady = [] {
        prepare(ctl);
        return !QTest::currentTestFailed();
    }();
    QVERIFY(isReady);
    const CtlAnswer answer = ctl.run(command.split(u' '));
    QTEST(answer.status, "status");
    QCOMPARE(answer.err.count('\n'), 1);
    QVERIFY(answer.out.isEmpty());
}

ROLLCALL_TEST(tst_daycommands);
#include "tst_daycommands.moc"
