// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/overviewtab.h"

#include "core/base/clock.h"
#include "core/ports/synccontrol.h"
#include "core/ports/terminalcontrol.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/pages/controlpanel/terminalactions.h"
#include "ui/pages/controlpanel/terminaljob.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/capacitygauge.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/factcard.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

namespace rollcall::ui {

namespace {

enum StateLine { Status, LastContact, LastSync, NextSync, ClockLine };
enum IdentityLine { Serial, Model, Firmware, Platform, Mac, Address, Mode, Place };

constexpr qint64 kClockLimit = 60; // seconds; ui.md, section "Today"

} // namespace

OverviewTab::OverviewTab(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_actions(new TerminalActions(context, this))
    , m_state(new FactCard(QStringLiteral("stateCard"), tr("State"), this))
    , m_identity(new FactCard(QStringLiteral("identityCard"), tr("Device"), this))
{
    setObjectName(QStringLiteral("overviewTab"));
    makeButtons();
    m_state->addFact(QStringLiteral("statusFact"), tr("Status"));
    m_state->addFact(QStringLiteral("lastContactFact"), tr("Last contact"));
    m_state->addFact(QStringLiteral("lastSyncFact"), tr("Last sync"));
    m_state->addFact(QStringLiteral("nextSyncFact"), tr("Next sync"));
    m_state->addFact(QStringLiteral("clockFact"), tr("Clock"));
    m_identity->addFact(QStringLiteral("serialFact"), tr("Serial number"));
    m_identity->addFact(QStringLiteral("modelFact"), tr("Model"));
    m_identity->addFact(QStringLiteral("firmwareFact"), tr("Firmware"));
    m_identity->addFact(QStringLiteral("platformFact"), tr("Platform"));
    m_identity->addFact(QStringLiteral("macFact"), tr("MAC address"));
    m_identity->addFact(QStringLiteral("addressFact"), tr("Address"));
    m_identity->addFact(QStringLiteral("modeFact"), tr("Sync Mode"));
    m_identity->addFact(QStringLiteral("locationFact"), tr("Location"));
    layOut();
    connectButtons();
    connect(&context.device, &PanelDevice::switched, this, [this] {
        m_toldUtc = 0;
        m_wasAsked = false;
    });
    connect(&context.device, &PanelDevice::changed, this, &OverviewTab::showDevice);
    connect(&context.watch, &SyncWatch::progressChanged, this, [this](DeviceId device) {
        if (device == m_context.device.id())
            showDevice();
    });
    connect(&context.job, &TerminalJob::changed, this, &OverviewTab::updateButtons);
}

void OverviewTab::makeButtons()
{
    m_sync = primaryButton(Icon::Sync, tr("&Sync Now"), QStringLiteral("panelSyncButton"), this);
    m_test =
        textButton(Icon::Network, tr("&Test Connection"), QStringLiteral("panelTestButton"), this);
    m_setTime =
        textButton(Icon::Clock, tr("Set Device T&ime"), QStringLiteral("setTimeButton"), this);
    m_restart =
        textButton(Icon::Restart, tr("&Restart Device"), QStringLiteral("restartButton"), this);
    m_beep = textButton(Icon::Sound, tr("&Beep"), QStringLiteral("beepButton"), this);
    m_clear = textButton(Icon::Delete, tr("&Clear Device Logs…"), QStringLiteral("clearLogsButton"),
                         this);
    m_refresh = textButton(Icon::Sync, tr("R&efresh"), QStringLiteral("infoRefreshButton"), this);
    m_refresh->setProperty("flat", true);
    m_refresh->setProperty("compact", true);
    m_refresh->setToolTip(tr("Asks the terminal who it is and how full"));
}

QWidget *OverviewTab::makeCapacity()
{
    auto *card = new QFrame(this);
    card->setObjectName(QStringLiteral("capacityCard"));
    card->setProperty("card", true);
    auto *title = new QLabel(tr("Memory"), card);
    title->setFont(bold(font()));
    m_users = new CapacityGauge(QStringLiteral("usersGauge"), tr("Users"), card);
    m_fingers = new CapacityGauge(QStringLiteral("fingersGauge"), tr("Fingerprints"), card);
    m_faces = new CapacityGauge(QStringLiteral("facesGauge"), tr("Faces"), card);
    m_logs = new CapacityGauge(QStringLiteral("logsGauge"), tr("Logs"), card);
    m_told = new QLabel(card);
    m_told->setObjectName(QStringLiteral("toldText"));
    m_told->setProperty("role", QStringLiteral("quiet"));
    m_told->setTextFormat(Qt::PlainText);
    m_told->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kInside);
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_refresh);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(16, space::kBetween, 16, space::kBetween);
    column->setSpacing(space::kEdge);
    column->addLayout(head);
    for (CapacityGauge *gauge : {m_users, m_fingers, m_faces, m_logs})
        column->addWidget(gauge);
    column->addWidget(m_told);
    column->addStretch(1);
    return card;
}

