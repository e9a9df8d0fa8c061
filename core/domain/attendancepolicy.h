// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/domain/dayrecord.h"
#include "core/domain/timewindow.h"
#include "core/domain/walltime.h"

#include <QCoreApplication>
#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QTime>

#include <optional>

namespace rollcall {

/// What a lone punch is (setting single_punch).
enum class SinglePunch { In, Nearest };

/// The settings of attendance-rules.md, section 3, as values. Names are those of the keys.
struct PolicyValues
{
    bool timeWindows = false;
    std::optional<TimeWindow> inWindow;
    std::optional<TimeWindow> outWindow;
    std::optional<QTime> schoolStart;
    int graceMinutes = 0;
    std::optional<QTime> schoolEnd;
    int earlyGraceMinutes = 0;
    int repeatIntervalSeconds = 60;
    bool useDeviceStatus = false;
    SinglePunch singlePunch = SinglePunch::In;
    DayStatus missingInAs = DayStatus::Present;
    DayStatus missingOutAs = DayStatus::Present; ///< Present is the word "no_change"
    std::optional<QTime> registerClose;
    DayStatus afterRegisterClose = DayStatus::Late;
    std::optional<QTime> halfDaySplit;
    int halfDayBelowMinutes = 0; ///< 0 = off
    int absentBelowMinutes = 0;  ///< 0 = off
    QTime dayChange = QTime(0, 0);
    bool markOnOffDays = false;
    std::optional<QTime> absentAfter;
    bool absenceRequiresSync = true;
    int futureToleranceMinutes = kMinutesPerDay;
    QDate oldestValidDate = QDate(2010, 1, 1);
    bool absentWhenUnmapped = false;

    friend bool operator==(const PolicyValues &, const PolicyValues &) = default;
};

/// The times of the settings as minutes since the midnight with which an attendance day's date
/// begins (dayMinute()), and the oldest date as a wall clock: computed once, looked at for every
/// punch.
struct PolicyMinutes
{
    int dayBegins = 0; ///< the day covers [dayBegins, dayBegins + kMinutesPerDay)
    std::optional<int> schoolStart;
    std::optional<int> schoolEnd;
    std::optional<int> registerClose;
    std::optional<int> halfDaySplit;
    std::optional<int> absentAfter; ///< as set; the defaults of section 3 are not applied
    WallTime oldestValid = WallTime::startOf(QDate(2010, 1, 1)); ///< begin of oldest_valid_date

    friend bool operator==(const PolicyMinutes &, const PolicyMinutes &) = default;
};

/// A setting as the command line and the settings form list it.
struct SettingInfo
{
    QString key;
    QJsonValue defaultValue; ///< null = none
    QString meaning;         ///< translated, one sentence
};

/// Settings that have been checked together. One policy is in force for one person and day.
/// Thread: a value, any.
class AttendancePolicy
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::AttendancePolicy)

public:
    /// Reading settings that must not fail: see tolerant().
    struct Tolerated;

    /// All defaults.
    AttendancePolicy() = default;

    /// Reads the JSON form; a key that is not there has its default, null means "none" where a
    /// setting may be none. InvalidInput, naming the setting, for an unknown key, a wrong type, a
    /// value out of range, a window that ends before its start, and a half-day limit below the
    /// absent limit (attendance-rules.md, section 3).
    static Result<AttendancePolicy> fromJson(const QJsonObject &json);
    /// The same for settings that were accepted one by one and joined later (an assignment over the
    /// school's): what fromJson() would refuse is left at its default and told, so that a day can
    /// always be computed.
    static Tolerated tolerant(const QJsonObject &json);
    /// Every key, with its present value.
    QJsonObject toJson() const;

    const PolicyValues &values() const { return m_values; }
    const PolicyMinutes &minutes() const { return m_minutes; }
    /// The windows that count: none of them while time_windows is off.
    const TimeWindow *inWindow() const { return used(m_values.inWindow); }
    const TimeWindow *outWindow() const { return used(m_values.outWindow); }
    /// What is accepted but may be a slip: overlapping windows, School Start Time outside the In
    /// window, only one window. Translated sentences.
    QStringList warnings() const;

    /// Every setting in the order of attendance-rules.md, section 3.
    static QList<SettingInfo> settings();
    /// A value typed at the command line as the JSON of @p key: "08:00", "06:30-10:00", "15", "on",
    /// "none", a word. InvalidInput when it cannot be one; ranges and combinations are checked by
    /// fromJson().
    static Result<QJsonValue> valueFromText(const QString &key, const QString &text);
    /// The reverse; "none" for null.
    static QString valueToText(const QJsonValue &value);

    friend bool operator==(const AttendancePolicy &, const AttendancePolicy &) = default;

private:
    const TimeWindow *used(const std::optional<TimeWindow> &window) const
    {
        return m_values.timeWindows && window ? &*window : nullptr;
    }
    static Error unknownSetting(const QString &key);
    /// Refused combinations; what is refused is taken out.
    QList<Error> settleCombinations();
    void countMinutes();

    PolicyValues m_values;
    PolicyMinutes m_minutes;
};

struct AttendancePolicy::Tolerated
{
    AttendancePolicy policy;
    QList<Error> problems;
};

} // namespace rollcall
