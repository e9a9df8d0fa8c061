// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/daypreview.h"
#include "core/ports/stores.h"

namespace rollcall {

/// Makes the school and its settings. Thread: any.
class SchoolService
{
public:
    SchoolService(SchoolStore &store, QString author)
        : m_store(store)
        , m_author(std::move(author))
    {}

    Answer<School> school() { return m_store.school(); }
    /// @p settings as in attendance-rules.md, section 3; InvalidInput names what is wrong.
    Answer<School> create(const QString &name, const QByteArray &timeZone,
                          const QJsonObject &settings);
    /// The settings in force on a day, without defaults.
    Answer<QList<Timing>> timings() { return m_store.timings(); }
    /// The stored settings of the program itself, by key; see core/domain/appsettings.h.
    Answer<QHash<QString, QString>> appSettings() { return m_store.settings(); }
    /// Sets one of them to what was typed; counts at once. Answers what is stored. Errors:
    /// InvalidInput for a value that cannot be, NotFound for a key that is not. @p reason is for
    /// the audit trail.
    Answer<QString> setAppSetting(const QString &key, const QString &text,
                                  const QString &reason = {});
    /// What change() would make of the school's settings, for a preview; its assignments are for
    /// the caller to add. The changed settings come last. Errors: as change().
    Result<SettingsAfter> settingsAfter(const QJsonObject &keys, QDate from);
    /// Sets keys from @p from on (null = always); null values take a key back to its default.
    /// @p reason is for the audit trail and may be empty.
    Answer<FactCounts> change(const QJsonObject &keys, QDate from, const QString &reason);

private:
    SchoolStore &m_store;
    const QString m_author;
};

} // namespace rollcall