void OverviewTab::layOut()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    for (QPushButton *button : {m_sync, m_test, m_setTime, m_restart, m_beep})
        bar->addWidget(button);
    bar->addStretch(1);
    bar->addWidget(m_clear);
    auto *inside = new QWidget;
    auto *cards = new QGridLayout(inside);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(space::kBetween);
    cards->addWidget(m_state, 0, 0);
    cards->addWidget(m_identity, 1, 0);
    cards->addWidget(makeCapacity(), 0, 1, 2, 1);
    cards->setColumnStretch(0, 1);
    cards->setColumnStretch(1, 1);
    cards->setRowStretch(2, 1);
    auto *area = new QScrollArea(this); // in a low window the cards are scrolled
    area->setObjectName(QStringLiteral("overviewArea"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kBetween, 0, 0);
    column->setSpacing(space::kBetween);
    column->addLayout(bar);
    column->addWidget(area, 1);
}

void OverviewTab::connectButtons()
{
    connect(m_sync, &QPushButton::clicked, m_actions, &TerminalActions::syncOrCancel);
    connect(m_test, &QPushButton::clicked, m_actions, &TerminalActions::test);
    connect(m_setTime, &QPushButton::clicked, m_actions, &TerminalActions::setClock);
    connect(m_restart, &QPushButton::clicked, m_actions, &TerminalActions::askToRestart);
    connect(m_beep, &QPushButton::clicked, m_actions, &TerminalActions::beep);
    connect(m_clear, &QPushButton::clicked, m_actions, &TerminalActions::askToClear);
    connect(m_refresh, &QPushButton::clicked, this, &OverviewTab::askTheTerminal);
}

void OverviewTab::showDevice()
{
    const auto row = m_context.device.row();
    if (!row)
        return;
    showState(*row);
    showIdentity(*row);
    showFilling();
    updateButtons();
    askOnce();
}

void OverviewTab::showState(const DeviceOverview &row)
{
    const qint64 now = m_context.ports.clock.utcMilliseconds();
    const DeviceState state = m_context.devices.model()->state(row);
    // Nothing has to be warned of while it is being read.
    m_state->setFact(Status, DeviceModel::stateText(state),
                     state == DeviceState::Syncing ? Tone::Normal : DeviceModel::stateTone(state));
    m_state->setFact(LastContact, momentText(row.device.lastContactUtc, now),
                     row.device.lastContactUtc == 0 ? Tone::Quiet : Tone::Normal);
    m_state->setFact(LastSync, lastSyncText(row),
                     row.lastSyncUtc == 0 ? Tone::Quiet : Tone::Normal);
    m_state->setFact(NextSync, nextSyncText(row));
    const qint64 offset = row.device.clockOffsetSeconds;
    const bool isWrong = qAbs(offset) > kClockLimit;
    if (!row.device.clockKnown)
        m_state->setFact(ClockLine,
                         row.device.mode == SyncMode::Push ? tr("not known") : tr("not read yet"),
                         Tone::Quiet);
    else if (isWrong)
        m_state->setFact(
            ClockLine,
            tr("%1 against this PC: its punches carry the wrong time", "such as −14 min")
                .arg(clockOffsetText(offset)),
            Tone::Warning);
    else
        m_state->setFact(ClockLine,
                         tr("%1 against this PC", "such as +2 s").arg(clockOffsetText(offset)));
}

QString OverviewTab::lastSyncText(const DeviceOverview &row) const
{
    if (const auto progress = m_context.watch.progress(row.device.id))
        return countText(jobOf(*progress));
    const QString when = momentText(row.lastSyncUtc, m_context.ports.clock.utcMilliseconds());
    if (row.lastSyncUtc == 0)
        return when;
    return tr("%1 · %Ln new log(s)", nullptr, static_cast<int>(row.lastSyncNew)).arg(when);
}

QString OverviewTab::nextSyncText(const DeviceOverview &row) const
{
    if (row.device.mode == SyncMode::Push)
        return tr("The device sends by itself");
    if (!row.device.active)
        return tr("Not while it is Inactive");
    if (m_context.watch.progress(row.device.id))
        return tr("Running now");
    const auto visit = m_context.ports.sync.nextVisit(row.device.id);
    if (!visit)
        return tr("Only with “Sync Now”: nothing is read automatically at present");
    if (visit->isLive)
        return tr("Listening: punches come as they happen");
    const qint64 now = m_context.ports.clock.utcMilliseconds();
    return visit->dueUtc <= now ? tr("In a moment") : momentText(visit->dueUtc, now);
}

