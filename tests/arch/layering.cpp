// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/rules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace rollcall::arch {

namespace {

struct Room
{
    QLatin1StringView folder;
    QLatin1StringView name;
    QLatin1StringView mayInclude; ///< rooms beside itself
};

/// The table of architecture.md, section 1. The first folder that fits decides. Both programs also
/// see core, whose values and ports wiring and ui speak in.
constexpr Room kRooms[] = {
    {"core/base/"_L1, "core"_L1, ""_L1},
    {"core/domain/"_L1, "core"_L1, ""_L1},
    {"core/rules/"_L1, "core"_L1, ""_L1},
    {"core/ports/"_L1, "core"_L1, ""_L1},
    {"core/io/"_L1, "core"_L1, ""_L1},
    {"core/reports/"_L1, "core"_L1, ""_L1},
    {"core/storage/"_L1, "storage"_L1, "core"_L1},
    {"devices/api/"_L1, "device_api"_L1, "core"_L1},
    {"devices/zk/"_L1, "zk"_L1, "core device_api"_L1},
    {"devices/push/"_L1, "push"_L1, "core device_api"_L1},
    {"devices/sim/"_L1, "sim"_L1, "core device_api"_L1},
    {"app/services/"_L1, "services"_L1, "core device_api"_L1},
    {"app/secrets/"_L1, "secrets"_L1, "core"_L1},
    {"app/wiring/"_L1, "wiring"_L1, "core storage device_api zk push sim services secrets"_L1},
    {"app/gui/"_L1, "gui"_L1, "core wiring ui"_L1},
    {"app/ctl/"_L1, "ctl"_L1, "core wiring render"_L1},
    {"ui/render/"_L1, "render"_L1, "core"_L1},
    {"ui/"_L1, "ui"_L1, "core render"_L1},
};

const Room *findRoom(const QString &path)
{
    for (const Room &room : kRooms) {
        if (path.startsWith(room.folder))
            return &room;
    }
    return nullptr;
}

bool isGenerated(const QString &header)
{
    return header.endsWith(".moc"_L1) || header.startsWith("moc_"_L1);
}

/// What is wrong with an include of @p header in @p room; empty = nothing.
QString includeFault(const Room &room, const QString &header, bool isQuoted)
{
    static const QRegularExpression umbrella(QStringLiteral(
        "^Qt(Core|Gui|Widgets|Network|Sql|Svg|Test|Concurrent|HttpServer|PrintSupport)$"));
    static const QRegularExpression moduleQualified(QStringLiteral("^Qt[A-Z][A-Za-z]*/"));
    if (umbrella.match(header).hasMatch())
        return QStringLiteral("<%1> is an umbrella: name the header of each class").arg(header);
    if (moduleQualified.match(header).hasMatch())
        return QStringLiteral(
                   "<%1> names its module, which the compiler finds also where it is not linked")
            .arg(header);
    const Room *target = findRoom(header);
    if (!target) {
        if (isQuoted && !isGenerated(header))
            return QStringLiteral("\"%1\" is not written from the root, or its folder is no room")
                .arg(header);
        return {};
    }
    if (target->name == room.name)
        return {};
    const QStringList allowed = QString(room.mayInclude).split(u' ', Qt::SkipEmptyParts);
    if (allowed.contains(target->name))
        return {};
    return QStringLiteral("%1 must not include %2 (\"%3\")").arg(room.name, target->name, header);
}

} // namespace

QString roomOf(const QString &path)
{
    const Room *room = findRoom(path);
    return room ? QString(room->name) : QString();
}

QList<Finding> layeringFindings(const SourceFile &file)
{
    static const QRegularExpression include(
        QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*([<\"])([^>\"\\n]+)[>\"]"),
        QRegularExpression::MultilineOption);
    const Room *room = findRoom(file.path);
    if (!room)
        return {{file.path, 0, QStringLiteral("the folder is not in the table of rooms")}};
    QList<Finding> findings;
    const QString text = withoutComments(file.text, Literals::Keep);
    auto match = include.globalMatch(text);
    while (match.hasNext()) {
        const QRegularExpressionMatch found = match.next();
        const QString fault = includeFault(*room, found.captured(2), found.captured(1) == u"\"");
        if (!fault.isEmpty())
            findings.append({file.path, lineOf(text, found.capturedStart(1)), fault});
    }
    return findings;
}

} // namespace rollcall::arch
