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

/// --kind; InvalidInput unless it is student or staff. A student when it is not there.
Result<PersonKind> kindOption(const Context &context);
/// The same, and nothing when it is not there.
Result<std::optional<PersonKind>> saidKind(const Context &context);
/// Puts what was said into @p person and leaves the rest. InvalidInput: a date in another form.
Result<> readPersonOptions(const Context &context, Person &person);

} // namespace rollcall::ctl