void OverviewTab::showIdentity(const DeviceOverview &row)
{
    const DeviceInfo &told = m_context.device.told();
    const Device &device = row.device;
    m_identity->setFact(Serial, told.serial.isEmpty() ? device.serial : told.serial);
    m_identity->setFact(Model, told.model);
    m_identity->setFact(Firmware, told.firmware);
    m_identity->setFact(Platform, told.platform);
    m_identity->setFact(Mac, told.mac);
    m_identity->setFact(Address, device.mode == SyncMode::Agent
                                     ? QStringLiteral("%1:%2").arg(device.host).arg(device.port)
                                 : device.host.isEmpty() ? tr("changes", "the address of a device")
                                                         : device.host);
    m_identity->setFact(Mode, DeviceModel::modeText(device));
    m_identity->setFact(Place, device.location);
}

void OverviewTab::showFilling()
{
    const DeviceInfo &told = m_context.device.told();
    m_users->setFilling(told.users, told.usersCapacity);
    m_fingers->setFilling(told.fingers, told.fingersCapacity);
    m_faces->setFilling(told.faces, told.facesCapacity);
    m_logs->setFilling(told.logs, told.logsCapacity);
    const bool isSilent =
        m_context.device.isProfileKnown() && !m_context.device.can(TerminalAbility::Tell);
    if (isSilent)
        m_told->setText(tr("This device only sends. It cannot be asked who it is or how full."));
    else if (m_toldUtc > 0)
        m_told->setText(tr("As the terminal counted at %1")
                            .arg(momentText(m_toldUtc, m_context.ports.clock.utcMilliseconds())));
    else if (told.users || told.logs)
        m_told->setText(tr("As the terminal told last. “Refresh” asks again."));
    else
        m_told->setText(tr("The terminal has not been asked yet."));
}

void OverviewTab::updateButtons()
{
    const auto row = m_context.device.row();
    if (!row)
        return;
    const PanelDevice &device = m_context.device;
    const auto progress = m_context.watch.progress(row->device.id);
    const bool isBusy = progress.has_value() || m_context.job.isRunning();
    const auto allow = [&device, isBusy](QPushButton *button, TerminalAbility ability) {
        button->setVisible(device.can(ability));
        button->setEnabled(!isBusy);
    };
    allow(m_sync, TerminalAbility::Read);
    allow(m_test, TerminalAbility::Read);
    allow(m_setTime, TerminalAbility::SetClock);
    allow(m_restart, TerminalAbility::Restart);
    allow(m_beep, TerminalAbility::Beep);
    allow(m_clear, TerminalAbility::ClearLogs);
    allow(m_refresh, TerminalAbility::Tell);
    m_sync->setText(progress ? tr("Cancel") : tr("&Sync Now"));
    m_sync->setIcon(icon(progress ? Icon::Cancel : Icon::Sync, IconTint::OnAccent));
    m_sync->setEnabled(progress ? !progress->isCancelling
                                : row->device.active && !m_context.job.isRunning());
    m_sync->setToolTip(progress              ? tr("Stops reading this device")
                       : !row->device.active ? tr("Activate the device first")
                                             : tr("Reads this device now"));
    updateClear(*row, isBusy);
}

/// ui.md: only when every log on the device is stored and verified here. What came since is proved
/// once more before anything is cleared.
void OverviewTab::updateClear(const DeviceOverview &row, bool isBusy)
{
    const bool isStored =
        row.device.syncMarkUtc > 0 && row.lastSyncComplete && row.lastError.isEmpty();
    const bool isEmpty = m_context.device.told().logs == 0;
    m_clear->setEnabled(!isBusy && isStored && !isEmpty);
    if (!isStored)
        m_clear->setToolTip(tr("Only once every log of the device has been read: sync it first"));
    else if (isEmpty)
        m_clear->setToolTip(tr("The device holds no logs"));
    else
        m_clear->setToolTip(tr("Frees the memory of the terminal; what is stored here stays"));
}

/// A terminal that is read answers within a second, so it is asked as soon as somebody looks. One
/// that pushes may take a minute: only when asked for.
void OverviewTab::askOnce()
{
    const auto row = m_context.device.row();
    if (m_wasAsked || !row || !row->device.active || !isVisible() ||
        !m_context.device.can(TerminalAbility::Read) || m_context.job.isRunning() ||
        m_context.watch.progress(row->device.id))
        return;
    m_wasAsked = true;
    askTheTerminal();
}

void OverviewTab::askTheTerminal()
{
    const DeviceId id = m_context.device.id();
    const QString name = m_context.device.name();
    m_context.job.run<DeviceInfo>(
        tr("Asking “%1” who it is").arg(name), m_actions->waitingText(),
        [this, id](const std::stop_token &stop) {
            return m_context.ports.terminals.info(id, stop);
        },
        [this, id, name](const Result<DeviceInfo> &answer) {
            if (answer) {
                if (id == m_context.device.id())
                    m_toldUtc = m_context.ports.clock.utcMilliseconds();
                m_context.device.learn(id, *answer);
            } else if (answer.error().code != ErrorCode::Cancelled) {
                m_context.bars.errors->showError(tr("“%1” did not tell who it is.").arg(name),
                                                 answer.error());
            }
        });
}

} // namespace rollcall::ui
