// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/selfsigned.h"
#include "devices/push/tlsidentity.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;
using push::PemPair;
using push::TlsFiles;
using push::TlsIdentity;

/// Certificates of the listener: made, written, read and checked.
class tst_tlsidentity : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void madeCertificateIsGood();
    void namesStandInTheCertificate_data();
    void namesStandInTheCertificate();
    void refusesWhatIsNoHost_data();
    void refusesWhatIsNoHost();
    void twoAreNeverAlike();
    void refusesWhatCannotBeUsed_data();
    void refusesWhatCannotBeUsed();
    void takesAChain();
    void missingFileIsNamed();
    void writesBothFilesAndLoadsThem();
    void overwritesOnlyWhenTold();
    void folderThatCannotBeWrittenIsAClearError();
    void ownHostsCanBeUsed();

private:
    PemPair m_pair;
    PemPair m_other;
};

namespace {

constexpr qint64 kNow = FakeClock::kDefault;
constexpr qint64 kDay = 86'400'000;

/// The names of a certificate as "type:value".
QStringList namesOf(const QByteArray &pem)
{
    const QSslCertificate certificate(pem, QSsl::Pem);
    QStringList names;
    const auto all = certificate.subjectAlternativeNames();
    for (auto name = all.constBegin(); name != all.constEnd(); ++name)
        names.append((name.key() == QSsl::DnsEntry ? u"DNS:" : u"IP:") + name.value().toUpper());
    names.sort();
    return names;
}

} // namespace

void tst_tlsidentity::initTestCase()
{
    const auto make = [] {
        return push::makeSelfSigned({QStringLiteral("gate"), QStringLiteral("192.168.1.5")}, kNow);
    };
    const Result<PemPair> first = make();
    const Result<PemPair> second = make();
    QVERIFY(first && second);
    m_pair = *first;
    m_other = *second;
}

void tst_tlsidentity::madeCertificateIsGood()
{
    const Result<TlsIdentity> identity =
        TlsIdentity::fromPem(m_pair.certificate, m_pair.key, {}, kNow);
    QVERIFY2(identity, qPrintable(identity ? QString() : identity.error().userText));
    static const QRegularExpression form(QStringLiteral("^([0-9A-F]{2}:){31}[0-9A-F]{2}$"));
    QVERIFY(form.match(identity->fingerprint()).hasMatch());
    const QSslCertificate &certificate = identity->certificate();
    QCOMPARE(certificate.publicKey().algorithm(), QSsl::Rsa);
    QCOMPARE(certificate.publicKey().length(), 2048);
    QCOMPARE(certificate.effectiveDate().toMSecsSinceEpoch(), kNow - kDay);
    QCOMPARE(certificate.expiryDate().toUTC().date().year(), 2036);
    const QSslConfiguration configuration = identity->configuration();
    QCOMPARE(configuration.protocol(), QSsl::TlsV1_2OrLater);
    QCOMPARE(configuration.peerVerifyMode(), QSslSocket::VerifyNone);
}

void tst_tlsidentity::namesStandInTheCertificate_data()
{
    QTest::addColumn<QStringList>("hosts");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *name, const QStringList &hosts, const QStringList &names) {
        QTest::newRow(name) << hosts << names;
    };
    row("name", {QStringLiteral("gate")}, {QStringLiteral("DNS:GATE")});
    row("long name", {QStringLiteral("gate.hill-school.example")},
        {QStringLiteral("DNS:GATE.HILL-SCHOOL.EXAMPLE")});
    row("any gate", {QStringLiteral("*.school.example")}, {QStringLiteral("DNS:*.SCHOOL.EXAMPLE")});
    row("address", {QStringLiteral("192.168.1.5")}, {QStringLiteral("IP:192.168.1.5")});
    row("IPv6", {QStringLiteral("fd00::5")}, {QStringLiteral("IP:FD00:0:0:0:0:0:0:5")});
    row("twice", {QStringLiteral("gate"), QStringLiteral("gate")}, {QStringLiteral("DNS:GATE")});
    row("several", {QStringLiteral("gate"), QStringLiteral("10.0.0.1")},
        {QStringLiteral("DNS:GATE"), QStringLiteral("IP:10.0.0.1")});
    row("in another script", {QStringLiteral("schüler.example")},
        {QStringLiteral("DNS:XN--SCHLER-5YA.EXAMPLE")});
}

