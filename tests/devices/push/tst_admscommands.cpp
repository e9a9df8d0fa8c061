// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/api/admscommands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

/// Commands to push terminals as text (push-protocols.md, sections 2.9 and 2.12).
class tst_admscommands : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void ranges_data();
    void ranges();
    void rangesCoverEverySecond();
    void refusedRanges_data();
    void refusedRanges();
    void queriesUsers();
    void updates_data();
    void updates();
    void longNames_data();
    void longNames();
    void deletes();
    void unsafe_data();
    void unsafe();
    void userIds_data();
    void userIds();
    void passwordIsNeverSent();
    void failures_data();
    void failures();
};

namespace {

constexpr auto kAttendance = PushFamily::Attendance;
constexpr auto kAccess = PushFamily::Access;

DeviceUserDraft draft(const QString &userId, std::optional<QString> name = {},
                      std::optional<QString> card = {}, std::optional<int> privilege = {})
{
    return {userId, std::move(name), std::move(card), privilege, std::nullopt};
}

WallTime at(const char *text)
{
    return WallTime::parse(QString::fromLatin1(text));
}

} // namespace

void tst_admscommands::ranges_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QStringList>("wanted");
    const auto piece = [](const char *from, const char *to) {
        return QStringLiteral("DATA QUERY ATTLOG StartTime=%1\tEndTime=%2")
            .arg(QString::fromLatin1(from), QString::fromLatin1(to));
    };
    const auto row = [](const char *name, const char *from, const char *to,
                        const QStringList &wanted) {
        QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(to) << wanted;
    };
    row("a day", "2026-11-01 00:00:00", "2026-11-01 23:59:59",
        {piece("2026-11-01 00:00:00", "2026-11-01 23:59:59")});
    row("a second", "2026-11-01 00:00:00", "2026-11-01 00:00:00",
        {piece("2026-11-01 00:00:00", "2026-11-01 00:00:00")});
    row("31 days", "2026-10-01 00:00:00", "2026-10-31 23:59:59",
        {piece("2026-10-01 00:00:00", "2026-10-31 23:59:59")});
    row("31 days and a second", "2026-10-01 00:00:00", "2026-11-01 00:00:00",
        {piece("2026-10-01 00:00:00", "2026-10-31 23:59:59"),
         piece("2026-11-01 00:00:00", "2026-11-01 00:00:00")});
}

void tst_admscommands::ranges()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QStringList, wanted);
    const Result<QStringList> commands =
        adms::queryPunches(WallTime::parse(from), WallTime::parse(to), kAttendance);
    QVERIFY(commands.isOk());
    QCOMPARE(*commands, wanted);
    const Result<QStringList> ofAccess =
        adms::queryPunches(WallTime::parse(from), WallTime::parse(to), kAccess);
    QVERIFY(ofAccess.isOk());
    QCOMPARE(*ofAccess,
             QStringList{QStringLiteral("DATA QUERY tablename=transaction,fielddesc=*,filter=*")});
}

void tst_admscommands::rangesCoverEverySecond()
{
    const Result<QStringList> commands =
        adms::queryPunches(at("2024-01-01 08:00:00"), at("2026-12-31 23:59:59"), kAttendance);
    QVERIFY(commands.isOk());
    WallTime next = at("2024-01-01 08:00:00");
    for (const QString &command : *commands) {
        const WallTime from = WallTime::parse(command.section(u'=', 1, 1).left(19));
        const WallTime to = WallTime::parse(command.section(u'=', 2, 2));
        QCOMPARE(from, next);
        QVERIFY(from.secondsTo(to) < 31LL * 86400);
        next = to.addSeconds(1);
    }
    QCOMPARE(next, at("2027-01-01 00:00:00"));
}

void tst_admscommands::refusedRanges_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    const QString day = QStringLiteral("2026-11-01 00:00:00");
    QTest::newRow("ends before it begins") << day << QStringLiteral("2026-10-31 23:59:59");
    QTest::newRow("no beginning") << QString() << day;
    QTest::newRow("no end") << day << QString();
}

