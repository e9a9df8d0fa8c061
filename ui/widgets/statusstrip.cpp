// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/statusstrip.h"

#include "core/base/clock.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/theme.h"
#include "ui/uiports.h"
#include "ui/widgets/buttons.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace rollcall::ui {

StatusStrip::StatusStrip(DeviceList &devices, SyncWatch &watch, const Clock &clock, QWidget *parent)
    : QFrame(parent)
    , m_devices(devices)
    , m_watch(watch)
    , m_clock(clock)
    , m_push(new QLabel(this))
    , m_online(new QLabel(this))
    , m_lastSync(new QLabel(this))
    , m_progress(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("statusStrip"));
    setAccessibleName(tr("Status"));
    m_push->setObjectName(QStringLiteral("pushStatus"));
    m_online->setObjectName(QStringLiteral("onlineStatus"));
    m_lastSync->setObjectName(QStringLiteral("lastSyncStatus"));
    m_progress->setObjectName(QStringLiteral("syncStatus"));
    m_bar->setObjectName(QStringLiteral("syncBar"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the running sync"));
    m_bar->setMinimumWidth(fontMetrics().averageCharWidth() * 18);
    m_bar->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_cancel->setObjectName(QStringLiteral("syncCancelButton"));
    m_cancel->setProperty("flat", true);
    m_cancel->setProperty("compact", true);

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(14, 3, 14, 3);
    line->setSpacing(space::kEdge);
    for (QLabel *label : {m_push, m_online, m_lastSync, m_progress}) {
        label->setFont(sized(font(), TextSize::Small));
        label->setProperty("role", QStringLiteral("quiet"));
        label->setTextFormat(Qt::PlainText);
    }
    line->addWidget(m_push);
    line->addWidget(m_online);
    line->addWidget(m_lastSync);
    line->addStretch(1);
    line->addWidget(m_progress);
    line->addWidget(m_bar, 0, Qt::AlignVCenter);
    line->addWidget(m_cancel);
    // As high with a running sync as without one.
    setMinimumHeight(m_cancel->sizeHint().height() + 6);

    connect(&devices, &DeviceList::refreshed, this, &StatusStrip::showDevices);
    connect(&watch, &SyncWatch::progressChanged, this, [this] {
        showDevices();
        showProgress();
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_watch.cancelAll(); });
    showDevices();
    showProgress();
}

void StatusStrip::setFrameInfo(const FrameInfo &info)
{
    const QString text =
        info.pushServerUp ? tr("Push server %1").arg(info.pushServer) : info.pushServer;
    // A long reason must not widen the window; all of it stands in the tooltip.
    constexpr int kMostCharacters = 80;
    m_push->setText(m_push->fontMetrics().elidedText(
        text, Qt::ElideRight, m_push->fontMetrics().averageCharWidth() * kMostCharacters));
    m_push->setToolTip(text);
    setStyleProperty(m_push, "role",
                     info.pushServerUp ? QStringLiteral("quiet") : QStringLiteral("warning"));
    m_push->setVisible(!text.isEmpty());
}

void StatusStrip::showDevices()
{
    const QList<DeviceOverview> &rows = m_devices.model()->rows();
    int active = 0;
    int online = 0;
    qint64 last = 0;
    for (const DeviceOverview &row : rows) {
        const DeviceState state = m_devices.model()->state(row);
        active += row.device.active ? 1 : 0;
        online += state == DeviceState::Online || state == DeviceState::Syncing ? 1 : 0;
        last = std::max(last, row.lastSyncUtc);
    }
    m_online->setVisible(active > 0);
    m_lastSync->setVisible(active > 0);
    const QLocale locale;
    m_online->setText(
        tr("Devices %1 of %2 online").arg(locale.toString(online), locale.toString(active)));
    m_lastSync->setText(tr("Last sync %1").arg(momentText(last, m_clock.utcMilliseconds())));
}

void StatusStrip::showProgress()
{
    const bool isRunning = !m_watch.running().isEmpty();
    m_progress->setVisible(isRunning);
    m_bar->setVisible(isRunning);
    m_cancel->setVisible(isRunning);
    if (!isRunning)
        return;
    const SyncProgress &first = m_watch.running().first();
    const auto device = m_devices.find(first.device);
    const QString name = device ? device->device.name : QString();
    const QString remaining = remainingText(first, m_clock.utcMilliseconds());
    m_progress->setText(remaining.isEmpty()
                            ? tr("Reading “%1”: %2").arg(name, progressText(first))
                            : tr("Reading “%1”: %2, %3").arg(name, progressText(first), remaining));
    // Counts may pass what an int holds on no terminal, but the bar only needs a share.
    constexpr int kSteps = 1000;
    m_bar->setRange(0, first.total > 0 ? kSteps : 0);
    if (first.total > 0)
        m_bar->setValue(
            static_cast<int>(std::min<qint64>(first.done * kSteps / first.total, kSteps)));
    m_cancel->setEnabled(!first.isCancelling);
    m_cancel->setToolTip(m_watch.running().size() > 1 ? tr("Stops every running sync")
                                                      : tr("Stops this sync"));
}

} // namespace rollcall::ui
