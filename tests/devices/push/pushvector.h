// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/devices/push/pushfixture.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace rollcall::test {

// How the vectors of tests/vectors/push are to be read.

/// The bytes of a vector's "request", with what its "given" says of how they come.
QByteArray requestBytes(const QJsonObject &request, const QJsonObject &given);
/// True when @p found holds at least what @p wanted names; arrays of the same length, their
/// elements again at least.
bool holds(const QJsonValue &found, const QJsonValue &wanted);
/// The difference between a stored punch and the wanted one as text; empty when there is none.
QString difference(const StoredPunch &punch, const QJsonObject &wanted);

} // namespace rollcall::test
