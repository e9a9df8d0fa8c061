// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/devicemodel.h"

#include "core/base/clock.h"
#include "core/base/textfold.h"
#include "ui/models/roles.h"
#include "ui/models/syncwatch.h"

#include <QDateTime>
#include <QFont>
#include <QFontMetrics>
#include <QLocale>
#include <QSize>

namespace rollcall::ui {

namespace {

constexpr qint64 kOnlineFor = 15LL * 60 * 1000; // three sync intervals of 5 minutes
constexpr qint64 kClockLimit = 60;              // seconds; ui.md, section "Today"

bool isNumber(int column)
{
    return column == DeviceModel::Users || column == DeviceModel::Unmapped ||
           column == DeviceModel::ClockOffset;
}

QString driverName(const QString &driver)
{
    if (driver == u"zk")
        return QStringLiteral("ZKTeco");
    if (driver == u"json")
        return DeviceModel::tr("JSON API");
    if (driver == u"adms")
        return QStringLiteral("ADMS");
    return driver;
}

} // namespace

QString momentText(qint64 utcMilliseconds, qint64 nowUtc)
{
    if (utcMilliseconds == 0)
        return DeviceModel::tr("never");
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(utcMilliseconds);
    const QLocale locale;
    if (moment.date() == QDateTime::fromMSecsSinceEpoch(nowUtc).date())
        return locale.toString(moment.time(), QLocale::ShortFormat);
    return locale.toString(moment, QLocale::ShortFormat);
}

QString clockOffsetText(qint64 seconds)
{
    const QLocale locale;
    const qint64 size = qAbs(seconds);
    const QString sign = seconds < 0   ? QStringLiteral("\u2212")
                         : seconds > 0 ? QStringLiteral("+")
                                       : QString();
    if (size < 120)
        return DeviceModel::tr("%1%2 s", "sign and seconds").arg(sign, locale.toString(size));
    if (size < 7200)
        return DeviceModel::tr("%1%2 min", "sign and minutes")
            .arg(sign, locale.toString((size + 30) / 60));
    if (size < 172800)
        return DeviceModel::tr("%1%2 h", "sign and hours")
            .arg(sign, locale.toString((size + 1800) / 3600));
    return DeviceModel::tr("%1%2 d", "sign and days")
        .arg(sign, locale.toString((size + 43200) / 86400));
}

DeviceModel::DeviceModel(const SyncWatch &watch, const Clock &clock, QObject *parent)
    : KeyedTableModel(parent)
    , m_watch(watch)
    , m_clock(clock)
{}

DeviceState DeviceModel::state(const DeviceOverview &row) const
{
    if (m_watch.progress(row.device.id))
        return DeviceState::Syncing;
    if (!row.device.active)
        return DeviceState::Inactive;
    if (!row.lastError.isEmpty())
        return row.lastError == errors::cancelled().userText ? DeviceState::Stopped
                                                             : DeviceState::Failed;
    if (row.device.lastContactUtc == 0)
        return DeviceState::NeverSeen;
    return m_clock.utcMilliseconds() - row.device.lastContactUtc <= kOnlineFor ? DeviceState::Online
                                                                               : DeviceState::Idle;
}

QString DeviceModel::stateText(DeviceState state)
{
    switch (state) {
    case DeviceState::Inactive:
        return tr("Inactive");
    case DeviceState::Syncing:
        return tr("Syncing");
    case DeviceState::Failed:
        return tr("Sync failed");
    case DeviceState::Stopped:
        return tr("Stopped", "a sync that was cancelled");
    case DeviceState::Online:
        return tr("Online");
    case DeviceState::Idle:
        return tr("Idle", "a device that has not been heard of lately");
    case DeviceState::NeverSeen:
        break;
    }
    return tr("Not seen yet");
}

Tone DeviceModel::stateTone(DeviceState state)
{
    switch (state) {
    case DeviceState::Syncing:
    case DeviceState::Stopped:
        return Tone::Warning;
    case DeviceState::Failed:
        return Tone::Bad;
    case DeviceState::Online:
        return Tone::Good;
    case DeviceState::Inactive:
    case DeviceState::Idle:
    case DeviceState::NeverSeen:
        break;
    }
    return Tone::Quiet;
}

QString DeviceModel::modeText(const Device &device)
{
    const QString name = driverName(device.driver);
    return device.mode == SyncMode::Push ? tr("Push · %1").arg(name) : tr("Agent · %1").arg(name);
}

QString DeviceModel::directionText(rollcall::Direction direction)
{
    switch (direction) {
    case rollcall::Direction::In:
        return tr("In Only");
    case rollcall::Direction::Out:
        return tr("Out Only");
    case rollcall::Direction::Auto:
        break;
    }
    return tr("Auto");
}

QString DeviceModel::syncedText(const QString &when, qint64 added)
{
    return tr("%1 · %2 new").arg(when, QLocale().toString(added));
}

QString DeviceModel::lastSyncText(const DeviceOverview &row) const
{
    if (const auto progress = m_watch.progress(row.device.id))
        return progressText(*progress);
    const QString when = momentText(row.lastSyncUtc, m_clock.utcMilliseconds());
    if (row.lastSyncUtc == 0)
        return when;
    return syncedText(when, row.lastSyncNew);
}

QString DeviceModel::text(const DeviceOverview &row, int column) const
{
    const Device &device = row.device;
    const QLocale locale;
    switch (column) {
    case Status:
        return stateText(state(row));
    case Name:
        return device.name;
    case Mode:
        return modeText(device);
    case Address:
        if (device.mode == SyncMode::Push)
            return device.host.isEmpty() ? tr("changes", "the address of a device is not fixed")
                                         : device.host;
        return QStringLiteral("%1:%2").arg(device.host).arg(device.port);
    case Direction:
        return directionText(device.direction);
    case LastContact:
        return momentText(device.lastContactUtc, m_clock.utcMilliseconds());
    case LastSync:
        return lastSyncText(row);
    case Users:
        return locale.toString(row.users);
    case Unmapped:
        return locale.toString(row.unmapped);
    case ClockOffset:
        return device.clockKnown ? clockOffsetText(device.clockOffsetSeconds) : QStringLiteral("–");
    default:
        break;
    }
    return {};
}

QVariant DeviceModel::sortValue(const DeviceOverview &row, int column) const
{
    switch (column) {
    case LastContact:
        return row.device.lastContactUtc;
    case LastSync:
        return row.lastSyncUtc;
    case Users:
        return row.users;
    case Unmapped:
        return row.unmapped;
    case ClockOffset:
        return row.device.clockOffsetSeconds;
    default:
        return text(row, column);
    }
}

Tone DeviceModel::tone(const DeviceOverview &row, int column) const
{
    switch (column) {
    case Status:
        return stateTone(state(row));
    case Unmapped:
        return row.unmapped > 0 ? Tone::Warning : Tone::Quiet;
    case ClockOffset:
        return row.device.clockKnown && qAbs(row.device.clockOffsetSeconds) > kClockLimit
                   ? Tone::Warning
                   : Tone::Normal;
    case LastContact:
        return row.device.lastContactUtc == 0 ? Tone::Quiet : Tone::Normal;
    case LastSync:
        return row.lastSyncUtc == 0 ? Tone::Quiet : Tone::Normal;
    default:
        return Tone::Normal;
    }
}

QVariant DeviceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceOverview &row = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case ExportRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (column == Status && !row.lastError.isEmpty())
            return row.lastError;
        if (column == Unmapped && row.waitingPunches > 0)
            return tr("%n punch(es) wait for these users to be mapped", nullptr,
                      static_cast<int>(row.waitingPunches));
        return text(row, column);
    case Qt::FontRole:
        if (column == Name || (isNumber(column) && tone(row, column) == Tone::Warning)) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case SortRole:
        return sortValue(row, column);
    case ToneRole:
        return static_cast<int>(tone(row, column));
    case FilterRole:
        return foldText(QString(row.device.name + u' ' + text(row, Address) + u' ' +
                                text(row, Mode) + u' ' + row.device.location + u' ' +
                                row.device.serial + u' ' + text(row, Status)));
    default:
        return {};
    }
}