void tst_tlsidentity::namesStandInTheCertificate()
{
    QFETCH(QStringList, hosts);
    QFETCH(QStringList, names);
    const Result<PemPair> pair = push::makeSelfSigned(hosts, kNow);
    QVERIFY(pair);
    QStringList found = namesOf(pair->certificate);
    // How an IPv6 address is written is the library's choice.
    found.replaceInStrings(QStringLiteral("IP:FD00::5"), QStringLiteral("IP:FD00:0:0:0:0:0:0:5"));
    QCOMPARE(found, names);
}

void tst_tlsidentity::refusesWhatIsNoHost_data()
{
    QTest::addColumn<QStringList>("hosts");
    const auto row = [](const char *name, const QString &host) {
        QTest::newRow(name) << QStringList{host};
    };
    QTest::newRow("none") << QStringList();
    QStringList many;
    for (int i = 0; i < 101; ++i)
        many.append(QStringLiteral("gate%1").arg(i));
    QTest::newRow("101") << many;
    row("empty", {});
    row("two in one", QStringLiteral("gate,IP:10.0.0.1"));
    row("with a port", QStringLiteral("gate:8090"));
    row("URL", QStringLiteral("https://gate/"));
    row("blank", QStringLiteral("the gate"));
    row("line end", QStringLiteral("gate\n"));
    row("NUL", QStringLiteral("gate") + QChar(u'\0') + QStringLiteral("x"));
    row("section of a configuration", QStringLiteral("@names"));
    row("hyphen in front", QStringLiteral("-gate"));
    row("empty label", QStringLiteral("a..b"));
    row("too long", QString(254, u'a'));
    row("bad address", QStringLiteral("fd00::5::1"));
}

void tst_tlsidentity::refusesWhatIsNoHost()
{
    QFETCH(QStringList, hosts);
    const Result<PemPair> pair = push::makeSelfSigned(hosts, kNow);
    QVERIFY(!pair);
    QCOMPARE(pair.error().code, ErrorCode::InvalidInput);
    QVERIFY(pair.error().userText.contains(QStringLiteral("made")));
}

void tst_tlsidentity::twoAreNeverAlike()
{
    const QSslCertificate first(m_pair.certificate, QSsl::Pem);
    const QSslCertificate second(m_other.certificate, QSsl::Pem);
    QVERIFY(first.serialNumber() != second.serialNumber());
    QVERIFY(m_pair.key != m_other.key);
}

void tst_tlsidentity::refusesWhatCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &certificate, const QByteArray &key,
                        const char *says, qint64 now = kNow) {
        QTest::newRow(name) << certificate << key << now << QString::fromLatin1(says);
    };
    const char *noCertificate = "There is no certificate in the file \"c.pem\"";
    const char *noKey = "There is no key in the file \"k.pem\"";
    row("empty certificate", {}, m_pair.key, noCertificate);
    row("noise", "hello", m_pair.key, noCertificate);
    row("key in place of the certificate", m_pair.key, m_pair.key, noCertificate);
    row("cut certificate", m_pair.certificate.left(300), m_pair.key, noCertificate);
    row("empty key", m_pair.certificate, {}, noKey);
    row("certificate in place of the key", m_pair.certificate, m_pair.certificate, noKey);
    row("cut key", m_pair.certificate, m_pair.key.left(300), noKey);
    row("key with a password", m_pair.certificate,
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjkJlmQ3uR4nQICCAAw\n"
        "-----END ENCRYPTED PRIVATE KEY-----\n",
        noKey);
    row("key of another certificate", m_pair.certificate, m_other.key,
        "The key in \"k.pem\" is not that of the certificate");
    row("ended", m_pair.certificate, m_pair.key, "ended at", kNow + 3653 * kDay);
    row("not yet", m_pair.certificate, m_pair.key, "is good only from", kNow - 2 * kDay);
}

