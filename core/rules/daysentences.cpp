// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/explanationtext.h"
#include "core/rules/stepsentences_p.h"

#include <array>

namespace rollcall {

namespace {

QString statusTitle(DayStatus status)
{
    switch (status) {
    case DayStatus::Present:
        return ExplanationText::tr("Present");
    case DayStatus::Late:
        return ExplanationText::tr("Late");
    case DayStatus::HalfDay:
        return ExplanationText::tr("Half day");
    case DayStatus::Absent:
        return ExplanationText::tr("Absent");
    case DayStatus::Leave:
        return ExplanationText::tr("Leave");
    case DayStatus::Holiday:
        return ExplanationText::tr("Holiday");
    case DayStatus::WeekOff:
        return ExplanationText::tr("Weekly off");
    case DayStatus::Pending:
        break;
    }
    return ExplanationText::tr("Not yet in");
}

QString notEnrolled(const StepFigures &f)
{
    if (f.has("at"))
        return ExplanationText::tr("%1 does not count: the person is not enrolled on this day.")
            .arg(f.time("at"));
    const QString from = f.text("enrolled_from");
    const QString to = f.text("enrolled_to");
    if (to.isEmpty())
        return ExplanationText::tr("There is no record: the person is enrolled from %1 on.")
            .arg(from);
    if (from.isEmpty())
        return ExplanationText::tr("There is no record: the person was enrolled until %1.").arg(to);
    return ExplanationText::tr("There is no record: the person is enrolled from %1 to %2.")
        .arg(from, to);
}

QString beforeOldest(const StepFigures &f)
{
    return ExplanationText::tr(
               "There is no record: the day lies before %1, the oldest date that is believed.")
        .arg(f.text("oldest_valid_date"));
}

QString notTracked(const StepFigures &)
{
    return ExplanationText::tr(
        "There is no record: the person is mapped on no device, and the school does not "
        "track people without mapping.");
}

QString settingsRefused(const StepFigures &f)
{
    return ExplanationText::tr(
               "The setting %1 cannot be used on this day, and its default counts instead. %2")
        .arg(f.text("key"), f.text("reason"));
}

QString noSchoolStart(const StepFigures &)
{
    return ExplanationText::tr("There is no School Start Time, so nobody is late.");
}

QString onTime(const StepFigures &f)
{
    if (f.number("grace") == 0)
        return ExplanationText::tr("%1 is in time: the School Start Time is %2.")
            .arg(f.time("minute"), f.text("start"));
    return ExplanationText::tr(
               "%1 is in time: the School Start Time %2 with a Grace Period of %3 ends at %4.")
        .arg(f.time("minute"), f.text("start"), f.minutes("grace"), f.time("limit"));
}

QString late(const StepFigures &f)
{
    if (f.number("grace") == 0)
        return ExplanationText::tr("%1 is late by %2: the School Start Time is %3.")
            .arg(f.time("minute"), f.minutes("late_minutes"), f.text("start"));
    return ExplanationText::tr(
               "%1 is late by %2: the School Start Time %3 with a Grace Period of %4 ended at %5.")
        .arg(f.time("minute"), f.minutes("late_minutes"), f.text("start"), f.minutes("grace"),
             f.time("limit"));
}

QString registerClosed(const StepFigures &f)
{
    return ExplanationText::tr(
               "%1 is after the register closed at %2: the day can be no better than %3.")
        .arg(f.time("minute"), f.text("register_close"), f.status("after_register_close"));
}

QString missingIn(const StepFigures &f)
{
    return ExplanationText::tr("No IN was found, only OUT: the day counts as %1.")
        .arg(f.status("missing_in_as"));
}

QString missingOut(const StepFigures &f)
{
    if (f.text("missing_out_as") == u"no_change")
        return ExplanationText::tr("No OUT was found; that does not change the status.");
    return ExplanationText::tr("No OUT was found: the day can be no better than %1.")
        .arg(f.status("missing_out_as"));
}

QString halfDaySplit(const StepFigures &f)
{
    return (f.flag("came_after")
                ? ExplanationText::tr("Arriving at %1 is not before %2: at best half a day.")
                : ExplanationText::tr("Leaving at %1 is not after %2: at best half a day."))
        .arg(f.time("minute"), f.text("half_day_split"));
}

QString absentBelow(const StepFigures &f)
{
    return ExplanationText::tr("From IN to OUT: %1, less than %2 and so Absent.")
        .arg(f.minutes("worked_minutes"), f.minutes("limit"));
}

QString halfDayBelow(const StepFigures &f)
{
    return ExplanationText::tr("From IN to OUT: %1, less than %2 and so half a day at best.")
        .arg(f.minutes("worked_minutes"), f.minutes("limit"));
}

QString workedEnough(const StepFigures &f)
{
    return ExplanationText::tr("From IN to OUT: %1, not less than %2.")
        .arg(f.minutes("worked_minutes"), f.minutes("limit"));
}

QString waitingForOut(const StepFigures &f)
{
    return ExplanationText::tr("The day is not over before %1, so OUT may still come.")
        .arg(f.time("until"));
}

QString outMayChange(const StepFigures &f)
{
    return ExplanationText::tr(
               "The day is not over before %1: a later OUT may come, and the rules about leaving "
               "wait for it.")
        .arg(f.time("until"));
}

QString early(const StepFigures &f)
{
    if (f.number("grace") == 0)
        return ExplanationText::tr("%1 is early by %2: school ends at %3.")
            .arg(f.time("minute"), f.minutes("early_minutes"), f.text("end"));
    return ExplanationText::tr(
               "%1 is early by %2: school ends at %3, and leaving from %4 on would not be early.")
        .arg(f.time("minute"), f.minutes("early_minutes"), f.text("end"), f.time("limit"));
}

QString leftInTime(const StepFigures &f)
{
    if (f.number("grace") == 0)
        return ExplanationText::tr("%1 is not early: school ends at %2.")
            .arg(f.time("minute"), f.text("end"));
    return ExplanationText::tr(
               "%1 is not early: school ends at %2, and leaving from %3 on is not early.")
        .arg(f.time("minute"), f.text("end"), f.time("limit"));
}

QString offDay(const StepFigures &f)
{
    const QString what = f.text("off") == u"holiday"
                             ? ExplanationText::tr("The day is a holiday.")
                             : ExplanationText::tr("The day is a weekly off.");
    if (!f.flag("worked"))
        return what;
    return what + u' ' +
           (f.flag("mark_on_off_days")
                ? ExplanationText::tr("Punches make such a day Present.")
                : ExplanationText::tr("The times of the punches are kept, and the status stays."));
}

QString fullLeave(const StepFigures &)
{
    return ExplanationText::tr("The person has approved leave for the whole day.");
}

QString halfLeave(const StepFigures &f)
{
    return f.text("part") == u"first_half"
               ? ExplanationText::tr(
                     "The person has leave for the first half of the day: at best half a day, and "
                     "arriving late is not counted.")
               : ExplanationText::tr(
                     "The person has leave for the second half of the day: at best half a day, and "
                     "leaving early is not counted.");
}

QString notYetIn(const StepFigures &f)
{
    return ExplanationText::tr("No punch so far. Without one the person is absent after %1.")
        .arg(f.time("absent_after"));
}

QString awaitingSync(const StepFigures &f)
{
    if (f.text("last_sync").isEmpty())
        return ExplanationText::tr(
            "No punch is known, but a device of the person was never read. Nobody is called "
            "absent from data that has not been fetched.");
    return ExplanationText::tr(
               "No punch is known, but a device of the person was last read at %1, before %2. "
               "Nobody is called absent from data that has not been fetched.")
        .arg(f.time("last_sync"), f.time("absent_after"));
}

QString dayClosed(const StepFigures &)
{
    return ExplanationText::tr("The office closed the day although not every device was read.");
}

QString noPunch(const StepFigures &f)
{
    return ExplanationText::tr("There was no punch that counts up to %1, so the person is absent.")
        .arg(f.time("absent_after"));
}

QString statusLine(const StepFigures &f)
{
    if (f.text("status") == statusWord(DayStatus::Pending))
        return ExplanationText::tr("So the day is not decided yet.");
    return (f.flag("provisional") ? ExplanationText::tr("So the day is %1, for the time being.")
                                  : ExplanationText::tr("So the day is %1."))
        .arg(f.status("status"));
}

QString correction(const StepFigures &f)
{
    const bool isSame = f.text("auto_status") == f.text("status");
    QString text = isSame
                       ? ExplanationText::tr("The office set the status to %1, as it was computed.")
                             .arg(f.status("status"))
                       : ExplanationText::tr("The office corrected %1 to %2.")
                             .arg(f.status("auto_status"), f.status("status"));
    if (!f.text("author").isEmpty())
        text += u' ' + ExplanationText::tr("By: %1.").arg(f.text("author"));
    if (!f.text("reason").isEmpty())
        text += u' ' + ExplanationText::tr("Reason: %1.").arg(f.text("reason"));
    return text;
}

QString locked(const StepFigures &f)
{
    const QString text =
        statusFromWord(f.text("status"))
            ? ExplanationText::tr("The day is locked and stays %1.").arg(f.status("status"))
            : ExplanationText::tr("The day is locked and stays without a record.");
    if (!f.flag("change_waiting"))
        return text;
    return text + u' ' +
           ExplanationText::tr(
               "Computed now, it would come out differently (%1): the office has to decide.")
               .arg(f.status("would_be"));
}

using Sentence = QString (*)(const StepFigures &);
struct Rule
{
    const char16_t *word;
    Sentence sentence;
};
constexpr std::array kRules = {
    Rule{u"not_enrolled", notEnrolled},
    Rule{u"before_oldest_valid_date", beforeOldest},
    Rule{u"not_tracked", notTracked},
    Rule{u"settings_refused", settingsRefused},
    Rule{u"no_school_start", noSchoolStart},
    Rule{u"on_time", onTime},
    Rule{u"late", late},
    Rule{u"register_closed", registerClosed},
    Rule{u"missing_in", missingIn},
    Rule{u"missing_out", missingOut},
    Rule{u"half_day_split", halfDaySplit},
    Rule{u"absent_below_minutes", absentBelow},
    Rule{u"half_day_below_minutes", halfDayBelow},
    Rule{u"worked_enough", workedEnough},
    Rule{u"waiting_for_out", waitingForOut},
    Rule{u"out_may_change", outMayChange},
    Rule{u"early", early},
    Rule{u"left_in_time", leftInTime},
    Rule{u"off_day", offDay},
    Rule{u"leave", fullLeave},
    Rule{u"half_leave", halfLeave},
    Rule{u"not_yet_in", notYetIn},
    Rule{u"awaiting_sync", awaitingSync},
    Rule{u"day_closed", dayClosed},
    Rule{u"no_punch", noPunch},
    Rule{u"status", statusLine},
    Rule{u"correction", correction},
    Rule{u"locked", locked},
};

} // namespace

QString StepFigures::time(const char *name) const
{
    const WallTime wall = WallTime::parse(text(name));
    if (!wall.isValid())
        return text(name);
    const bool hasSeconds = wall.time().second() != 0;
    const QString clock =
        wall.time().toString(hasSeconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
    //: a time of day on another date
    return wall.date() == m_day
               ? clock
               : ExplanationText::tr("%1 on %2").arg(clock, wall.date().toString(Qt::ISODate));
}

QString StepFigures::minutes(const char *name) const
{
    return ExplanationText::tr("%n minute(s)", nullptr, number(name));
}

QString StepFigures::status(const char *name) const
{
    const std::optional<DayStatus> status = statusFromWord(text(name));
    return status ? statusTitle(*status) : ExplanationText::tr("no record");
}

QString daySentence(const QString &rule, const StepFigures &figures)
{
    for (const Rule &known : kRules) {
        if (rule == QStringView(known.word))
            return known.sentence(figures);
    }
    return {};
}

} // namespace rollcall
