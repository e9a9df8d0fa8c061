// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wiring/pushcertificate.h"

#include "app/wiring/compose.h"
#include "devices/push/selfsigned.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

namespace rollcall {

namespace {

// Keys of cli.md, "settings".
QString certificateKey()
{
    return QStringLiteral("push.tls_certificate");
}
QString keyKey()
{
    return QStringLiteral("push.tls_key");
}

// Where a made pair lies, from the data folder.
QString madeCertificate()
{
    return QStringLiteral("tls/push-certificate.pem");
}
QString madeKey()
{
    return QStringLiteral("tls/push-key.pem");
}

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::pushcertificate", text);
}

Result<std::optional<push::TlsFiles>> filesInForce(Composition &composition)
{
    const Result<QHash<QString, QString>> settings = await(composition.stores().school.settings());
    if (!settings)
        return settings.error();
    return tlsFilesOf(composition.folder(), *settings);
}

CertificateInfo infoOf(const push::TlsFiles &files, const push::TlsIdentity &identity)
{
    const QSslCertificate &certificate = identity.certificate();
    QStringList hosts = certificate.subjectAlternativeNames().values();
    hosts.sort();
    return {files, identity.fingerprint(), hosts, certificate.expiryDate().toMSecsSinceEpoch()};
}

Result<> checkNoOther(Composition &composition, const push::TlsFiles &made)
{
    const Result<std::optional<push::TlsFiles>> inForce = filesInForce(composition);
    // Half a setting is put right by what is about to be done.
    if (!inForce)
        return inForce.error().code == ErrorCode::InvalidInput ? ok() : inForce.error();
    if (!*inForce || **inForce == made)
        return ok();
    return errors::conflict(
        say(QT_TRANSLATE_NOOP(
                "rollcall::pushcertificate",
                "The listener has a certificate already: \"%1\". Nothing was changed. "
                "Add --replace to take a self-signed one in its place; terminals must "
                "then be told its fingerprint."))
            .arg((*inForce)->certificate));
}

} // namespace

Result<std::optional<push::TlsFiles>> tlsFilesOf(const DataFolder &folder,
                                                 const QHash<QString, QString> &settings)
{
    const QString certificate = settings.value(certificateKey());
    const QString key = settings.value(keyKey());
    if (certificate.isEmpty() && key.isEmpty())
        return std::optional<push::TlsFiles>();
    if (certificate.isEmpty() || key.isEmpty())
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::pushcertificate",
                                  "HTTPS needs both a certificate and its key, and only one of the "
                                  "settings push.tls_certificate and push.tls_key names a file. "
                                  "Nothing listens. Set the other one too, or set both to none.")));
    const QDir base(QDir(folder.path()).absolutePath());
    return std::optional(
        push::TlsFiles{base.absoluteFilePath(certificate), base.absoluteFilePath(key)});
}

Result<CertificateInfo> makeCertificate(Composition &composition, const QStringList &hosts,
                                        bool replace)
{
    const QDir base(QDir(composition.folder().path()).absolutePath());
    const push::TlsFiles files{base.absoluteFilePath(madeCertificate()),
                               base.absoluteFilePath(madeKey())};
    if (!replace) {
        if (const Result<> free = checkNoOther(composition, files); !free)
            return free.error();
    }
    const qint64 now = composition.clock().utcMilliseconds();
    const Result<push::PemPair> pair =
        push::makeSelfSigned(hosts.isEmpty() ? push::ownHosts() : hosts, now);
    if (!pair)
        return pair.error();
    if (const Result<> written = push::writePair(*pair, files, replace); !written)
        return written.error();
    const Result<push::TlsIdentity> identity = push::TlsIdentity::load(files, now);
    if (!identity)
        return identity.error();
    for (const auto &[key, value] :
         {std::pair(certificateKey(), madeCertificate()), std::pair(keyKey(), madeKey())}) {
        if (const Result<QString> saved =
                await(composition.schoolService().setAppSetting(key, value));
            !saved)
            return saved.error();
    }
    return infoOf(files, *identity);
}

Result<CertificateInfo> usedCertificate(Composition &composition)
{
    const Result<std::optional<push::TlsFiles>> files = filesInForce(composition);
    if (!files)
        return files.error();
    if (!*files)
        return errors::notFound(
            say(QT_TRANSLATE_NOOP("rollcall::pushcertificate",
                                  "No certificate is set up. Terminals push over plain HTTP, which "
                                  "anybody in their network can read. Make one with \"rollcallctl "
                                  "certificate make\".")));
    const Result<push::TlsIdentity> identity =
        push::TlsIdentity::load(**files, composition.clock().utcMilliseconds());
    if (!identity)
        return identity.error();
    return infoOf(**files, *identity);
}

} // namespace rollcall