void tst_tlsidentity::refusesWhatCannotBeUsed()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(qint64, now);
    QFETCH(QString, says);
    const Result<TlsIdentity> identity = TlsIdentity::fromPem(
        certificate, key, {QStringLiteral("c.pem"), QStringLiteral("k.pem")}, now);
    QVERIFY(!identity);
    QCOMPARE(identity.error().code, ErrorCode::InvalidInput);
    QVERIFY2(identity.error().userText.contains(says), qPrintable(identity.error().userText));
    QVERIFY(identity.error().userText.contains(QStringLiteral("cannot push over HTTPS")));
}

void tst_tlsidentity::takesAChain()
{
    const Result<TlsIdentity> identity = TlsIdentity::fromPem(
        "a remark\n" + m_pair.certificate + m_other.certificate, m_pair.key, {}, kNow);
    QVERIFY(identity);
    QCOMPARE(identity->configuration().localCertificateChain().size(), 2);
    QVERIFY(!TlsIdentity::fromPem(m_other.certificate + m_pair.certificate, m_pair.key, {}, kNow));
}

void tst_tlsidentity::missingFileIsNamed()
{
    const QTemporaryDir folder;
    const TlsFiles files{folder.filePath(QStringLiteral("c.pem")),
                         folder.filePath(QStringLiteral("k.pem"))};
    const Result<TlsIdentity> identity = TlsIdentity::load(files, kNow);
    QVERIFY(!identity);
    QCOMPARE(identity.error().code, ErrorCode::NotFound);
    QVERIFY(identity.error().userText.contains(files.certificate));
}

void tst_tlsidentity::writesBothFilesAndLoadsThem()
{
    const QTemporaryDir folder;
    const TlsFiles files{folder.filePath(QStringLiteral("tls/new/c.pem")),
                         folder.filePath(QStringLiteral("tls/new/k.pem"))};
    QVERIFY(push::writePair(m_pair, files, false));
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
#ifdef Q_OS_UNIX
    QCOMPARE(QFileInfo(files.key).permissions() & others, QFile::Permissions());
#endif
    const Result<TlsIdentity> identity = TlsIdentity::load(files, kNow);
    QVERIFY(identity);
    QCOMPARE(identity->certificate(), QSslCertificate(m_pair.certificate, QSsl::Pem));
}

void tst_tlsidentity::overwritesOnlyWhenTold()
{
    const QTemporaryDir folder;
    const TlsFiles files{folder.filePath(QStringLiteral("c.pem")),
                         folder.filePath(QStringLiteral("k.pem"))};
    QVERIFY(push::writePair(m_pair, files, false));
    for (const QString &gone : {QString(), files.certificate, files.key}) {
        if (!gone.isEmpty())
            QVERIFY(QFile::rename(gone, gone + QStringLiteral(".old")));
        const Result<> again = push::writePair(m_other, files, false);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        if (!gone.isEmpty())
            QVERIFY(QFile::rename(gone + QStringLiteral(".old"), gone));
        QCOMPARE(TlsIdentity::load(files, kNow)->certificate(),
                 QSslCertificate(m_pair.certificate, QSsl::Pem));
    }
    QVERIFY(push::writePair(m_other, files, true));
    QCOMPARE(TlsIdentity::load(files, kNow)->certificate(),
             QSslCertificate(m_other.certificate, QSsl::Pem));
}

void tst_tlsidentity::folderThatCannotBeWrittenIsAClearError()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    QVERIFY(push::writePair(m_pair, {file, folder.filePath(QStringLiteral("k.pem"))}, false));
    const TlsFiles inside{QString(file + u"/c.pem"), QString(file + u"/k.pem")};
    const Result<> written = push::writePair(m_pair, inside, true);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::StorageFailure);
    QVERIFY(written.error().userText.contains(inside.key));
}

void tst_tlsidentity::ownHostsCanBeUsed()
{
    const QStringList hosts = push::ownHosts();
    QVERIFY(hosts.contains(QStringLiteral("127.0.0.1")));
    QVERIFY(hosts.contains(QStringLiteral("localhost")));
    QVERIFY(push::makeSelfSigned(hosts, kNow));
}

ROLLCALL_TEST(tst_tlsidentity);
#include "tst_tlsidentity.moc"
