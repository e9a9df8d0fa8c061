// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkuserpatch.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zkusers.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace rollcall::zk {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::zk", text);
}

/// A field that is not allowed; none = it is.
using Refusal = std::optional<Error>;

/// Where the fields of a record lie.
struct FieldPlaces
{
    qsizetype password;
    qsizetype passwordSize;
    qsizetype name;
    qsizetype nameSize; ///< the whole field
    qsizetype nameRoom; ///< what may be written of it: the long form ends with a NUL
    qsizetype card;
    qsizetype cardSize;
    qsizetype group;
    qsizetype userId;
    qsizetype userIdSize;
};

constexpr FieldPlaces kLong{3, 8, 11, 24, 23, 35, 4, 39, 48, 24};
constexpr FieldPlaces kShort{3, 5, 8, 8, 8, 16, 5, 21, 24, 4};

const FieldPlaces &placesOf(int recordSize)
{
    return recordSize == kUserSizeShort ? kShort : kLong;
}

void putField(QByteArray &record, qsizetype at, qsizetype size, const QByteArray &bytes)
{
    record.replace(at, size, bytes.left(size).leftJustified(size, '\0'));
}

QByteArrayView textField(QByteArrayView record, qsizetype at, qsizetype size)
{
    return untilNul(part(record, at, size));
}

Refusal setName(QByteArray &record, const QString &name, const UserRules &rules)
{
    const FieldPlaces &places = placesOf(rules.recordSize);
    const QByteArrayView now = part(record, places.name, places.nameSize);
    if (decodeText(now, rules.codePage) == name)
        return {};
    const std::optional<QByteArray> bytes = encodeText(name, places.nameRoom, rules.codePage);
    if (!bytes) {
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP(
                "rollcall::zk",
                "The name has letters that this terminal cannot store. The user was not "
                "written. Choose the terminal's code page in its connection settings, or write "
                "the name in other letters.")),
            QStringLiteral("code page %1").arg(QString::fromLatin1(rules.codePage)));
    }
    if (*bytes != textField(record, places.name, places.nameSize))
        putField(record, places.name, places.nameSize, *bytes);
    return {};
}

Refusal setCard(QByteArray &record, const QString &card, const UserRules &rules)
{
    const FieldPlaces &places = placesOf(rules.recordSize);
    bool isNumber = true;
    const bool isPlain =
        std::all_of(card.begin(), card.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const quint32 number = card.isEmpty() ? 0 : card.toUInt(&isNumber);
    if (!isNumber || !isPlain) {
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::zk", "The card number is not one that a terminal stores. The user was not "
                            "written. Enter the number that is printed on the card, without "
                            "blanks: at most 4294967295.")));
    }
    if (number == u32At(record, places.card))
        return {};
    QByteArray bytes;
    appendU32(bytes, number);
    putField(record, places.card, places.cardSize, bytes);
    return {};
}

Refusal setPassword(QByteArray &record, const QByteArray &password, const UserRules &rules)
{
    const FieldPlaces &places = placesOf(rules.recordSize);
    const QByteArrayView wanted = untilNul(password);
    if (wanted.size() > places.passwordSize) {
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::zk", "The user's password is longer than this terminal stores. The user "
                            "was not written. Give the user a password of at most 5 digits on the "
                            "terminal it is copied from.")));
    }
    if (wanted != textField(record, places.password, places.passwordSize))
        putField(record, places.password, places.passwordSize, wanted.toByteArray());
    return {};
}

Refusal setPrivilege(QByteArray &record, int privilege)
{
    if (privilege < 0 || privilege > std::numeric_limits<quint8>::max()) {
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::zk", "There is no such right on a terminal. The user was not written. Use "
                            "the right of an ordinary user or of an administrator.")));
    }
    record[2] = static_cast<char>(privilege);
    return {};
}

