// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayrecord.h"

#include <QJsonObject>

namespace rollcall {

/// A day record as a JSON object: the words of attendance-rules.md, section 14. Used for the frozen
/// records of locked days.
QJsonObject lockedRecordToJson(const DayRecord &record);
DayRecord lockedRecordFromJson(PersonId person, QDate day, const QJsonObject &object);

} // namespace rollcall
