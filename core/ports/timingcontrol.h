// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/calendarstore.h"
#include "core/ports/daypreview.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

namespace rollcall {

/// A timing that was accepted.
struct TimingSaved
{
    FactCounts counts;
    /// What may be a slip (attendance-rules.md, section 3): translated sentences.
    QStringList warnings;
};

/// The school's settings by date, and what overrides them for whom. Calls, signals and errors as in
/// calendarcontrol.h; InvalidInput holds the sentence of attendance-rules.md, section 3.
class TimingControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// As stored, the earliest first.
    virtual Answer<QList<Timing>> timings() = 0;
    /// Sets keys for everybody from @p from on; null values take a key back to its default.
    virtual Answer<TimingSaved> setFrom(QDate from, const QJsonObject &keys,
                                        const QString &reason) = 0;
    /// Takes the settings that begin on that day back. Not the first ones, on which all stands.
    virtual Answer<FactCounts> removeTiming(QDate validFrom, const QString &reason) = 0;

    /// From general to specific.
    virtual Answer<QList<AssignmentRow>> assignments() = 0;
    /// All or none.
    virtual Answer<TimingSaved> assign(const QList<TimingAssignment> &assignments,
                                       const QString &reason) = 0;
    virtual Answer<FactCounts> removeAssignment(AssignmentId assignment, const QString &reason) = 0;
    virtual Answer<QList<GroupRow>> groups() = 0;

    // What the same four changes would make of all settings, for DayPreview::preview(). Nothing is
    // stored. Errors: those of the change itself.
    virtual Answer<SettingsAfter> afterSetting(QDate from, const QJsonObject &keys) = 0;
    virtual Answer<SettingsAfter> afterRemovingTiming(QDate validFrom) = 0;
    virtual Answer<SettingsAfter> afterAssigning(const QList<TimingAssignment> &assignments) = 0;
    virtual Answer<SettingsAfter> afterRemovingAssignment(AssignmentId assignment) = 0;

signals:
    void timingsChanged();
};

} // namespace rollcall
