// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/services/recomputeservice.h"
#include "app/services/worker.h"
#include "core/ports/mappingcontrol.h"
#include "core/ports/stores.h"

#include <QPromise>

#include <memory>
#include <mutex>

namespace rollcall {

class MappingService : public MappingControl
{
    Q_OBJECT

public:
    MappingService(MappingStore &mappings, DeviceStore &devices, PersonStore &people,
                   RecomputeService &recompute, QString author, QObject *parent = nullptr);

    Answer<QList<MappingRow>> rows(DeviceId device) override;
    Answer<MappingCounts> map(const UserMapping &mapping) override;
    Answer<MappingCounts> unmap(const QList<UserMapping> &mappings) override;
    Answer<MappingCounts> unmapUser(DeviceId device, const QString &userId) override;
    Answer<MappingCounts> move(DeviceId device, const QString &userId, PersonId person,
                               QDate from) override;
    Answer<QList<MatchSuggestion>> suggestions(DeviceId device) override;
    Answer<MappingCounts> applySuggestions(DeviceId device, int confidence) override;
    Answer<MappingCounts> applyMatches(DeviceId device,
                                       const QList<MatchSuggestion> &chosen) override;
    Answer<MappingPreview> previewLines(const QList<MappingLine> &lines) override;
    Answer<MappingCounts> importLines(const QList<MappingLine> &lines) override;
    Answer<QList<MappingLine>> lines(DeviceId device) override;
    Answer<MappingCounts> undo(const MappingChange &change) override;
    void leaveDays() override;

private:
    Result<MappingCounts> addAndCompute(const QList<UserMapping> &mappings, const QString &source);
    Result<MappingCounts> removeAndCompute(const QList<UserMapping> &mappings);
    Result<QList<UserMapping>> mappingsOf(DeviceId device, const QString &userId);
    Result<QList<MatchSuggestion>> suggest(DeviceId device);
    Result<MappingCounts> applyChosen(DeviceId device, const QList<MatchSuggestion> &chosen);
    Result<MappingFacts> facts();
    Result<MappingPreview> preview(const QList<MappingLine> &lines);
    Result<QList<MappingLine>> linesOf(DeviceId device);
    /// Builds the days that @p counts marked, and tells of the devices.
    MappingCounts computed(MappingCounts counts);
    Result<qint64> waitForDays();

    MappingStore &m_mappings;
    DeviceStore &m_devices;
    PersonStore &m_people;
    RecomputeService &m_recompute;
    const QString m_author;
    std::mutex m_mutex;
    std::shared_ptr<QPromise<Result<qint64>>> m_waiting; ///< guarded by m_mutex; null: nobody waits
    Worker m_worker;
};

} // namespace rollcall
