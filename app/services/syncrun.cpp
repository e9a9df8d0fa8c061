// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/syncrun.h"

#include "core/base/log.h"

#include <deque>
#include <utility>

namespace rollcall {

namespace {

/// How many batches may wait for their commit while the next ones are read. Bounded, so that a slow
/// disk slows the terminal down instead of filling memory.
constexpr size_t kBatchesUnderWay = 3;

} // namespace

/// Hands batches to the store and lets reading go on while they are written.
class SyncRun::StoringSink : public LogSink
{
public:
    StoringSink(SyncRun &run, IngestBatch frame)
        : m_run(run)
        , m_frame(std::move(frame))
    {}

    void announced(qint64 logs) override
    {
        m_run.m_session.announced = logs;
        m_run.m_progress(0, logs);
    }

    Result<> take(QList<RawLog> logs, QList<SetAsideLog> setAside) override
    {
        if (const Result<> ready = m_run.waitUntilReady(); !ready)
            return ready;
        IngestBatch batch = m_frame;
        batch.session = m_run.m_session.id;
        batch.logs = std::move(logs);
        batch.setAside = std::move(setAside);
        m_handedOver += batch.logs.size() + batch.setAside.size();
        m_run.saveUsers();
        m_underWay.push_back(m_run.m_door.tools().ingest.store(std::move(batch)));
        return m_underWay.size() > kBatchesUnderWay ? settleOne() : ok();
    }

    qint64 handedOver() const { return m_handedOver; }

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
        SyncSession &session = m_run.m_session;
        session.counts += *counts;
        m_run.m_progress(session.counts.read, session.announced);
        return ok();
    }

    SyncRun &m_run;
    const IngestBatch m_frame;
    std::deque<Answer<IngestCounts>> m_underWay;
    qint64 m_handedOver = 0;
};

SyncRun::SyncRun(const TerminalDoor &door, Device device, Progress progress)
    : m_door(door)
    , m_device(std::move(device))
    , m_progress(std::move(progress))
{}

SyncRun::~SyncRun() = default;

Result<SyncOutcome> SyncRun::execute(const Opener &open)
{
    if (const Result<> written = read(open); !written)
        return written.error();
    return close();
}

Result<> SyncRun::read(const Opener &open)
{
    const SyncTools &tools = m_door.tools();
    const Result<QByteArray> zone = m_door.zoneOf(m_device);
    if (!zone)
        return zone.error();
    m_zone = *zone;

    m_session.device = m_device.id;
    m_session.startedUtc = tools.clock.utcMilliseconds();
    // Written down while the terminal is being read: no log is stored before it is.
    m_begun = tools.sessions.begin(m_session);
    const Result<DeviceSession *> reached = reach(open);
    IngestBatch frame;
    frame.device = m_device.id;
    frame.source = LogSource::Agent;
    frame.timeZone = m_zone;
    m_sink = std::make_unique<StoringSink>(*this, frame);
    const Result<LogReadSummary> summary =
        reached ? (*reached)->logs(*m_sink) : Result<LogReadSummary>(reached.error());
    if (!summary) {
        m_session.error = summary.error();
    } else {
        m_session.complete = summary->complete;
        m_session.error = summary->error;
    }
    const Result<> ready = waitUntilReady();
    if (!m_session.id.isValid())
        return ready;
    if (ready)
        saveUsers();
    else
        m_session.error = ready.error();
    m_session.complete = m_session.complete && ready;
    m_session.finishedUtc = tools.clock.utcMilliseconds();
    SyncSession ended = m_session;
    ended.counts.read = m_sink->handedOver();
    m_ended = tools.sessions.finishBehind(ended, m_sink->handedOver());
    return ok();
}

Result<SyncOutcome> SyncRun::close()
{
    if (const Result<> closed = closeBooks(); !closed)
        return closed.error();
    if (m_session.error)
        qCInfo(lcSync) << "A sync did not complete:" << errorWord(m_session.error->code)
                       << m_session.error->detail;
    SyncOutcome outcome;
    outcome.device = m_device.id;
    outcome.deviceName = m_device.name;
    outcome.counts = m_session.counts;
    outcome.complete = m_session.complete;
    outcome.milliseconds = m_session.finishedUtc - m_session.startedUtc;
    outcome.error = m_session.error;
    return outcome;
}

Result<DeviceSession *> SyncRun::reach(const Opener &open)
{
    const Result<DeviceSession *> opened = open();
    if (!opened)
        return opened.error();
    DeviceSession &conversation = **opened;
    const Result<Answer<>> entered = m_door.enterReading(m_device, conversation);
    if (!entered)
        return entered.error();
    m_entered = *entered;
    Result<QList<DeviceUser>> users = conversation.users();
    if (!users)
        return users.error();
    m_users = std::move(users).value();
    // The offset is a report, not a condition: a terminal that does not tell its clock is read all
    // the same.
    if (const Result<qint64> offset = m_door.clockOffset(m_zone, conversation); offset) {
        m_session.clockOffsetSeconds = *offset;
        m_session.clockKnown = true;
    }
    return &conversation;
}

/// Until the session is written down, and that it is the right terminal is certain.
Result<> SyncRun::waitUntilReady()
{
    if (m_ready)
        return *m_ready;
    const Result<SyncSessionId> id = await(m_begun);
    if (id)
        m_session.id = *id;
    m_ready = !id ? Result<>(id.error()) : m_entered ? await(*m_entered) : ok();
    return *m_ready;
}

/// In one commit with the first logs.
void SyncRun::saveUsers()
{
    const SyncTools &tools = m_door.tools();
    if (const auto users = std::exchange(m_users, std::nullopt))
        m_usersSaved = tools.devices.saveUsers(m_device.id, *users, tools.clock.utcMilliseconds());
}

/// What was handed over before a failure is stored, too: it belongs to this session. Its end was
/// written behind the last logs, without waiting for them; where they are not stored after all, it
/// is written once more and says so.
Result<> SyncRun::closeBooks()
{
    Result<> stored = m_sink->settleAll();
    if (stored && m_usersSaved)
        stored = await(*m_usersSaved);
    const Result<> ended = await(m_ended);
    if (stored && ended)
        return ok();
    m_session.complete = false;
    if (!stored)
        m_session.error = stored.error();
    else if (!m_session.error) // else a batch before the last was refused, which is known
        m_session.error = ended.error();
    return await(m_door.tools().sessions.finish(m_session));
}

} // namespace rollcall
