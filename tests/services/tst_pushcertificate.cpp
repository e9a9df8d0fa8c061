// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/pushcertificate.h"
#include "devices/push/selfsigned.h"
#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QRegularExpression>
#include <QSslSocket>

using namespace rollcall;
using rollcall::test::SchoolFixture;

/// The certificate that the settings name, and the listener that uses it.
class tst_pushcertificate : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void settingsNameTheFiles_data();
    void settingsNameTheFiles();
    void halfASettingIsAnError();
    void ownCertificateIsNotReplacedUntold();
    void listenerTakesARenewedOne();
    void listenerKeepsTheOldOneOverABrokenOne();
    void listenerDoesNotStartWithoutIt();
};

namespace {

/// SHA-256 of the certificate at a port; empty when nobody shakes hands there.
QString fingerprintAt(quint16 port)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    rollcall::test::waitFor([&socket] {
        return socket.isEncrypted() || socket.state() == QAbstractSocket::UnconnectedState;
    });
    return QString::fromLatin1(
        socket.peerCertificate().digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

const QStringList kHosts{QStringLiteral("127.0.0.1")};

} // namespace

void tst_pushcertificate::settingsNameTheFiles_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("file");
    const QString absolute = QDir(QDir::tempPath()).absoluteFilePath(QStringLiteral("c.pem"));
    QTest::newRow("from the data folder")
        << QStringLiteral("tls/c.pem") << QStringLiteral("tls/c.pem");
    QTest::newRow("absolute") << absolute << absolute;
}

void tst_pushcertificate::settingsNameTheFiles()
{
    QFETCH(QString, setting);
    QFETCH(QString, file);
    const DataFolder folder(QDir::tempPath());
    const Result<std::optional<push::TlsFiles>> none = tlsFilesOf(folder, {});
    QVERIFY(none && !*none);
    const Result<std::optional<push::TlsFiles>> files =
        tlsFilesOf(folder, {{QStringLiteral("push.tls_certificate"), setting},
                            {QStringLiteral("push.tls_key"), setting}});
    QVERIFY(files && *files);
    QCOMPARE((*files)->certificate, QDir(QDir::tempPath()).absoluteFilePath(file));
    QCOMPARE((*files)->key, (*files)->certificate);
}

void tst_pushcertificate::halfASettingIsAnError()
{
    for (const char *key : {"push.tls_certificate", "push.tls_key"}) {
        const Result<std::optional<push::TlsFiles>> files = tlsFilesOf(
            DataFolder(QDir::tempPath()), {{QString::fromLatin1(key), QStringLiteral("a.pem")}});
        QVERIFY(!files);
        QCOMPARE(files.error().code, ErrorCode::InvalidInput);
    }
}

void tst_pushcertificate::ownCertificateIsNotReplacedUntold()
{
    SchoolFixture fixture(Engine::Sqlite);
    for (const char *key : {"push.tls_certificate", "push.tls_key"})
        QVERIFY(await(fixture.composition->schoolService().setAppSetting(
            QString::fromLatin1(key), QStringLiteral("own.pem"))));
    const Result<CertificateInfo> made = makeCertificate(*fixture.composition, kHosts, false);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Conflict);
    QVERIFY(made.error().userText.contains(QStringLiteral("own.pem")));
    QVERIFY(!QDir(fixture.database.folder()).exists(QStringLiteral("tls")));
    QVERIFY(makeCertificate(*fixture.composition, kHosts, true));
    const Result<CertificateInfo> used = usedCertificate(*fixture.composition);
    QVERIFY(used);
    QCOMPARE(used->hosts, kHosts);
}

void tst_pushcertificate::listenerTakesARenewedOne()
{
    SchoolFixture fixture(Engine::Sqlite);
    const Result<CertificateInfo> first = makeCertificate(*fixture.composition, kHosts, false);
    QVERIFY(first);
    const Result<quint16> port =
        fixture.composition->startPush(QHostAddress::LocalHost, 0, {}, first->files);
    QVERIFY(port);
    QCOMPARE(fingerprintAt(*port), first->fingerprint);
    const Result<CertificateInfo> second = makeCertificate(*fixture.composition, kHosts, true);
    QVERIFY(second);
    QTRY_COMPARE_WITH_TIMEOUT(fingerprintAt(*port), second->fingerprint, 20'000);
}

void tst_pushcertificate::listenerKeepsTheOldOneOverABrokenOne()
{
    // As the listener does once a second.
    SchoolFixture fixture(Engine::Sqlite);
    const Result<CertificateInfo> first = makeCertificate(*fixture.composition, kHosts, false);
    QVERIFY(first);
    CertificateWatch watch(first->files, fixture.clock);
    QVERIFY(watch.load());
    QVERIFY(!watch.renewed());
    // Another key first: the two do not belong together until the certificate follows.
    const Result<push::PemPair> pair =
        push::makeSelfSigned(kHosts, fixture.clock.utcMilliseconds());
    QVERIFY(pair);
    const auto write = [](const QString &path, const QByteArray &bytes) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    };
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot be used")));
    write(first->files.key, pair->key + '\n'); // longer, should the clock of files stand still
    QVERIFY(!watch.renewed());
    QVERIFY(!watch.renewed()); // and it is told only once
    write(first->files.certificate, pair->certificate + '\n');
    const std::optional<push::TlsIdentity> renewed = watch.renewed();
    QVERIFY(renewed);
    QVERIFY(renewed->fingerprint() != first->fingerprint);
}

void tst_pushcertificate::listenerDoesNotStartWithoutIt()
{
    SchoolFixture fixture(Engine::Sqlite);
    const push::TlsFiles files{QStringLiteral("/no/c.pem"), QStringLiteral("/no/k.pem")};
    const Result<quint16> port =
        fixture.composition->startPush(QHostAddress::LocalHost, 0, {}, files);
    QVERIFY(!port);
    QCOMPARE(port.error().code, ErrorCode::NotFound);
    QVERIFY(!fixture.composition->push());
}

ROLLCALL_TEST(tst_pushcertificate);
#include "tst_pushcertificate.moc"
