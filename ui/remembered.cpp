// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/remembered.h"

#include <QSettings>

namespace rollcall::ui::remembered {

namespace {

constexpr auto kGeometry = "window/geometry";
constexpr auto kPage = "window/page";
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

} // namespace rollcall::ui::remembered
