// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace rollcall {

class AttendanceControl;
class AttentionControl;
class Clock;
class CommandControl;
class DeviceControl;
class LogControl;
class MappingControl;
class PeopleControl;
class SyncControl;
class TerminalControl;

namespace ui {

/// What the windows speak to (architecture.md, section 1). All of it outlives the main window.
struct UiPorts
{
    DeviceControl &devices;
    SyncControl &sync;
    MappingControl &mapping;
    PeopleControl &people;
    AttendanceControl &attendance;
    TerminalControl &terminals;
    AttentionControl &attention;
    LogControl &logs;
    CommandControl &commands;
    const Clock &clock; ///< for "Online", "seconds left" and dates left out when they are today's
};

/// What the frame tells about the school and the listener; a value, handed over again when it
/// changes.
struct FrameInfo
{
    QString schoolName;
    QString pushServer; ///< "192.168.1.20:8090", or a whole sentence that says why it is down
    bool pushServerUp = false;
    QString pushUrl; ///< what a Push device is set to call; empty while the listener is down
    bool isDemo = false;
    QStringList subnets; ///< of this PC, such as "192.168.1.0/24": where terminals are looked for
    int tokenOverlapHours = 24; ///< so long a replaced API token works on; 0: not at all

    friend bool operator==(const FrameInfo &, const FrameInfo &) = default;
};

} // namespace ui
} // namespace rollcall
