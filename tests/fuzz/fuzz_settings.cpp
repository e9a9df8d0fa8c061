// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/attendanceengine.h"
#include "core/rules/explanationtext.h"
#include "core/rules/policyresolver.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace rollcall;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// What was accepted is written and read again as the same; what was refused says why, and a day
/// can be computed all the same.
void checkPolicy(const QJsonObject &json)
{
    const Result<AttendancePolicy> policy = AttendancePolicy::fromJson(json);
    const AttendancePolicy::Tolerated tolerated = AttendancePolicy::tolerant(json);
    require(policy.isOk() == tolerated.problems.isEmpty());
    for (const Error &problem : tolerated.problems)
        require(problem.code == ErrorCode::InvalidInput && !problem.userText.isEmpty());
    const QJsonObject written = tolerated.policy.toJson();
    const Result<AttendancePolicy> again = AttendancePolicy::fromJson(written);
    require(again.isOk() && *again == tolerated.policy && again->toJson() == written);
    for (auto it = written.begin(); it != written.end(); ++it) {
        const Result<QJsonValue> typed =
            AttendancePolicy::valueFromText(it.key(), AttendancePolicy::valueToText(it.value()));
        require(typed.isOk() && *typed == it.value());
    }
}

Punch punchAt(WallTime at, qint64 log)
{
    Punch punch;
    punch.log = RawLogId{log};
    punch.device = DeviceId{1};
    punch.at = at;
    punch.receivedAt = at;
    punch.state = static_cast<int>(log % 6);
    return punch;
}

void checkDay(const QJsonObject &before, const QJsonObject &json)
{
    DayInput input;
    input.person = PersonId{1};
    input.day = QDate(2026, 3, 12);
    input.settingsBefore = before;
    input.settings = input.settingsAfter = json;
    const WallTime midnight = WallTime::startOf(input.day);
    for (int hour = -5; hour < 30; hour += 3)
        input.punches.append(punchAt(midnight.addMinutes(hour * 60 + 7), hour + 6));
    input.now = midnight.addMinutes(3000);
    const DayResult told = AttendanceEngine().computeDay(input);
    const DayResult quiet =
        AttendanceEngine().computeDay(input, AttendanceEngine::Reasons::LeftOut);
    require(told.record == quiet.record && told.outcomes == quiet.outcomes);
    const ExplanationText text(input.day);
    for (const ExplanationStep &step : told.explanation)
        require(text.sentence(step) != step.rule && !text.sentence(step).isEmpty());
}

} // namespace

/// The settings of attendance-rules.md, section 3, as JSON that somebody wrote: an object, or a
/// list of objects that are laid over one another.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (document.isObject()) {
        checkPolicy(document.object());
        checkDay({}, document.object());
        return 0;
    }
    QList<SettingLayer> layers;
    for (const QJsonValue &value : document.array()) {
        const auto scope = static_cast<SettingScope>(layers.size() % 6);
        layers.append({{scope, {}, {}, {}}, value.toObject()});
    }
    const DaySettings joined(layers);
    checkPolicy(joined.json());
    if (!layers.isEmpty())
        checkDay(layers.first().settings, joined.json());
    return 0;
}
