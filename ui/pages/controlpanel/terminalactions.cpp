// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/terminalactions.h"

#include "core/base/ondone.h"
#include "core/ports/synccontrol.h"
#include "core/ports/terminalcontrol.h"
#include "ui/models/devicelist.h"
#include "ui/models/syncwatch.h"
#include "ui/pages/controlpanel/clearlogsdialog.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/pages/controlpanel/terminaljob.h"
#include "ui/pages/devices/testdialog.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/question.h"

#include <QPushButton>

namespace rollcall::ui {

TerminalActions::TerminalActions(const PanelContext &context, QWidget *page)
    : QObject(page)
    , m_context(context)
    , m_page(page)
{}

QString TerminalActions::waitingText() const
{
    return m_context.device.can(TerminalAbility::Queue)
               ? tr("Waiting until the terminal asks for work…")
               : QString();
}

void TerminalActions::tell(const QString &text)
{
    m_context.bars.errors->clear();
    m_context.bars.notice->showNotice(text);
}

void TerminalActions::tellFailure(const QString &headline, const Error &error)
{
    if (error.code != ErrorCode::Cancelled)
        m_context.bars.errors->showError(headline, error);
}

void TerminalActions::syncOrCancel()
{
    const DeviceId id = m_context.device.id();
    if (m_context.watch.progress(id)) {
        m_context.watch.cancel(id);
        return;
    }
    m_context.bars.errors->clear();
    onDone(m_context.ports.sync.sync(id), this,
           [this, name = m_context.device.name()](const Result<SyncOutcome> &answer) {
               // A session that ended badly is a state of the device and shows with it; this is one
               // that never began.
               if (!answer)
                   tellFailure(tr("“%1” could not be read.").arg(name), answer.error());
           });
}

void TerminalActions::test()
{
    const auto row = m_context.device.row();
    if (!row)
        return;
    auto *dialog = new TestDialog(m_context.ports.terminals, row->device, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, &m_context.devices, &DeviceList::refresh);
    dialog->open();
}

void TerminalActions::setClock()
{
    const DeviceId id = m_context.device.id();
    m_context.job.run<ClockReading>(
        tr("Setting the clock of “%1”").arg(m_context.device.name()), waitingText(),
        [this, id](const std::stop_token &stop) {
            return m_context.ports.terminals.setClock(id, stop);
        },
        [this, name = m_context.device.name()](const Result<ClockReading> &answer) {
            if (!answer)
                tellFailure(tr("The clock of “%1” was not set.").arg(name), answer.error());
            else if (!answer->wasSet)
                tell(tr("The clock of “%1” was right already.").arg(name));
            else
                tell(tr("The clock of “%1” is set.").arg(name));
            m_context.devices.refresh();
        });
}

void TerminalActions::askToRestart()
{
    QMessageBox *question = makeQuestion(
        {QStringLiteral("restartQuestion"), tr("Restart Device"),
         tr("Restart “%1”?").arg(m_context.device.name()),
         tr("For about a minute nobody can punch there. Its users and logs stay."), Icon::Restart},
        m_page);
    QPushButton *yes = question->addButton(tr("Restart Device"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("confirmRestartButton"));
    addHarmless(question, tr("Cancel"), QStringLiteral("cancelRestartButton"));
    connect(yes, &QPushButton::clicked, this, &TerminalActions::restart);
    question->open();
}

void TerminalActions::restart()
{
    const DeviceId id = m_context.device.id();
    m_context.job.run<void>(
        tr("Restarting “%1”").arg(m_context.device.name()), waitingText(),
        [this, id](const std::stop_token &stop) {
            return m_context.ports.terminals.restart(id, stop);
        },
        [this, name = m_context.device.name()](const Result<> &answer) {
            if (answer)
                tell(tr("“%1” restarts. It answers again in about a minute.").arg(name));
            else
                tellFailure(tr("“%1” was not restarted.").arg(name), answer.error());
        });
}

void TerminalActions::beep()
{
    const DeviceId id = m_context.device.id();
    m_context.job.run<void>(
        tr("Calling “%1”").arg(m_context.device.name()), waitingText(),
        [this, id](const std::stop_token &stop) {
            return m_context.ports.terminals.beep(id, stop);
        },
        [this, name = m_context.device.name()](const Result<> &answer) {
            if (answer)
                tell(tr("“%1” has beeped.").arg(name));
            else
                tellFailure(tr("“%1” did not beep.").arg(name), answer.error());
        });
}

void TerminalActions::askToClear()
{
    const auto row = m_context.device.row();
    if (!row)
        return;
    auto *dialog = new ClearLogsDialog(row->device.name, m_context.device.told().logs, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &TerminalActions::clear);
    dialog->open();
}

void TerminalActions::clear()
{
    const DeviceId id = m_context.device.id();
    m_context.job.run<ClearOutcome>(
        tr("Clearing the logs of “%1”").arg(m_context.device.name()), waitingText(),
        [this, id](const std::stop_token &stop) {
            return m_context.ports.terminals.clearLogs(id, stop);
        },
        [this, id, name = m_context.device.name()](const Result<ClearOutcome> &answer) {
            if (answer) {
                tell(tr("%Ln log(s) were cleared from “%1”. Each of them is stored here.", nullptr,
                        static_cast<int>(answer->cleared))
                         .arg(name));
                DeviceInfo told = m_context.device.told();
                told.logs = answer->stored - answer->cleared;
                m_context.device.learn(id, told);
            } else {
                tellFailure(tr("The logs of “%1” were not cleared.").arg(name), answer.error());
            }
            m_context.devices.refresh();
        });
}

} // namespace rollcall::ui