void tst_admscommands::refusedRanges()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    for (const PushFamily family : {kAttendance, kAccess}) {
        const Result<QStringList> commands =
            adms::queryPunches(WallTime::parse(from), WallTime::parse(to), family);
        QVERIFY(!commands.isOk());
        QCOMPARE(commands.error().code, ErrorCode::InvalidInput);
        QVERIFY(!commands.error().userText.isEmpty());
    }
}

void tst_admscommands::queriesUsers()
{
    QCOMPARE(adms::queryUsers(kAttendance), QStringLiteral("DATA QUERY USERINFO"));
    QCOMPARE(adms::queryUsers(kAccess),
             QStringLiteral("DATA QUERY tablename=user,fielddesc=*,filter=*"));
}

void tst_admscommands::updates_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("card");
    QTest::addColumn<int>("privilege");
    QTest::addColumn<QString>("attendance");
    QTest::addColumn<QString>("access");
    // A null text and -1 stand for what the draft leaves out.
    QTest::newRow("everything") << QStringLiteral("A B") << QStringLiteral("133440") << 14
                                << QStringLiteral("\tName=A B\tPri=14\tCard=133440")
                                << QStringLiteral("\tName=A B\tCardNo=133440\tPrivilege=14");
    QTest::newRow("nothing") << QString() << QString() << -1 << QString() << QString();
    QTest::newRow("name only") << QStringLiteral("A") << QString() << -1
                               << QStringLiteral("\tName=A") << QStringLiteral("\tName=A");
    QTest::newRow("card taken away")
        << QString() << QStringLiteral("") << 0 << QStringLiteral("\tPri=0\tCard=")
        << QStringLiteral("\tCardNo=\tPrivilege=0");
}

void tst_admscommands::updates()
{
    QFETCH(QString, name);
    QFETCH(QString, card);
    QFETCH(int, privilege);
    QFETCH(QString, attendance);
    QFETCH(QString, access);
    DeviceUserDraft user = draft(QStringLiteral("007"));
    if (!name.isNull())
        user.name = name;
    if (!card.isNull())
        user.card = card;
    if (privilege >= 0)
        user.privilege = privilege;
    const Result<QStringList> attendanceTexts = adms::updateUser(user, kAttendance);
    QVERIFY(attendanceTexts.isOk());
    QCOMPARE(*attendanceTexts,
             QStringList{QStringLiteral("DATA UPDATE USERINFO PIN=007") + attendance});
    const Result<QStringList> accessTexts = adms::updateUser(user, kAccess);
    QVERIFY(accessTexts.isOk());
    // Without the second the person would be refused at the door.
    QCOMPARE(*accessTexts,
             (QStringList{QStringLiteral("DATA UPDATE user Pin=007") + access,
                          QStringLiteral("DATA UPDATE userauthorize Pin=007\t"
                                         "AuthorizeTimezoneId=1\tAuthorizeDoorId=1")}));
}

void tst_admscommands::longNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("sent");
    QTest::newRow("24 bytes") << QString(24, u'n') << QString(24, u'n');
    QTest::newRow("25 bytes") << QString(25, u'n') << QString(24, u'n');
    QTest::newRow("eight of three bytes")
        << QString::fromUtf8("आआआआआआआआआ") << QString::fromUtf8("आआआआआआआआ");
    QTest::newRow("cut before a character of two bytes")
        << QString(QString(23, u'n') + u'ü') << QString(23, u'n');
    QTest::newRow("cut before a pair of surrogates")
        << QString(QString(21, u'n') + u"😀") << QString(21, u'n');
}

void tst_admscommands::longNames()
{
    QFETCH(QString, name);
    QFETCH(QString, sent);
    for (const PushFamily family : {kAttendance, kAccess}) {
        const Result<QStringList> texts =
            adms::updateUser(draft(QStringLiteral("1"), name), family);
        QVERIFY(texts.isOk());
        QCOMPARE(texts->first().section(QStringLiteral("Name="), 1), sent);
    }
}

void tst_admscommands::deletes()
{
    const Result<QString> attendance = adms::deleteUser(QStringLiteral("9"), kAttendance);
    QVERIFY(attendance.isOk());
    QCOMPARE(*attendance, QStringLiteral("DATA DELETE USERINFO PIN=9"));
    const Result<QString> access = adms::deleteUser(QStringLiteral("9"), kAccess);
    QVERIFY(access.isOk());
    QCOMPARE(*access, QStringLiteral("DATA DELETE user Pin=9"));
}

