// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/ports/rows.h"

#include <QObject>
#include <QStringList>

namespace rollcall {

/// The fields of "Add New Device" and "Edit Device". Secrets are set, never read back here.
struct DeviceDraft
{
    Device device; ///< id invalid = new
    /// Agent, and ADMS terminals that must name one: set to this; empty text removes it; nullopt
    /// keeps it.
    std::optional<QString> commKey;
};

struct DeviceSaved
{
    Device device;
    QString token; ///< API token of a new push device, empty otherwise
};

/// What is wrong with a draft, by field ("name", "host", "port", "commKey", "serial", "location",
/// "timeZone", "codePage", "unlockFactor"); empty = fine.
struct FieldProblem
{
    QString field;
    QString text; ///< translated
};
QList<FieldProblem> checkDeviceDraft(const DeviceDraft &draft);

/// What windows and the command line may ask for about devices. Lives on its creator's thread;
/// calls from any thread.
class DeviceControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Answer<QList<DeviceOverview>> overview() = 0;
    /// InvalidInput for a draft that checkDeviceDraft() refuses, Conflict for a taken name or
    /// serial number.
    virtual Answer<DeviceSaved> save(const DeviceDraft &draft) = 0;
    virtual Answer<> setActive(DeviceId device, bool active) = 0;
    virtual Answer<> remove(DeviceId device) = 0;
    /// The present API token from the secret store; NotFound when it is not kept there, or another
    /// one is.
    virtual Answer<QString> token(DeviceId device) = 0;
    /// Makes a new token; the old one works on for the hours of push.token_overlap_hours, or not at
    /// all. Unsupported: a terminal that is let in by its serial number.
    virtual Answer<QString> newToken(DeviceId device, bool stopOldNow) = 0;
    /// No token of the device works any more.
    virtual Answer<> revokeTokens(DeviceId device) = 0;
    /// The office's yes to the notice Moved: the device gets the address where its terminal was
    /// found. NotFound: there is no such notice (any more).
    virtual Answer<> useFoundAddress(DeviceId device) = 0;

signals:
    /// Something in the list changed: a device, its contact, its counts.
    void devicesChanged();
};

} // namespace rollcall
