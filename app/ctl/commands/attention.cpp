// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QJsonObject itemJson(const AttentionItem &item)
{
    return {{QStringLiteral("kind"), item.kind},
            {QStringLiteral("text"), item.text},
            {QStringLiteral("cure"), item.cure},
            {QStringLiteral("device"),
             item.device.isValid() ? QJsonValue(item.device.value) : QJsonValue()},
            {QStringLiteral("count"), item.count},
            {QStringLiteral("since"),
             item.sinceUtc > 0
                 ? QJsonValue(
                       QDateTime::fromMSecsSinceEpoch(item.sinceUtc, Qt::UTC).toString(Qt::ISODate))
                 : QJsonValue()}};
}

int attention(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<QList<AttentionItem>> items = await((*composition)->attention().items());
    if (!items)
        return context.out.fail(items.error());
    if (items->isEmpty())
        context.out.line(say(QT_TRANSLATE_NOOP("rollcall::ctl", "Nothing needs attention.")));
    QJsonArray array;
    for (const AttentionItem &item : *items) {
        context.out.line(item.count > 1 ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 (%2 times)"))
                                              .arg(item.text, QString::number(item.count))
                                        : item.text);
        context.out.line(QStringLiteral("    ") + item.cure);
        array.append(itemJson(item));
    }
    context.out.json(QJsonDocument(array));
    return kDone;
}

} // namespace

std::vector<Command> attentionCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("attention")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists what needs attention, with the "
                                                "command that cures it.")),
         {},
         0,
         0,
         {},
         attention});
    return commands;
}

} // namespace rollcall::ctl
