// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicereport.h"
#include "devices/push/adms/admspunch.h"

#include <algorithm>
#include <cstdlib>

namespace rollcall::fuzz {

/// Stops the fuzzer with the input that broke the rule.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Can every database, log and screen keep this text? Controls: tabs only.
inline bool isClean(QStringView text)
{
    return text.isValidUtf16() && std::none_of(text.begin(), text.end(), [](QChar c) {
               return c != u'\t' && c.category() == QChar::Other_Control;
           });
}

inline void requireUserId(const QString &userId)
{
    require(!userId.isEmpty() && userId.toUcs4().size() <= 32 && isClean(userId));
}

/// Every line is a log, set aside or ignored, and what is handed on can be stored.
inline void requireAllAccountedFor(const push::AdmsPunches &punches)
{
    require(punches.lines == punches.logs.size() + punches.setAside.size() + punches.ignored);
    for (const RawLog &log : punches.logs) {
        requireUserId(log.userId);
        require(log.userId != u"0");
        require(log.at.isValid() && log.at.date().year() >= 2010 && log.at.date().year() <= 2099);
        require((log.state >= 0 && log.state <= 5) || log.state == kStateNotStated);
        require(log.verify >= -1 && log.verify <= 65535);
        require(log.workCode.size() <= 16 && isClean(log.workCode));
        require(log.rawText.isValidUtf16() && !log.rawText.contains(QChar(u'\0')));
    }
    for (const SetAsideLog &log : punches.setAside) {
        require(!log.reason.isEmpty());
        require(log.rawText.isValidUtf16() && !log.rawText.contains(QChar(u'\0')));
        require(log.rawText.toUtf8().size() < 2704); // what an index of PostgreSQL takes
    }
}

inline void requireStorable(const QList<ReportedUser> &users)
{
    for (const ReportedUser &user : users) {
        requireUserId(user.userId);
        require(user.userId != u"0");
        require(!user.name || (!user.name->isEmpty() && user.name->size() <= 128));
        require(isClean(user.name.value_or(QString())) && isClean(user.group.value_or(QString())));
        const QString card = user.card.value_or(QString());
        require(card.size() <= 20 && !card.startsWith(u'0'));
        require(
            std::all_of(card.begin(), card.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }));
        require(!user.privilegeUnknown || !user.privilege);
        require(!user.group || user.group->size() <= 16);
    }
}

inline void requireStorable(const QList<DeviceLogEntry> &log)
{
    for (const DeviceLogEntry &entry : log) {
        require(!entry.kind.isEmpty() && entry.code >= -1 && entry.code <= 99999);
        require(entry.text.size() <= 512 && isClean(entry.text));
    }
}

} // namespace rollcall::fuzz
