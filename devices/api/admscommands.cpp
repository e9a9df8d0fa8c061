// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/api/admscommands.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace rollcall::adms {

namespace {

constexpr qint64 kDay = 86400;
constexpr qint64 kMostDays = 31;
constexpr qsizetype kMostUserId = 32;
/// Of a name, as older terminals keep it (section 2.14).
constexpr qsizetype kMostNameBytes = 24;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::adms", text);
}

bool isSafe(const QString &value)
{
    return std::none_of(value.begin(), value.end(),
                        [](QChar c) { return c.category() == QChar::Other_Control; });
}

Error unsafe(const QString &field)
{
    return {
        ErrorCode::InvalidInput,
        say(QT_TRANSLATE_NOOP("rollcall::adms",
                              "The text holds a tab, a line break or another control character. "
                              "Nothing was sent to the terminal. Take it out and try again.")),
        field};
}

Result<> checkUserId(const QString &userId)
{
    if (userId.isEmpty() || userId.size() > kMostUserId)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::adms",
                                  "A user's number on a terminal has 1 to 32 characters. Nothing "
                                  "was sent to the terminal. Enter another number.")),
            QStringLiteral("userId"));
    if (!isSafe(userId))
        return unsafe(QStringLiteral("userId"));
    return ok();
}

/// As much of a name as fits, without cutting a character in two.
QString fittingName(const QString &name)
{
    qsizetype size = name.size();
    while (name.left(size).toUtf8().size() > kMostNameBytes) {
        --size;
        if (size > 0 && name.at(size - 1).isHighSurrogate())
            --size;
    }
    return name.left(size);
}

struct Meaning
{
    qint64 value;
    const char *text;
};

constexpr std::array kAttendanceMeanings{
    Meaning{-1, QT_TRANSLATE_NOOP("rollcall::adms", "A value in the command is wrong for it.")},
    Meaning{-3, QT_TRANSLATE_NOOP("rollcall::adms", "It could not read or write its memory.")},
    Meaning{-10, QT_TRANSLATE_NOOP("rollcall::adms", "It has no such user.")},
    Meaning{-1001, QT_TRANSLATE_NOOP("rollcall::adms", "Its memory is full.")},
    Meaning{-1002, QT_TRANSLATE_NOOP("rollcall::adms", "It does not know this command.")},
    Meaning{-1003, QT_TRANSLATE_NOOP("rollcall::adms", "It took too long.")},
    Meaning{-1004, QT_TRANSLATE_NOOP("rollcall::adms", "The command does not fit its settings.")},
    Meaning{-1005, QT_TRANSLATE_NOOP("rollcall::adms", "It was busy.")},
    Meaning{-1006, QT_TRANSLATE_NOOP("rollcall::adms", "The command is too long for it.")},
    Meaning{-1007, QT_TRANSLATE_NOOP("rollcall::adms", "Its memory did not suffice.")},
};
constexpr qint64 kTableError = -100; ///< and the eight below it
constexpr qint64 kLastTableError = -108;
constexpr std::array kAccessMeanings{
    Meaning{kTableError, QT_TRANSLATE_NOOP("rollcall::adms",
                                           "A table or field in the command is wrong for it.")},
    Meaning{-612, QT_TRANSLATE_NOOP("rollcall::adms", "It could not keep it.")},
    Meaning{-629, QT_TRANSLATE_NOOP("rollcall::adms", "It does not know the table.")},
    Meaning{-708, QT_TRANSLATE_NOOP("rollcall::adms", "It does not know this command.")},
    Meaning{-725, QT_TRANSLATE_NOOP("rollcall::adms", "It took too long.")},
};

template <typename Meanings>
QString meaningOf(const Meanings &meanings, qint64 value)
{
    const auto known = std::find_if(meanings.begin(), meanings.end(),
                                    [value](const Meaning &entry) { return entry.value == value; });
    return known == meanings.end() ? say(QT_TRANSLATE_NOOP("rollcall::adms", "It did not say why."))
                                   : say(known->text);
}

