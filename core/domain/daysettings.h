// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/attendancepolicy.h"

#include <QDate>
#include <QHash>
#include <QJsonObject>
#include <QList>

#include <memory>

namespace rollcall {

/// For whom a setting was made, from general to specific: the order in which the product lays
/// timings over one another (attendance-rules.md, section 3).
enum class SettingScope { Default, School, Weekday, Dated, Group, Person };

/// "default", "school", "weekday", "dated", "class", "person".
QString scopeWord(SettingScope scope);

/// Where the value of a setting comes from.
struct SettingOrigin
{
    SettingScope scope = SettingScope::Default;
    QDate from; ///< first day, or the effective date of the school's settings; null = open
    QDate to;
    QList<int> weekdays; ///< 1 = Monday … 7 = Sunday; empty = all

    friend bool operator==(const SettingOrigin &, const SettingOrigin &) = default;
};

/// Settings of one origin, as they were written: a key that is not there is not spoken of.
struct SettingLayer
{
    SettingOrigin origin;
    QJsonObject settings;
};

/// The settings in force for one person and day, checked, and where each of them comes from. Cheap
/// to copy: days with the same settings share them. Never wrong: what cannot be, because layers
/// that were accepted one by one contradict each other, is left at its default and told in
/// problems(). Thread: an immutable value, any.
class DaySettings
{
public:
    /// All defaults.
    DaySettings();
    /// One layer of the school; not explicit, since a JSON object is how settings are written.
    DaySettings(const QJsonObject &json); // NOLINT(google-explicit-constructor)
    /// Later layers win key by key.
    explicit DaySettings(const QList<SettingLayer> &layers);

    const AttendancePolicy &policy() const { return m_data->checked.policy; }
    /// What was refused, each with the key as its detail.
    const QList<Error> &problems() const { return m_data->checked.problems; }
    /// The layers joined, as written.
    const QJsonObject &json() const { return m_data->json; }
    /// Default for a key that no layer names, and for one whose value was refused.
    SettingOrigin originOf(const QString &key) const;

private:
    struct Data
    {
        QJsonObject json;
        QHash<QString, SettingOrigin> origins;
        AttendancePolicy::Tolerated checked;
    };
    static std::shared_ptr<const Data> joined(const QList<SettingLayer> &layers);

    std::shared_ptr<const Data> m_data;
};

} // namespace rollcall
