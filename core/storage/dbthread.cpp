// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/storage/dbthread.h"

#include "core/base/log.h"
#include "core/storage/loginsertion.h"

#include <algorithm>

namespace rollcall {

namespace {

/// Enough to share a commit among all connections of a push listener; small enough to keep answers
/// prompt.
constexpr size_t kJoinedJobs = 256;
constexpr int kIdleMs = 1000;
/// How long jobs are waited for that are likely to come: three quarters of what a group costs,
/// since without them it would be paid once more; and never longer than anybody would notice.
constexpr std::chrono::milliseconds kLongestWait{4};
/// A commit that is less than this part of its group is not worth waiting for: while one group of
/// many rows is written, the senders of the next had better be on their way.
constexpr int kWorthSharing = 4;
/// After waits in vain so many groups at most go without one.
constexpr int kMostSkips = 64;

} // namespace

DbThread::DbThread(StorageConfig config, Access access, const QString &threadName)
    : m_config(std::move(config))
    , m_access(access)
    , m_thread(QThread::create([this] { loop(); }))
{
    m_thread->setObjectName(threadName);
}

DbThread::~DbThread()
{
    stop();
}

Result<> DbThread::start(std::function<Result<>(Database &)> prepare)
{
    m_prepare = std::move(prepare);
    m_thread->start();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_started.has_value(); });
    return *m_started;
}

void DbThread::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_thread->wait();
}

void DbThread::enqueue(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping) {
            m_queue.push_back(std::move(job));
            // Woken for each job it has no use for yet, the thread would cost more than it writes.
            if (m_queue.size() == m_wanted)
                m_changed.notify_all();
            return;
        }
    }
    job.answer(errors::cancelled());
}

void DbThread::loop()
{
    Result<std::unique_ptr<Database>> opened = Database::open(m_config, m_access);
    Result<> started = opened ? ok() : Result<>(opened.error());
    if (opened) {
        m_database = std::move(*opened);
        if (m_prepare)
            started = m_prepare(*m_database);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_started = started;
        m_stopping = m_stopping || !started;
    }
    m_changed.notify_all();

    for (;;) {
        settleWhenIdle();
        std::deque<Job> jobs = takeWaiting();
        if (jobs.empty())
            break;
        m_hasWritten = m_access == Access::ReadWrite;
        const auto began = std::chrono::steady_clock::now();
        if (jobs.size() == 1 && m_company < 2)
            runAlone(jobs.front());
        else
            runJoined(jobs);
        m_lastTook = std::chrono::steady_clock::now() - began;
        expectCompany(jobs.size());
    }
    m_database.reset();
}

/// A writer that nobody has asked for anything for a while settles what it wrote.
void DbThread::settleWhenIdle()
{
    if (!m_hasWritten)
        return;
    {
        std::unique_lock lock(m_mutex);
        const auto isWanted = [this] { return m_stopping || !m_queue.empty(); };
        if (m_changed.wait_for(lock, std::chrono::milliseconds(kIdleMs), isWanted))
            return;
    }
    m_hasWritten = false;
    if (const Result<> settled = m_database->settle(); !settled)
        qCInfo(lcDb) << "The database could not settle:" << settled.error().detail;
}

/// Waits for work; empty only when the thread is to end and nothing is left.
std::deque<DbThread::Job> DbThread::takeWaiting()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    std::deque<Job> jobs;
    moveWaiting(jobs, m_access == Access::ReadWrite ? kJoinedJobs : 1);
    return jobs;
}

