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
    counted(u"drop-frames", SimFaultKind::DropFrames, &SimFaultSet::dropFrames),
    counted(u"delay", SimFaultKind::Delay, &SimFaultSet::delay),
    counted(u"unauth-after", SimFaultKind::UnauthAfter, &SimFaultSet::unauthAfter, 1),
    counted(u"count-plus", SimFaultKind::CountPlus, &SimFaultSet::countPlus, -1000000),
    flagged(u"zero-count", SimFaultKind::ZeroCount, &SimFaultSet::zeroCount),
    counted(u"wrong-reply", SimFaultKind::WrongReply, &SimFaultSet::wrongReply, 1),
    flagged(u"session-as-id", SimFaultKind::SessionAsId, &SimFaultSet::sessionAsId),
    counted(u"event-storm", SimFaultKind::EventStorm, &SimFaultSet::eventStorm, 1),
    flagged(u"no-events", SimFaultKind::NoEvents, &SimFaultSet::noEvents),
    flagged(u"latin-names", SimFaultKind::LatinNames, &SimFaultSet::latinNames),
    counted(u"clock-drift", SimFaultKind::ClockDrift, &SimFaultSet::clockDrift, -86400),
    flagged(u"single", SimFaultKind::Single, &SimFaultSet::single),
    counted(u"refuse-1503", SimFaultKind::RefusePrepare, &SimFaultSet::refusePrepare, 1),
    flagged(u"garbage-plain", SimFaultKind::GarbagePlain, &SimFaultSet::garbagePlain),
    flagged(u"stale-uid", SimFaultKind::StaleUid, &SimFaultSet::staleUid),
    counted(u"surplus-block", SimFaultKind::SurplusBlock, &SimFaultSet::surplusBlock, 1),
    flagged(u"late-ack", SimFaultKind::LateAck, &SimFaultSet::lateAck),
    flagged(u"lost-ack", SimFaultKind::LostAck, &SimFaultSet::lostAck),
    flagged(u"ack-before-data", SimFaultKind::AckBeforeData, &SimFaultSet::ackBeforeData),
    flagged(u"marker-prefix", SimFaultKind::MarkerPrefix, &SimFaultSet::markerPrefix),
    flagged(u"write-lost", SimFaultKind::WriteLost, &SimFaultSet::writeLost),
    flagged(u"write-refused", SimFaultKind::WriteRefused, &SimFaultSet::writeRefused),
    flagged(u"prepare-direct", SimFaultKind::PrepareDirect, &SimFaultSet::prepareDirect),
    flagged(u"ack-data", SimFaultKind::AckData, &SimFaultSet::ackData),
    counted(u"chunk-stall-above", SimFaultKind::ChunkStallAbove, &SimFaultSet::chunkStallAbove),
    flagged(u"c3", SimFaultKind::C3, &SimFaultSet::c3),
    flagged(u"http", SimFaultKind::Http, &SimFaultSet::http),
    flagged(u"no-sdkbuild", SimFaultKind::NoSdkBuild, &SimFaultSet::noSdkBuild),
    flagged(u"no-restart-reply", SimFaultKind::NoRestartReply, &SimFaultSet::noRestartReply),
    counted(u"lose", SimFaultKind::Lose, &SimFaultSet::lose, 1),
    counted(u"duplicate", SimFaultKind::Duplicate, &SimFaultSet::duplicate, 1),
    counted(u"reorder", SimFaultKind::Reorder, &SimFaultSet::reorder, 1),
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
