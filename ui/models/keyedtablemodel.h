// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QList>

namespace rollcall::ui {

/// A table of values that have a key each. New values are laid over the old ones: rows that stayed
/// the same are not touched, changed ones say so, gone ones go, new ones come at the end (a proxy
/// sorts them). So selection, scroll position and focus survive each refresh. GUI thread.
template <typename Row, typename Key>
class KeyedTableModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    const QList<Row> &rows() const { return m_rows; }
    const Row &rowAt(int row) const { return m_rows.at(row); }
    /// Row of @p key, -1 when there is none.
    int rowOf(const Key &key) const { return m_index.value(key, -1); }

    /// Takes over @p fresh; keys must be unique in it.
    void setRows(const QList<Row> &fresh)
    {
        QHash<Key, Row> wanted;
        wanted.reserve(fresh.size());
        for (const Row &row : fresh)
            wanted.insert(keyOf(row), row);
        removeMissing(wanted);
        for (int i = 0; i < rowCount(); ++i) {
            const Row &row = *wanted.constFind(keyOf(m_rows.at(i)));
            if (!(m_rows.at(i) == row))
                replaceRow(i, row);
        }
        appendNew(fresh);
    }

    void replaceRow(int at, const Row &row)
    {
        m_rows[at] = row;
        touchRow(at);
    }

    /// Says that what is shown of a row has changed although its value has not.
    void touchRow(int at)
    {
        if (at >= 0)
            emit dataChanged(index(at, 0), index(at, columnCount() - 1));
    }

protected:
    virtual Key keyOf(const Row &row) const = 0;

private:
    void removeMissing(const QHash<Key, Row> &wanted)
    {
        int last = rowCount() - 1;
        while (last >= 0) {
            if (wanted.contains(keyOf(m_rows.at(last)))) {
                --last;
                continue;
            }
            int first = last;
            while (first > 0 && !wanted.contains(keyOf(m_rows.at(first - 1))))
                --first;
            beginRemoveRows({}, first, last);
            m_rows.remove(first, last - first + 1);
            reindex();
            endRemoveRows();
            last = first - 1;
        }
    }

    void appendNew(const QList<Row> &fresh)
    {
        QList<Row> added;
        for (const Row &row : fresh) {
            if (!m_index.contains(keyOf(row)))
                added.append(row);
        }
        if (added.isEmpty())
            return;
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        m_rows.append(added);
        reindex();
        endInsertRows();
    }

    void reindex()
    {
        m_index.clear();
        m_index.reserve(m_rows.size());
        for (int i = 0; i < rowCount(); ++i)
            m_index.insert(keyOf(m_rows.at(i)), i);
    }

    QList<Row> m_rows;
    QHash<Key, int> m_index;
};

} // namespace rollcall::ui
