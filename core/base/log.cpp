// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/log.h"

namespace rollcall {

Q_LOGGING_CATEGORY(lcZk, "rollcall.zk", QtWarningMsg)
Q_LOGGING_CATEGORY(lcPush, "rollcall.push", QtWarningMsg)
Q_LOGGING_CATEGORY(lcDb, "rollcall.db", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSync, "rollcall.sync", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSecrets, "rollcall.secrets", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "rollcall.ui", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSim, "rollcall.sim", QtWarningMsg)

} // namespace rollcall
