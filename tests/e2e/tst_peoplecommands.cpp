// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"
#include "tests/support/zipmaker.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::TempDatabase;

/// The commands "people …" and "map …", with the real program.
class tst_peoplecommands : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void people_data() { TempDatabase::addEngineRows(); }
    void people();
    void files();
    void wrongFiles();
    void mappings_data() { TempDatabase::addEngineRows(); }
    void mappings();

private:
    /// Words with a "_" for a blank within.
    static CtlAnswer run(const CtlRunner &ctl, const char *command)
    {
        QStringList words = QString::fromUtf8(command).split(u' ');
        for (QString &word : words)
            word.replace(u'_', u' ');
        return ctl.run(words);
    }
    static void makeSchool(const CtlRunner &ctl)
    {
        const CtlAnswer made = run(ctl, "init --school Hill");
        QVERIFY2(made.status == 0, made.err.constData());
    }
    static CtlAnswer import(const CtlRunner &ctl, const QByteArray &bytes,
                            const QStringList &options = {})
    {
        const QString path = ctl.folder() + QStringLiteral("/people.file");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        file.close();
        return ctl.run(QStringList{QStringLiteral("people"), QStringLiteral("import"), path,
                                   QStringLiteral("--json")} +
                       options);
    }
    static QString counts(const CtlAnswer &answer)
    {
        const QJsonObject json = answer.json().object();
        return QStringLiteral("%1 %2 %3 %4")
            .arg(json.value(u"read").toInt(-1))
            .arg(json.value(u"added").toInt(-1))
            .arg(json.value(u"changed").toInt(-1))
            .arg(json.value(u"unchanged").toInt(-1));
    }
    /// Numbers of the people listed.
    static QString numbers(const CtlAnswer &answer)
    {
        QStringList found;
        const QJsonArray people = answer.json().array();
        for (const QJsonValue &person : people)
            found.append(person.toObject().value(u"number").toString());
        return found.join(u' ');
    }
};

void tst_peoplecommands::people()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    makeSchool(ctl);
    QCOMPARE(run(ctl, "people add --number 0412 --name Aysha_Khan --class 7 --section B --roll 3 "
                      "--guardian Omar --phone 0300 --card 77 --from 2026-01-05")
                 .status,
             0);
    QCOMPARE(run(ctl, "people add --number T1 --name अजय_शर्मा --kind staff --class Office").status,
             0);
    QCOMPARE(run(ctl, "people add --number 9 --name محمد_علي --class 7").status, 0);
    QCOMPARE(run(ctl, "people add --number 0412 --name Ben").status, 1);
    QCOMPARE(run(ctl, "people add --number 5").status, 2);
    QCOMPARE(run(ctl, "people add --number 5 --name Ben --kind pupil").status, 2);
    QCOMPARE(run(ctl, "people add --number 5 --name Ben --from 5.1.2026").status, 2);

    QCOMPARE(numbers(run(ctl, "people list --json")), QStringLiteral("0412 9 T1"));
    QCOMPARE(numbers(run(ctl, "people list --json --kind staff")), QStringLiteral("T1"));
    QCOMPARE(numbers(run(ctl, "people list --json --class 7")), QStringLiteral("0412 9"));
    QCOMPARE(numbers(run(ctl, "people list --json --class 7-b")), QStringLiteral("0412"));
    QCOMPARE(numbers(run(ctl, "people list --json --search khan_AYS")), QStringLiteral("0412"));
    QCOMPARE(numbers(run(ctl, "people list --json --search ٠٤١٢")), QStringLiteral("0412"));
    QCOMPARE(numbers(run(ctl, "people list --json --search ०४१२")), QStringLiteral("0412"));
    QCOMPARE(numbers(run(ctl, "people list --json --search ﻣﺤﻤﺪ")), QStringLiteral("9"));
    QCOMPARE(numbers(run(ctl, "people list --json --search शर्मा")), QStringLiteral("T1"));
    QCOMPARE(numbers(run(ctl, "people list --json --search omar")), QStringLiteral("0412"));
    QCOMPARE(numbers(run(ctl, "people list --json --unmapped --kind student")),
             QStringLiteral("0412 9"));

    const CtlAnswer edited =
        run(ctl, "people edit 0412 --number 0413 --section C --to 2026-12-31 --inactive --json");
    QVERIFY2(edited.status == 0, edited.err.constData());
    const QJsonObject person = run(ctl, "people list --json").json().array().at(0).toObject();
    QCOMPARE(person.value(u"number").toString(), QStringLiteral("0413"));
    QCOMPARE(person.value(u"section").toString(), QStringLiteral("C"));
    QCOMPARE(person.value(u"guardian").toString(), QStringLiteral("Omar"));
    QCOMPARE(person.value(u"from").toString(), QStringLiteral("2026-01-05"));
    QCOMPARE(person.value(u"to").toString(), QStringLiteral("2026-12-31"));
    QCOMPARE(person.value(u"active").toBool(true), false);
    QCOMPARE(run(ctl, "people edit 0412 --name Ben").status, 3);
    QCOMPARE(run(ctl, "people edit 0413 --number 9").status, 1);
    QVERIFY(run(ctl, "people list").out.contains("0413"));
    QCOMPARE(
        ctl.value(QStringLiteral("SELECT COUNT(*) FROM audit_entry WHERE what LIKE 'person.%'"))
            .toInt(),
        4);
}

