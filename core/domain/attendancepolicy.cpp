// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/attendancepolicy.h"

#include "core/domain/policykeys.h"

namespace rollcall {

Error AttendancePolicy::unknownSetting(const QString &key)
{
    return errors::invalidInput(
        tr("There is no attendance setting named %1. Nothing was changed. Look up the name "
           "in the list of settings.")
            .arg(key),
        key);
}

Result<AttendancePolicy> AttendancePolicy::fromJson(const QJsonObject &json)
{
    const Tolerated read = tolerant(json);
    if (!read.problems.isEmpty())
        return read.problems.constFirst();
    return read.policy;
}

AttendancePolicy::Tolerated AttendancePolicy::tolerant(const QJsonObject &json)
{
    Tolerated read;
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!findPolicyKey(it.key()))
            read.problems.append(unknownSetting(it.key()));
    }
    // The windows come last: where their times lie depends on day_change.
    for (const bool windows : {false, true}) {
        for (const PolicyKey &key : policyKeys()) {
            const auto it = json.constFind(key.text());
            if (key.isWindow() != windows || it == json.constEnd())
                continue;
            if (const Result<> done = readPolicyValue(read.policy.m_values, key, it.value()); !done)
                read.problems.append(done.error());
        }
    }
    read.problems.append(read.policy.settleCombinations());
    read.policy.countMinutes();
    return read;
}

void AttendancePolicy::countMinutes()
{
    const auto minute = [this](const std::optional<QTime> &time) -> std::optional<int> {
        if (!time)
            return std::nullopt;
        return dayMinute(*time, m_values.dayChange);
    };
    m_minutes = {dayMinute(m_values.dayChange, m_values.dayChange),
                 minute(m_values.schoolStart),
                 minute(m_values.schoolEnd),
                 minute(m_values.registerClose),
                 minute(m_values.halfDaySplit),
                 minute(m_values.absentAfter),
                 WallTime::startOf(m_values.oldestValidDate)};
}

QJsonObject AttendancePolicy::toJson() const
{
    QJsonObject json;
    for (const PolicyKey &key : policyKeys())
        json.insert(key.text(), writePolicyValue(m_values, key));
    return json;
}

QList<Error> AttendancePolicy::settleCombinations()
{
    QList<Error> refused;
    if (m_values.halfDayBelowMinutes > 0 && m_values.absentBelowMinutes > 0 &&
        m_values.halfDayBelowMinutes < m_values.absentBelowMinutes) {
        refused.append(
            errors::invalidInput(tr("The half-day limit (half_day_below_minutes, %1) is below the "
                                    "absent limit (absent_below_minutes, %2), "
                                    "so that no day could be a half day. Nothing was changed. Make "
                                    "the half-day limit the larger one, or "
                                    "set one of them to 0.")
                                     .arg(m_values.halfDayBelowMinutes)
                                     .arg(m_values.absentBelowMinutes),
                                 QStringLiteral("half_day_below_minutes")));
        m_values.halfDayBelowMinutes = 0;
    }
    return refused;
}

QStringList AttendancePolicy::warnings() const
{
    QStringList texts;
    if (!m_values.timeWindows)
        return texts;
    const TimeWindow *in = inWindow();
    const TimeWindow *out = outWindow();
    if (in && out && in->overlaps(*out)) {
        texts.append(tr("The In window (%1) and the Out window (%2) overlap. A lone punch in both "
                        "counts as IN.")
                         .arg(in->toString(), out->toString()));
    }
    if (in && m_values.schoolStart &&
        !in->contains(dayMinute(*m_values.schoolStart, m_values.dayChange))) {
        texts.append(
            tr("The School Start Time (%1) lies outside the In window (%2).")
                .arg(m_values.schoolStart->toString(QStringLiteral("HH:mm")), in->toString()));
    }
    if (in && !out)
        texts.append(tr("Only the In window is set. The last punch after it is OUT."));
    if (out && !in)
        texts.append(tr("Only the Out window is set. The first punch before it is IN."));
    if (!in && !out)
        texts.append(
            tr("Time windows are on but none is set. The first punch is IN and the last one OUT."));
    return texts;
}

QList<SettingInfo> AttendancePolicy::settings()
{
    const PolicyValues defaults;
    QList<SettingInfo> infos;
    for (const PolicyKey &key : policyKeys())
        infos.append({key.text(), writePolicyValue(defaults, key), tr(key.meaning)});
    return infos;
}

Result<QJsonValue> AttendancePolicy::valueFromText(const QString &key, const QString &text)
{
    const PolicyKey *known = findPolicyKey(key);
    if (!known)
        return unknownSetting(key);
    const QJsonValue value = typedPolicyValue(*known, text.trimmed());
    if (value.isUndefined())
        return policyValueRefused(*known);
    return value;
}

QString AttendancePolicy::valueToText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("on") : QStringLiteral("off");
    case QJsonValue::Double:
        return QString::number(value.toInt());
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Object: {
        const QJsonObject span = value.toObject();
        return span.value(QLatin1String("from")).toString() + u'-' +
               span.value(QLatin1String("to")).toString();
    }
    default:
        break;
    }
    return QStringLiteral("none");
}

} // namespace rollcall
