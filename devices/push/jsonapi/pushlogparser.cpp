// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/jsonapi/pushlogparser.h"

#include "devices/push/jsonapi/jsonbody.h"
#include "devices/push/jsonapi/kepttext.h"
#include "devices/push/jsonapi/timestamp.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <optional>

namespace rollcall::push {

namespace {

constexpr double kMaxSafeInteger = 9007199254740991.0; // 2^53 - 1
constexpr int kFirstYear = 2010;
constexpr int kLastYear = 2099;
constexpr qsizetype kMaxUserId = 32;
constexpr qsizetype kMaxWorkCode = 16;
constexpr int kMaxVerify = 255;
constexpr int kMaxState = 5;

/// Why an item is refused, before it has its index.
struct Refusal
{
    QLatin1String reason;
    QString detail;
};
using Check = std::optional<Refusal>;

Check refuse(const char *reason, const QString &detail)
{
    return Refusal{QLatin1String(reason), detail};
}

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    const double number = value.toDouble();
    if (!(std::abs(number) <= kMaxSafeInteger) || number != std::floor(number))
        return std::nullopt;
    return static_cast<qint64>(number);
}

/// Text that every database and every screen can keep: no control characters and no half surrogate
/// pairs.
bool isCleanText(QStringView text)
{
    return text.isValidUtf16() && std::none_of(text.begin(), text.end(), [](QChar c) {
               return c.category() == QChar::Other_Control;
           });
}

bool isLongerThan(qsizetype characters, const QString &text)
{
    return text.size() > characters && text.toUcs4().size() > characters;
}

Check readUserId(const QJsonValue &value, RawLog &log)
{
    if (isAbsent(value))
        return refuse("missing_user_id", QStringLiteral("user_id is missing"));
    if (const std::optional<qint64> number = wholeNumber(value); number && *number >= 0)
        log.userId = QString::number(*number);
    else if (value.isString())
        log.userId = value.toString().trimmed();
    if (log.userId.isEmpty() || !isCleanText(log.userId) || isLongerThan(kMaxUserId, log.userId))
        return refuse(
            "invalid_user_id",
            QStringLiteral("user_id is not a text of 1 to %1 characters, nor a whole number from 0")
                .arg(kMaxUserId));
    return std::nullopt;
}

Check readTime(const QJsonValue &value, ZoneClock &zone, RawLog &log)
{
    if (isAbsent(value))
        return refuse("missing_timestamp", QStringLiteral("timestamp is missing"));
    const QString text = value.toString();
    const std::optional<Timestamp> timestamp = readTimestamp(text);
    if (!timestamp)
        return refuse("invalid_timestamp", QStringLiteral("timestamp is not a date and time"));
    const DeviceMoment moment = momentOf(*timestamp, zone);
    log.at = moment.wall;
    log.instantUtc = moment.utc;
    return std::nullopt;
}

/// How far the punch lies ahead of the server, and whether its year can be: a terminal with a dead
/// clock battery reports 1970 or 2000.
Check judgeTime(const RawLog &log, qint64 nowUtc, const PushLimits &limits, QString &warning)
{
    const qint64 aheadMs = log.instantUtc - nowUtc;
    const auto ahead = [aheadMs] {
        return QStringLiteral("%1 s ahead of the server").arg(aheadMs / 1000);
    };
    if (aheadMs > qint64{limits.maxFutureSeconds} * 1000)
        return refuse("future_timestamp", ahead());
    const int year = log.at.date().year();
    if (year < kFirstYear || year > kLastYear)
        return refuse(
            "implausible_timestamp",
            QStringLiteral("the year is not between %1 and %2").arg(kFirstYear).arg(kLastYear));
    if (aheadMs > qint64{limits.silentFutureSeconds} * 1000)
        warning = ahead();
    return std::nullopt;
}

Check readStatus(const QJsonValue &value, RawLog &log)
{
    if (isAbsent(value))
        return std::nullopt; // not stated
    std::optional<qint64> number = wholeNumber(value);
    if (value.isString()) {
        const QString digits = value.toString();
        const bool isNumber = !digits.isEmpty() && digits.size() <= 3 &&
                              std::all_of(digits.begin(), digits.end(),
                                          [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (isNumber)
            number = digits.toInt();
    }
    if (number && ((*number >= 0 && *number <= kMaxState) || *number == kStateNotStated)) {
        log.state = static_cast<int>(*number);
        return std::nullopt;
    }
    if (number)
        return refuse("invalid_status",
                      QStringLiteral("status %1 is not one of 0-5, 255").arg(*number));
    return refuse("invalid_status", QStringLiteral("status is not a whole number"));
}

Check readVerify(const QJsonValue &value, RawLog &log)
{
    if (isAbsent(value))
        return std::nullopt;
    const std::optional<qint64> number = wholeNumber(value);
    if (!number || *number < 0 || *number > kMaxVerify)
        return refuse(
            "invalid_verify_type",
            QStringLiteral("verify_type is not a whole number from 0 to %1").arg(kMaxVerify));
    log.verify = static_cast<int>(*number);
    return std::nullopt;
}

Check readWorkCode(const QJsonValue &value, RawLog &log)
{
    if (isAbsent(value))
        return std::nullopt;
    log.workCode = value.toString();
    if (!value.isString() || !isCleanText(log.workCode) || isLongerThan(kMaxWorkCode, log.workCode))
        return refuse(
            "invalid_work_code",
            QStringLiteral("work_code is not a text of at most %1 characters").arg(kMaxWorkCode));
    return std::nullopt;
}

/// What items are read against.
struct Bounds
{
    ZoneClock &zone;
    qint64 nowUtc;
    const PushLimits &limits;
};

/// The first rule that fails, in the order of section 1.3, is the one that is told.
Check readItem(const QJsonValue &value, const Bounds &bounds, RawLog &log, QString &warning)
{
    if (!value.isObject())
        return refuse("invalid_item", QStringLiteral("the item is not an object"));
    const QJsonObject item = value.toObject();
    Check check = readUserId(item.value(u"user_id"), log);
    if (!check)
        check = readTime(item.value(u"timestamp"), bounds.zone, log);
    if (!check)
        check = judgeTime(log, bounds.nowUtc, bounds.limits, warning);
    if (!check)
        check = readStatus(item.value(u"status"), log);
    if (!check)
        check = readVerify(item.value(u"verify_type"), log);
    if (!check)
        check = readWorkCode(item.value(u"work_code"), log);
    if (!check)
        log.rawText = keptText(item);
    return check;
}

} // namespace

std::variant<PushLogReading, Problem> readPushLog(const QByteArray &body, ZoneClock &zone,
                                                  qint64 nowUtc, const PushLimits &limits)
{
    const std::optional<QJsonDocument> document = readJson(body);
    if (!document)
        return Problem{ProblemCode::MalformedJson};
    const QJsonValue logs = document->object().value(u"logs");
    if (!logs.isArray())
        return Problem{ProblemCode::ValidationFailed};
    const QJsonArray items = logs.toArray();
    if (items.size() > limits.maxLogs)
        return Problem{
            ProblemCode::TooManyLogs, {}, {{QStringLiteral("max_logs"), limits.maxLogs}}};

    PushLogReading reading;
    reading.received = items.size();
    reading.logs.reserve(items.size());
    for (qsizetype index = 0; index < items.size(); ++index) {
        RawLog log;
        QString warning;
        if (const Check check = readItem(items.at(index), {zone, nowUtc, limits}, log, warning)) {
            reading.errors.append({index, check->reason, check->detail});
            continue;
        }
        if (!warning.isEmpty())
            reading.warnings.append({index, QStringLiteral("clock_skew"), warning});
        reading.logs.append(std::move(log));
    }
    return reading;
}

} // namespace rollcall::push