void tst_peoplecommands::files()
{
    CtlRunner ctl(Engine::Sqlite);
    makeSchool(ctl);
    const QByteArray csv = "Adm. No.;Student's Name;Class/Section;House\n"
                           "0001;J\xFCrgen Gro\xDF;7-B;Red\n0002;Zo\xEB;7-B;Blue\n";
    const CtlAnswer dry = import(ctl, csv, {QStringLiteral("--dry-run")});
    QCOMPARE(counts(dry), QStringLiteral("2 2 0 0"));
    QCOMPARE(dry.json().object().value(u"rows").toArray().size(), 2);
    QVERIFY2(dry.err.contains("windows-1252") && dry.err.contains("House"), dry.err.constData());
    QCOMPARE(numbers(run(ctl, "people list --json")), QString());
    QCOMPARE(counts(import(ctl, csv)), QStringLiteral("2 2 0 0"));
    QCOMPARE(counts(import(ctl, csv)), QStringLiteral("2 0 0 2"));

    test::WorkbookMaker workbook;
    const auto text = [](const QByteArray &value) -> QByteArray {
        return "<c t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
    };
    workbook.sheets = {"<row>" + text("Number") + text("Name") + text("D.O.J.") +
                       text("Joining Date") + "</row><row><c/><c/></row><row>" +
                       "<c s=\"2\"><v>2</v></c>" + text("Zoë Brown") + "<c/>" +
                       "<c s=\"1\"><v>46093</v></c></row><row><c s=\"2\"><v>1</v></c>" +
                       text("Jürgen Groß") + "</row>"};
    // The workbook shows six digits, so 000002 is not 0002.
    QCOMPARE(
        counts(import(ctl, workbook.bytes(), {QStringLiteral("--kind"), QStringLiteral("staff")})),
        QStringLiteral("2 2 0 0"));
    QCOMPARE(
        counts(import(ctl, workbook.bytes(), {QStringLiteral("--kind"), QStringLiteral("staff")})),
        QStringLiteral("2 0 0 2"));
    QCOMPARE(numbers(run(ctl, "people list --json --kind staff")), QStringLiteral("000001 000002"));
}

void tst_peoplecommands::wrongFiles()
{
    CtlRunner ctl(Engine::Sqlite);
    makeSchool(ctl);
    const CtlAnswer wrong = import(ctl, "number,name,from\n1,Ana,\n2,,soon\n1,Ben,\n");
    QCOMPARE(wrong.status, 1);
    const QJsonObject json = wrong.json().object();
    QCOMPARE(json.value(u"wrong_rows").toInt(), 2);
    QCOMPARE(json.value(u"problem_count").toInt(), 3);
    const QJsonObject first = json.value(u"problems").toArray().at(0).toObject();
    QCOMPARE(first.value(u"line").toInt(), 3);
    QCOMPARE(first.value(u"column").toString(), QStringLiteral("from"));
    QVERIFY2(wrong.err.contains("Line 3 has no name."), wrong.err.constData());
    QVERIFY2(wrong.err.contains("2 lines are wrong"), wrong.err.constData());
    QCOMPARE(import(ctl, "number,class\n1,7\n").status, 1);
    QCOMPARE(import(ctl, QByteArray("PK\x03\x04rest", 8)).status, 1);
    QCOMPARE(import(ctl, "number,name\n1,Ana\n",
                    {QStringLiteral("--encoding"), QStringLiteral("klingon")})
                 .status,
             1);
    test::WorkbookMaker bomb;
    bomb.sheets = {QByteArray(100 << 20, ' ')};
    const CtlAnswer refused = import(ctl, bomb.bytes());
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("unpacks"), refused.err.constData());
    QCOMPARE(numbers(run(ctl, "people list --json")), QString());
}

