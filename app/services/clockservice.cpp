// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/clockservice.h"

#include "app/services/finddevice.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

constexpr int kRowsAtOnce = 500;
constexpr int kMostMinutes = 60 * 366 * 24 * 60; ///< sixty years: a clock that fell back to 1970

Error refused(const char *text)
{
    return errors::invalidInput(QCoreApplication::translate("rollcall::ClockService", text));
}

Result<> checkFact(const ClockFact &fact, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return refused(QT_TRANSLATE_NOOP("rollcall::ClockService",
                                         "This decision needs a reason. Nothing was changed. Say "
                                         "how the clock is known to have been right or wrong."));
    if (!fact.from.isValid() || !fact.to.isValid() || fact.to < fact.from)
        return refused(QT_TRANSLATE_NOOP("rollcall::ClockService",
                                         "The last day lies before the first day. Nothing was "
                                         "changed. Exchange the two dates."));
    if (fact.kind == ClockFactKind::Shift &&
        (fact.minutes == 0 || qAbs(fact.minutes) > kMostMinutes))
        return refused(QT_TRANSLATE_NOOP("rollcall::ClockService",
                                         "Punches can be shifted by 1 minute to 60 years, forward "
                                         "or, with a minus sign, back. Nothing was changed."));
    return ok();
}

} // namespace

ClockService::ClockService(const Stores &stores, IngestPort &ingest, RecomputeService &recompute,
                           AsideReader reader, const QString &author, QObject *parent)
    : ClockControl(parent)
    , m_stores(stores)
    , m_ingest(ingest)
    , m_reader(std::move(reader))
    , m_changes(recompute, author)
{}

/// The decision comes first: should the rest fail, the same command takes it up again.
Result<ClockDecided> ClockService::decideAndSettle(const ClockFact &fact, const QString &reason)
{
    if (const Result<> checked = checkFact(fact, reason); !checked)
        return checked.error();
    const Result<FactCounts> counts = await(m_stores.clocks.add(fact, m_changes.decision(reason)));
    if (!counts)
        return counts.error();
    const Result<qint64> logs = settleAside(fact);
    if (!logs)
        return logs.error();
    return ClockDecided{*counts, *logs};
}

/// Makes punches of the lines that were set aside for their time alone. They go through the one
/// door for punches, under the time that the terminal wrote, so that the same line is known when it
/// comes again.
Result<qint64> ClockService::settleAside(const ClockFact &fact)
{
    const Result<Device> device = findDevice(m_stores.devices, fact.device);
    if (!device)
        return device.error();
    const Result<School> school = await(m_stores.school.school());
    if (!school)
        return school.error();
    const QByteArray zone = device->timeZone.isEmpty() ? school->timeZone : device->timeZone;
    qint64 logs = 0;
    qint64 after = 0;
    for (;;) {
        const Result<QList<SetAsideRow>> rows =
            await(m_stores.logs.setAside(fact.device, after, kRowsAtOnce));
        if (!rows)
            return rows.error();
        const Result<qint64> settled = settlePage(fact, *device, zone, *rows);
        if (!settled)
            return settled;
        logs += *settled;
        if (rows->size() < kRowsAtOnce)
            return logs;
        after = rows->last().id;
    }
}

Result<qint64> ClockService::settlePage(const ClockFact &fact, const Device &device,
                                        const QByteArray &zone, const QList<SetAsideRow> &rows)
{
    ZoneClock clock(zone);
    IngestBatch batch;
    batch.device = device.id;
    batch.source = LogSource::Push;
    batch.timeZone = zone;
    for (const SetAsideRow &row : rows) {
        const std::optional<RawLog> log = m_reader(device.driver, row.rawText, clock);
        if (!log || !fact.covers(device.id, log->at.date()))
            continue;
        batch.logs.append(*log);
        batch.settles.append(row.id);
    }
    if (batch.logs.isEmpty())
        return 0;
    const qint64 count = batch.logs.size();
    const Result<IngestCounts> stored = await(m_ingest.store(std::move(batch)));
    return stored ? Result<qint64>(count) : stored.error();
}

Answer<ClockDecided> ClockService::decide(const ClockFact &fact, const QString &reason)
{
    return m_changes.run<ClockDecided>(
        [this, fact, reason] { return decideAndSettle(fact, reason); },
        [this, device = fact.device] { emit clocksChanged(device); });
}

Answer<FactCounts> ClockService::remove(ClockFactKind kind, ClockFactId fact, const QString &reason)
{
    const auto remove = [this, kind, fact, reason] {
        return await(m_stores.clocks.remove(kind, fact, m_changes.decision(reason)));
    };
    return m_changes.run<FactCounts>(remove, [this] { emit clocksChanged({}); });
}

} // namespace rollcall
