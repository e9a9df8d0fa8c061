// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/matchsuggestion.h"
#include "core/domain/person.h"
#include "core/ports/rows.h"

#include <QObject>

namespace rollcall {

/// A line of a mapping file (cli.md, Fixed forms), already taken apart.
struct MappingLine
{
    QString device; ///< id or name
    QString userId;
    QString person; ///< admission or staff number
    QDate from;
    QDate to;
    int line = 0; ///< in the file, for messages
};

/// Who the users of a device are. Calls from any thread; signals on the thread it lives on.
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
    virtual Answer<MappingCounts> unmap(const UserMapping &mapping) = 0;
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
    /// All lines or none. InvalidInput names the first wrong line.
    virtual Answer<MappingCounts> importLines(const QList<MappingLine> &lines) = 0;

signals:
    void mappingChanged(rollcall::DeviceId device);
};

} // namespace rollcall
