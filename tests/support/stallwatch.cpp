// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/stallwatch.h"

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QStackedWidget>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <ctime>
#endif

namespace rollcall::test {

namespace {

/// CPU time of this thread so far: what other programs take from the machine does not count.
double threadMilliseconds()
{
#ifdef Q_OS_WIN
    FILETIME made, ended, kernel, user;
    GetThreadTimes(GetCurrentThread(), &made, &ended, &kernel, &user);
    const auto ticks = [](const FILETIME &t) {
        return (static_cast<quint64>(t.dwHighDateTime) << 32) | t.dwLowDateTime;
    };
    return static_cast<double>(ticks(kernel) + ticks(user)) / 10'000.0;
#else
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1000.0 + static_cast<double>(now.tv_nsec) / 1.0e6;
#endif
}

bool isInput(QEvent::Type type)
{
    return type == QEvent::KeyPress || type == QEvent::KeyRelease ||
           type == QEvent::MouseButtonPress || type == QEvent::MouseButtonRelease ||
           type == QEvent::Wheel;
}

/// A window is painted for the first time when it is first exposed: the memory of its picture is
/// made then, which is the other half of its first show.
bool isFirstPainting(QObject *receiver, const QEvent *event)
{
    constexpr auto kWasPainted = "rollcallWasPainted";
    if (event->type() != QEvent::Expose || receiver->property(kWasPainted).toBool())
        return false;
    receiver->setProperty(kWasPainted, true);
    return true;
}

/// Polish comes once in the life of a widget, before it is seen.
bool isFirstShow(QObject *receiver, const QEvent *event)
{
    if (isFirstPainting(receiver, event))
        return true;
    if (event->type() != QEvent::Polish || !receiver->isWidgetType())
        return false;
    const auto *widget = static_cast<const QWidget *>(receiver);
    return widget->isWindow() || qobject_cast<const QStackedWidget *>(widget->parentWidget());
}

} // namespace

WatchedApplication::WatchedApplication(int &argc, char **argv)
    : QApplication(argc, argv)
{
    const QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &WatchedApplication::endTurn);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this,
            &WatchedApplication::endTurn);
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    m_turn.isFirstShow = m_turn.isFirstShow || isFirstShow(receiver, event);
    if (m_depth > 0 || m_isPaused)
        return QApplication::notify(receiver, event);
    if (isInput(event->type()))
        endTurn();
    // The receiver may be gone afterwards.
    const QString what =
        QStringLiteral("%1 \"%2\"")
            .arg(QString::fromLatin1(receiver->metaObject()->className()), receiver->objectName());
    const int type = event->type();
    const double before = threadMilliseconds();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const double spent = threadMilliseconds() - before;
    m_turn.milliseconds += spent;
    if (spent > m_longestPart) {
        m_longestPart = spent;
        m_turn.what = QStringLiteral("%1, event %2").arg(what).arg(type);
    }
    return result;
}

void WatchedApplication::endTurn()
{
    if (m_depth > 0)
        return; // a loop within an event: that event goes on
    Stall &worst = m_turn.isFirstShow ? m_worstFirst : m_worst;
    if (m_turn.milliseconds > worst.milliseconds)
        worst = m_turn;
    m_turn = {};
    m_longestPart = 0;
}

void WatchedApplication::restart()
{
    m_turn = {};
    m_worst = {};
    m_worstFirst = {};
    m_longestPart = 0;
}

} // namespace rollcall::test
