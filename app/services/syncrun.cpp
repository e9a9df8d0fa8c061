// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/syncrun.h"

#include "core/base/log.h"

#include <deque>

namespace rollcall {

namespace {

/// How many batches may wait for their commit while the next ones are read. Bounded, so that a slow
/// disk slows the terminal down instead of filling memory.
constexpr size_t kBatchesUnderWay = 3;

/// Hands batches to the store and lets reading go on while they are written.
class StoringSink : public LogSink
{
public:
    StoringSink(IngestPort &ingest, IngestBatch frame, SyncSession &session,
                const SyncRun::Progress &progress)
        : m_ingest(ingest)
        , m_frame(std::move(frame))
        , m_session(session)
        , m_progress(progress)
    {}

    void announced(qint64 logs) override
    {
        m_session.announced = logs;
        m_progress(0, logs);
    }

    Result<> take(QList<RawLog> logs, QList<SetAsideLog> setAside) override
    {
        IngestBatch batch = m_frame;
        batch.logs = std::move(logs);
        batch.setAside = std::move(setAside);
        m_underWay.push_back(m_ingest.store(std::move(batch)));
        return m_underWay.size() > kBatchesUnderWay ? settleOne() : ok();
    }

    /// Waits for everything handed over; the first failure is the answer.
    Result<> settleAll()
    {
        Result<> outcome = ok();
        while (!m_underWay.empty()) {
            const Result<> one = settleOne();
            if (outcome && !one)
                outcome = one;
        }
        return outcome;
    }

private:
    Result<> settleOne()
    {
        const Result<IngestCounts> counts = await(m_underWay.front());
        m_underWay.pop_front();
        if (!counts)
            return counts.error();
        m_session.counts += *counts;
        m_progress(m_session.counts.read, m_session.announced);
        return ok();
    }

    IngestPort &m_ingest;
    const IngestBatch m_frame;
    SyncSession &m_session;
    const SyncRun::Progress &m_progress;
    std::deque<Answer<IngestCounts>> m_underWay;
};

} // namespace

SyncRun::SyncRun(const TerminalDoor &door, Device device, Progress progress)
    : m_door(door)
    , m_device(std::move(device))
    , m_progress(std::move(progress))
{}

Result<SyncOutcome> SyncRun::execute(const Opener &open)
{
    const SyncTools &tools = m_door.tools();
    const Result<QByteArray> zone = m_door.zoneOf(m_device);
    if (!zone)
        return zone.error();
    m_zone = *zone;

    SyncSession session;
    session.device = m_device.id;
    session.startedUtc = tools.clock.utcMilliseconds();
    // Written down while the terminal is being reached: no log is stored before it is.
    const Answer<SyncSessionId> begun = tools.sessions.begin(session);
    const Result<DeviceSession *> reached = reach(session, open);
    const Result<SyncSessionId> id = await(begun);
    if (!id)
        return id.error();
    session.id = *id;

    const Result<LogReadSummary> summary =
        reached ? readLogs(session, **reached) : Result<LogReadSummary>(reached.error());
    if (!summary) {
        session.error = summary.error();
    } else {
        session.complete = summary->complete;
        session.error = summary->error;
    }
    session.finishedUtc = tools.clock.utcMilliseconds();
    if (session.error)
        qCInfo(lcSync) << "A sync did not complete:" << errorWord(session.error->code)
                       << session.error->detail;
    if (const Result<> finished = await(tools.sessions.finish(session)); !finished)
        return finished.error();

    SyncOutcome outcome;
    outcome.device = m_device.id;
    outcome.deviceName = m_device.name;
    outcome.counts = session.counts;
    outcome.complete = session.complete;
    outcome.milliseconds = session.finishedUtc - session.startedUtc;
    outcome.error = session.error;
    return outcome;
}

Result<DeviceSession *> SyncRun::reach(SyncSession &session, const Opener &open)
{
    const Result<DeviceSession *> opened = open();
    if (!opened)
        return opened.error();
    DeviceSession &conversation = **opened;
    if (const Result<> entered = m_door.enter(m_device, conversation); !entered)
        return entered.error();
    const Result<QList<DeviceUser>> users = conversation.users();
    if (!users)
        return users.error();
    const SyncTools &tools = m_door.tools();
    m_usersSaved = tools.devices.saveUsers(m_device.id, *users, tools.clock.utcMilliseconds());
    // The offset is a report, not a condition: a terminal that does not tell its clock is read all
    // the same.
    if (const Result<qint64> offset = m_door.clockOffset(m_zone, conversation); offset) {
        session.clockOffsetSeconds = *offset;
        session.clockKnown = true;
    }
    return &conversation;
}

Result<LogReadSummary> SyncRun::readLogs(SyncSession &session, DeviceSession &conversation)
{
    IngestBatch frame;
    frame.device = m_device.id;
    frame.source = LogSource::Agent;
    frame.session = session.id;
    frame.timeZone = m_zone;
    StoringSink sink(m_door.tools().ingest, frame, session, m_progress);
    Result<LogReadSummary> summary = conversation.logs(sink);
    // What was handed over before a failure is stored: its counts belong to this session.
    const Result<> stored = sink.settleAll();
    if (!stored)
        return stored.error();
    if (const Result<> saved = await(m_usersSaved); !saved)
        return saved.error();
    return summary;
}

} // namespace rollcall
