// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/discovery.h"

#include <QCoreApplication>
#include <QHash>
#include <QHostAddress>
#include <QThreadPool>

#include <algorithm>
#include <mutex>
#include <utility>

namespace rollcall {

namespace {

constexpr int kWholeAddress = 32;
constexpr int kLargestSubnet = 22;
constexpr int kConnectMs = 800;
constexpr int kAnswerMs = 2000;
constexpr int kExitMs = 300;

Error wrongSubnet(const QString &text)
{
    return errors::invalidInput(
        QCoreApplication::translate(
            "rollcall::Discovery",
            "\"%1\" is not a part of a network that can be searched. Nothing was searched. Enter "
            "one like 192.168.1.0/24, with /22 (1022 addresses) at most.")
            .arg(text));
}

/// Four numbers 0..255 and nothing else; QHostAddress would also take "1" and "0x7f.1".
std::optional<quint32> ipv4(QStringView text)
{
    const QList<QStringView> parts = text.split(u'.');
    if (parts.size() != 4)
        return std::nullopt;
    quint32 address = 0;
    for (const QStringView part : parts) {
        const bool isDigits =
            !part.isEmpty() && part.size() <= 3 &&
            std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        const uint value = isDigits ? part.toUInt() : 256;
        if (value > 255)
            return std::nullopt;
        address = address << 8 | value;
    }
    return address;
}

std::optional<int> prefixLength(QStringView text)
{
    const bool isDigits =
        !text.isEmpty() && text.size() <= 2 &&
        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isDigits || text.toInt() > kWholeAddress)
        return std::nullopt;
    return text.toInt();
}

quint32 addressNumber(const TerminalSighting &sighting)
{
    return QHostAddress(sighting.host).toIPv4Address();
}

} // namespace

Result<QStringList> addressesOf(const QString &subnet)
{
    const QString text = subnet.trimmed();
    const qsizetype slash = text.indexOf(u'/');
    const std::optional<quint32> address = ipv4(QStringView(text).left(slash));
    const std::optional<int> prefix = slash < 0 ? std::optional<int>(kWholeAddress)
                                                : prefixLength(QStringView(text).mid(slash + 1));
    if (!address || !prefix || *prefix < kLargestSubnet)
        return wrongSubnet(text);
    const quint64 size = quint64(1) << (kWholeAddress - *prefix);
    const quint64 base = *address & ~(size - 1);
    // Of two or one addresses each is a host.
    const bool hasEnds = size > 2;
    QStringList hosts;
    for (quint64 at = hasEnds ? 1 : 0; at < (hasEnds ? size - 1 : size); ++at)
        hosts.append(QHostAddress(static_cast<quint32>(base + at)).toString());
    return hosts;
}

Discovery::Discovery(std::vector<const DeviceDriver *> drivers, const SessionLimits &limits)
    : m_drivers(std::move(drivers))
    , m_limits(limits)
{
    m_limits.connectMs = qMin(m_limits.connectMs, kConnectMs);
    m_limits.handshakeMs = qMin(m_limits.handshakeMs, kAnswerMs);
    m_limits.commandMs = qMin(m_limits.commandMs, kAnswerMs);
    m_limits.exitMs = qMin(m_limits.exitMs, kExitMs);
}

struct Discovery::Progress
{
    const TerminalControl::ScanNews &news;
    const int total;
    std::mutex mutex;
    int done = 0;                  ///< guarded by mutex
    QList<TerminalSighting> found; ///< guarded by mutex
};

QList<TerminalSighting> Discovery::scan(const QStringList &hosts, const Endpoint &way,
                                        const std::stop_token &stop,
                                        const TerminalControl::ScanNews &news) const
{
    Progress progress{news, static_cast<int>(hosts.size()), {}, 0, {}};
    SessionControl control;
    control.limits = m_limits;
    control.stop = stop;
    {
        QThreadPool pool;
        pool.setMaxThreadCount(qMin<int>(kAtOnce, progress.total));
        for (const QString &host : hosts) {
            pool.start([this, host, &way, &control, &progress] {
                if (!control.stop.stop_requested())
                    look(host, way, control, progress);
            });
        }
    } // waits
    std::sort(progress.found.begin(), progress.found.end(),
              [](const TerminalSighting &a, const TerminalSighting &b) {
                  return addressNumber(a) < addressNumber(b);
              });
    return progress.found;
}

void Discovery::look(const QString &host, Endpoint way, const SessionControl &control,
                     Progress &progress) const
{
    way.host = host;
    std::optional<TerminalSighting> found;
    for (const DeviceDriver *driver : m_drivers) {
        if (!driver->info().caps.testFlag(DriverCap::Discover))
            continue;
        Result<TerminalSighting> sighting = driver->identify(way, control);
        if (!sighting)
            continue;
        found = std::move(*sighting);
        break;
    }
    const std::lock_guard lock(progress.mutex);
    ++progress.done;
    if (found)
        progress.found.append(*found);
    if (progress.news)
        progress.news(progress.done, progress.total, found ? &*found : nullptr);
}

void recognise(TerminalSighting &sighting, const QList<Device> &devices)
{
    if (sighting.serial.isEmpty())
        return;
    for (const Device &device : devices) {
        if (device.driver != sighting.driver ||
            device.serial.compare(sighting.serial, Qt::CaseInsensitive) != 0)
            continue;
        sighting.known = device.id;
        sighting.moved = ipv4(device.host).has_value() &&
                         (device.host != sighting.host || device.port != sighting.port);
        return;
    }
}

void recognise(QList<TerminalSighting> &sightings, const QList<Device> &devices)
{
    for (TerminalSighting &sighting : sightings)
        recognise(sighting, devices);
}

} // namespace rollcall
