// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace rollcall;
using rollcall::test::SchoolFixture;

class tst_devices : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void pushDeviceGetsAToken();
    void newTokenKeepsTheOldOneForADay();
    void overlapIsASetting_data();
    void overlapIsASetting();
    void keptTokenOfYesterdayIsNotShown();
    void editKeepsTheToken();
    void tokenThatCannotBeKept();
    void refusesDrafts_data();
    void refusesDrafts();
    void admsTerminalIsKnownByItsSerial_data();
    void admsTerminalIsKnownByItsSerial();
    void admsTerminalHasAKeyAndNoToken();
    void takenNameIsAConflict();
    void takenSerialIsAConflict();
    void foundAddressIsUsedWhenTheOfficeSaysSo();
    void removedDeviceLeavesNoSecrets();
};

namespace {

DeviceDraft pushDraft(const QString &name)
{
    DeviceDraft draft;
    draft.device.name = name;
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("json");
    return draft;
}

} // namespace

void tst_devices::pushDeviceGetsAToken()
{
    SchoolFixture fixture(Engine::Sqlite);
    QSignalSpy changed(&fixture.composition->devices(), &DeviceControl::devicesChanged);
    const Result<DeviceSaved> saved =
        await(fixture.composition->devices().save(pushDraft(QStringLiteral("Wi-Fi door"))));
    QVERIFY(saved);
    static const QRegularExpression shape(QStringLiteral("^[A-Za-z0-9_-]{43}$"));
    QVERIFY(shape.match(saved->token).hasMatch());
    QCOMPARE(*await(fixture.composition->devices().token(saved->device.id)), saved->token);
    const QList<PushCredential> credentials =
        await(fixture.composition->stores().devices.credentials()).valueOr({});
    QCOMPARE(credentials.size(), 1);
    QCOMPARE(credentials.first().tokenSha256,
             QCryptographicHash::hash(saved->token.toLatin1(), QCryptographicHash::Sha256));
    QTRY_COMPARE(changed.size(), 1);
}

void tst_devices::newTokenKeepsTheOldOneForADay()
{
    SchoolFixture fixture(Engine::Sqlite);
    DeviceControl &devices = fixture.composition->devices();
    const DeviceSaved saved = *await(devices.save(pushDraft(QStringLiteral("Door"))));
    const Result<QString> second = await(devices.newToken(saved.device.id, false));
    QVERIFY(second);
    QVERIFY(*second != saved.token);
    QCOMPARE(*await(devices.token(saved.device.id)), *second);
    QList<PushCredential> credentials =
        await(fixture.composition->stores().devices.credentials()).valueOr({});
    QCOMPARE(credentials.size(), 2);
    QCOMPARE(credentials.at(0).expiresUtc, fixture.clock.utcMilliseconds() + 24LL * 3600 * 1000);
    QVERIFY(await(devices.newToken(saved.device.id, true)));
    credentials = await(fixture.composition->stores().devices.credentials()).valueOr({});
    QCOMPARE(credentials.at(0).expiresUtc, fixture.clock.utcMilliseconds());
    QCOMPARE(credentials.at(1).expiresUtc, fixture.clock.utcMilliseconds());
    QCOMPARE(credentials.at(2).expiresUtc, 0);
}

void tst_devices::overlapIsASetting_data()
{
    QTest::addColumn<QString>("hours");
    QTest::addColumn<qint64>("overlapMs");
    QTest::newRow("an hour") << QStringLiteral("1") << qint64(3'600'000);
    QTest::newRow("none") << QStringLiteral("0") << qint64(0);
    QTest::newRow("no number") << QStringLiteral("long") << qint64(24 * 3'600'000);
}

