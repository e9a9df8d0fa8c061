// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/loglistmodel.h"

#include "core/base/clock.h"
#include "ui/models/devicemodel.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/roles.h"

#include <QDateTime>
#include <QFont>
#include <QFontMetrics>
#include <QLocale>
#include <QSize>

namespace rollcall::ui {

LogListModel::LogListModel(LogPages &pages, const Clock &clock,
                           std::function<void(const Error &)> tell, QObject *parent)
    : PagedModel(pages, parent)
    , m_logs(pages)
    , m_clock(clock)
    , m_tell(std::move(tell))
{
    connect(&pages, &LogPages::extended, this, [this](const PageOutline &all) { extend(all); });
    connect(&pages, &LogPages::failed, this, [this](const Error &error) { m_tell(error); });
}

void LogListModel::setFilter(const LogFilter &filter)
{
    m_logs.setFilter(filter);
    reload();
}

void LogListModel::sort(int column, Qt::SortOrder order)
{
    LogFilter filter = m_logs.filter();
    const bool isNewestFirst = order == Qt::DescendingOrder;
    if (column != Time || filter.newestFirst == isNewestFirst)
        return;
    filter.newestFirst = isNewestFirst;
    m_logs.setFilter(filter);
    if (filter.device.isValid())
        reload();
}

QString LogListModel::outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::In:
        return tr("In");
    case Outcome::Out:
        return tr("Out");
    case Outcome::Unmapped:
        return tr("Waits: not mapped");
    case Outcome::ClockSuspect:
        return tr("Ignored: its date cannot be right");
    case Outcome::NoDay:
        return tr("Ignored: belongs to no school day");
    case Outcome::NotEnrolled:
        return tr("Ignored: not enrolled then");
    case Outcome::OutsideWindows:
        return tr("Ignored: outside the punch windows");
    case Outcome::DirectionMismatch:
        return tr("Ignored: not this device's direction");
    case Outcome::Repeat:
        return tr("Ignored: a repeat of the one before");
    case Outcome::OutBeforeIn:
        return tr("Ignored: an out before the in");
    case Outcome::Extra:
        return tr("Ignored: between In and Out");
    case Outcome::Duplicate:
        break;
    }
    return tr("Ignored: known already");
}

QString LogListModel::stateText(int state)
{
    switch (state) {
    case 0:
        return tr("Check in");
    case 1:
        return tr("Check out");
    case 2:
        return tr("Break out");
    case 3:
        return tr("Break in");
    case 4:
        return tr("Overtime in");
    case 5:
        return tr("Overtime out");
    case kStateNotStated:
        return QStringLiteral("–");
    default:
        return QString::number(state);
    }
}

/// zk-protocol.md, section 19.2; combinations are told by their number. Terminals do not agree on
/// 0, 2 and 3 (push-protocols.md, section 2.6).
QString LogListModel::verifyText(int verify)
{
    switch (verify) {
    case -1:
        return QStringLiteral("–");
    case 1:
        return tr("Fingerprint");
    case 0:
    case 2:
    case 3:
        return tr("Other", "way of verifying");
    case 4:
        return tr("Card");
    case 15:
        return tr("Face");
    default:
        return QString::number(verify);
    }
}

QString LogListModel::sourceText(LogSource source)
{
    switch (source) {
    case LogSource::Push:
        return tr("Push");
    case LogSource::File:
        return tr("File");
    case LogSource::Office:
        return tr("Office");
    case LogSource::Agent:
        break;
    }
    return tr("Agent");
}

QString LogListModel::text(const LogRow &row, int column, qint64 nowUtc)
{
    switch (column) {
    case Time: {
        const QLocale locale;
        return tr("%1 %2", "date and time")
            .arg(locale.toString(row.key.at.date(), QLocale::ShortFormat),
                 row.key.at.time().toString(QStringLiteral("HH:mm:ss")));
    }
    case UserId:
        return row.userId;
    case Person:
        return row.personName.isEmpty() ? tr("Not mapped") : row.personName;
    case Became:
        return outcomeText(row.outcome);
    case State:
        return stateText(row.state);
    case Verify:
        return verifyText(row.verify);
    case Source:
        return sourceText(row.source);
    case Received:
        return momentText(row.receivedUtc, nowUtc);
    default:
        return {};
    }
}

QString LogListModel::exportText(const LogRow &row, int column)
{
    switch (column) {
    case Time:
        return row.key.at.toString();
    case Person:
        return row.personName;
    case Received:
        return QDateTime::fromMSecsSinceEpoch(row.receivedUtc).toString(Qt::ISODate);
    default:
        return text(row, column, 0);
    }
}

QVariant LogListModel::cell(const LogRow &row, int column, int role) const
{
    const bool isNobodys = row.personName.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column, m_clock.utcMilliseconds());
    case Qt::ToolTipRole:
        if (column == Time && row.countsAt != row.key.at)
            return tr("Counts at %1: the office moved the clock of the device")
                .arg(wallTimeText(row.countsAt));
        if (column == Person && !isNobodys)
            return tr("Number %1").arg(row.personNumber);
        return text(row, column, m_clock.utcMilliseconds());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case ExportRole:
        return exportText(row, column);
    case ToneRole: {
        const bool counts = row.outcome == Outcome::In || row.outcome == Outcome::Out;
        if (column == Became && row.outcome == Outcome::ClockSuspect)
            return static_cast<int>(Tone::Warning);
        if ((column == Person && isNobodys) || (column == Became && !counts) || column >= State)
            return static_cast<int>(Tone::Quiet);
        return static_cast<int>(Tone::Normal);
    }
    default:
        return {};
    }
}

QVariant LogListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::SizeHintRole)
        return roomFor(section);
    return role == Qt::DisplayRole ? QVariant(headOf(section)) : QVariant();
}

QVariant LogListModel::roomFor(int column)
{
    constexpr int kMargins = 22;
    const QFontMetrics metrics{QFont()};
    const QDateTime late(QDate(2028, 12, 28), QTime(20, 28, 28));
    QString widest;
    if (column == Time)
        widest = tr("%1 %2", "date and time")
                     .arg(QLocale().toString(late.date(), QLocale::ShortFormat),
                          late.time().toString(QStringLiteral("HH:mm:ss")));
    else if (column == Received)
        widest = QLocale().toString(late, QLocale::ShortFormat);
    else if (column == Person)
        widest = QString(18, u'n');
    else if (column == Became)
        widest = outcomeText(Outcome::Repeat); // what is ignored most often
    else if (column == State)
        widest = stateText(5);
    else
        return {};
    return QSize(metrics.horizontalAdvance(widest) + kMargins, 0);
}

QString LogListModel::headOf(int column)
{
    switch (column) {
    case Time:
        return tr("Time");
    case UserId:
        return tr("Biometric ID");
    case Person:
        return tr("Person");
    case Became:
        return tr("Counts As");
    case State:
        return tr("Key", "that was pressed on the terminal: check in, check out");
    case Verify:
        return tr("Verified By");
    case Source:
        return tr("Source");
    case Received:
        return tr("Received");
    default:
        return {};
    }
}

} // namespace rollcall::ui
