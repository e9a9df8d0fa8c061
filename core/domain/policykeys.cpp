// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/policykeys.h"

#include "core/domain/settingkeys.h"
#include "core/domain/walltime.h"

#include <array>

namespace rollcall {

namespace {

constexpr auto kContext = "rollcall::AttendancePolicy";

QString say(const char *text)
{
    return QCoreApplication::translate(kContext, text);
}

constexpr std::array kMissingIn = {DayStatus::Present, DayStatus::Late, DayStatus::HalfDay,
                                   DayStatus::Absent};
constexpr std::array kMissingOut = {DayStatus::Present, DayStatus::HalfDay, DayStatus::Absent};
constexpr std::array kAfterClose = {DayStatus::Late, DayStatus::HalfDay, DayStatus::Absent};

constexpr int kMostGrace = 240;
constexpr int kSecondsPerDay = 86400;
constexpr int kMinutesPerYear = 366 * kMinutesPerDay;

using V = PolicyValues;
constexpr std::array<PolicyKey, 24> kKeys = {{
    {settingkeys::kTimeWindows, &V::timeWindows,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Use the In and Out windows; punches outside both are ignored.")},
    {settingkeys::kInWindow, &V::inWindow,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy", "In window, both ends inclusive.")},
    {settingkeys::kOutWindow, &V::outWindow,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy", "Out window, both ends inclusive.")},
    {settingkeys::kSchoolStart, &V::schoolStart,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "School Start Time; none means that nobody is late.")},
    {settingkeys::kGraceMinutes, NumberSlot{&V::graceMinutes, 0, kMostGrace},
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Grace Period in minutes after the School Start Time.")},
    {settingkeys::kSchoolEnd, &V::schoolEnd,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "End of school; none means that leaving early is not checked.")},
    {settingkeys::kEarlyGraceMinutes, NumberSlot{&V::earlyGraceMinutes, 0, kMostGrace},
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Minutes before the end of school that are not early yet.")},
    {settingkeys::kRepeatIntervalSeconds, NumberSlot{&V::repeatIntervalSeconds, 0, kSecondsPerDay},
     QT_TRANSLATE_NOOP(
         "rollcall::AttendancePolicy",
         "A second punch within so many seconds after IN is a repeat and not an OUT.")},
    {settingkeys::kUseDeviceStatus, &V::useDeviceStatus,
     QT_TRANSLATE_NOOP(
         "rollcall::AttendancePolicy",
         "On Auto devices the state code sent with a punch says whether it is IN or OUT.")},
    {settingkeys::kSinglePunch, &V::singlePunch,
     QT_TRANSLATE_NOOP(
         "rollcall::AttendancePolicy",
         "A lone punch is IN (in), or OUT when it is nearer to the end of school (nearest).")},
    {settingkeys::kMissingInAs, StatusSlot{&V::missingInAs, kMissingIn, false},
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy", "Status when only an OUT is known.")},
    {settingkeys::kMissingOutAs, StatusSlot{&V::missingOutAs, kMissingOut, true},
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Status of at least this much when OUT is missing and the day is over.")},
    {settingkeys::kRegisterClose, &V::registerClose,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Time after which the register is closed to arrivals.")},
    {settingkeys::kAfterRegisterClose, StatusSlot{&V::afterRegisterClose, kAfterClose, false},
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Status of an arrival after the register closed.")},
    {settingkeys::kHalfDaySplit, &V::halfDaySplit,
     QT_TRANSLATE_NOOP(
         "rollcall::AttendancePolicy",
         "Arriving at or after this time, or leaving at or before it, is a half day.")},
    {settingkeys::kHalfDayBelowMinutes, NumberSlot{&V::halfDayBelowMinutes, 0, kMinutesPerDay},
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Fewer minutes than this between IN and OUT are a half day; 0 means off.")},
    {settingkeys::kAbsentBelowMinutes, NumberSlot{&V::absentBelowMinutes, 0, kMinutesPerDay},
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Fewer minutes than this between IN and OUT count as absent; 0 means off.")},
    {settingkeys::kDayChange, &V::dayChange,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Time at which an attendance day begins; needed for shifts over midnight.")},
    {settingkeys::kMarkOnOffDays, &V::markOnOffDays,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Punches on a holiday or weekly off make the day Present.")},
    {settingkeys::kAbsentAfter, &V::absentAfter,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Time from which a day without a punch is Absent; none means the end of the "
                       "In window, else "
                       "the end of school, else the end of the day.")},
    {settingkeys::kAbsenceRequiresSync, &V::absenceRequiresSync,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Nobody becomes Absent before the devices have been read.")},
    {settingkeys::kFutureToleranceMinutes,
     NumberSlot{&V::futureToleranceMinutes, 0, kMinutesPerYear},
     QT_TRANSLATE_NOOP(
         "rollcall::AttendancePolicy",
         "A punch more than so many minutes ahead of its receipt has a suspect clock.")},
    {settingkeys::kOldestValidDate, &V::oldestValidDate,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "A punch before this date has a suspect clock.")},
    {settingkeys::kAbsentWhenUnmapped, &V::absentWhenUnmapped,
     QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                       "Also track people who have no mapping on any device.")},
}};

constexpr auto kClockForm = "HH:mm";

QString clockText(QTime time)
{
    return time.toString(QString::fromLatin1(kClockForm));
}

QDate parseDate(const QString &text)
{
    return WallTime::parse(QString(text + QStringLiteral(" 00:00:00"))).date();
}

QString slotWord(const StatusSlot &slot, DayStatus status)
{
    return slot.noChange && status == DayStatus::Present ? QStringLiteral("no_change")
                                                         : statusWord(status);
}

QString singlePunchWord(SinglePunch choice)
{
    return choice == SinglePunch::In ? QStringLiteral("in") : QStringLiteral("nearest");
}

/// Reads one JSON value into the member that a slot names; false when it is no value for it.
struct Reader
{
    PolicyValues &values;
    const PolicyKey &key;
    const QJsonValue &json;
    Error &refusal; ///< says more than "that value" where TimeWindow::make() refused

    bool operator()(bool V::*member) const
    {
        values.*member = json.toBool();
        return json.isBool();
    }
    bool operator()(const NumberSlot &slot) const
    {
        const double number = json.toDouble(-1);
        if (!json.isDouble() || !(number >= slot.least && number <= slot.most))
            return false;
        values.*slot.member = static_cast<int>(number);
        return values.*slot.member == number;
    }
    bool operator()(QTime V::*member) const
    {
        values.*member = parseClock(json.toString());
        return (values.*member).isValid();
    }
    bool operator()(std::optional<QTime> V::*member) const
    {
        (values.*member).reset();
        if (json.isNull())
            return true;
        values.*member = parseClock(json.toString());
        return (values.*member)->isValid();
    }
    bool operator()(std::optional<TimeWindow> V::*member) const
    {
        (values.*member).reset();
        if (json.isNull())
            return true;
        const QJsonObject span = json.toObject();
        const QTime from = parseClock(span.value(QLatin1String("from")).toString());
        const QTime to = parseClock(span.value(QLatin1String("to")).toString());
        if (span.size() != 2 || !from.isValid() || !to.isValid())
            return false;
        const Result<TimeWindow> window = TimeWindow::make(from, to, values.dayChange);
        if (!window) {
            refusal.userText = endsBeforeStart(from, to);
            return false;
        }
        values.*member = window.value();
        return true;
    }
    QString endsBeforeStart(QTime from, QTime to) const
    {
        return say(QT_TRANSLATE_NOOP(
                       "rollcall::AttendancePolicy",
                       "The window of the setting %1 (%2 to %3) ends before it starts, because an "
                       "attendance day begins at %4. Nothing was changed. Enter a later end, or "
                       "change "
                       "day_change."))
            .arg(key.text(), clockText(from), clockText(to), clockText(values.dayChange));
    }
    bool operator()(QDate V::*member) const
    {
        values.*member = parseDate(json.toString());
        return (values.*member).isValid();
    }
    bool operator()(const StatusSlot &slot) const
    {
        for (const DayStatus status : slot.allowed) {
            if (json.toString() == slotWord(slot, status)) {
                values.*slot.member = status;
                return true;
            }
        }
        return false;
    }
    bool operator()(SinglePunch V::*member) const
    {
        for (const SinglePunch choice : {SinglePunch::In, SinglePunch::Nearest}) {
            if (json.toString() == singlePunchWord(choice)) {
                values.*member = choice;
                return true;
            }
        }
        return false;
    }
};

struct Writer
{
    const PolicyValues &values;

    QJsonValue operator()(bool V::*member) const { return values.*member; }
    QJsonValue operator()(const NumberSlot &slot) const { return values.*slot.member; }
    QJsonValue operator()(QTime V::*member) const { return clockText(values.*member); }
    QJsonValue operator()(std::optional<QTime> V::*member) const
    {
        return values.*member ? QJsonValue(clockText(*(values.*member)))
                              : QJsonValue(QJsonValue::Null);
    }
    QJsonValue operator()(std::optional<TimeWindow> V::*member) const
    {
        const std::optional<TimeWindow> &window = values.*member;
        if (!window)
            return QJsonValue::Null;
        return QJsonObject{{QStringLiteral("from"), clockText(window->from())},
                           {QStringLiteral("to"), clockText(window->to())}};
    }
    QJsonValue operator()(QDate V::*member) const { return (values.*member).toString(Qt::ISODate); }
    QJsonValue operator()(const StatusSlot &slot) const
    {
        return slotWord(slot, values.*slot.member);
    }
    QJsonValue operator()(SinglePunch V::*member) const { return singlePunchWord(values.*member); }
};

/// Turns typed text into JSON of the slot's type; undefined when it cannot.
struct Typed
{
    const QString &text;

    bool isNone() const
    {
        return text.compare(u"none", Qt::CaseInsensitive) == 0 || text.isEmpty();
    }

    QJsonValue operator()(bool V::*) const
    {
        for (const char16_t *word : {u"on", u"true", u"yes", u"1"}) {
            if (text.compare(QStringView(word), Qt::CaseInsensitive) == 0)
                return true;
        }
        for (const char16_t *word : {u"off", u"false", u"no", u"0"}) {
            if (text.compare(QStringView(word), Qt::CaseInsensitive) == 0)
                return false;
        }
        return QJsonValue::Undefined;
    }
    QJsonValue operator()(const NumberSlot &) const
    {
        bool isNumber = false;
        const int number = text.toInt(&isNumber);
        return isNumber ? QJsonValue(number) : QJsonValue(QJsonValue::Undefined);
    }
    QJsonValue operator()(std::optional<QTime> V::*) const
    {
        return isNone() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
    }
    QJsonValue operator()(std::optional<TimeWindow> V::*) const
    {
        if (isNone())
            return QJsonValue::Null;
        return QJsonObject{{QStringLiteral("from"), text.section(u'-', 0, 0).trimmed()},
                           {QStringLiteral("to"), text.section(u'-', 1).trimmed()}};
    }
    QJsonValue operator()(QTime V::*) const { return text; }
    QJsonValue operator()(QDate V::*) const { return text; }
    QJsonValue operator()(const StatusSlot &) const { return text; }
    QJsonValue operator()(SinglePunch V::*) const { return text; }
};

/// The second half of a refusal: which values would do.
struct Wanted
{
    QString operator()(bool V::*) const
    {
        return say(QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                                     "It can be on or off (true or false)."));
    }
    QString operator()(const NumberSlot &slot) const
    {
        return say(QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                                     "Enter a whole number from %1 to %2."))
            .arg(slot.least)
            .arg(slot.most);
    }
    QString operator()(QTime V::*) const
    {
        return say(
            QT_TRANSLATE_NOOP("rollcall::AttendancePolicy", "Enter a time of day such as 00:00."));
    }
    QString operator()(std::optional<QTime> V::*) const
    {
        return say(QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                                     "Enter a time of day such as 08:00, or none."));
    }
    QString operator()(std::optional<TimeWindow> V::*) const
    {
        return say(QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                                     "Enter a start and an end such as 06:30-10:00, or none."));
    }
    QString operator()(QDate V::*) const
    {
        return say(
            QT_TRANSLATE_NOOP("rollcall::AttendancePolicy", "Enter a date such as 2010-01-01."));
    }
    QString operator()(const StatusSlot &slot) const
    {
        QStringList words;
        for (const DayStatus status : slot.allowed)
            words.append(slotWord(slot, status));
        return oneOf(words);
    }
    QString operator()(SinglePunch V::*) const
    {
        return oneOf({singlePunchWord(SinglePunch::In), singlePunchWord(SinglePunch::Nearest)});
    }
    static QString oneOf(const QStringList &words)
    {
        return say(QT_TRANSLATE_NOOP("rollcall::AttendancePolicy", "It can be one of: %1."))
            .arg(words.join(QStringLiteral(", ")));
    }
};

} // namespace

std::span<const PolicyKey> policyKeys()
{
    return kKeys;
}

const PolicyKey *findPolicyKey(QStringView name)
{
    for (const PolicyKey &key : kKeys) {
        if (name == QStringView(key.name))
            return &key;
    }
    return nullptr;
}

Result<> readPolicyValue(PolicyValues &values, const PolicyKey &key, const QJsonValue &json)
{
    PolicyValues read = values;
    Error refusal = policyValueRefused(key);
    if (!std::visit(Reader{read, key, json, refusal}, key.slot))
        return refusal;
    values = read;
    return ok();
}

QJsonValue writePolicyValue(const PolicyValues &values, const PolicyKey &key)
{
    return std::visit(Writer{values}, key.slot);
}

QJsonValue typedPolicyValue(const PolicyKey &key, const QString &text)
{
    return std::visit(Typed{text}, key.slot);
}

Error policyValueRefused(const PolicyKey &key)
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::AttendancePolicy",
                              "The setting %1 cannot have that value. Nothing was changed. %2"))
            .arg(key.text(), std::visit(Wanted{}, key.slot)),
        key.text());
}

} // namespace rollcall
