// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/sessionmodel.h"

#include "core/base/clock.h"
#include "core/base/textfold.h"
#include "ui/models/devicemodel.h"
#include "ui/models/roles.h"

#include <QDateTime>
#include <QLocale>

namespace rollcall::ui {

namespace {

bool isNumber(int column)
{
    return column >= SessionModel::Duration && column <= SessionModel::Rejected;
}

qint64 durationOf(const SyncSession &session)
{
    return session.finishedUtc > 0 ? session.finishedUtc - session.startedUtc : -1;
}

} // namespace

QString durationText(qint64 milliseconds)
{
    constexpr qint64 kMinute = 60'000;
    if (milliseconds < 0)
        return QStringLiteral("–");
    if (milliseconds < kMinute)
        return SessionModel::tr("%1 s", "seconds")
            .arg(QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
    const qint64 seconds = (milliseconds + 500) / 1000;
    return SessionModel::tr("%1 min %2 s", "minutes and seconds")
        .arg(QLocale().toString(seconds / 60), QLocale().toString(seconds % 60));
}

SessionModel::SessionModel(const Clock &clock, QObject *parent)
    : KeyedTableModel(parent)
    , m_clock(clock)
{}

QString SessionModel::endText(const SyncSession &session)
{
    if (session.complete)
        return tr("Complete");
    if (session.error)
        return session.error->code == ErrorCode::Cancelled ? tr("Stopped", "by the user")
                                                           : tr("Failed");
    return session.finishedUtc == 0 ? tr("Not ended", "or still running") : tr("Incomplete");
}

Tone SessionModel::endTone(const SyncSession &session)
{
    if (session.complete)
        return Tone::Good;
    return session.error && session.error->code != ErrorCode::Cancelled ? Tone::Bad : Tone::Warning;
}

QString SessionModel::text(const SyncSession &session, int column) const
{
    const QLocale locale;
    switch (column) {
    case Ended:
        return endText(session);
    case Started:
        return momentText(session.startedUtc, m_clock.utcMilliseconds());
    case Source:
        return session.source == LogSource::Push   ? tr("Push")
               : session.source == LogSource::File ? tr("File")
                                                   : tr("Agent");
    case Duration:
        return durationText(durationOf(session));
    case Read:
        return locale.toString(session.counts.read);
    case Added:
        return locale.toString(session.counts.added);
    case Duplicates:
        return locale.toString(session.counts.duplicate);
    case Rejected:
        return locale.toString(session.counts.setAside);
    case Problem:
        return session.error ? session.error->userText : QString();
    default:
        return {};
    }
}

QVariant SessionModel::sortValue(const SyncSession &session, int column)
{
    switch (column) {
    case Started:
        return session.startedUtc;
    case Duration:
        return durationOf(session);
    case Read:
        return session.counts.read;
    case Added:
        return session.counts.added;
    case Duplicates:
        return session.counts.duplicate;
    case Rejected:
        return session.counts.setAside;
    case Ended:
        return endText(session);
    default:
        return session.error ? session.error->userText : QString();
    }
}

QVariant SessionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SyncSession &session = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(session, column);
    case ExportRole:
        return column == Started
                   ? QDateTime::fromMSecsSinceEpoch(session.startedUtc).toString(Qt::ISODate)
                   : text(session, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case SortRole:
        return column == Source ? QVariant(text(session, column)) : sortValue(session, column);
    case ToneRole:
        if (column == Ended)
            return static_cast<int>(endTone(session));
        return static_cast<int>(column == Problem || column == Source ||
                                        (column == Rejected && session.counts.setAside == 0)
                                    ? Tone::Quiet
                                    : Tone::Normal);
    case FilterRole:
        return foldText(QString(text(session, Ended) + u' ' + text(session, Started) + u' ' +
                                text(session, Source) + u' ' + text(session, Problem)));
    default:
        return {};
    }
}

QVariant SessionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Ended:
        return tr("Result");
    case Started:
        return tr("Start");
    case Source:
        return tr("Source");
    case Duration:
        return tr("Duration");
    case Read:
        return tr("Read", "how many logs were read");
    case Added:
        return tr("New");
    case Duplicates:
        return tr("Duplicates");
    case Rejected:
        return tr("Rejected");
    case Problem:
        return tr("Error");
    default:
        return {};
    }
}

} // namespace rollcall::ui