void tst_devices::overlapIsASetting()
{
    QFETCH(QString, hours);
    QFETCH(qint64, overlapMs);
    SchoolFixture fixture(Engine::Sqlite);
    QVERIFY(fixture.set("push.token_overlap_hours", hours));
    DeviceControl &devices = fixture.composition->devices();
    const DeviceSaved saved = *await(devices.save(pushDraft(QStringLiteral("Door"))));
    QVERIFY(await(devices.newToken(saved.device.id, false)));
    QCOMPARE(await(fixture.composition->stores().devices.credentials())->first().expiresUtc,
             fixture.clock.utcMilliseconds() + overlapMs);
}

/// Another account or program made a new token: the one that is kept here would be refused.
void tst_devices::keptTokenOfYesterdayIsNotShown()
{
    SchoolFixture fixture(Engine::Sqlite);
    DeviceControl &devices = fixture.composition->devices();
    const DeviceSaved saved = *await(devices.save(pushDraft(QStringLiteral("Door"))));
    const qint64 now = fixture.clock.utcMilliseconds();
    QVERIFY(await(fixture.composition->stores().devices.replaceToken(
        saved.device.id, QByteArray(32, 'x'), QStringLiteral("xxxxxx"), now, now + 1000)));
    QCOMPARE(await(devices.token(saved.device.id)).error().code, ErrorCode::NotFound);
}

/// An edit makes a token only for a device that never had one.
void tst_devices::editKeepsTheToken()
{
    SchoolFixture fixture(Engine::Sqlite);
    DeviceControl &devices = fixture.composition->devices();
    DeviceDraft draft = pushDraft(QStringLiteral("Door"));
    draft.device.mode = SyncMode::Agent;
    draft.device.driver = QStringLiteral("zk");
    draft.device.host = QStringLiteral("127.0.0.1");
    const DeviceSaved agent = *await(devices.save(draft));
    QVERIFY(agent.token.isEmpty());
    draft.device = agent.device;
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("json");
    const DeviceSaved push = *await(devices.save(draft));
    QCOMPARE(push.token.size(), 43);
    // Its secret is lost, as after a move to another computer.
    QVERIFY(QDir(fixture.composition->folder().secrets()).removeRecursively());
    draft.device.location = QStringLiteral("Hall");
    QVERIFY(await(devices.save(draft))->token.isEmpty());
    QCOMPARE(await(fixture.composition->stores().devices.credentials())->size(), 1);
    QCOMPARE(await(devices.token(push.device.id)).error().code, ErrorCode::NotFound);
}

/// Without a place for secrets the token is shown once (push-protocols.md, section 1.2).
void tst_devices::tokenThatCannotBeKept()
{
    SchoolFixture fixture(Engine::Sqlite);
    QFile inTheWay(fixture.composition->folder().secrets());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("API token could not be kept.*never")));
    DeviceControl &devices = fixture.composition->devices();
    const Result<DeviceSaved> saved = await(devices.save(pushDraft(QStringLiteral("Door"))));
    QVERIFY(saved);
    QCOMPARE(saved->token.size(), 43);
    QCOMPARE(await(fixture.composition->stores().devices.credentials())->size(), 1);
    QVERIFY(!await(devices.token(saved->device.id)));
}

void tst_devices::refusesDrafts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("field");
    const QString name = QStringLiteral("Gate");
    const QString host = QStringLiteral("192.168.1.201");
    QTest::newRow("right") << name << host << 4370 << QString() << QString();
    QTest::newRow("host name") << name << QStringLiteral("gate-1.school.lan") << 4370 << QString()
                               << QString();
    QTest::newRow("no name") << QStringLiteral("  ") << host << 4370 << QString()
                             << QStringLiteral("name");
    QTest::newRow("long name") << QString(81, u'x') << host << 4370 << QString()
                               << QStringLiteral("name");
    QTest::newRow("no address") << name << QString() << 4370 << QString() << QStringLiteral("host");
    QTest::newRow("a number above 255")
        << name << QStringLiteral("192.168.1.999") << 4370 << QString() << QStringLiteral("host");
    QTest::newRow("three numbers")
        << name << QStringLiteral("192.168.1") << 4370 << QString() << QStringLiteral("host");
    QTest::newRow("blank inside") << name << QStringLiteral("192.168. 1.2") << 4370 << QString()
                                  << QStringLiteral("host");
    QTest::newRow("port 0") << name << host << 0 << QString() << QStringLiteral("port");
    QTest::newRow("key with letters")
        << name << host << 4370 << QStringLiteral("12a") << QStringLiteral("commKey");
    QTest::newRow("key of 7 digits")
        << name << host << 4370 << QStringLiteral("1234567") << QStringLiteral("commKey");
}

