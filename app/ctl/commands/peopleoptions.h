// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ctl/command.h"
#include "core/domain/person.h"

#include <QCommandLineOption>
#include <QList>

namespace rollcall::ctl {

QList<QCommandLineOption> importOptions();
QList<QCommandLineOption> listOptions();
/// What can be said of a person; when it is an edit, activity and a new number too.
QList<QCommandLineOption> personOptions(bool isEdit);

/// --kind of a command that names a person.
QCommandLineOption whichKindOption();

/// --kind; InvalidInput unless it is student or staff. A student when it is not there.
Result<PersonKind> kindOption(const Context &context);
/// The same, and nothing when it is not there.
Result<std::optional<PersonKind>> saidKind(const Context &context);
/// The person who has the number, of the kind of --kind where that is said. Errors: as
/// findPerson(), and InvalidInput for a kind that is none.
Result<Person> namedPerson(const Context &context, Composition &composition, const QString &number);
/// Puts what was said into @p person and leaves the rest. InvalidInput: a date in another form.
Result<> readPersonOptions(const Context &context, Person &person);

} // namespace rollcall::ctl
