// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/core/attendancecase.h"

namespace rollcall::test::casejson {

// The vocabulary of the vector files: from JSON to values and back.

QString text(const QJsonObject &json, const char *key);
QDate date(const QJsonObject &json, const char *key);
QString compact(const QJsonObject &json);

/// What a store keeps apart: school, device, user and time; a punch of the office is never a copy
/// of another.
QString keyOf(const QJsonObject &punch, int index);
LeavePart leavePart(const QString &word);
/// Null: there was no record.
std::optional<DayRecord> lockedRecord(const QJsonValue &value);

/// A computed record in the form of the vectors; no record has the status null.
QJsonObject recordJson(const std::optional<DayRecord> &record);
/// An expected record without its person and date and with its flags in order, to be compared.
QJsonObject expectedJson(QJsonObject json);

} // namespace rollcall::test::casejson
