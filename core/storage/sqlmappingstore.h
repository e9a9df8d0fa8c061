// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/stores.h"
#include "core/storage/storage.h"

namespace rollcall {

class SqlMappingStore : public MappingStore
{
public:
    explicit SqlMappingStore(StoreThreads threads)
        : m_threads(threads)
    {}
    Answer<MappingCounts> add(const QList<UserMapping> &mappings, const QString &source,
                              const QString &author) override;
    Answer<MappingCounts> remove(const QList<UserMapping> &mappings,
                                 const QString &author) override;
    Answer<MappingCounts> undo(const MappingChange &change, const QString &author) override;
    Answer<QList<MappingRow>> rows(DeviceId device) override;
    Answer<QList<UserMapping>> mappings() override;

private:
    StoreThreads m_threads;
};

} // namespace rollcall
