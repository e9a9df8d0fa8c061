// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets/keychainjobs.h"

#include <QCoreApplication>
#include <QObject>
#include <QThread>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>

namespace rollcall {

namespace {

using Make = std::function<QKeychain::Job *()>;

/// What those who wait for a job and the thread on which it runs share.
struct Waiting
{
    std::mutex mutex;
    std::condition_variable ended;
    int givenUp = 0; ///< jobs under way that nobody waits for any more; guarded by mutex
};

struct Ticket
{
    std::optional<KeychainOutcome> outcome; ///< guarded by Waiting::mutex
    bool isGivenUp = false;                 ///< guarded by Waiting::mutex
};

void startJob(const Make &make, QObject *here, const std::shared_ptr<Waiting> &waiting,
              const std::shared_ptr<Ticket> &ticket)
{
    QKeychain::Job *job = make(); // deletes itself when it has ended
    QObject::connect(job, &QKeychain::Job::finished, here, [waiting, ticket](QKeychain::Job *done) {
        KeychainOutcome outcome{done->error(), done->errorString(), {}};
        if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(done);
            read && read->error() == QKeychain::NoError)
            outcome.secret = read->binaryData();
        const std::lock_guard lock(waiting->mutex);
        waiting->givenUp -= ticket->isGivenUp ? 1 : 0;
        ticket->outcome = std::move(outcome);
        waiting->ended.notify_all();
    });
    job->start();
}

/// The one thread of QtKeychain, see runKeychainJob().
class KeychainThread
{
public:
    KeychainThread()
        : m_thread(std::make_unique<QThread>())
        , m_here(std::make_unique<QObject>())
        , m_waiting(std::make_shared<Waiting>())
    {
        m_thread->setObjectName(QStringLiteral("keychain"));
        m_here->moveToThread(m_thread.get());
        m_thread->start();
    }
    ~KeychainThread()
    {
        constexpr unsigned long kPatienceMs = 2000;
        m_thread->quit();
        if (m_thread->wait(kPatienceMs))
            return;
        // It sits in a call to a keychain that does not answer. A thread must not be destroyed
        // while it runs; it ends with the program.
        std::ignore = m_thread.release();
        std::ignore = m_here.release();
    }
    KeychainThread(const KeychainThread &) = delete;
    KeychainThread &operator=(const KeychainThread &) = delete;

    std::optional<KeychainOutcome> run(Make make, std::chrono::milliseconds patience)
    {
        const auto ticket = std::make_shared<Ticket>();
        QMetaObject::invokeMethod(
            m_here.get(),
            [make = std::move(make), here = m_here.get(), waiting = m_waiting, ticket] {
                startJob(make, here, waiting, ticket);
            },
            Qt::QueuedConnection);
        std::unique_lock lock(m_waiting->mutex);
        const auto isDone = [&ticket] { return ticket->outcome.has_value(); };
        if (m_waiting->givenUp == 0)
            m_waiting->ended.wait_for(lock, patience, isDone);
        if (!isDone()) {
            ticket->isGivenUp = true;
            ++m_waiting->givenUp;
        }
        return ticket->outcome;
    }

private:
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<QObject> m_here; ///< lives on m_thread
    std::shared_ptr<Waiting> m_waiting;
};

std::mutex runningMutex;
std::unique_ptr<KeychainThread> running; // guarded by runningMutex

void endThread()
{
    const std::lock_guard lock(runningMutex);
    running.reset();
}

KeychainThread &keychainThread()
{
    const std::lock_guard lock(runningMutex);
    if (!running) {
        running = std::make_unique<KeychainThread>();
        qAddPostRoutine(endThread);
    }
    return *running;
}

} // namespace

std::optional<KeychainOutcome> runKeychainJob(Make make, std::chrono::milliseconds patience)
{
    return keychainThread().run(std::move(make), patience);
}

} // namespace rollcall
