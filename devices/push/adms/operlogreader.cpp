// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/operlogreader.h"

#include "devices/push/adms/admspunch.h"
#include "devices/push/adms/admstext.h"
#include "devices/push/adms/keyedrow.h"

#include <algorithm>
#include <array>

namespace rollcall::push {

namespace {

constexpr qsizetype kMostUnknown = 10;
constexpr qsizetype kMostKeyword = 32;
constexpr qsizetype kMostLogText = 512;
constexpr qsizetype kMostName = 128;
constexpr qsizetype kMostGroup = 16;
constexpr qint64 kMostCode = 99999;
constexpr std::array kPrivileges{0, 2, 6, 10, 14};

/// Rows that hold templates, photos or identity documents: counted and thrown away.
constexpr std::array<QStringView, 8> kDiscarded{u"FP",       u"FACE",    u"FVEIN",  u"USERPIC",
                                                u"BIOPHOTO", u"BIODATA", u"IDCARD", u"FINGERTMP"};

/// Decimal, or "[15CD5B07]": four bytes, the low one first. Empty for no card; nullopt when it is
/// neither, and says nothing.
std::optional<QString> cardNumber(QStringView text)
{
    constexpr qsizetype kMostDigits = 20; // of 64 bits
    if (text.startsWith(u'[') && text.endsWith(u']')) {
        const QByteArray bytes = QByteArray::fromHex(text.sliced(1, text.size() - 2).toLatin1());
        quint32 number = 0;
        for (qsizetype i = 0; i < qMin<qsizetype>(bytes.size(), 4); ++i)
            number |= quint32(uchar(bytes.at(i))) << (8 * i);
        return number == 0 ? QString() : QString::number(number);
    }
    while (text.startsWith(u'0'))
        text = text.sliced(1);
    const bool isNumber =
        text.size() <= kMostDigits &&
        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? std::optional(text.toString()) : std::nullopt;
}

/// OPLOG <code> <operator> <time> <who> <v1> <v2> <v3>, between tabs; as it came when it begins
/// with no number.
DeviceLogEntry oplogEntry(QStringView fields)
{
    QList<QStringView> columns;
    for (const QStringView column : fields.tokenize(u'\t'))
        columns.append(column.trimmed());
    const auto column = [&columns](qsizetype at) {
        return at < columns.size() ? columns.at(at) : QStringView();
    };
    DeviceLogEntry entry;
    entry.kind = QStringLiteral("oplog");
    const std::optional<qint64> code = admsNumber(column(0));
    if (!code) {
        entry.text = deviceLogText(fields.toString());
        return entry;
    }
    entry.code = static_cast<int>(std::clamp<qint64>(*code, -1, kMostCode));
    entry.at = admsWallTime(column(2)).value_or(WallTime());
    entry.text = deviceLogText(QStringLiteral("operator=%1\twho=%2\tv1=%3\tv2=%4\tv3=%5")
                                   .arg(column(1), column(3), column(4), column(5), column(6)));
    return entry;
}

} // namespace

QString deviceLogText(const QString &text)
{
    return admsOneLine(admsCut(text, kMostLogText));
}

std::optional<ReportedUser> readUserRow(const KeyedRow &row)
{
    ReportedUser user;
    user.userId = row.value(u"pin");
    if (!isAdmsUserId(user.userId) || user.userId == u"0" || row.has(u"content") ||
        row.has(u"photo"))
        return std::nullopt;
    if (const QString name = row.value(u"name"); !name.isEmpty())
        user.name = admsOneLine(admsCut(name, kMostName));
    if (row.has(u"card") || row.has(u"cardno"))
        user.card = cardNumber(row.firstValue({u"card", u"cardno"}));
    if (row.has(u"pri") || row.has(u"privilege")) {
        const qint64 given = admsNumber(row.firstValue({u"pri", u"privilege"})).value_or(-1);
        if (std::find(kPrivileges.begin(), kPrivileges.end(), given) != kPrivileges.end())
            user.privilege = static_cast<int>(given);
        else
            user.privilegeUnknown = true;
    }
    if (row.has(u"grp") || row.has(u"group"))
        user.group = admsOneLine(admsCut(row.firstValue({u"grp", u"group"}), kMostGroup));
    return user;
}

OperlogReading readOperlog(QByteArrayView body, bool isUserInfo)
{
    OperlogReading reading;
    AdmsLines lines(body);
    while (const std::optional<QByteArrayView> bytes = lines.next()) {
        ++reading.lines;
        const QString text = admsText(*bytes).trimmed();
        const qsizetype blank = std::min(static_cast<size_t>(text.indexOf(u' ')),
                                         static_cast<size_t>(text.indexOf(u'\t')));
        const QString keyword = text.left(blank).toUpper();
        const QStringView fields = blank < 0 ? QStringView() : QStringView(text).sliced(blank + 1);
        if (keyword == u"OPLOG") {
            reading.log.append(oplogEntry(fields));
        } else if (keyword == u"USER" || (isUserInfo && keyword.contains(u'='))) {
            const KeyedRow row(keyword == u"USER" ? fields : QStringView(text));
            if (const std::optional<ReportedUser> user = readUserRow(row))
                reading.users.append(*user);
        } else if (std::find(kDiscarded.begin(), kDiscarded.end(), keyword) == kDiscarded.end() &&
                   reading.unknown.size() < kMostUnknown) {
            const QStringView word = QStringView(keyword).left(keyword.indexOf(u'='));
            reading.unknown.append(admsOneLine(admsCut(word, kMostKeyword)));
        }
    }
    return reading;
}

} // namespace rollcall::push
