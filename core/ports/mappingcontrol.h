// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/matchsuggestion.h"
#include "core/domain/person.h"
#include "core/ports/mappingimport.h"
#include "core/ports/rows.h"

#include <QObject>

namespace rollcall {

/// Who the users of a device are. What changes mappings builds the days that it touches before it
/// answers; when that fails, the mappings are stored and MappingCounts::waiting says why their days
/// are not built. Calls from any thread; signals on the thread it lives on.
class MappingControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Answer<QList<MappingRow>> rows(DeviceId device) = 0;
    /// Says that @p userId of @p device is @p person, from and to null = always. The days it
    /// touches are computed before the answer comes. A mapping of the same user that overlaps is
    /// replaced.
    virtual Answer<MappingCounts> map(const UserMapping &mapping) = 0;
    /// Takes the mappings away, all or none; one that is gone already counts as unchanged.
    virtual Answer<MappingCounts> unmap(const QList<UserMapping> &mappings) = 0;
    /// Takes all mappings of a user away. NotFound: there is none.
    virtual Answer<MappingCounts> unmapUser(DeviceId device, const QString &userId) = 0;
    /// Says that a user who means somebody means @p person from @p from on (null: always meant).
    /// NotFound: the user means nobody yet.
    virtual Answer<MappingCounts> move(DeviceId device, const QString &userId, PersonId person,
                                       QDate from) = 0;
    /// Whom the users of @p device that mean nobody could be, of the people who have no user on it
    /// (matchsuggester.h).
    virtual Answer<QList<MatchSuggestion>> suggestions(DeviceId device) = 0;
    /// Maps the clear suggestions of at least @p confidence (1 to 99), always valid; all or none.
    virtual Answer<MappingCounts> applySuggestions(DeviceId device, int confidence) = 0;
    /// Maps what somebody chose of the suggestions, always valid; all or none. InvalidInput: a user
    /// or a person is among them twice. Conflict: a user means somebody by now.
    virtual Answer<MappingCounts> applyMatches(DeviceId device,
                                               const QList<MatchSuggestion> &chosen) = 0;
    /// What an import of these lines would do; nothing is stored.
    virtual Answer<MappingPreview> previewLines(const QList<MappingLine> &lines) = 0;
    /// All lines or none. InvalidInput names the first wrong line.
    virtual Answer<MappingCounts> importLines(const QList<MappingLine> &lines) = 0;
    /// The mappings of @p device (invalid: of all) as lines of a mapping file.
    virtual Answer<QList<MappingLine>> lines(DeviceId device) = 0;
    /// Takes a deed back: what it made goes, what it took away stands again. Conflict: somebody
    /// changed one of these users since; nothing is done then.
    virtual Answer<MappingCounts> undo(const MappingChange &change) = 0;
    /// Whatever waits for the days of what it stored answers now, with a MappingCounts::waiting of
    /// Cancelled. The days go on being built.
    virtual void leaveDays() = 0;

signals:
    void mappingChanged(rollcall::DeviceId device);
    /// While more days are built than a moment's work: @p done of @p total; 0 of 0: that is over.
    void daysBuilding(qint64 done, qint64 total);
};

} // namespace rollcall
