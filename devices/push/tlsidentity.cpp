// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/tlsidentity.h"

#include "devices/push/opensslhandles.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QSslSocket>

#include <openssl/err.h>
#include <openssl/pem.h>

namespace rollcall::push {

namespace {

constexpr qint64 kMostBytes = 1024LL * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::push::TlsIdentity", text);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return errors::notFound(
            say(QT_TRANSLATE_NOOP("rollcall::push::TlsIdentity",
                                  "The file \"%1\" of the encrypted listener is missing. Terminals "
                                  "cannot push over HTTPS. Make a certificate with \"rollcallctl "
                                  "certificate make\", or name your own in the settings "
                                  "push.tls_certificate and push.tls_key."))
                .arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::push::TlsIdentity",
                                  "The file \"%1\" of the encrypted listener cannot be read. "
                                  "Terminals cannot push over HTTPS. Let the user under whom "
                                  "Rollcall runs read it."))
                .arg(path),
            file.errorString());
    return file.read(kMostBytes);
}

Error notUsable(const char *sentence, const QString &path, const char *detail)
{
    return errors::invalidInput(say(sentence).arg(path), QLatin1String(detail));
}

/// Without it libcrypto would ask for the password on the terminal of the program.
int noPassword(char *, int, int, void *)
{
    return 0;
}

KeyPtr readKey(const QByteArray &pem)
{
    const BioPtr bio = readingBio(pem);
    KeyPtr key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr) : nullptr);
    ERR_clear_error();
    return key;
}

bool belongsTo(EVP_PKEY &key, const QByteArray &certificatePem)
{
    const BioPtr bio = readingBio(certificatePem);
    const CertificatePtr certificate(
        bio ? PEM_read_bio_X509(bio.get(), nullptr, noPassword, nullptr) : nullptr);
    const bool matches = certificate && X509_check_private_key(certificate.get(), &key) == 1;
    ERR_clear_error();
    return matches;
}

Result<> checkTime(const QSslCertificate &certificate, const QString &path, qint64 nowUtc)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowUtc, Qt::UTC);
    const auto shown = [](const QDateTime &time) {
        return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    };
    if (now >= certificate.expiryDate())
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP(
                    "rollcall::push::TlsIdentity",
                    "The certificate \"%1\" ended at %2, so terminals would not trust "
                    "it. Terminals cannot push over HTTPS. Renew it, or make one with "
                    "\"rollcallctl certificate make --replace\"."))
                .arg(path, shown(certificate.expiryDate())),
            QStringLiteral("the certificate has ended"));
    if (now < certificate.effectiveDate())
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::push::TlsIdentity",
                                  "The certificate \"%1\" is good only from %2 on, so terminals "
                                  "would not trust it. Terminals cannot push over HTTPS. Check the "
                                  "clock of this computer, or use another certificate."))
                .arg(path, shown(certificate.effectiveDate())),
            QStringLiteral("the certificate is not good yet"));
    return ok();
}

} // namespace

Result<TlsIdentity> TlsIdentity::load(const TlsFiles &files, qint64 nowUtc)
{
    const Result<QByteArray> certificate = readFile(files.certificate);
    if (!certificate)
        return certificate.error();
    const Result<QByteArray> key = readFile(files.key);
    if (!key)
        return key.error();
    return fromPem(*certificate, *key, files, nowUtc);
}

Result<TlsIdentity> TlsIdentity::fromPem(const QByteArray &certificate, const QByteArray &key,
                                         const TlsFiles &files, qint64 nowUtc)
{
    if (!QSslSocket::supportsSsl())
        return Error{ErrorCode::Unsupported,
                     say(QT_TRANSLATE_NOOP(
                         "rollcall::push::TlsIdentity",
                         "This computer's Qt cannot encrypt. Terminals cannot push over HTTPS. "
                         "Install the TLS plugin of Qt, or let them push over plain HTTP in a "
                         "network that you trust.")),
                     {}};
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificate, QSsl::Pem);
    if (chain.isEmpty() || chain.first().isNull())
        return notUsable(QT_TRANSLATE_NOOP("rollcall::push::TlsIdentity",
                                           "There is no certificate in the file \"%1\". Terminals "
                                           "cannot push over HTTPS. Name a file in PEM form, which "
                                           "begins with \"-----BEGIN CERTIFICATE-----\"."),
                         files.certificate, "no certificate in the file");
    const KeyPtr parsed = readKey(key);
    const QSslKey own(key, chain.first().publicKey().algorithm(), QSsl::Pem, QSsl::PrivateKey);
    if (parsed && !belongsTo(*parsed, certificate))
        return notUsable(QT_TRANSLATE_NOOP("rollcall::push::TlsIdentity",
                                           "The key in \"%1\" is not that of the certificate. "
                                           "Terminals cannot push over HTTPS. Name the key with "
                                           "which this certificate was made."),
                         files.key, "the key is another certificate's");
    if (!parsed || own.isNull())
        return notUsable(QT_TRANSLATE_NOOP("rollcall::push::TlsIdentity",
                                           "There is no key in the file \"%1\" that could be used. "
                                           "Terminals cannot push over HTTPS. Name a file in PEM "
                                           "form that no password protects."),
                         files.key, "no key in the file, or it has a password");
    if (const Result<> inTime = checkTime(chain.first(), files.certificate, nowUtc); !inTime)
        return inTime.error();
    return TlsIdentity(chain, own);
}

QString TlsIdentity::fingerprint() const
{
    return QString::fromLatin1(
        certificate().digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

QSslConfiguration TlsIdentity::configuration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setLocalCertificateChain(m_chain);
    configuration.setPrivateKey(m_key);
    return configuration;
}

} // namespace rollcall::push
