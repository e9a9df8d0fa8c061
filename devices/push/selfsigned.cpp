// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/selfsigned.h"

#include "devices/push/opensslhandles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QRegularExpression>
#include <QSaveFile>
#include <QUrl>

#include <array>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace rollcall::push {

namespace {

constexpr unsigned int kKeyBits = 2048;
constexpr int kSerialBits = 127;
constexpr int kValidDays = 3652;
constexpr qsizetype kMostHosts = 100;

using NumberPtr = std::unique_ptr<BIGNUM, OpenSslDeleter<BN_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, OpenSslDeleter<X509_EXTENSION_free>>;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::push::selfsigned", text);
}

Error failed(const char *step)
{
    const Error error = errors::internal(QStringLiteral("%1: libcrypto %2")
                                             .arg(QLatin1String(step))
                                             .arg(ERR_peek_last_error(), 0, 16));
    ERR_clear_error();
    return error;
}

/// "DNS:gate.school" or "IP:192.168.1.5"; empty for what is neither a name nor an address. Nothing
/// in it can be taken for another entry.
QByteArray alternativeName(const QString &host)
{
    QHostAddress address(host);
    if (!address.isNull()) {
        address.setScopeId({});
        return "IP:" + address.toString().toLatin1();
    }
    static const QString label = QStringLiteral("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?");
    static const QRegularExpression name(QRegularExpression::anchoredPattern(
        QStringLiteral("(?=.{1,253}$)(?:\\*\\.)?%1(?:\\.%1)*").arg(label)));
    const QByteArray ascii = QUrl::toAce(host);
    const QByteArray text = ascii.isEmpty() ? host.toLatin1() : ascii;
    return name.match(QString::fromLatin1(text)).hasMatch() ? QByteArray("DNS:" + text)
                                                            : QByteArray();
}

Result<QByteArray> alternativeNames(const QStringList &hosts)
{
    QByteArrayList names;
    for (const QString &host : hosts) {
        const QByteArray name = alternativeName(host);
        if (name.isEmpty())
            return errors::invalidInput(
                say(QT_TRANSLATE_NOOP(
                        "rollcall::push::selfsigned",
                        "\"%1\" is neither the name nor the address of a computer. No "
                        "certificate was made. Name what the terminals will be told, "
                        "such as 192.168.1.5 or gate.school.example."))
                    .arg(host.left(64)));
        if (!names.contains(name))
            names.append(name);
    }
    if (names.isEmpty() || names.size() > kMostHosts)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::push::selfsigned",
                                  "A certificate is for 1 to 100 names and addresses. None was "
                                  "made. Name those that terminals use.")));
    return names.join(',');
}

bool addExtension(X509 &certificate, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(&certificate, extension.get(), -1) == 1;
}

bool addExtensions(X509 &certificate, const QByteArray &names)
{
    return addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature,keyEncipherment") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_key_identifier, "hash") &&
           addExtension(certificate, NID_subject_alt_name, names);
}

bool setSerial(X509 &certificate)
{
    const NumberPtr number(BN_new());
    return number && BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr;
}

bool setTimes(X509 &certificate, qint64 nowUtc)
{
    constexpr int kDay = 24 * 3600;
    auto now = static_cast<time_t>(nowUtc / 1000);
    return X509_time_adj_ex(X509_getm_notBefore(&certificate), -1, 0, &now) != nullptr &&
           X509_time_adj_ex(X509_getm_notAfter(&certificate), kValidDays, -kDay, &now) != nullptr;
}

bool setNames(X509 &certificate)
{
    X509_NAME *name = X509_get_subject_name(&certificate);
    const auto add = [name](const char *field, const char *value) {
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_ASC,
                                          reinterpret_cast<const unsigned char *>(value), -1, -1,
                                          0) == 1;
    };
    return add("O", "Rollcall") && add("CN", "Rollcall push listener") &&
           X509_set_issuer_name(&certificate, name) == 1;
}

QByteArray written(const BioPtr &bio)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return {bytes, static_cast<qsizetype>(size)};
}

Result<> writeFile(const QString &path, const QByteArray &bytes, QFile::Permissions permissions)
{
    QSaveFile file(path);
    // The permissions are those of the temporary file, before a byte is in it.
    if (QDir().mkpath(QFileInfo(path).absolutePath()) && file.open(QIODevice::WriteOnly) &&
        file.setPermissions(permissions) && file.write(bytes) == bytes.size() && file.commit())
        return ok();
    return Error{ErrorCode::StorageFailure,
                 say(QT_TRANSLATE_NOOP("rollcall::push::selfsigned",
                                       "The file \"%1\" cannot be written. Certificate and key may "
                                       "not belong together now. Check that the folder can be "
                                       "written to, then make the certificate again."))
                     .arg(path),
                 file.errorString()};
}

} // namespace

Result<PemPair> makeSelfSigned(const QStringList &hosts, qint64 nowUtc)
{
    const Result<QByteArray> names = alternativeNames(hosts);
    if (!names)
        return names.error();
    const KeyPtr key(EVP_RSA_gen(kKeyBits));
    const CertificatePtr certificate(X509_new());
    if (!key || !certificate)
        return failed("key");
    constexpr long kVersion3 = 2;
    if (X509_set_version(certificate.get(), kVersion3) != 1 || !setSerial(*certificate) ||
        !setTimes(*certificate, nowUtc) || !setNames(*certificate) ||
        X509_set_pubkey(certificate.get(), key.get()) != 1 || !addExtensions(*certificate, *names))
        return failed("certificate");
    if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0)
        return failed("signature");

    const BioPtr certificateText(BIO_new(BIO_s_mem()));
    const BioPtr keyText(BIO_new(BIO_s_secmem()));
    if (!certificateText || !keyText ||
        PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1 ||
        PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                      nullptr) != 1)
        return failed("text");
    return PemPair{written(certificateText), written(keyText)};
}

Result<> writePair(const PemPair &pair, const TlsFiles &files, bool replace)
{
    for (const QString &path : {files.certificate, files.key}) {
        if (!replace && QFileInfo::exists(path))
            return errors::conflict(
                say(QT_TRANSLATE_NOOP("rollcall::push::selfsigned",
                                      "There is a file \"%1\" already, and terminals may trust it. "
                                      "Nothing was changed. Add --replace to make a new "
                                      "certificate; terminals must then be told its fingerprint."))
                    .arg(path));
    }
    constexpr QFile::Permissions kOwner = QFile::ReadOwner | QFile::WriteOwner;
    if (const Result<> keyWritten = writeFile(files.key, pair.key, kOwner); !keyWritten)
        return keyWritten;
    return writeFile(files.certificate, pair.certificate,
                     kOwner | QFile::ReadGroup | QFile::ReadOther);
}

QStringList ownHosts()
{
    QStringList hosts;
    if (const QString name = QHostInfo::localHostName(); !alternativeName(name).isEmpty())
        hosts.append(name);
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses) {
        if (!address.isLinkLocal())
            hosts.append(address.toString());
    }
    if (!hosts.contains(QStringLiteral("localhost")))
        hosts.append(QStringLiteral("localhost"));
    return hosts.mid(0, kMostHosts);
}

} // namespace rollcall::push
