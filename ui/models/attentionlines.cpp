// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/attentionlines.h"

#include "core/base/error.h"
#include "ui/models/devicemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace rollcall::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::AttentionLines)
};

struct KindOfCure
{
    QLatin1String kind; ///< AttentionItem::kind
    Cure cure;
    Tone tone;
};

constexpr std::array kCures{
    KindOfCure{QLatin1String("locked_out"), Cure::SyncNow, Tone::Bad},
    KindOfCure{QLatin1String("other_terminal"), Cure::EditDevice, Tone::Bad},
    KindOfCure{QLatin1String("moved"), Cure::UseAddress, Tone::Warning},
    KindOfCure{QLatin1String("unauthorized"), Cure::ShowToken, Tone::Bad},
    KindOfCure{QLatin1String("unknown_serial"), Cure::AddTerminal, Tone::Warning},
    KindOfCure{QLatin1String("device_inactive"), Cure::Activate, Tone::Bad},
    KindOfCure{QLatin1String("device_not_push"), Cure::EditDevice, Tone::Bad},
    KindOfCure{QLatin1String("address_not_allowed"), Cure::EditDevice, Tone::Bad},
    KindOfCure{QLatin1String("device_key_wrong"), Cure::EditDevice, Tone::Bad},
    KindOfCure{QLatin1String("two_addresses"), Cure::EditDevice, Tone::Warning},
};

/// The list of devices says it itself, and sooner.
bool isSaidByTheList(const AttentionItem &item)
{
    return item.kind == u"unmapped" || item.kind == u"not_reached" || item.kind == u"wrong_clock";
}

QString buttonText(Cure cure)
{
    switch (cure) {
    case Cure::MapUsers:
        return Texts::tr("Map Users");
    case Cure::SetClock:
        return Texts::tr("Set Device Time");
    case Cure::TestConnection:
        return Texts::tr("Test Connection");
    case Cure::SyncNow:
        return Texts::tr("Sync Now");
    case Cure::Activate:
        return Texts::tr("Activate");
    case Cure::EditDevice:
        return Texts::tr("Edit…");
    case Cure::UseAddress:
        return Texts::tr("Use New Address");
    case Cure::AddTerminal:
        return Texts::tr("Add It…");
    case Cure::ShowToken:
        return Texts::tr("Show Token…");
    case Cure::None:
        break;
    }
    return {};
}

AttentionLine makeLine(Tone tone, Cure cure, const QString &text, DeviceId device)
{
    AttentionLine line;
    line.tone = tone;
    line.cure = cure;
    line.button = buttonText(cure);
    line.text = text;
    line.device = device;
    return line;
}

AttentionLine ofItem(const AttentionItem &item)
{
    const auto known = std::find_if(kCures.begin(), kCures.end(), [&item](const KindOfCure &each) {
        return item.kind == each.kind;
    });
    AttentionLine line = known == kCures.end()
                             ? makeLine(Tone::Warning, Cure::None, item.text, item.device)
                             : makeLine(known->tone, known->cure, item.text, item.device);
    // Of many that were refused there is none to add.
    if (line.cure == Cure::AddTerminal && item.serial.isEmpty())
        line = makeLine(line.tone, Cure::None, item.text, item.device);
    line.serial = item.serial;
    line.address = item.address;
    return line;
}

/// "14 min behind", "2 h ahead".
QString behindText(qint64 seconds)
{
    const QString size = clockOffsetText(qAbs(seconds)).mid(1);
    return seconds < 0 ? Texts::tr("%1 behind", "a clock").arg(size)
                       : Texts::tr("%1 ahead", "a clock").arg(size);
}

QString unmappedText(const DeviceOverview &row)
{
    const int users = static_cast<int>(row.unmapped);
    if (row.waitingPunches == 0)
        return Texts::tr("%Ln user(s) of “%1” are not mapped.", nullptr, users)
            .arg(row.device.name);
    return Texts::tr("%Ln user(s) of “%1” are not mapped; %2 punches wait.", nullptr, users)
        .arg(row.device.name, QLocale().toString(row.waitingPunches));
}

bool isSilent(const DeviceOverview &row)
{
    return row.device.active && row.device.mode == SyncMode::Agent && !row.lastError.isEmpty() &&
           row.lastError != errors::cancelled().userText;
}

void addDeviceLines(const DeviceOverview &row, qint64 nowUtc, QList<AttentionLine> &lines)
{
    constexpr qint64 kClockLimit = 60; // seconds
    const Device &device = row.device;
    if (isSilent(row))
        lines.append(makeLine(
            Tone::Bad, Cure::TestConnection,
            device.lastContactUtc == 0
                ? Texts::tr("“%1” has never answered.").arg(device.name)
                : Texts::tr("“%1” has not answered since %2. Its punches are still on it and come "
                            "with the next sync.")
                      .arg(device.name, momentText(device.lastContactUtc, nowUtc)),
            device.id));
    if (device.active && device.clockKnown && qAbs(device.clockOffsetSeconds) > kClockLimit)
        lines.append(makeLine(Tone::Warning, Cure::SetClock,
                              Texts::tr("“%1” runs %2. Its punches carry the wrong time.")
                                  .arg(device.name, behindText(device.clockOffsetSeconds)),
                              device.id));
    if (row.unmapped > 0)
        lines.append(makeLine(Tone::Warning, Cure::MapUsers, unmappedText(row), device.id));
}

} // namespace

QList<AttentionLine> attentionLines(const QList<AttentionItem> &items,
                                    const QList<DeviceOverview> &devices, qint64 nowUtc)
{
    QList<AttentionLine> lines;
    for (const AttentionItem &item : items) {
        if (!isSaidByTheList(item))
            lines.append(ofItem(item));
    }
    for (const DeviceOverview &row : devices)
        addDeviceLines(row, nowUtc, lines);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const AttentionLine &a, const AttentionLine &b) {
                         return a.tone == Tone::Bad && b.tone != Tone::Bad;
                     });
    return lines;
}

} // namespace rollcall::ui
