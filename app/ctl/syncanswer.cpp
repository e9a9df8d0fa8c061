// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/syncanswer.h"

#include <QCoreApplication>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

} // namespace

QJsonObject syncJson(const SyncOutcome &outcome)
{
    return {{QStringLiteral("device"), outcome.deviceName},
            {QStringLiteral("ok"), !outcome.error},
            {QStringLiteral("read"), outcome.counts.read},
            {QStringLiteral("new"), outcome.counts.added},
            {QStringLiteral("duplicate"), outcome.counts.duplicate},
            {QStringLiteral("unmapped"), outcome.counts.unmapped},
            {QStringLiteral("set_aside"), outcome.counts.setAside},
            {QStringLiteral("clock_suspect"), outcome.counts.clockSuspect},
            {QStringLiteral("complete"), outcome.complete},
            {QStringLiteral("seconds"), static_cast<double>(outcome.milliseconds) / 1000.0},
            {QStringLiteral("error"),
             outcome.error ? QJsonValue(outcome.error->userText) : QJsonValue()}};
}

int tellOutcome(const Context &context, const SyncOutcome &outcome)
{
    const IngestCounts &counts = outcome.counts;
    QString line =
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1: read %2, new %3, duplicate %4, unmapped %5%6"))
            .arg(outcome.deviceName, QString::number(counts.read), QString::number(counts.added),
                 QString::number(counts.duplicate), QString::number(counts.unmapped),
                 outcome.complete ? QString()
                                  : say(QT_TRANSLATE_NOOP("rollcall::ctl", " (incomplete)")));
    context.out.line(line);
    if (counts.setAside > 0)
        context.out.line(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "%1: set aside %2, which \"rollcallctl logs --set-aside\" lists"))
                .arg(outcome.deviceName, QString::number(counts.setAside)));
    return outcome.error ? context.out.fail(*outcome.error) : int(kDone);
}

void tellProgress(const Context &context, qint64 done, qint64 total)
{
    context.out.progress(
        total < 0 ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 logs")).arg(done)
                  : say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 of %2 logs")).arg(done).arg(total));
}

} // namespace rollcall::ctl
