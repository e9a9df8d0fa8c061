// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simfaults.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace rollcall {

namespace {

/// A fault's word and where it is kept: a number from @p lowest up, or a flag.
struct FaultWord
{
    QStringView word;
    SimFaultKind kind;
    qint64 SimFaultSet::*number;
    bool SimFaultSet::*flag;
    qint64 lowest;

    bool takesNumber() const { return number != nullptr; }
};

constexpr FaultWord counted(QStringView word, SimFaultKind kind, qint64 SimFaultSet::*number,
                            qint64 lowest = 0)
{
    return {word, kind, number, nullptr, lowest};
}

constexpr FaultWord flagged(QStringView word, SimFaultKind kind, bool SimFaultSet::*flag)
{
    return {word, kind, nullptr, flag, 0};
}

constexpr std::array kWords{
    counted(u"drop-after", SimFaultKind::DropAfter, &SimFaultSet::dropAfter),
    counted(u"stall-after", SimFaultKind::StallAfter, &SimFaultSet::stallAfter),
    counted(u"bad-checksum", SimFaultKind::BadChecksum, &SimFaultSet::badChecksum, 1),
    flagged(u"short-count", SimFaultKind::ShortCount, &SimFaultSet::shortCount),
    counted(u"wrong-count", SimFaultKind::WrongCount, &SimFaultSet::wrongCount),
    flagged(u"no-count", SimFaultKind::NoCount, &SimFaultSet::noCount),
    counted(u"split", SimFaultKind::Split, &SimFaultSet::split, 1),
    flagged(u"coalesce", SimFaultKind::Coalesce, &SimFaultSet::coalesce),
    flagged(u"busy", SimFaultKind::Busy, &SimFaultSet::busy),
    flagged(u"no-auth", SimFaultKind::NoAuth, &SimFaultSet::noAuth),
    flagged(u"duplicate-records", SimFaultKind::DuplicateRecords, &SimFaultSet::duplicateRecords),
    counted(u"trailing-bytes", SimFaultKind::TrailingBytes, &SimFaultSet::trailingBytes),
    counted(u"invalid-dates", SimFaultKind::InvalidDates, &SimFaultSet::invalidDates),
    flagged(u"garbage", SimFaultKind::Garbage, &SimFaultSet::garbage),
    flagged(u"plain-only", SimFaultKind::PlainOnly, &SimFaultSet::plainOnly),
    counted(u"refuse-piece", SimFaultKind::RefusePiece, &SimFaultSet::refusePiece, 1),
    flagged(u"late-packets", SimFaultKind::LatePackets, &SimFaultSet::latePackets),
    flagged(u"events", SimFaultKind::Events, &SimFaultSet::events),
};

std::optional<qint64> number(QStringView text, qint64 lowest)
{
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    if (!isNumber || value < lowest || value > std::numeric_limits<qint32>::max())
        return std::nullopt;
    return value;
}

Error wrongFault(QStringView text)
{
    QStringList words;
    for (const FaultWord &known : kWords) {
        const QString word = known.word.toString();
        words.append(known.takesNumber() ? QString(word + QStringLiteral("=N")) : word);
    }
    return errors::invalidInput(
        QCoreApplication::translate("rollcall::sim",
                                    "\"%1\" is not a fault of a simulated terminal. There are: %2.")
            .arg(text.toString(), words.join(QStringLiteral(", "))));
}

} // namespace

Result<SimFault> parseFault(QStringView text)
{
    SimFault fault;
    QStringView rest = text;
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        const auto connections = number(rest.sliced(at + 1), 1);
        if (!connections)
            return wrongFault(text);
        fault.connections = static_cast<int>(*connections);
        rest = rest.first(at);
    }
    const qsizetype equals = rest.indexOf(u'=');
    const QStringView word = equals < 0 ? rest : rest.first(equals);
    const auto known = std::find_if(kWords.begin(), kWords.end(),
                                    [word](const FaultWord &each) { return each.word == word; });
    if (known == kWords.end() || known->takesNumber() != (equals >= 0))
        return wrongFault(text);
    fault.kind = known->kind;
    if (known->takesNumber()) {
        const auto value = number(rest.sliced(equals + 1), known->lowest);
        if (!value)
            return wrongFault(text);
        fault.value = *value;
    }
    return fault;
}

SimFaultSet faultsOf(const QList<SimFault> &faults, int connection)
{
    SimFaultSet set;
    for (const SimFault &fault : faults) {
        if (fault.connections != 0 && connection > fault.connections)
            continue;
        const auto known =
            std::find_if(kWords.begin(), kWords.end(),
                         [&fault](const FaultWord &each) { return each.kind == fault.kind; });
        if (known == kWords.end())
            continue;
        if (known->takesNumber())
            set.*known->number = fault.value;
        else
            set.*known->flag = true;
    }
    return set;
}

} // namespace rollcall
