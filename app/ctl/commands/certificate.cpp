// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/wiring/pushcertificate.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

void tell(const Context &context, const CertificateInfo &info)
{
    const QDateTime ends = QDateTime::fromMSecsSinceEpoch(info.endsUtc, Qt::UTC);
    context.out.line(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Certificate: %1")).arg(info.files.certificate));
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Key: %1")).arg(info.files.key));
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "For: %1")).arg(info.hosts.join(u' ')));
    context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Good until: %1"))
                         .arg(QLocale().toString(ends.toLocalTime(), QLocale::ShortFormat)));
    context.out.line(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "Fingerprint (SHA-256): %1")).arg(info.fingerprint));
    context.out.json(
        QJsonDocument(QJsonObject{{QStringLiteral("certificate"), info.files.certificate},
                                  {QStringLiteral("key"), info.files.key},
                                  {QStringLiteral("hosts"), QJsonArray::fromStringList(info.hosts)},
                                  {QStringLiteral("valid_until"), ends.toString(Qt::ISODate)},
                                  {QStringLiteral("fingerprint"), info.fingerprint}}));
}

int make(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<CertificateInfo> info =
        makeCertificate(**composition, context.parser.values(QStringLiteral("host")),
                        context.has(QStringLiteral("replace")));
    if (!info)
        return failUsage(context, info.error());
    tell(context, *info);
    context.out.message(say(QT_TRANSLATE_NOOP(
        "rollcall::ctl", "A listener that speaks plain HTTP speaks HTTPS after its next start; one "
                         "that speaks HTTPS already takes this certificate by itself.")));
    return kDone;
}

int show(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<CertificateInfo> info = usedCertificate(**composition);
    if (!info)
        return failUsage(context, info.error());
    tell(context, *info);
    return kDone;
}

} // namespace

std::vector<Command> certificateCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("certificate"), QStringLiteral("make")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Makes a self-signed certificate for pushing over HTTPS.")),
         {},
         0,
         0,
         {valueOption(QStringLiteral("host"), QStringLiteral("NAME"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                            "A name or address that terminals use; may be given "
                                            "several times. Else all of this computer."))),
          flagOption(QStringLiteral("replace"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                           "In place of the certificate that is there.")))},
         make});
    commands.push_back(
        {{QStringLiteral("certificate"), QStringLiteral("show")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Shows the certificate that the listener uses.")),
         {},
         0,
         0,
         {},
         show});
    return commands;
}

} // namespace rollcall::ctl
