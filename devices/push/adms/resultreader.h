// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicereport.h"
#include "devices/push/adms/admsquery.h"

#include <QByteArrayView>

namespace rollcall::push {

/// Reads what a terminal answers to commands (push-protocols.md, section 2.10): pairs between "&"
/// and line ends, a new ID= begins a new answer, what has no known name belongs to the answer
/// before it. Answers without an id or a number as Return are left out: their command stays
/// outstanding. Bounded: 100 answers, 16 KiB of information each.
QList<CommandResult> readResults(QByteArrayView body);
/// Some firmware puts the fields into the query.
QList<CommandResult> readResults(const AdmsQuery &query);

} // namespace rollcall::push
