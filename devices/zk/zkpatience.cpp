// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkpatience.h"

#include <QCoreApplication>

namespace rollcall {

namespace {

constexpr int kResendMs = 3000;
constexpr int kSendsInAll = 3;

QString stepText(ZkStep step)
{
    const char *text = nullptr;
    switch (step) {
    case ZkStep::Greeting:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not answer the greeting");
        break;
    case ZkStep::Key:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not answer the communication key");
        break;
    case ZkStep::Command:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not answer a request");
        break;
    case ZkStep::Preparing:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not make its data ready");
        break;
    case ZkStep::Transfer:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "in the middle of its data");
        break;
    case ZkStep::GoodBye:
        text = QT_TRANSLATE_NOOP("rollcall::zk", "it did not answer the good-bye");
        break;
    }
    return QCoreApplication::translate("rollcall::zk", text);
}

} // namespace

ZkPatience::ZkPatience(ZkStep step, int milliseconds, bool restarts)
    : m_step(step)
    , m_milliseconds(milliseconds)
    , m_restarts(restarts)
    , m_deadline(milliseconds)
{}

void ZkPatience::bytesCame()
{
    if (m_restarts)
        m_deadline.setRemainingTime(m_milliseconds);
}

ZkPatience ZkPatience::untilResend() const
{
    const int third = m_milliseconds / kSendsInAll;
    const int wait = m_step == ZkStep::Preparing ? third : qMin(third, kResendMs);
    return {m_step, left(wait), false};
}

Error ZkPatience::error() const
{
    return errors::timeout(stepText(m_step), m_milliseconds);
}

} // namespace rollcall