void tst_admscommands::unsafe_data()
{
    QTest::addColumn<QString>("piece");
    QTest::newRow("tab") << QStringLiteral("\t");
    QTest::newRow("line feed") << QStringLiteral("\n");
    QTest::newRow("carriage return") << QStringLiteral("\r");
    QTest::newRow("NUL") << QString(QChar(u'\0'));
    QTest::newRow("escape") << QString(QChar(u'\x1b'));
    QTest::newRow("delete") << QString(QChar(u'\x7f'));
    QTest::newRow("next line") << QString(QChar(u'\x85'));
}

void tst_admscommands::unsafe()
{
    QFETCH(QString, piece);
    const QString text = u'A' + piece + u"C:2:CLEAR DATA";
    for (const PushFamily family : {kAttendance, kAccess}) {
        const Error errors[] = {
            adms::updateUser(draft(QStringLiteral("1"), text), family).error(),
            adms::updateUser(draft(QStringLiteral("1"), {}, text), family).error(),
            adms::updateUser(draft(text), family).error(),
            adms::deleteUser(text, family).error(),
        };
        for (const Error &error : errors) {
            QCOMPARE(error.code, ErrorCode::InvalidInput);
            QVERIFY(error.userText.contains(QStringLiteral("Nothing was sent")));
            QVERIFY(!error.detail.contains(text));
        }
    }
}

void tst_admscommands::userIds_data()
{
    QTest::addColumn<QString>("userId");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("one character") << QStringLiteral("1") << true;
    QTest::newRow("32 characters") << QString(32, u'1') << true;
    QTest::newRow("33 characters") << QString(33, u'1') << false;
    QTest::newRow("empty") << QString() << false;
}

void tst_admscommands::userIds()
{
    QFETCH(QString, userId);
    QFETCH(bool, isTaken);
    QCOMPARE(adms::deleteUser(userId, kAttendance).isOk(), isTaken);
    QCOMPARE(adms::updateUser(draft(userId), kAccess).isOk(), isTaken);
}

void tst_admscommands::passwordIsNeverSent()
{
    DeviceUserDraft user = draft(QStringLiteral("1"), QStringLiteral("A"));
    user.password = QByteArray("SeCrEt77");
    for (const PushFamily family : {kAttendance, kAccess}) {
        const Result<QStringList> texts = adms::updateUser(user, family);
        QVERIFY(texts.isOk());
        QVERIFY(!texts->join(u'\n').contains(QStringLiteral("SeCrEt77")));
    }
}

void tst_admscommands::failures_data()
{
    QTest::addColumn<int>("family");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char *name, PushFamily family, qint64 value, const char *meaning) {
        QTest::newRow(name) << static_cast<int>(family) << value << QString::fromLatin1(meaning);
    };
    row("no such user", kAttendance, -10, "It has no such user.");
    row("full", kAttendance, -1001, "Its memory is full.");
    row("wrong dialect, attendance", kAttendance, -1004, "The command does not fit its settings.");
    row("unknown, attendance", kAttendance, -31337, "It did not say why.");
    row("wrong dialect, access", kAccess, -629, "It does not know the table.");
    row("table or field, access", kAccess, -100,
        "A table or field in the command is wrong for it.");
    row("the last of those", kAccess, -108, "A table or field in the command is wrong for it.");
    row("one beyond", kAccess, -109, "It did not say why.");
    row("a number of the other dialect", kAccess, -1001, "It did not say why.");
}

void tst_admscommands::failures()
{
    QFETCH(int, family);
    QFETCH(qint64, value);
    QFETCH(QString, meaning);
    const QString text = adms::failureText(static_cast<PushFamily>(family), value);
    QVERIFY2(text.contains(meaning), qPrintable(text));
    QVERIFY2(text.contains(QString::number(value)), qPrintable(text));
}

ROLLCALL_TEST(tst_admscommands);
#include "tst_admscommands.moc"
