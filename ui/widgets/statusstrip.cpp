// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/statusstrip.h"

#include "core/base/clock.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/theme.h"
#include "ui/uiports.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/jobbar.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>

#include <algorithm>

namespace rollcall::ui {

StatusStrip::StatusStrip(DeviceList &devices, SyncWatch &watch, const Clock &clock, QWidget *parent)
    : QFrame(parent)
    , m_devices(devices)
    , m_watch(watch)
    , m_clock(clock)
    , m_pushIcon(new IconLabel(this, 0.9))
    , m_push(new ElidedLabel(this))
    , m_onlineIcon(new IconLabel(this, 0.9))
    , m_online(new QLabel(this))
    , m_lastSync(new QLabel(this))
    , m_job(new JobBar(QStringLiteral("sync"), this))
{
    setObjectName(QStringLiteral("statusStrip"));
    setAccessibleName(tr("Status"));
    m_push->setObjectName(QStringLiteral("pushStatus"));
    m_online->setObjectName(QStringLiteral("onlineStatus"));
    m_lastSync->setObjectName(QStringLiteral("lastSyncStatus"));
    m_job->setFont(sized(font(), TextSize::Small));
    for (QLabel *label : {m_push, m_online, m_lastSync}) {
        label->setFont(sized(font(), TextSize::Small));
        label->setProperty("role", QStringLiteral("quiet"));
        label->setTextFormat(Qt::PlainText);
    }
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(14, 3, 14, 3);
    line->setSpacing(6);
    line->addWidget(m_pushIcon);
    line->addWidget(m_push);
    line->addSpacing(14);
    line->addWidget(m_onlineIcon);
    line->addWidget(m_online);
    line->addSpacing(14);
    line->addWidget(m_lastSync);
    line->addStretch(1);
    line->addWidget(m_job);
    // As high with a running sync as without one.
    setMinimumHeight(m_job->sizeHint().height() + 6);

    connect(&devices, &DeviceList::refreshed, this, &StatusStrip::showDevices);
    connect(&watch, &SyncWatch::progressChanged, this, [this] {
        showDevices();
        showProgress();
    });
    connect(m_job, &JobBar::cancelRequested, this, [this] { m_watch.cancelAll(); });
    showDevices();
    showProgress();
}

void StatusStrip::setFrameInfo(const FrameInfo &info)
{
    const QString text =
        info.pushServerUp ? tr("Push server %1").arg(info.pushServer) : info.pushServer;
    m_push->setText(text);
    m_push->setToolTip(text);
    setStyleProperty(m_push, "role",
                     info.pushServerUp ? QStringLiteral("quiet") : QStringLiteral("warning"));
    m_push->setVisible(!text.isEmpty());
    m_pushIcon->setVisible(!text.isEmpty());
    m_pushIcon->setIcon(info.pushServerUp ? Icon::Done : Icon::Caution,
                        info.pushServerUp ? Tone::Good : Tone::Warning);
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
    const bool isEachOnline = online == active;
    m_onlineIcon->setIcon(isEachOnline ? Icon::Done : Icon::Caution,
                          isEachOnline ? Tone::Good : Tone::Warning);
    m_onlineIcon->setVisible(active > 0);
    m_online->setVisible(active > 0);
    m_lastSync->setVisible(active > 0);
    const QLocale locale;
    m_online->setText(
        tr("Devices %1 of %2 online").arg(locale.toString(online), locale.toString(active)));
    m_lastSync->setText(tr("Last sync %1").arg(momentText(last, m_clock.utcMilliseconds())));
}

void StatusStrip::showProgress()
{
    if (m_watch.running().isEmpty()) {
        m_job->clear();
        return;
    }
    const SyncProgress &first = m_watch.running().first();
    const auto device = m_devices.find(first.device);
    const QString what = tr("Reading “%1”").arg(device ? device->device.name : QString());
    m_job->showJob(jobOf(first, what), m_clock.utcMilliseconds());
    m_job->setCancelTip(m_watch.running().size() > 1 ? tr("Stops every running sync")
                                                     : tr("Stops this sync"));
}

} // namespace rollcall::ui
