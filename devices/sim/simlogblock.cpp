// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simlogblock.h"

#include "devices/sim/simrecords.h"
#include "devices/sim/simwire.h"

#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kPrefix = 4;
constexpr int kDuplicateEvery = 10; // ten logs become eleven records

} // namespace

SimLogBlock::SimLogBlock(SimLogSnapshot logs, SimRecordSize recordSize, const SimFaultSet &faults)
    : m_logs(std::move(logs))
    , m_recordSize(recordSize)
    , m_faults(faults)
    , m_records(m_logs.size())
{
    if (faults.duplicateRecords)
        m_records += m_records / kDuplicateEvery;
}

SimPunch SimLogBlock::punch(qint64 record) const
{
    SimPunch punch = m_logs.at(sourceOf(record));
    if (hasInvalidDate(record))
        punch.at = {};
    return punch;
}

qint64 SimLogBlock::size() const
{
    const int recordBytes = sim::recordBytes(m_recordSize);
    qint64 size = kPrefix + m_records * recordBytes;
    if (m_faults.shortCount)
        size = qMax(kPrefix, size - recordBytes * 3 / 2);
    return size + m_faults.trailingBytes;
}

QByteArray SimLogBlock::bytes(qint64 start, qint64 length) const
{
    const qint64 end = qMin(start + length, size());
    if (start < 0 || start >= end)
        return {};
    const int recordBytes = sim::recordBytes(m_recordSize);
    const qint64 firstRecord = qMax<qint64>(0, start - kPrefix) / recordBytes;
    const qint64 endRecord =
        qMin(m_records, (qMax<qint64>(0, end - kPrefix) + recordBytes - 1) / recordBytes);

    QByteArray bytes;
    bytes.reserve(end - start + recordBytes + kPrefix);
    qint64 at = kPrefix + firstRecord * recordBytes;
    if (start < kPrefix) {
        sim::putU32(bytes, static_cast<quint32>(m_records * recordBytes));
        at = 0;
    }
    for (qint64 record = firstRecord; record < endRecord; ++record)
        putRecord(bytes, record);
    bytes.append(qMax<qint64>(0, end - at - bytes.size()), '\0'); // the surplus
    return bytes.mid(start - at, end - start);
}

qint64 SimLogBlock::sourceOf(qint64 record) const
{
    if (!m_faults.duplicateRecords)
        return record;
    constexpr qint64 kGroup = kDuplicateEvery + 1;
    return record / kGroup * kDuplicateEvery + qMin<qint64>(record % kGroup, kDuplicateEvery - 1);
}

bool SimLogBlock::hasInvalidDate(qint64 record) const
{
    const qint64 invalid = qMin(m_faults.invalidDates, m_records);
    return invalid > 0 && (record + 1) * invalid / m_records > record * invalid / m_records;
}

void SimLogBlock::putRecord(QByteArray &to, qint64 record) const
{
    const SimPunch punch = m_logs.at(sourceOf(record));
    sim::LogValues values;
    values.userId = punch.userId.toUtf8();
    // The records of 8 bytes have nothing but the uid, so there it stays.
    const bool isStale = m_faults.staleUid && sim::recordBytes(m_recordSize) >= 40;
    values.uid = isStale ? 0 : static_cast<quint16>(punch.uid);
    values.state = static_cast<quint8>(punch.state);
    values.verify = static_cast<quint8>(punch.verify);
    values.time = sim::packTime(punch.at);
    if (hasInvalidDate(record)) {
        const int second = punch.at.time().msecsSinceStartOfDay() / 1000;
        values.time = sim::packTime(punch.at.date().year(), 2, 30, second);
    }
    if (m_faults.markerPrefix && m_recordSize == SimRecordSize::Bytes49)
        sim::putMarkedLog(to, values);
    else
        sim::putLog(to, values, m_recordSize);
}

} // namespace rollcall
