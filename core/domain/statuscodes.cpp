// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/statuscodes.h"

#include "core/domain/appsettings.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

/// The setting with the code of a status; null for Pending, which has none.
const AppSetting *settingOf(DayStatus status)
{
    return findAppSetting(QString(QStringLiteral("codes.") + statusWord(status)));
}

} // namespace

StatusCodes::StatusCodes()
    : StatusCodes(QHash<QString, QString>())
{}

StatusCodes::StatusCodes(const QHash<QString, QString> &stored)
{
    for (size_t i = 0; i < kStatuses; ++i) {
        const auto status = static_cast<DayStatus>(i);
        const AppSetting *setting = settingOf(status);
        m_codes.at(i) = setting ? appSettingValue(*setting, stored) : statusCode(status);
    }
}

Result<> StatusCodes::checkFree(const QString &key, const QString &code) const
{
    for (size_t i = 0; i < kStatuses; ++i) {
        const AppSetting *setting = settingOf(static_cast<DayStatus>(i));
        if ((setting && setting->text() == key) ||
            m_codes.at(i).compare(code, Qt::CaseInsensitive) != 0)
            continue;
        return errors::invalidInput(
            QCoreApplication::translate(
                "rollcall::AppSettings",
                "\"%1\" is the code of another status already, so that the two would look alike in "
                "reports. Nothing was changed. Choose another code, or change the other one "
                "first.")
                .arg(code),
            key);
    }
    return ok();
}

} // namespace rollcall