void tst_devices::refusesDrafts()
{
    QFETCH(QString, name);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QString, key);
    QFETCH(QString, field);
    DeviceDraft draft;
    draft.device.name = name;
    draft.device.host = host;
    draft.device.port = static_cast<quint16>(port);
    draft.commKey = key;
    const QList<FieldProblem> problems = checkDeviceDraft(draft);
    QCOMPARE(problems.isEmpty() ? QString() : problems.first().field, field);
}

void tst_devices::admsTerminalIsKnownByItsSerial_data()
{
    QTest::addColumn<QString>("serial");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("field");
    const QString serial = QStringLiteral("OIN7030067031500395");
    QTest::newRow("right") << serial << QString() << QString();
    QTest::newRow("every kind of character") << QStringLiteral("Aa0_-") << QString() << QString();
    QTest::newRow("a text as its key") << serial << QStringLiteral("kept between us") << QString();
    QTest::newRow("none") << QString() << QString() << QStringLiteral("serial");
    QTest::newRow("blank inside") << QStringLiteral("OIN 703") << QString()
                                  << QStringLiteral("serial");
    QTest::newRow("a line of its own")
        << QStringLiteral("OIN\n703") << QString() << QStringLiteral("serial");
    QTest::newRow("not in ASCII") << QStringLiteral("OIN\u0967") << QString()
                                  << QStringLiteral("serial");
    QTest::newRow("64 characters") << QString(64, u'7') << QString() << QString();
    QTest::newRow("65 characters") << QString(65, u'7') << QString() << QStringLiteral("serial");
    QTest::newRow("long key") << serial << QString(65, u'k') << QStringLiteral("commKey");
}

void tst_devices::admsTerminalIsKnownByItsSerial()
{
    QFETCH(QString, serial);
    QFETCH(QString, key);
    QFETCH(QString, field);
    DeviceDraft draft = pushDraft(QStringLiteral("Yard"));
    draft.device.driver = QStringLiteral("adms");
    draft.device.serial = serial;
    draft.commKey = key;
    const QList<FieldProblem> problems = checkDeviceDraft(draft);
    QCOMPARE(problems.isEmpty(), field.isEmpty());
    if (!problems.isEmpty())
        QCOMPARE(problems.first().field, field);
}

void tst_devices::admsTerminalHasAKeyAndNoToken()
{
    SchoolFixture fixture(Engine::Sqlite);
    DeviceControl &devices = fixture.composition->devices();
    DeviceDraft draft = pushDraft(QStringLiteral("Yard"));
    draft.device.driver = QStringLiteral("adms");
    draft.device.serial = QStringLiteral(" SN1 ");
    draft.commKey = QStringLiteral("between us");
    const Result<DeviceSaved> saved = await(devices.save(draft));
    QVERIFY(saved);
    QCOMPARE(saved->token, QString());
    QCOMPARE(await(devices.token(saved->device.id)).error().code, ErrorCode::NotFound);
    QCOMPARE(await(devices.newToken(saved->device.id, true)).error().code, ErrorCode::Unsupported);
    const auto credentials = [&fixture] {
        return await(fixture.composition->stores().devices.credentials()).valueOr({});
    };
    QCOMPARE(credentials().size(), 1);
    QCOMPARE(credentials().first().serial, QStringLiteral("SN1"));
    QCOMPARE(credentials().first().commKeySha256,
             QCryptographicHash::hash("between us", QCryptographicHash::Sha256));
    // Editing keeps the key unless it names another; empty text takes it away.
    DeviceDraft edited;
    edited.device = saved->device;
    edited.device.location = QStringLiteral("Yard");
    QVERIFY(await(devices.save(edited)));
    QVERIFY(!credentials().first().commKeySha256.isEmpty());
    edited.commKey = QString();
    QVERIFY(await(devices.save(edited)));
    QVERIFY(credentials().first().commKeySha256.isEmpty());
}

