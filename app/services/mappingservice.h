// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/worker.h"
#include "core/ports/mappingcontrol.h"
#include "core/ports/stores.h"

namespace rollcall {

class MappingService : public MappingControl
{
    Q_OBJECT

public:
    MappingService(MappingStore &mappings, DeviceStore &devices, PersonStore &people,
                   RecomputeService &recompute, QString author, QObject *parent = nullptr);

    Answer<QList<MappingRow>> rows(DeviceId device) override;
    Answer<MappingCounts> map(const UserMapping &mapping) override;
    Answer<MappingCounts> unmap(const UserMapping &mapping) override;
    Answer<MappingCounts> unmapUser(DeviceId device, const QString &userId) override;
    Answer<MappingCounts> move(DeviceId device, const QString &userId, PersonId person,
                               QDate from) override;
    Answer<QList<MatchSuggestion>> suggestions(DeviceId device) override;
    Answer<MappingCounts> applySuggestions(DeviceId device, int confidence) override;
    Answer<MappingCounts> importLines(const QList<MappingLine> &lines) override;

private:
    Result<MappingCounts> addAndCompute(const QList<UserMapping> &mappings, const QString &source);
    Result<MappingCounts> removeAndCompute(const QList<UserMapping> &mappings);
    Result<QList<UserMapping>> mappingsOf(DeviceId device, const QString &userId);
    Result<QList<MatchSuggestion>> suggest(DeviceId device);
    Result<QList<UserMapping>> resolve(const QList<MappingLine> &lines);

    MappingStore &m_mappings;
    DeviceStore &m_devices;
    PersonStore &m_people;
    RecomputeService &m_recompute;
    const QString m_author;
    Worker m_worker;
};

} // namespace rollcall