Refusal setFields(QByteArray &record, const DeviceUserDraft &draft, const UserRules &rules)
{
    Refusal refused;
    if (draft.name)
        refused = setName(record, *draft.name, rules);
    if (!refused && draft.card)
        refused = setCard(record, *draft.card, rules);
    if (!refused && draft.password)
        refused = setPassword(record, *draft.password, rules);
    if (!refused && draft.privilege)
        refused = setPrivilege(record, *draft.privilege);
    return refused;
}

Error numberRefused(const QString &userText)
{
    return errors::invalidInput(userText);
}

Refusal checkUserId(const QString &userId, const UserRules &rules)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const auto isPrintable = [](QChar c) { return c > u' ' && c <= u'~'; };
    const bool isShort = rules.recordSize == kUserSizeShort;
    const qsizetype width =
        isShort ? qsizetype(10) : placesOf(rules.recordSize).userIdSize; // what the field holds
    const qsizetype most = rules.idWidth > 0 ? qMin<qsizetype>(rules.idWidth, width) : width;
    if (userId.isEmpty() || userId.size() > most) {
        return numberRefused(
            say(QT_TRANSLATE_NOOP("rollcall::zk",
                                  "A user's number on this terminal has 1 to %1 characters. The "
                                  "user was not written. Give the user another number."))
                .arg(most));
    }
    const bool isNumber = std::all_of(userId.begin(), userId.end(), isDigit);
    const bool isText = std::all_of(userId.begin(), userId.end(), isPrintable);
    if (!isNumber && (isShort || !rules.hasLetters || !isText)) {
        return numberRefused(say(QT_TRANSLATE_NOOP(
            "rollcall::zk", "A user's number on this terminal has digits only. The user was not "
                            "written. Give the user a number without letters and signs.")));
    }
    if (isShort && (userId.front() == u'0' || userId.toULongLong() > 0xFFFFFFFFULL)) {
        return numberRefused(say(QT_TRANSLATE_NOOP(
            "rollcall::zk",
            "This terminal would store the user under another number: it drops "
            "zeros in front and takes 4294967295 at most. The user was not written. "
            "Give the user another number.")));
    }
    return {};
}

} // namespace

Result<QByteArray> newUserRecord(quint16 uid, const DeviceUserDraft &draft, const UserRules &rules)
{
    constexpr char kFirstGroup = 1;
    if (const Refusal refused = checkUserId(draft.userId, rules))
        return *refused;
    const FieldPlaces &places = placesOf(rules.recordSize);
    QByteArray head;
    appendU16(head, uid);
    QByteArray record = head.leftJustified(rules.recordSize, '\0');
    record[places.group] = kFirstGroup;
    QByteArray userId = draft.userId.toLatin1();
    if (rules.recordSize == kUserSizeShort) {
        userId.clear();
        appendU32(userId, draft.userId.toUInt());
    }
    putField(record, places.userId, places.userIdSize, userId);
    if (const Refusal refused = setFields(record, draft, rules))
        return *refused;
    return record;
}

Result<QByteArray> changedUserRecord(QByteArrayView record, const DeviceUserDraft &draft,
                                     const UserRules &rules)
{
    QByteArray changed = part(record, 0, rules.recordSize).toByteArray();
    changed.append(rules.recordSize - changed.size(), '\0');
    if (const Refusal refused = setFields(changed, draft, rules))
        return *refused;
    return changed;
}

bool saysTheSame(QByteArrayView one, QByteArrayView other, int size)
{
    const FieldPlaces &places = placesOf(size);
    const auto sameText = [&](qsizetype at, qsizetype length) {
        return textField(one, at, length) == textField(other, at, length);
    };
    return one.size() == size && other.size() == size &&
           userIdOf(one, size) == userIdOf(other, size) && u8At(one, 2) == u8At(other, 2) &&
           sameText(places.password, places.passwordSize) &&
           sameText(places.name, places.nameSize) &&
           u32At(one, places.card) == u32At(other, places.card);
}

} // namespace rollcall::zk
