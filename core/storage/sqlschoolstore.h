// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/stores.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlSchoolStore : public SchoolStore
{
public:
    explicit SqlSchoolStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<School> school() override;
    Answer<School> create(const School &school, const Timing &first) override;
    Answer<QList<Timing>> timings() override;
    Answer<FactCounts> saveTiming(const Timing &timing, const Decision &decision) override;
    Answer<QHash<QString, QString>> settings() override;
    Answer<> saveSetting(const QString &key, const QString &value,
                         const Decision &decision) override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
