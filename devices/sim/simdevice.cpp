// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simdevice.h"

#include "devices/sim/simlogs.h"
#include "devices/sim/simwire.h"

#include <algorithm>
#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kPrefix = 4;
constexpr int kFinger = 1;
constexpr int kDuplicateEvery = 10; // ten logs become eleven records

quint32 cardOf(int user)
{
    return user % 3 == 0 ? 1'000'000U + static_cast<quint32>(user) : 0;
}

} // namespace

struct SimDevice::Logs
{
    std::vector<sim::StoredLog> all;
};

Result<std::shared_ptr<const SimDevice>> SimDevice::make(const SimOptions &options)
{
    if (const Result<> checked = checkSimOptions(options); !checked)
        return checked.error();
    return std::shared_ptr<const SimDevice>(new SimDevice(options));
}

SimDevice::SimDevice(const SimOptions &options)
    : m_options(options)
    , m_logs(std::make_unique<const Logs>(Logs{sim::makeLogs(options)}))
{}

SimDevice::~SimDevice() = default;

DeviceUser SimDevice::user(int number) const
{
    DeviceUser user;
    user.userId = QString::number(number);
    user.name = QStringLiteral("Pupil %1").arg(number, 4, 10, QLatin1Char('0'));
    if (m_options.userSize == 28)
        user.name.truncate(8); // all that the short record has room for
    if (const quint32 card = cardOf(number))
        user.card = QString::number(card);
    user.uid = number;
    return user;
}

qint64 SimDevice::logs() const
{
    return static_cast<qint64>(m_logs->all.size());
}

SimPunch SimDevice::log(qint64 index) const
{
    const sim::StoredLog &stored = m_logs->all.at(static_cast<size_t>(index));
    const WallTime start(m_options.from, QTime(0, 0));
    SimPunch punch;
    punch.userId = QString::number(stored.user);
    punch.at = start.addSeconds(stored.second);
    punch.state = stored.state;
    // Its records have two bits for it, and finger is the one value that is known (zk-protocol.md,
    // section 10.4).
    punch.verify = m_options.recordSize == SimRecordSize::Bytes8B ? kFinger : stored.verify;
    return punch;
}

SimLogBlock SimDevice::logBlock(const SimFaultSet &faults) const
{
    return {shared_from_this(), faults};
}

QByteArray SimDevice::userBlock() const
{
    QByteArray block;
    block.reserve(kPrefix + qsizetype(m_options.users) * m_options.userSize);
    sim::putU32(block, static_cast<quint32>(m_options.users * m_options.userSize));
    for (int number = 1; number <= m_options.users; ++number) {
        const DeviceUser shown = user(number);
        sim::UserValues values;
        values.uid = static_cast<quint16>(number);
        values.name = shown.name.toUtf8();
        values.card = cardOf(number);
        values.userId = shown.userId.toLatin1();
        block.append(sim::userRecord(values, m_options.userSize));
    }
    return block;
}

QByteArray SimDevice::counters(const SimFaultSet &faults) const
{
    if (faults.noCount)
        return QByteArray(4, '\0');
    sim::CounterValues values;
    values.users = m_options.users;
    values.logs = faults.wrongCount >= 0 ? faults.wrongCount : logBlock(faults).records();
    values.usersCapacity = qMax(10'000, m_options.users);
    values.logsCapacity = qMax<qint64>(100'000, values.logs);
    values.fingersCapacity = 3000;
    return sim::counterBlock(values);
}

std::optional<QByteArray> SimDevice::option(QByteArrayView name) const
{
    if (name == "~SerialNumber")
        return m_options.serial.toUtf8();
    if (name == "MAC") {
        const QByteArray tail =
            QByteArray::number(m_options.seed & 0xFFFFFF, 16).rightJustified(6, '0');
        return QByteArray("00:17:61:" + tail.mid(0, 2) + ':' + tail.mid(2, 2) + ':' +
                          tail.mid(4, 2));
    }
    constexpr std::pair<const char *, const char *> kFixed[] = {
        {"~Platform", "ZMM220_TFT"}, {"~DeviceName", "Simulated terminal"},
        {"~ZKFPVersion", "10"},      {"~OS", "1"},
        {"~PIN2Width", "9"},         {"~OEMVendor", "Rollcall"},
        {"FaceFunOn", "1"},          {"WorkCode", "0"},
        {"SDKBuild", "1"},           {"DeviceID", "1"},
    };
    for (const auto &[known, value] : kFixed) {
        if (name == QByteArrayView(known))
            return QByteArray(value);
    }
    return std::nullopt;
}

QByteArray SimDevice::version() const
{
    return QByteArray("Ver 6.60 Apr 26 2016\0", 21);
}

SimLogBlock::SimLogBlock(std::shared_ptr<const SimDevice> device, const SimFaultSet &faults)
    : m_device(std::move(device))
    , m_faults(faults)
    , m_records(m_device->logs())
{
    if (faults.duplicateRecords)
        m_records += m_records / kDuplicateEvery;
}

SimPunch SimLogBlock::punch(qint64 record) const
{
    SimPunch punch = m_device->log(sourceOf(record));
    if (hasInvalidDate(record))
        punch.at = {};
    return punch;
}

qint64 SimLogBlock::size() const
{
    const int recordBytes = sim::recordBytes(m_device->options().recordSize);
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
    const int recordBytes = sim::recordBytes(m_device->options().recordSize);
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
    const SimPunch punch = m_device->log(sourceOf(record));
    sim::LogValues values;
    values.userId = punch.userId.toLatin1();
    values.uid = static_cast<quint16>(values.userId.toUInt());
    values.state = static_cast<quint8>(punch.state);
    values.verify = static_cast<quint8>(punch.verify);
    values.time = sim::packTime(punch.at);
    if (hasInvalidDate(record)) {
        const int second = punch.at.time().msecsSinceStartOfDay() / 1000;
        values.time = sim::packTime(punch.at.date().year(), 2, 30, second);
    }
    sim::putLog(to, values, m_device->options().recordSize);
}

} // namespace rollcall
