// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QString>

#include <optional>

namespace rollcall::push {

/// Joins an answer that comes in several requests (push-protocols.md, section 2.12, querydata). A
/// part may come again; sets that stay incomplete for 5 minutes are dropped, and so is one that
/// grows above 4 MiB. All together they take at most 64 sets and 16 MiB; beyond that the oldest go,
/// so that nobody keeps others out. Thread: its owner's.
class QueryJoiner
{
public:
    struct Part
    {
        QString set; ///< which answer of which terminal
        int count = 1;
        int index = 1; ///< 1..count
        QByteArray body;
    };

    /// The whole answer when this was the last part that was missing. It is kept until forget(), so
    /// that a last part that could not be stored may come again.
    std::optional<QByteArray> add(const Part &part, qint64 nowUtc);
    void forget(const QString &set) { m_sets.remove(set); }
    int openSets() const { return static_cast<int>(m_sets.size()); }

private:
    struct Set
    {
        qint64 sinceUtc = 0; ///< ms
        int count = 0;       ///< of parts
        qsizetype bytes = 0;
        QMap<int, QByteArray> parts;
    };
    /// Drops the oldest until there is room for one more of @p bytes.
    void makeRoom(qsizetype bytes);

    QHash<QString, Set> m_sets;
};

} // namespace rollcall::push
