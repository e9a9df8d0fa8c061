// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ctl/command.h"
#include "core/ports/terminalcontrol.h"

#include <QJsonObject>

#include <utility>

namespace rollcall::ctl {

// What a terminal answered, as lines and as JSON. Keys are stable; what it did not say is null.

/// "ok       Port is open: 127.0.0.1:4370", or why not and what to do.
QString stepLine(const TestStepReport &step);
QJsonObject stepJson(const TestStepReport &step);
/// The error of the step that failed; null when none did.
const Error *firstFailure(const TestReport &report);

/// Title and value of what a terminal says of itself, "-" for what it does not say.
QList<std::pair<QString, QString>> infoLines(const DeviceInfo &info);
QJsonObject infoJson(const Device &device, const DeviceInfo &info);

/// The privilege byte as a word, or as the number it is (zk-protocol.md, section 9.3).
QString roleText(int privilege);
QJsonObject userJson(const DeviceUser &user);

QString clockLine(const Device &device, const ClockReading &reading);

/// One line on standard error and the status that fits: 4 also when the terminal refused or cannot
/// do it (cli.md, Rules).
int failTerminal(const Context &context, const Device &device, const Error &error);
/// Tells what became of each user. @p changed: the sentence for one that was changed, with its id
/// as %1. The status is that of the first failure.
int reportUsers(const Context &context, const Device &device,
                const QList<DeviceUserOutcome> &outcomes, const QString &changed);

} // namespace rollcall::ctl
