// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/matchmodel.h"

#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QFont>

namespace rollcall::ui {

namespace {

QString reasonText(const PersonMatch &match)
{
    if (!match.takenBy.isEmpty())
        return MatchModel::tr("already user %1 here").arg(match.takenBy);
    switch (match.reason) {
    case MatchReason::SameNumberAndName:
        return MatchModel::tr("same number and name");
    case MatchReason::SameNumber:
        return MatchModel::tr("same number");
    case MatchReason::SameCard:
        return MatchModel::tr("same card");
    case MatchReason::SameName:
        return MatchModel::tr("same name");
    case MatchReason::SimilarName:
        return MatchModel::tr("similar name");
    case MatchReason::SameNumberOtherName:
        return MatchModel::tr("same number, but another name");
    case MatchReason::SameCardOtherName:
        return MatchModel::tr("same card, but another name");
    case MatchReason::Found:
        break;
    }
    return {};
}

} // namespace

int MatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_matches.size());
}

void MatchModel::setMatches(const QList<PersonMatch> &matches)
{
    beginResetModel();
    m_matches = matches;
    endResetModel();
}

QString MatchModel::text(const PersonMatch &match, int column)
{
    switch (column) {
    case Number:
        return match.person.number;
    case Name:
        return match.person.fullName;
    case Group:
        return match.person.groupLabel();
    case Reason:
        return reasonText(match);
    default:
        return {};
    }
}

QVariant MatchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PersonMatch &match = m_matches.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(match, index.column());
    case Qt::FontRole:
        if (index.column() == Name && match.takenBy.isEmpty()) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case ToneRole:
        return static_cast<int>(
            !match.takenBy.isEmpty() || index.column() == Reason ? Tone::Quiet : Tone::Normal);
    default:
        return {};
    }
}

QVariant MatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.", "admission or staff number");
    case Name:
        return tr("Name");
    case Group:
        return tr("Class", "or department");
    case Reason:
        return tr("Why", "why this person is offered");
    default:
        return {};
    }
}

} // namespace rollcall::ui
