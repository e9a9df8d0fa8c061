// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/suggestionmodel.h"

#include "core/base/textfold.h"
#include "core/rules/matchsuggester.h"
#include "ui/models/personmodel.h"
#include "ui/models/roles.h"
#include "ui/theme.h"

#include <QFont>
#include <QLocale>

namespace rollcall::ui {

namespace {

/// Below it the names do not agree.
constexpr int kDoubtful = 50;

Qt::Alignment alignmentOf(int column)
{
    const Qt::Alignment across = column == SuggestionModel::Confidence ? Qt::AlignRight
                                 : column == SuggestionModel::Tick     ? Qt::AlignHCenter
                                                                       : Qt::AlignLeft;
    return across | Qt::AlignVCenter;
}

} // namespace

SuggestionModel::SuggestionModel(const QList<SuggestedPerson> &suggestions,
                                 const QHash<QString, QString> &names, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rows(suggestions)
    , m_names(names)
{
    tickSure();
}

int SuggestionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString SuggestionModel::text(int row, int column) const
{
    const SuggestedPerson &suggestion = m_rows.at(row);
    switch (column) {
    case Tick:
        return m_ticked.contains(row) ? tr("ticked") : tr("not ticked");
    case UserId:
        return suggestion.match.userId;
    case DeviceName:
        return m_names.value(suggestion.match.userId);
    case Number:
        return suggestion.person.number;
    case Name:
        return suggestion.person.fullName;
    case Group:
        return suggestion.person.groupLabel();
    case Reason: {
        const QString causes = causesText(suggestion.match.causes);
        return suggestion.match.isClear ? causes : tr("%1 – others come close").arg(causes);
    }
    case Confidence:
        //: how sure a suggestion is, in percent
        return tr("%1 %").arg(QLocale().toString(suggestion.match.confidence));
    default:
        return {};
    }
}

QVariant SuggestionModel::sortValue(int row, int column) const
{
    switch (column) {
    case Tick:
        return m_ticked.contains(row) ? 0 : 1;
    case Confidence:
        return m_rows.at(row).match.confidence;
    default:
        return text(row, column);
    }
}

QVariant SuggestionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    const SuggestedPerson &suggestion = m_rows.at(row);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return column == Tick ? QString() : text(row, column);
    case Qt::AccessibleTextRole:
    case ExportRole:
        return text(row, column);
    case Qt::CheckStateRole:
        return column == Tick ? QVariant(static_cast<int>(m_ticked.contains(row) ? Qt::Checked
                                                                                 : Qt::Unchecked))
                              : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(column));
    case Qt::FontRole:
        if (column == Name) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case ToneRole:
        if (column == Confidence || column == Reason)
            return static_cast<int>(suggestion.match.confidence < kDoubtful ? Tone::Warning
                                    : suggestion.match.isClear              ? Tone::Normal
                                                                            : Tone::Quiet);
        return static_cast<int>(Tone::Normal);
    case SortRole:
        return sortValue(row, column);
    case FilterRole:
        return QString(foldText(QString(suggestion.match.userId + u' ' + text(row, DeviceName) +
                                        u' ' + text(row, Reason))) +
                       u' ' + personSearchKey(suggestion.person));
    default:
        return {};
    }
}

QVariant SuggestionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Tick:
        return tr("Apply", "head of the column with the ticks");
    case UserId:
        return tr("Biometric ID");
    case DeviceName:
        return tr("Name on Device");
    case Number:
        return tr("No.", "admission or staff number");
    case Name:
        return tr("Name");
    case Group:
        return tr("Class", "or department");
    case Reason:
        return tr("Why", "why this person is offered");
    case Confidence:
        return tr("Confidence");
    default:
        return {};
    }
}

Qt::ItemFlags SuggestionModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == Tick ? usual | Qt::ItemIsUserCheckable : usual;
}

bool SuggestionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const int row = index.row();
    if (value.toInt() != Qt::Checked) {
        m_ticked.remove(row);
    } else {
        const MatchSuggestion &wanted = m_rows.at(row).match;
        m_ticked.removeIf([this, &wanted](int other) {
            const MatchSuggestion &match = m_rows.at(other).match;
            return match.userId == wanted.userId || match.person == wanted.person;
        });
        m_ticked.insert(row);
    }
    touchTicks();
    return true;
}

QList<MatchSuggestion> SuggestionModel::ticked() const
{
    QList<MatchSuggestion> list;
    for (int row = 0; row < rowCount(); ++row) {
        if (m_ticked.contains(row))
            list.append(m_rows.at(row).match);
    }
    return list;
}

void SuggestionModel::tickSure()
{
    m_ticked.clear();
    for (int row = 0; row < rowCount(); ++row) {
        const MatchSuggestion &match = m_rows.at(row).match;
        if (match.isClear && match.confidence >= kSureEnough)
            m_ticked.insert(row);
    }
    touchTicks();
}

void SuggestionModel::tickNone()
{
    m_ticked.clear();
    touchTicks();
}

void SuggestionModel::touchTicks()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, Tick), index(rowCount() - 1, Tick));
}

} // namespace rollcall::ui
