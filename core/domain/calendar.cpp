// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/calendar.h"

#include <QCoreApplication>

#include <array>

namespace rollcall {

namespace {

constexpr std::array<const char16_t *, 3> kAudienceWords = {u"all", u"student", u"staff"};
constexpr std::array<const char16_t *, 3> kPartWords = {u"full", u"first_half", u"second_half"};

struct BuiltInReason
{
    const char16_t *code;
    const char *name;
};

/// Those that migration 0004 puts into every database.
constexpr std::array<BuiltInReason, 5> kBuiltIn = {{
    {u"sick", QT_TRANSLATE_NOOP("rollcall::LeaveReason", "Sick")},
    {u"family", QT_TRANSLATE_NOOP("rollcall::LeaveReason", "Family")},
    {u"official_duty", QT_TRANSLATE_NOOP("rollcall::LeaveReason", "Official Duty")},
    {u"suspended", QT_TRANSLATE_NOOP("rollcall::LeaveReason", "Suspended")},
    {u"other", QT_TRANSLATE_NOOP("rollcall::LeaveReason", "Other")},
}};

template <typename Value, size_t size>
std::optional<Value> valueOf(const std::array<const char16_t *, size> &words, QStringView word)
{
    for (size_t i = 0; i < size; ++i) {
        if (word == QStringView(words[i]))
            return static_cast<Value>(i);
    }
    return std::nullopt;
}

} // namespace

QString audienceWord(Audience audience)
{
    return QString::fromUtf16(kAudienceWords.at(static_cast<size_t>(audience)));
}

std::optional<Audience> audienceFromWord(QStringView word)
{
    return valueOf<Audience>(kAudienceWords, word);
}

QString leavePartWord(LeavePart part)
{
    return QString::fromUtf16(kPartWords.at(static_cast<size_t>(part)));
}

std::optional<LeavePart> leavePartFromWord(QStringView word)
{
    return valueOf<LeavePart>(kPartWords, word);
}

QString leaveReasonTitle(const LeaveReason &reason)
{
    if (!reason.name.isEmpty())
        return reason.name;
    for (const BuiltInReason &known : kBuiltIn) {
        if (reason.code == QStringView(known.code))
            return QCoreApplication::translate("rollcall::LeaveReason", known.name);
    }
    return reason.code;
}

} // namespace rollcall
