// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/remembered.h"

#include <QSettings>

namespace rollcall::ui::remembered {

namespace {

constexpr auto kGeometry = "window/geometry";
constexpr auto kPage = "window/page";
constexpr auto kScheme = "window/look";
constexpr auto kKeepRunning = "window/keep-running";
constexpr auto kTable = "tables/%1";

QVariant value(const QString &key)
{
    return QSettings().value(key);
}

void setValue(const QString &key, const QVariant &value)
{
    QSettings().setValue(key, value);
}

} // namespace

QByteArray windowGeometry()
{
    return value(QString::fromLatin1(kGeometry)).toByteArray();
}

void setWindowGeometry(const QByteArray &geometry)
{
    setValue(QString::fromLatin1(kGeometry), geometry);
}

QString page()
{
    return value(QString::fromLatin1(kPage)).toString();
}

void setPage(const QString &name)
{
    setValue(QString::fromLatin1(kPage), name);
}

QByteArray tableState(const QString &table)
{
    return value(QString::fromLatin1(kTable).arg(table)).toByteArray();
}

void setTableState(const QString &table, const QByteArray &state)
{
    setValue(QString::fromLatin1(kTable).arg(table), state);
}

std::optional<Scheme> scheme()
{
    const QString word = value(QString::fromLatin1(kScheme)).toString();
    if (word == u"light")
        return Scheme::Light;
    if (word == u"dark")
        return Scheme::Dark;
    return std::nullopt;
}

void setScheme(std::optional<Scheme> scheme)
{
    setValue(QString::fromLatin1(kScheme), !scheme                   ? QStringLiteral("system")
                                           : *scheme == Scheme::Dark ? QStringLiteral("dark")
                                                                     : QStringLiteral("light"));
}

bool keepsRunning()
{
    return value(QString::fromLatin1(kKeepRunning)).toBool();
}

void setKeepsRunning(bool isKept)
{
    setValue(QString::fromLatin1(kKeepRunning), isKept);
}

} // namespace rollcall::ui::remembered
