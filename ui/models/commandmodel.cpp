// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/commandmodel.h"

#include "core/base/clock.h"
#include "core/base/textfold.h"
#include "ui/models/devicemodel.h"
#include "ui/models/roles.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace rollcall::ui {

namespace {

struct Title
{
    const char *begin; ///< of the command's text (push-protocols.md, sections 2.8 and 2.9)
    const char *words;
};

constexpr std::array kTitles = {
    Title{"INFO", QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Tell who it is and how full")},
    Title{"CHECK", QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Fetch its settings and clock")},
    Title{"REBOOT", QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Restart")},
    Title{"DATA QUERY ATTLOG", QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Send logs again")},
    Title{"DATA QUERY tablename=transaction",
          QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Send logs again")},
    Title{"DATA QUERY USERINFO",
          QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Send the list of users")},
    Title{"DATA QUERY tablename=user",
          QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Send the list of users")},
};

struct UserTitle
{
    const char *begin;
    const char *words; ///< with the Biometric ID
};

constexpr std::array kUserTitles = {
    UserTitle{"DATA UPDATE USERINFO PIN=",
              QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Write user %1")},
    UserTitle{"DATA UPDATE user Pin=",
              QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Write user %1")},
    UserTitle{"DATA UPDATE userauthorize Pin=",
              QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Let user %1 in")},
    UserTitle{"DATA DELETE USERINFO PIN=",
              QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Delete user %1")},
    UserTitle{"DATA DELETE user Pin=",
              QT_TRANSLATE_NOOP("rollcall::ui::CommandModel", "Delete user %1")},
};

} // namespace

CommandModel::CommandModel(const Clock &clock, QObject *parent)
    : KeyedTableModel(parent)
    , m_clock(clock)
{}

int CommandModel::waitingCount() const
{
    return static_cast<int>(
        std::count_if(rows().begin(), rows().end(), [](const DeviceCommand &command) {
            return command.state == CommandState::Queued || command.state == CommandState::Sent;
        }));
}

QString CommandModel::titleOf(const DeviceCommand &command)
{
    for (const UserTitle &title : kUserTitles) {
        if (command.text.startsWith(QLatin1String(title.begin)))
            return tr(title.words)
                .arg(command.text.mid(QLatin1String(title.begin).size()).section(u'\t', 0, 0));
    }
    for (const Title &title : kTitles) {
        if (command.text.startsWith(QLatin1String(title.begin)))
            return tr(title.words);
    }
    return command.text;
}

QString CommandModel::stateText(CommandState state)
{
    switch (state) {
    case CommandState::Queued:
        return tr("Waiting");
    case CommandState::Sent:
        return tr("Handed out");
    case CommandState::Done:
        return tr("Done");
    case CommandState::Failed:
        return tr("Failed");
    case CommandState::Expired:
        return tr("Never fetched");
    case CommandState::Revoked:
        break;
    }
    return tr("Taken back");
}

Tone CommandModel::stateTone(CommandState state)
{
    switch (state) {
    case CommandState::Queued:
    case CommandState::Sent:
        return Tone::Warning;
    case CommandState::Done:
        return Tone::Good;
    case CommandState::Failed:
    case CommandState::Expired:
        return Tone::Bad;
    case CommandState::Revoked:
        break;
    }
    return Tone::Quiet;
}

QString CommandModel::text(const DeviceCommand &command, int column) const
{
    const qint64 now = m_clock.utcMilliseconds();
    switch (column) {
    case State:
        return stateText(command.state);
    case What:
        return titleOf(command);
    case Queued:
        return momentText(command.createdUtc, now);
    case HandedOut:
        if (command.sentUtc == 0)
            return QStringLiteral("–");
        return command.tries > 1 ? tr("%1 · %Ln times", nullptr, command.tries)
                                       .arg(momentText(command.sentUtc, now))
                                 : momentText(command.sentUtc, now);
    case Author:
        return command.author;
    default:
        return {};
    }
}

QVariant CommandModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceCommand &command = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(command, column);
    case Qt::ToolTipRole:
        if (column == State && command.value)
            return tr("The terminal answered %1").arg(*command.value);
        return text(command, column);
    case ExportRole:
        return column == Queued
                   ? QDateTime::fromMSecsSinceEpoch(command.createdUtc).toString(Qt::ISODate)
                   : text(command, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case SortRole:
        return column == Queued      ? QVariant(command.id)
               : column == HandedOut ? QVariant(command.sentUtc)
                                     : QVariant(text(command, column));
    case ToneRole:
        if (column == State)
            return static_cast<int>(stateTone(command.state));
        return static_cast<int>(column == Author || (column == HandedOut && command.sentUtc == 0)
                                    ? Tone::Quiet
                                    : Tone::Normal);
    case FilterRole:
        return foldText(QString(text(command, State) + u' ' + text(command, What) + u' ' +
                                text(command, Author)));
    default:
        return {};
    }
}

QVariant CommandModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case What:
        return tr("What It Is to Do");
    case Queued:
        return tr("Asked");
    case HandedOut:
        return tr("Handed Out");
    case Author:
        return tr("By", "who asked for it");
    default:
        return {};
    }
}

} // namespace rollcall::ui
