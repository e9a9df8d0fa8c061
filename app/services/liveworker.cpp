// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/liveworker.h"

#include "core/base/log.h"

#include <chrono>
#include <utility>

namespace rollcall {

namespace {

/// Longer than anybody keeps a terminal for a question; whoever reads a large log is waited for
/// again.
constexpr int kOthersFirstMs = 10'000;
constexpr int kAfterCancel = 4; // failures; the longest back-off

} // namespace

LiveWorker::LiveWorker(const TerminalDoor &door, DeviceLocks &locks, SyncService &sync,
                       const Device &device, LiveRules rules, News news)
    : m_door(door)
    , m_locks(locks)
    , m_sync(sync)
    , m_device(device)
    , m_rules(std::move(rules))
    , m_news(std::move(news))
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(QStringLiteral("live-%1").arg(device.id.value));
    m_thread->start();
}

LiveWorker::~LiveWorker()
{
    requestStop();
    m_thread->wait();
}

void LiveWorker::requestStop()
{
    m_stop.request_stop();
    const std::lock_guard lock(m_mutex);
    if (m_connection)
        m_connection->request_stop();
}

std::optional<Answer<SyncOutcome>> LiveWorker::readNow()
{
    const std::lock_guard lock(m_mutex);
    if (m_hasEnded || isStopping())
        return std::nullopt;
    auto promise = std::make_shared<QPromise<Result<SyncOutcome>>>();
    promise->start();
    Answer<SyncOutcome> answer = promise->future();
    m_requests.push_back(std::move(promise));
    m_changed.notify_all();
    return answer;
}

void LiveWorker::retryNow()
{
    const std::lock_guard lock(m_mutex);
    m_retryNow = true;
    m_changed.notify_all();
}

void LiveWorker::run()
{
    while (!isStopping()) {
        const Ending ending = connection();
        if (ending == Ending::CannotListen) {
            m_news.cannotListen();
            return;
        }
        if (ending == Ending::Failed && !waitToRetry())
            break;
    }
    endAll();
}

/// From opening to closing; the terminal is given back when it is closed.
LiveWorker::Ending LiveWorker::connection()
{
    const Result<Device> device = m_door.agent(m_device.id);
    if (!device)
        return fail(device.error()); // gone: whoever made this worker ends it soon
    const Result<QByteArray> zone = m_door.zoneOf(*device);
    if (!zone)
        return fail(zone.error());
    m_zone = *zone;
    const Result<DeviceLocks::Held> held =
        m_locks.takeWhenFree(*device, TerminalUse::Reading, m_stop.get_token(), kOthersFirstMs);
    if (!held)
        return isStopping() ? Ending::Stopped : fail(held.error());
    const Ending ending = listenAndRead(**held, *device, beginConnection());
    {
        const std::lock_guard lock(m_mutex);
        m_connection.reset();
    }
    m_terminal.session.reset();
    m_terminal.control.reset();
    return ending;
}

/// Nothing could be opened; whoever waits for a read is told so.
LiveWorker::Ending LiveWorker::fail(const Error &error)
{
    qCInfo(lcSync) << "A terminal cannot be listened to now; device" << m_device.id.value
                   << errorWord(error.code) << error.detail;
    ++m_failures;
    answer(takeRequests(), error);
    return Ending::Failed;
}

std::vector<LiveWorker::Request> LiveWorker::takeRequests()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_requests, {});
}

void LiveWorker::answer(const std::vector<Request> &requests, const Result<SyncOutcome> &outcome)
{
    for (const Request &request : requests) {
        request->addResult(outcome);
        request->finish();
    }
}

LiveWorker::Stop LiveWorker::beginConnection()
{
    auto stop = std::make_shared<std::stop_source>();
    const std::lock_guard lock(m_mutex);
    m_connection = stop;
    m_retryNow = false;
    if (isStopping())
        stop->request_stop();
    return stop;
}