/// For what may come to stand there, so that the columns stand still when it does.
QVariant DeviceModel::roomFor(int column)
{
    constexpr int kDot = 15;
    constexpr int kMargins = 22;
    const QFontMetrics metrics{QFont()};
    if (column == LastSync) {
        const QString reading = progressText({.device = {}, .done = 100000, .total = 100000});
        const QString read =
            syncedText(QLocale().toString(QTime(20, 28, 28), QLocale::ShortFormat), 100000);
        return QSize(qMax(metrics.horizontalAdvance(reading), metrics.horizontalAdvance(read)) +
                         kMargins,
                     0);
    }
    if (column == Status) {
        const QString widest = stateText(DeviceState::NeverSeen);
        return QSize(metrics.horizontalAdvance(widest) + kDot + kMargins, 0);
    }
    return {};
}

QVariant DeviceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    if (role == Qt::SizeHintRole)
        return roomFor(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Status:
        return tr("Status");
    case Name:
        return tr("Name");
    case Mode:
        return tr("Sync Mode");
    case Address:
        return tr("Address");
    case Direction:
        return tr("Direction");
    case LastContact:
        return tr("Last Contact");
    case LastSync:
        return tr("Last Sync");
    case Users:
        return tr("Users");
    case Unmapped:
        return tr("Unmapped");
    case ClockOffset:
        return tr("Clock");
    default:
        return {};
    }
}

void DeviceModel::refreshTimes()
{
    for (int row = 0; row < rowCount(); ++row)
        touchRow(row);
}

} // namespace rollcall::ui
