// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace rollcall::zk {

/// Command, reply and event codes (zk-protocol.md, section 5). Others do arrive; they are kept as
/// their number.
enum class Code : quint16 {
    ReadTable = 7,
    WriteUser = 8,
    ReadUsers = 9,
    ReadOption = 11,
    WriteOption = 12,
    ReadLogs = 13,
    ClearLogs = 15,
    DeleteUser = 18,
    Unlock = 31,
    ReadOperationLog = 34,
    FreeSizes = 50,
    StartVerify = 60,
    CancelCapture = 62,
    FingerTemplate = 88,
    ReadTime = 201,
    WriteTime = 202,
    Event = 500, ///< request: register for events; from the terminal: an event
    Connect = 1000,
    Exit = 1001,
    EnableDevice = 1002,
    DisableDevice = 1003,
    Restart = 1004,
    RefreshData = 1013,
    TestVoice = 1017,
    Version = 1100,
    Authenticate = 1102,
    PrepareData = 1500,
    Data = 1501,
    FreeData = 1502,
    PrepareBuffer = 1503,
    ReadBuffer = 1504,
    AckOk = 2000,
    AckError = 2001,
    AckData = 2002,
    AckRetry = 2003,
    AckRepeat = 2004,
    AckUnauthorized = 2005,
    ErrorData = 65531,
    ErrorInit = 65532,
    ErrorCommand = 65533,
    AckUnknown = 65535,
};

} // namespace rollcall::zk
