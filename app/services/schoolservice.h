// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    /// Sets keys from @p from on (null = always); null values take a key back to its default.
    Answer<> change(const QJsonObject &keys, QDate from);
    /// Sets one of the program's own settings (cli.md, "settings"). The value is not checked.
    Answer<> setAppSetting(const QString &key, const QString &value)
    {
        return m_store.saveSetting(key, value, m_author);
    }

private:
    SchoolStore &m_store;
    const QString m_author;
};

} // namespace rollcall