void tst_devices::takenNameIsAConflict()
{
    SchoolFixture fixture(Engine::Sqlite);
    QVERIFY(fixture.addAgent(QStringLiteral("Gate"), 1).isValid());
    const Result<DeviceSaved> twin =
        await(fixture.composition->devices().save(pushDraft(QStringLiteral("Gate"))));
    QVERIFY(!twin);
    QCOMPARE(twin.error().code, ErrorCode::Conflict);
    QVERIFY(twin.error().userText.contains(QStringLiteral("Gate")));
}

void tst_devices::removedDeviceLeavesNoSecrets()
{
    SchoolFixture fixture(Engine::Sqlite);
    DeviceControl &devices = fixture.composition->devices();
    const DeviceSaved saved = *await(devices.save(pushDraft(QStringLiteral("Door"))));
    QVERIFY(await(devices.remove(saved.device.id)));
    QCOMPARE(await(devices.token(saved.device.id)).error().code, ErrorCode::NotFound);
    QVERIFY(await(fixture.composition->stores().devices.credentials())->isEmpty());
    QVERIFY(await(devices.overview())->isEmpty());
}

void tst_devices::takenSerialIsAConflict()
{
    SchoolFixture fixture(Engine::Sqlite);
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Main Gate");
    draft.device.host = QStringLiteral("127.0.0.1");
    draft.device.serial = QStringLiteral(" SN0001 ");
    const Result<DeviceSaved> first = await(fixture.composition->devices().save(draft));
    QVERIFY(first);
    QCOMPARE(first->device.serial, QStringLiteral("SN0001"));
    draft.device = first->device;
    QVERIFY(await(fixture.composition->devices().save(draft))); // its own number is no conflict
    draft.device.id = {};
    draft.device.name = QStringLiteral("Back Gate");
    const Result<DeviceSaved> second = await(fixture.composition->devices().save(draft));
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    QVERIFY2(second.error().userText.contains(QStringLiteral("Main Gate")),
             qPrintable(second.error().userText));
}

void tst_devices::foundAddressIsUsedWhenTheOfficeSaysSo()
{
    SchoolFixture fixture(Engine::Sqlite);
    const DeviceId id = fixture.addAgent(QStringLiteral("Main Gate"), 4370);
    DeviceControl &devices = fixture.composition->devices();
    DeviceStore &store = fixture.composition->stores().devices;
    const Result<> nothingFound = await(devices.useFoundAddress(id));
    QVERIFY(!nothingFound);
    QCOMPARE(nothingFound.error().code, ErrorCode::NotFound);
    const DeviceNotice moved{id,
                             DeviceNoticeKind::Moved,
                             QStringLiteral("SN1"),
                             QStringLiteral("127.0.0.5"),
                             quint16(4371),
                             10};
    DeviceNotice other = moved;
    other.kind = DeviceNoticeKind::OtherTerminal;
    QVERIFY(await(store.raiseNotice(moved)));
    QVERIFY(await(store.raiseNotice(other)));
    QSignalSpy changed(&devices, &DeviceControl::devicesChanged);
    QVERIFY(await(devices.useFoundAddress(id)));
    QCOMPARE(changed.size(), 1);
    const DeviceOverview line = await(devices.overview())->first();
    QCOMPARE(line.device.host, QStringLiteral("127.0.0.5"));
    QCOMPARE(line.device.port, quint16(4371));
    QCOMPARE(line.notices, QList<DeviceNotice>());
}

ROLLCALL_TEST(tst_devices);
#include "tst_devices.moc"