LiveWorker::Ending LiveWorker::listenAndRead(DeviceLocks::Hold &hold, const Device &device,
                                             const Stop &stop)
{
    Device present = device;
    for (;;) {
        const Result<SyncOutcome> outcome = read(present, stop);
        if (isStopping())
            return Ending::Stopped;
        if (!outcome || outcome->error) {
            // Who cancelled a read does not want it to begin again at once.
            const bool isCancelled = outcome && outcome->error->code == ErrorCode::Cancelled;
            m_failures = isCancelled ? kAfterCancel : m_failures + 1;
            return Ending::Failed;
        }
        m_failures = 0;
        if (const std::optional<Ending> ending = listenOnce(hold, stop))
            return *ending;
        // What the visit learned, and what the office changed meanwhile.
        if (const Result<Device> again = m_door.agent(m_device.id); again)
            present = *again;
    }
}

/// nullopt: the log is to be read.
std::optional<LiveWorker::Ending> LiveWorker::listenOnce(DeviceLocks::Hold &hold, const Stop &stop)
{
    if (m_cannotListen)
        return endUnlessAsked() ? std::optional<Ending>(Ending::CannotListen) : std::nullopt;
    hold.offer([stop] { stop->request_stop(); });
    const Result<> listened = m_terminal.session->listen(*this);
    const bool isOurs = hold.keep();
    if (isStopping())
        return Ending::Stopped;
    if (!isOurs)
        return Ending::GivenAway;
    if (listened)
        return std::nullopt;
    if (listened.error().code == ErrorCode::Unsupported) {
        m_cannotListen = true;
        return endUnlessAsked() ? std::optional<Ending>(Ending::CannotListen) : std::nullopt;
    }
    qCInfo(lcSync) << "A live connection ended; device" << m_device.id.value
                   << errorWord(listened.error().code) << listened.error().detail;
    ++m_failures;
    return Ending::Failed;
}

/// Reads the log for the interval, for the terminal and for everybody who asked until now.
Result<SyncOutcome> LiveWorker::read(const Device &device, const Stop &stop)
{
    const std::vector<Request> asked = takeRequests();
    m_logChanged =
        false; // from here on, what is told of may come after its place in the log was read
    Result<SyncOutcome> outcome = m_sync.visit(device, stop, [&]() -> Result<DeviceSession *> {
        if (!m_terminal.session) {
            if (const Result<> opened = open(device, stop); !opened)
                return opened.error();
        }
        return m_terminal.session.get();
    });
    m_nextRead.setRemainingTime(m_rules.intervalMs);
    m_readGap.setRemainingTime(m_rules.readGapMs);
    answer(asked, outcome);
    return outcome;
}

/// The terminal begins to tell before its log is read, so that nothing falls between the two
/// (zk-protocol.md, section 15.1).
Result<> LiveWorker::open(const Device &device, const Stop &stop)
{
    Result<OpenTerminal> opened = m_door.open(device, stop->get_token());
    if (!opened)
        return opened.error();
    m_terminal = std::move(*opened);
    if (Result<> entered = m_door.enter(device, *m_terminal.session); !entered)
        return entered;
    m_onlyRegisters = true;
    const Result<> listened = m_terminal.session->listen(*this);
    m_onlyRegisters = false;
    m_cannotListen = !listened && listened.error().code == ErrorCode::Unsupported;
    return m_cannotListen ? ok() : listened;
}

bool LiveWorker::goOn()
{
    if (m_onlyRegisters)
        return false;
    if (m_nextRead.hasExpired() || (m_logChanged && m_readGap.hasExpired()))
        return false;
    const std::lock_guard lock(m_mutex);
    return m_requests.empty();
}

Result<> LiveWorker::punched(const RawLog &log)
{
    IngestBatch batch;
    batch.device = m_device.id;
    batch.source = LogSource::Agent;
    batch.timeZone = m_zone;
    batch.logs = {log};
    const Result<IngestCounts> counts = await(m_door.tools().ingest.store(std::move(batch)));
    if (!counts)
        return counts.error();
    m_news.stored(*counts);
    return ok();
}

/// False when the worker is to end.
bool LiveWorker::waitToRetry()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, m_stop.get_token(),
                       std::chrono::milliseconds(m_rules.delayMs(qMax(1, m_failures))),
                       [this] { return m_retryNow || !m_requests.empty(); });
    return !isStopping();
}

/// The end, unless somebody asked for a read just now.
bool LiveWorker::endUnlessAsked()
{
    const std::lock_guard lock(m_mutex);
    m_hasEnded = m_requests.empty();
    return m_hasEnded;
}

void LiveWorker::endAll()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hasEnded = true;
    }
    answer(takeRequests(), errors::cancelled());
}

} // namespace rollcall
