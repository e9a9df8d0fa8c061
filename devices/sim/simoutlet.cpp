// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simoutlet.h"

#include <QScopedValueRollback>
#include <QTcpSocket>

#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kHighWater = 256LL * 1024;

} // namespace

SimOutlet::SimOutlet(QTcpSocket *socket, const SimFaultSet &faults, int pauseMs,
                     std::function<void()> refill, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_faults(faults)
    , m_pauseMs(pauseMs)
    , m_refill(std::move(refill))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SimOutlet::pump);
    connect(socket, &QTcpSocket::bytesWritten, this, &SimOutlet::pump);
}

void SimOutlet::wait(int milliseconds)
{
    m_timer.start(milliseconds);
}

void SimOutlet::put(const QByteArray &packet)
{
    if (m_faults.dropFrames >= 0 && m_frames >= m_faults.dropFrames) {
        m_endsWhenEmpty = true;
        return;
    }
    ++m_frames;
    if (m_faults.coalesce && !m_queue.isEmpty())
        m_queue.last().append(packet);
    else
        m_queue.append(packet);
}

void SimOutlet::pump()
{
    if (m_isPumping || m_timer.isActive())
        return;
    const QScopedValueRollback<bool> pumping(m_isPumping, true);
    while (!m_isDead && m_socket->state() == QAbstractSocket::ConnectedState &&
           m_socket->bytesToWrite() < kHighWater) {
        if (m_queue.isEmpty() && !m_endsWhenEmpty)
            m_refill();
        if (m_queue.isEmpty() && m_endsWhenEmpty) {
            m_isDead = true;
            m_socket->disconnectFromHost();
        }
        if (m_queue.isEmpty() || m_timer.isActive())
            return;
        write(takePiece());
        if (m_pauseMs > 0 || m_faults.split > 0) {
            m_timer.start(m_pauseMs);
            return;
        }
    }
}

QByteArray SimOutlet::takePiece()
{
    if (m_faults.split <= 0 || m_queue.first().size() <= m_faults.split)
        return m_queue.takeFirst();
    QByteArray piece = m_queue.first().left(m_faults.split);
    m_queue.first().remove(0, piece.size());
    return piece;
}

void SimOutlet::write(QByteArray piece)
{
    const bool drops = m_faults.dropAfter >= 0;
    const bool stalls = m_faults.stallAfter >= 0;
    qint64 left = piece.size() + 1;
    if (drops)
        left = qMin(left, m_faults.dropAfter - m_sent);
    if (stalls)
        left = qMin(left, m_faults.stallAfter - m_sent);
    m_isDead = left <= piece.size();
    piece.truncate(qMax<qint64>(0, left));
    m_sent += piece.size();
    m_socket->write(piece);
    m_socket->flush();
    if (drops && m_isDead && m_sent >= m_faults.dropAfter)
        m_socket->disconnectFromHost();
}

} // namespace rollcall
