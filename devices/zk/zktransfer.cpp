// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zktransfer.h"

namespace rollcall::zk {

namespace {

constexpr qint64 kDatagramData = 1024;
constexpr qint64 kMostSurplus = 1024LL * 1024;

} // namespace

Transfer::Transfer(Kind kind, qint64 start, qint64 expected, quint16 session)
    : m_kind(kind)
    , m_start(start)
    , m_expected(qMax<qint64>(0, expected))
    , m_session(session)
{
    if (kind == Kind::Stream)
        m_stream.reserve(m_expected);
}

void Transfer::announce(qint64 bytes)
{
    m_expected = qMin(m_expected, qMax<qint64>(0, bytes));
}

void Transfer::add(const Packet &data)
{
    m_largest = qMax(m_largest, data.data.size());
    if (data.data.isEmpty() || isComplete() || m_received >= m_expected + kMostSurplus) {
        ++m_useless;
    } else if (m_kind == Kind::Datagrams) {
        addDatagram(data);
    } else {
        m_stream.append(data.data);
        m_received = m_stream.size();
    }
}

void Transfer::addDatagram(const Packet &data)
{
    const auto known = m_datagrams.constFind(data.session);
    if (known == m_datagrams.cend()) {
        m_datagrams.insert(data.session, data.data);
        m_received += data.data.size();
        return;
    }
    // Twice the same index: the same datagram once more, or no index at all.
    if (data.session == m_session || *known != data.data) {
        m_isDisordered = true;
        m_received += data.data.size();
        return;
    }
    ++m_useless;
}

/// The index counts from the beginning of the transfer or, where a whole block is sent, of the
/// block. A datagram that is alone may carry the session id.
bool Transfer::beginsAt(quint16 index) const
{
    return index == 0 || index * kDatagramData == m_start ||
           (m_datagrams.size() == 1 && index == m_session);
}

bool Transfer::isComplete() const
{
    if (m_received < m_expected || m_isDisordered)
        return false;
    if (m_kind == Kind::Stream || m_datagrams.isEmpty())
        return true;
    const quint16 first = m_datagrams.firstKey();
    return beginsAt(first) && m_datagrams.lastKey() - first + 1 == m_datagrams.size();
}

QByteArray Transfer::bytes() const
{
    QByteArray bytes;
    if (m_kind == Kind::Stream) {
        bytes = m_stream;
    } else if (!m_isDisordered && !m_datagrams.isEmpty() &&
               (m_datagrams.firstKey() == 0 || isComplete())) {
        // Of a part, only index 0 is the beginning for certain: another one may count from the
        // block, or the datagrams before it were lost.
        bytes.reserve(m_received);
        int index = m_datagrams.firstKey();
        for (auto each = m_datagrams.cbegin(); each != m_datagrams.cend() && each.key() == index;
             ++each, ++index)
            bytes.append(each.value());
    }
    bytes.truncate(m_expected);
    return bytes;
}

} // namespace rollcall::zk