void tst_peoplecommands::mappings()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    makeSchool(ctl);
    const quint16 port = ctl.startTerminal({QStringLiteral("--users"), QStringLiteral("3"),
                                            QStringLiteral("--logs"), QStringLiteral("30")});
    QVERIFY(port > 0);
    QCOMPARE(
        run(ctl, qPrintable(QStringLiteral("device add --name Gate --mode agent --ip 127.0.0.1 "
                                           "--port %1")
                                .arg(port)))
            .status,
        0);
    QCOMPARE(run(ctl, "sync").status, 0);
    QCOMPARE(counts(import(ctl, "number,name\n1,Zed_One\n002,Zed_Two\n77,Zed_Three\n")),
             QStringLiteral("3 3 0 0"));
    QCOMPARE(run(ctl, "map list Gate --unmapped --json").json().array().size(), 3);
    const QJsonArray found = run(ctl, "map suggest Gate --json").json().array();
    QVERIFY(found.size() >= 2);
    QCOMPARE(found.at(0).toObject().value(u"user_id").toString(), QStringLiteral("1"));
    QCOMPARE(found.at(0).toObject().value(u"person").toString(), QStringLiteral("1"));
    QVERIFY(found.at(0).toObject().value(u"reason").toString().contains(u"equal number"));
    QVERIFY(found.at(0).toObject().value(u"clear").toBool());
    QVERIFY(run(ctl, "map suggest Gate").out.contains("Confidence"));
    QCOMPARE(run(ctl, "map suggest Gate --apply 0").status, 2);
    QCOMPARE(
        run(ctl, "map suggest Gate --apply 99 --json").json().object().value(u"changed").toInt(-1),
        0);
    const CtlAnswer applied = run(ctl, "map suggest Gate --apply 40 --json");
    QCOMPARE(applied.json().object().value(u"changed").toInt(), 2);
    QVERIFY(applied.json().object().value(u"days").toInt() > 0);
    QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM dirty_day")).toInt(), 0);
    QCOMPARE(numbers(run(ctl, "people list --unmapped --json")), QStringLiteral("77"));

    QCOMPARE(run(ctl, "map move Gate 3 77").status, 3);
    QCOMPARE(run(ctl, "map move Gate 2 77").status, 0);
    QCOMPARE(run(ctl, "map set Gate 3 002 --from 2026-01-01 --to 2026-06-30").status, 0);
    QCOMPARE(run(ctl, "people add --number 77 --name Zed_Four --kind staff").status, 0);
    QCOMPARE(run(ctl, "map set Gate 2 77").status, 2); // which of two?
    QCOMPARE(run(ctl, "people edit 77 --name Zed").status, 2);
    QCOMPARE(run(ctl, "people edit 77 --kind staff --name Zed").status, 0);
    QCOMPARE(
        run(ctl, "map set Gate 2 77 --kind student --json").json().object().value(u"unchanged"),
        QJsonValue(1));
    const QString file = ctl.folder() + QStringLiteral("/map.csv");
    QCOMPARE(ctl.run({QStringLiteral("map"), QStringLiteral("export"), file}).status, 0);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), QByteArray("device,user_id,person,from,to\r\nGate,1,1,,\r\n"
                                           "Gate,2,77,,\r\n"
                                           "Gate,3,\"002\",2026-01-01,2026-06-30\r\n"));
    const CtlAnswer again =
        ctl.run({QStringLiteral("map"), QStringLiteral("import"), file, QStringLiteral("--json")});
    QCOMPARE(again.status, 1); // a file cannot say which of two
    QVERIFY2(again.err.contains("both have the number \"77\""), again.err.constData());
    QCOMPARE(run(ctl, "people edit 77 --kind staff --number T77").status, 0);
    const CtlAnswer once =
        ctl.run({QStringLiteral("map"), QStringLiteral("import"), file, QStringLiteral("--json")});
    QCOMPARE(once.json().object().value(u"changed").toInt(-1), 0);
    QCOMPARE(once.json().object().value(u"unchanged").toInt(-1), 3);
    QCOMPARE(run(ctl, "map unset Gate 2").status, 0);
    QCOMPARE(run(ctl, "map unset Gate 2").status, 3);
    QCOMPARE(
        ctl.rows(QStringLiteral("SELECT what FROM audit_entry WHERE what LIKE 'mapping.%'")).size(),
        6); // two applied, one taken away and one added by the move, one set, one unset
}

ROLLCALL_TEST(tst_peoplecommands);
#include "tst_peoplecommands.moc"