/// Until there are @p most. Called with m_mutex held.
void DbThread::moveWaiting(std::deque<Job> &jobs, size_t most)
{
    while (!m_queue.empty() && jobs.size() < most) {
        jobs.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
}

/// The senders of what was just answered are on their way back, and those of what came meanwhile
/// are here.
void DbThread::expectCompany(size_t answered)
{
    if (m_access != Access::ReadWrite)
        return;
    const std::lock_guard lock(m_mutex);
    m_company = std::min(answered + m_queue.size(), kJoinedJobs);
}

/// Whoever is first would be committed alone, and the others have to wait for that commit. A few
/// may be late without holding up the rest. Whether anybody comes at all is learned from whether
/// they did.
DbThread::Company DbThread::companyOfGroup()
{
    const size_t wanted = m_company - m_company / 4;
    if (wanted < 2 || m_lastCommit < m_lastTook / kWorthSharing)
        return {};
    if (m_skips > 0) {
        --m_skips;
        return {wanted, {}};
    }
    return {wanted,
            std::min<std::chrono::steady_clock::duration>(m_lastTook * 3 / 4, kLongestWait)};
}

/// Adds to the group, whose jobs were run but are not committed yet, the jobs that came meanwhile,
/// or that come while there is patience. The senders make the next ones while the first are run;
/// woken for every one of many small ones, the thread would cost more than it writes.
bool DbThread::takeCompany(std::deque<Job> &jobs, Company &company)
{
    using Clock = std::chrono::steady_clock;
    const size_t before = jobs.size();
    std::unique_lock lock(m_mutex);
    if (m_queue.empty() && before < company.wanted && company.patience.count() > 0) {
        const Clock::time_point began = Clock::now();
        m_wanted = std::min(company.wanted - before, std::max<size_t>(company.wanted / 4, 1));
        m_changed.wait_for(lock, company.patience,
                           [this] { return m_stopping || m_queue.size() >= m_wanted; });
        m_wanted = 1;
        company.patience -= Clock::now() - began;
    }
    if (company.wanted > 0)
        moveWaiting(jobs, std::min(m_company, kJoinedJobs));
    return jobs.size() > before;
}

Result<> DbThread::ensureConnection()
{
    if (m_database->isOpen() || m_config.engine() == Engine::Sqlite)
        return ok();
    return m_database->reopen();
}

/// A job whose rows ended too early has worked with less than there is: it failed, whatever it
/// says itself.
Result<> DbThread::runJob(const Job &job)
{
    const Result<> done = job.work(*m_database);
    const Result<> readWhole = m_database->readFailure();
    return readWhole ? done : readWhole;
}

Result<> DbThread::runFrom(const std::deque<Job> &jobs, size_t first)
{
    const auto begin = jobs.cbegin() + static_cast<std::ptrdiff_t>(first);
    std::vector<WaitingLogs *> logs;
    for (auto job = begin; job != jobs.cend(); ++job) {
        if (job->logs)
            logs.push_back(job->logs.get());
    }
    if (const Result<> inserted = insertTogether(*m_database, logs); !inserted)
        return inserted;
    for (auto job = begin; job != jobs.cend(); ++job) {
        if (const Result<> done = runJob(*job); !done)
            return done;
    }
    return ok();
}

/// The jobs of a group, and those that join it before its commit.
Result<> DbThread::runGroup(std::deque<Job> &jobs)
{
    Company company = companyOfGroup();
    const bool mayWait = company.patience.count() > 0;
    size_t done = 0;
    do {
        if (const Result<> ran = runFrom(jobs, done); !ran)
            return ran;
        done = jobs.size();
    } while (takeCompany(jobs, company));
    if (mayWait) {
        const bool came = jobs.size() >= company.wanted;
        m_nextSkips = came ? 1 : std::min(2 * m_nextSkips, kMostSkips);
        m_skips = came ? 0 : m_nextSkips;
    }
    return ok();
}

Result<> DbThread::commit(Transaction &transaction)
{
    const auto began = std::chrono::steady_clock::now();
    Result<> done = transaction.commit();
    m_lastCommit = std::chrono::steady_clock::now() - began;
    return done;
}

void DbThread::runJoined(std::deque<Job> &jobs)
{
    bool committed = false;
    if (ensureConnection()) {
        Result<Transaction> transaction = Transaction::begin(*m_database, m_access);
        if (transaction)
            committed = runGroup(jobs) && commit(*transaction);
    }
    for (Job &job : jobs) {
        if (committed)
            job.answer(std::nullopt);
        else
            runAlone(job);
    }
}

void DbThread::runAlone(Job &job)
{
    if (job.logs)
        job.logs->inserted.reset(); // went with the transaction of the group
    const auto attempt = [this, &job]() -> Result<> {
        if (const Result<> connected = ensureConnection(); !connected)
            return connected;
        Result<Transaction> transaction = Transaction::begin(*m_database, m_access);
        if (!transaction)
            return transaction.error();
        if (const Result<> done = runJob(job); !done)
            return done;
        return commit(*transaction);
    };
    const Result<> done = attempt();
    if (!done)
        qCDebug(lcDb) << "A job failed:" << done.error().detail;
    job.answer(done ? std::nullopt : std::optional(done.error()));
}

} // namespace rollcall
