// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/explanationtext.h"
#include "core/rules/stepsentences_p.h"

#include <array>

namespace rollcall {

namespace {

/// Of the codes that say something (attendance-rules.md, section 5).
bool saysIn(int state)
{
    constexpr int kCheckIn = 0;
    constexpr int kOvertimeIn = 4;
    return state == kCheckIn || state == kOvertimeIn;
}

/// Who said that the punch is IN or OUT, where somebody did; begins with a blank.
QString directionSentence(const StepFigures &f)
{
    const QString direction = f.text("direction");
    if (f.flag("manual"))
        return {};
    if (direction != u"in" && direction != u"out") {
        if (!f.has("state"))
            return {};
        return u' ' + (saysIn(f.number("state"))
                           ? ExplanationText::tr("Its state code %1 says IN, but the school does "
                                                 "not use state codes.")
                           : ExplanationText::tr("Its state code %1 says OUT, but the school does "
                                                 "not use state codes."))
                          .arg(f.number("state"));
    }
    const bool isIn = direction == u"in";
    QString said;
    if (f.has("state")) {
        said = (isIn ? ExplanationText::tr("Its state code %1 says IN.")
                     : ExplanationText::tr("Its state code %1 says OUT."))
                   .arg(f.number("state"));
    } else {
        said = isIn ? ExplanationText::tr("Its device is In Only.")
                    : ExplanationText::tr("Its device is Out Only.");
    }
    return u' ' + said;
}

QString inSentence(const StepFigures &f)
{
    const QString at = f.time("at");
    if (f.flag("manual"))
        return ExplanationText::tr("%1 is IN, entered by the office.").arg(at);
    if (f.text("single_punch") == u"nearest")
        return ExplanationText::tr("%1 is IN: it is the only punch that counts, and it does not "
                                   "lie nearer to the end of school than to its start.")
            .arg(at);
    if (f.has("single_punch"))
        return ExplanationText::tr(
                   "%1 is IN: it is the only punch that counts, and a lone punch is IN.")
            .arg(at);
    if (f.has("in_window"))
        return ExplanationText::tr("%1 is IN: the first punch in the In window (%2).")
            .arg(at, f.text("in_window"));
    if (f.has("out_window"))
        return ExplanationText::tr("%1 is IN: the first punch before the Out window (%2).")
            .arg(at, f.text("out_window"));
    return ExplanationText::tr("%1 is IN: it is the first punch that can be an arrival.").arg(at);
}

QString outSentence(const StepFigures &f)
{
    const QString at = f.time("at");
    if (f.flag("manual"))
        return ExplanationText::tr("%1 is OUT, entered by the office.").arg(at);
    if (f.has("single_punch"))
        return ExplanationText::tr("%1 is OUT: it is the only punch that counts, and it lies "
                                   "nearer to the end of school than to its start.")
            .arg(at);
    if (f.has("out_window"))
        return ExplanationText::tr("%1 is OUT: the last punch in the Out window (%2).")
            .arg(at, f.text("out_window"));
    if (f.has("in_window"))
        return ExplanationText::tr("%1 is OUT: the last punch after the In window (%2).")
            .arg(at, f.text("in_window"));
    return ExplanationText::tr("%1 is OUT: it is the last punch that can be a departure.").arg(at);
}

QString chosenIn(const StepFigures &f)
{
    return inSentence(f) + directionSentence(f);
}

QString chosenOut(const StepFigures &f)
{
    return outSentence(f) + directionSentence(f);
}

QString outsideWindows(const StepFigures &f)
{
    if (!f.has("out_window"))
        return ExplanationText::tr("%1 is ignored: it lies before the In window (%2).")
            .arg(f.time("at"), f.text("in_window"));
    if (!f.has("in_window"))
        return ExplanationText::tr("%1 is ignored: it lies after the Out window (%2).")
            .arg(f.time("at"), f.text("out_window"));
    return ExplanationText::tr(
               "%1 is ignored: it lies outside the In window (%2) and the Out window (%3).")
        .arg(f.time("at"), f.text("in_window"), f.text("out_window"));
}

QString directionMismatch(const StepFigures &f)
{
    const bool isIn = f.text("direction") == u"in";
    return (isIn ? ExplanationText::tr(
                       "%1 is ignored: it can only be IN, and the windows allow only OUT then.")
                 : ExplanationText::tr(
                       "%1 is ignored: it can only be OUT, and the windows allow only IN then."))
               .arg(f.time("at")) +
           directionSentence(f);
}

QString repeat(const StepFigures &f)
{
    const int seconds = f.number("seconds_after");
    if (seconds == 0)
        return ExplanationText::tr("%1 is a repeat: another punch of the same second counts.")
            .arg(f.time("at"));
    return ExplanationText::tr(
               "%1 is a repeat: it came %n second(s) after the first punch, within the repeat "
               "interval of %2 s.",
               nullptr, seconds)
        .arg(f.time("at"))
        .arg(f.number("repeat_interval_seconds"));
}

QString outBeforeIn(const StepFigures &f)
{
    return ExplanationText::tr("%1 is ignored: it can only be OUT, and IN (%2) comes after it.")
               .arg(f.time("at"), f.time("in")) +
           directionSentence(f);
}

QString extra(const StepFigures &f)
{
    return ExplanationText::tr("%1 is not needed: an earlier IN or a later OUT counts.")
        .arg(f.time("at"));
}

QString clockSuspect(const StepFigures &f)
{
    if (f.has("received_at")) {
        return ExplanationText::
            tr("%1 does not count yet: the clock of the device was ahead by more than %2, since "
               "the punch was received at %3. The office can accept or shift it.")
                .arg(f.time("at"), f.minutes("future_tolerance_minutes"), f.time("received_at"));
    }
    return ExplanationText::tr(
               "%1 does not count yet: it lies before %2, the oldest date that is believed. The "
               "office can accept or shift it.")
        .arg(f.time("at"), f.text("oldest_valid_date"));
}

QString noDay(const StepFigures &f)
{
    return ExplanationText::
        tr("%1 belongs to no attendance day: the day before ended at %2, and this one begins at "
           "%3.")
            .arg(f.time("at"), f.time("day_before_ends"), f.time("day_begins"));
}

QString otherDay(const StepFigures &f)
{
    if (f.has("next_day_from")) {
        return ExplanationText::tr(
                   "%1 belongs to %2: its shift runs over midnight and keeps what comes before %3.")
            .arg(f.time("at"), f.text("day"), f.time("next_day_from"));
    }
    return ExplanationText::tr(
               "%1 belongs to %2, because of the time at which an attendance day begins.")
        .arg(f.time("at"), f.text("day"));
}

QString overMidnight(const StepFigures &f)
{
    return ExplanationText::tr("%1 still belongs to this day, because the next attendance day "
                               "begins later.")
        .arg(f.time("at"));
}

QString sharedHours(const StepFigures &f)
{
    return ExplanationText::
        tr("%1 lies in hours that two attendance days share, and belongs to %2: from %3 on they "
           "are the later day's.")
            .arg(f.time("at"), f.text("day"), f.time("next_day_from"));
}

using Sentence = QString (*)(const StepFigures &);
struct Rule
{
    const char16_t *word;
    Sentence sentence;
};
constexpr std::array kRules = {
    Rule{u"in_chosen", chosenIn},
    Rule{u"out_chosen", chosenOut},
    Rule{u"outside_windows", outsideWindows},
    Rule{u"direction_mismatch", directionMismatch},
    Rule{u"repeat", repeat},
    Rule{u"out_before_in", outBeforeIn},
    Rule{u"extra", extra},
    Rule{u"clock_suspect", clockSuspect},
    Rule{u"no_day", noDay},
    Rule{u"other_day", otherDay},
    Rule{u"over_midnight", overMidnight},
    Rule{u"shared_hours", sharedHours},
};

} // namespace

QString punchSentence(const QString &rule, const StepFigures &figures)
{
    for (const Rule &known : kRules) {
        if (rule == QStringView(known.word))
            return known.sentence(figures);
    }
    return {};
}

} // namespace rollcall
