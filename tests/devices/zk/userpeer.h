// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/terminal.h"
#include "tests/devices/zk/terminalpeer.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace rollcall::test {

DeviceUserDraft draft(const QString &userId, const std::optional<QString> &name = {},
                      const std::optional<QString> &card = {});
DeviceUserDraft draft(const char *userId, const char *name);

/// Gives a terminal users of @p size bytes, counters and nine characters for a user id.
void fill(TerminalPeer &peer, int size, const QList<QByteArray> &records, qint32 capacity = 1000);

/// The record of a uid as the terminal holds it.
QByteArray stored(TerminalPeer &peer, quint16 uid);

/// Writes in a session of its own, with short limits.
Result<QList<DeviceUserOutcome>> write(TerminalPeer &peer, const QList<DeviceUserDraft> &drafts,
                                       const WireSettings &wire = {});

/// What is wrong, for people; empty = nothing.
QString problem(const DeviceUserOutcome &outcome);

} // namespace rollcall::test