Result<QStringList> updateAttendanceUser(const DeviceUserDraft &user)
{
    QString text = QStringLiteral("DATA UPDATE USERINFO PIN=") + user.userId;
    if (user.name)
        text += QStringLiteral("\tName=") + fittingName(*user.name);
    if (user.privilege)
        text += QStringLiteral("\tPri=%1").arg(*user.privilege);
    if (user.card)
        text += QStringLiteral("\tCard=") + *user.card;
    return QStringList{text};
}

Result<QStringList> updateAccessUser(const DeviceUserDraft &user)
{
    QString text = QStringLiteral("DATA UPDATE user Pin=") + user.userId;
    if (user.name)
        text += QStringLiteral("\tName=") + fittingName(*user.name);
    if (user.card)
        text += QStringLiteral("\tCardNo=") + *user.card;
    if (user.privilege)
        text += QStringLiteral("\tPrivilege=%1").arg(*user.privilege);
    return QStringList{text, QStringLiteral("DATA UPDATE userauthorize Pin=%1\t"
                                            "AuthorizeTimezoneId=1\tAuthorizeDoorId=1")
                                 .arg(user.userId)};
}

} // namespace

Result<QStringList> queryPunches(WallTime from, WallTime to, PushFamily family)
{
    if (!from.isValid() || !to.isValid() || to < from)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::adms", "The range ends before it begins. Nothing was sent to the "
                              "terminal. Enter its first day first.")));
    if (family == PushFamily::Access)
        return QStringList{QStringLiteral("DATA QUERY tablename=transaction,fielddesc=*,filter=*")};
    QStringList commands;
    for (WallTime start = from; start <= to;) {
        const WallTime end = std::min(start.addSeconds(kMostDays * kDay - 1), to);
        commands.append(QStringLiteral("DATA QUERY ATTLOG StartTime=%1\tEndTime=%2")
                            .arg(start.toString(), end.toString()));
        start = end.addSeconds(1);
    }
    return commands;
}

QString queryUsers(PushFamily family)
{
    return family == PushFamily::Access
               ? QStringLiteral("DATA QUERY tablename=user,fielddesc=*,filter=*")
               : QStringLiteral("DATA QUERY USERINFO");
}

Result<QStringList> updateUser(const DeviceUserDraft &user, PushFamily family)
{
    if (const Result<> fine = checkUserId(user.userId); !fine)
        return fine.error();
    if (user.name && !isSafe(*user.name))
        return unsafe(QStringLiteral("name"));
    const QString card = user.card.value_or(QString());
    if (!std::all_of(card.begin(), card.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::adms",
                                  "A card's number has digits only. Nothing was sent to the "
                                  "terminal. Enter the number that is printed on the card.")),
            QStringLiteral("card"));
    return family == PushFamily::Access ? updateAccessUser(user) : updateAttendanceUser(user);
}

Result<QString> deleteUser(const QString &userId, PushFamily family)
{
    if (const Result<> fine = checkUserId(userId); !fine)
        return fine.error();
    // Never by another key than the pin: by "uid" a terminal was seen to delete everybody.
    return QString((family == PushFamily::Access ? QStringLiteral("DATA DELETE user Pin=")
                                                 : QStringLiteral("DATA DELETE USERINFO PIN=")) +
                   userId);
}

QString failureText(PushFamily family, qint64 value)
{
    const bool isTableError = value <= kTableError && value >= kLastTableError;
    const QString why = family == PushFamily::Access
                            ? meaningOf(kAccessMeanings, isTableError ? kTableError : value)
                            : meaningOf(kAttendanceMeanings, value);
    return say(QT_TRANSLATE_NOOP("rollcall::adms",
                                 "The terminal did not do it (it answered %1). %2 Nothing was "
                                 "changed on it."))
        .arg(value)
        .arg(why);
}

} // namespace rollcall::adms
