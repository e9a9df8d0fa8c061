// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"

#include <QHash>
#include <QList>
#include <QString>

namespace rollcall::ui {

/// The users that the map dialog goes through, and who has an ID on the device by now.
class MapQueue
{
public:
    /// @p shown: the users in the order of the table; those not mapped are gone through, beginning
    /// with @p first (which may be mapped already) and going round. @p all: every user of the
    /// device.
    void fill(const QList<MappingRow> &shown, const QList<MappingRow> &all, const QString &first);

    bool isEmpty() const { return m_waiting.isEmpty(); }
    /// The user that is shown; there must be one.
    const MappingRow &current() const { return m_waiting.first(); }
    int left() const { return static_cast<int>(m_waiting.size()); }
    /// Person → user id of this device.
    const QHash<PersonId, QString> &taken() const { return m_taken; }

    /// The current user is @p person now; goes on.
    void send(PersonId person);
    void skip();
    /// A mapping was not stored: its user comes again, after the one that is shown, so that nothing
    /// changes below the typing hand.
    void putBack(const UserMapping &mapping);
    /// A mapping was taken back: its user comes again at once.
    void takeBack(const UserMapping &mapping);

private:
    void setFree(const UserMapping &mapping);

    QList<MappingRow> m_waiting; ///< the first is shown
    QHash<PersonId, QString> m_taken;
    QHash<QString, MappingRow> m_sent; ///< users who were mapped here, by user id
};

} // namespace rollcall::ui
