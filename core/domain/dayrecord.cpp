// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/dayrecord.h"

#include <array>
#include <utility>

namespace rollcall {

namespace {

struct StatusText
{
    const char16_t *word;
    const char16_t *code;
};
constexpr std::array<StatusText, 8> kStatus = {{{u"present", u"P"},
                                                {u"late", u"L"},
                                                {u"half_day", u"HD"},
                                                {u"absent", u"A"},
                                                {u"leave", u"V"},
                                                {u"holiday", u"H"},
                                                {u"week_off", u"W"},
                                                {u"pending", u"-"}}};

constexpr std::array<std::pair<DayFlag, const char16_t *>, 9> kFlags = {
    {{DayFlag::MissingIn, u"missing_in"},
     {DayFlag::MissingOut, u"missing_out"},
     {DayFlag::IgnoredPunches, u"ignored_punches"},
     {DayFlag::WorkedOnOffDay, u"worked_on_off_day"},
     {DayFlag::PunchedOnLeave, u"punched_on_leave"},
     {DayFlag::HalfLeave, u"half_leave"},
     {DayFlag::AwaitingSync, u"awaiting_sync"},
     {DayFlag::Manual, u"manual"},
     {DayFlag::ChangeWaiting, u"change_waiting"}}};

} // namespace

QString statusWord(DayStatus status)
{
    return QString::fromUtf16(kStatus.at(static_cast<size_t>(status)).word);
}

std::optional<DayStatus> statusFromWord(QStringView word)
{
    for (size_t i = 0; i < kStatus.size(); ++i) {
        if (word == QStringView(kStatus.at(i).word))
            return static_cast<DayStatus>(i);
    }
    return std::nullopt;
}

QString statusCode(DayStatus status)
{
    return QString::fromUtf16(kStatus.at(static_cast<size_t>(status)).code);
}

QStringList flagWords(DayFlags flags)
{
    QStringList words;
    for (const auto &[flag, word] : kFlags) {
        if (flags.testFlag(flag))
            words.append(QString::fromUtf16(word));
    }
    return words;
}

std::optional<DayFlag> flagFromWord(QStringView word)
{
    for (const auto &[flag, text] : kFlags) {
        if (word == QStringView(text))
            return flag;
    }
    return std::nullopt;
}

} // namespace rollcall
