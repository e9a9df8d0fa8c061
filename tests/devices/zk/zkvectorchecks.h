// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QStringList>

namespace rollcall::test {

/// Runs one vector of tests/vectors/zk (zk-protocol.md, section 23) against the driver's codec, in
/// both directions where it has an encoder, and against the simulator's encoder. Empty: all as the
/// vector says. An unknown kind is a problem.
QStringList checkZkVector(const QJsonObject &vector);

/// The kinds that are records and blocks, for checkZkVector().
QStringList checkZkBlockVector(const QString &kind, const QByteArray &bytes,
                               const QJsonObject &decoded);

/// The facts of a transfer of users, logs or a template that a stream carried.
QStringList checkZkTransfer(const QByteArray &data, const QJsonObject &decoded);

/// The fields of one user record of 72 or 28 bytes.
QStringList checkZkUser(const QByteArray &record, const QJsonObject &decoded);

} // namespace rollcall::test
