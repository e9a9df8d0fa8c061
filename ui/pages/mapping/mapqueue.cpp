// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/mapqueue.h"

#include <algorithm>

namespace rollcall::ui {

void MapQueue::fill(const QList<MappingRow> &shown, const QList<MappingRow> &all,
                    const QString &first)
{
    const auto start = std::find_if(shown.begin(), shown.end(), [&first](const MappingRow &row) {
        return row.userId == first;
    });
    m_waiting.clear();
    for (auto row = start; row != shown.end(); ++row) {
        if (row == start || !row->mapping)
            m_waiting.append(*row);
    }
    for (auto row = shown.begin(); row != start; ++row) {
        if (!row->mapping)
            m_waiting.append(*row);
    }
    m_sent.clear();
    m_taken.clear();
    for (const MappingRow &row : all) {
        if (row.mapping)
            m_taken.insert(row.mapping->person, row.userId);
    }
}

void MapQueue::send(PersonId person)
{
    const MappingRow user = m_waiting.takeFirst();
    m_taken.insert(person, user.userId);
    m_sent.insert(user.userId, user);
}

void MapQueue::skip()
{
    m_waiting.removeFirst();
}

void MapQueue::setFree(const UserMapping &mapping)
{
    if (m_taken.value(mapping.person) == mapping.userId)
        m_taken.remove(mapping.person);
}

void MapQueue::putBack(const UserMapping &mapping)
{
    setFree(mapping);
    if (m_sent.contains(mapping.userId))
        m_waiting.insert(qMin<qsizetype>(m_waiting.size(), 1), m_sent.take(mapping.userId));
}

void MapQueue::takeBack(const UserMapping &mapping)
{
    setFree(mapping);
    if (m_sent.contains(mapping.userId))
        m_waiting.prepend(m_sent.take(mapping.userId));
}

} // namespace rollcall::ui
