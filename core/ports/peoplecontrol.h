// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/domain/person.h"
#include "core/ports/rows.h"

#include <QObject>

namespace rollcall {

/// Students and staff. Calls from any thread; signals on the thread it lives on.
class PeopleControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Answer<QList<Person>> people() = 0;
    /// Adds or updates by kind and number; all or nothing.
    virtual Answer<PeopleImportCounts> save(const QList<Person> &people) = 0;

signals:
    void peopleChanged();
};

} // namespace rollcall
