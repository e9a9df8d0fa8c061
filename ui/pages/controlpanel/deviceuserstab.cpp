// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/deviceuserstab.h"

#include "core/base/clock.h"
#include "core/ports/mappingcontrol.h"
#include "core/ports/terminalcontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/models/devicemodel.h"
#include "ui/models/deviceusermodel.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/syncwatch.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/controlpanel/copyusersdialog.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/pages/controlpanel/removeusersdialog.h"
#include "ui/pages/controlpanel/sendpeopledialog.h"
#include "ui/pages/controlpanel/terminaljob.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <memory>

namespace rollcall::ui {

DeviceUsersTab::DeviceUsersTab(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new DeviceUserModel(this))
    , m_filter(new TableFilter(this))
    , m_mappingFetcher(
          this, [this] { return m_context.ports.mapping.rows(m_context.device.id()); },
          [this](const Result<QList<MappingRow>> &answer) {
              if (answer)
                  m_mapping = *answer;
              updateRows();
          })
    , m_recognitionFetcher(
          this, [this] { return m_context.ports.logs.recognitions(m_context.device.id()); },
          [this](const Result<QList<Recognition>> &answer) { showRecognitions(answer); })
    , m_count(new QLabel(this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("deviceUsersTable"), tr("Device Users"), this))
    , m_area(new TableArea(m_table, this))
{
    setObjectName(QStringLiteral("deviceUsersTab"));
    m_search->setObjectName(QStringLiteral("deviceUsersFilter"));
    m_count->setObjectName(QStringLiteral("deviceUsersCount"));
    m_count->setProperty("role", QStringLiteral("quiet"));
    m_count->setTextFormat(Qt::PlainText);
    m_filter->setSourceModel(m_model);
    makeButtons();
    layOut();
    connectAll();
    connectButtons();
    offerExport(m_table, context.chooser, tr("device-users", "a file name"), context.bars);
}

void DeviceUsersTab::makeButtons()
{
    m_refresh = textButton(Icon::Sync, tr("R&efresh"), QStringLiteral("usersRefreshButton"), this);
    m_send = primaryButton(Icon::AddPerson, tr("&Send People to Device…"),
                           QStringLiteral("sendPeopleButton"), this);
    m_remove = textButton(Icon::RemovePerson, tr("&Remove from Device…"),
                          QStringLiteral("removeUsersButton"), this);
    m_copy = textButton(Icon::Copy, tr("&Copy to Another Device…"),
                        QStringLiteral("copyUsersButton"), this);
    m_refresh->setToolTip(tr("Asks the terminal who is on it"));
    m_remove->setToolTip(tr("Removes the selected users; Ctrl or Shift selects several"));
    m_copy->setToolTip(tr("Copies the selected users; Ctrl or Shift selects several"));
}

void DeviceUsersTab::layOut()
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setStretchColumn(DeviceUserModel::MappedTo);
    m_table->setRows(m_filter, DeviceUserModel::UserId);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    for (QPushButton *button : {m_send, m_remove, m_copy, m_refresh})
        bar->addWidget(button);
    bar->addStretch(1);
    bar->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kBetween, 0, 0);
    column->setSpacing(space::kBetween);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(m_count);
}

void DeviceUsersTab::connectAll()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DeviceUsersTab::updateButtons);
    connect(m_area->emptyState(), &EmptyState::buttonClicked, this, [this] {
        if (m_search->text().isEmpty())
            read();
        else
            m_search->clear();
    });
    connect(&m_context.device, &PanelDevice::switched, this, &DeviceUsersTab::forget);
    connect(&m_context.device, &PanelDevice::changed, this, [this] {
        updateContents();
        readOnce();
    });
    connect(&m_context.job, &TerminalJob::changed, this, [this] {
        updateContents();
        readOnce();
    });
    connect(&m_context.watch, &SyncWatch::progressChanged, this, [this](DeviceId device) {
        if (device == m_context.device.id())
            updateButtons();
    });
    connect(&m_context.ports.mapping, &MappingControl::mappingChanged, this,
            [this](DeviceId device) {
                if (device == m_context.device.id() && m_users)
                    m_mappingFetcher.fetch();
            });
}

void DeviceUsersTab::connectButtons()
{
    connect(m_refresh, &QPushButton::clicked, this, &DeviceUsersTab::read);
    connect(m_send, &QPushButton::clicked, this, [this] {
        openDialog(new SendPeopleDialog(m_context, m_users.value_or(QList<DeviceUser>()), m_mapping,
                                        this));
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        openDialog(new RemoveUsersDialog(m_context, planRemoval(selected(), m_mapping), this));
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { openDialog(new CopyUsersDialog(m_context, selected(), this)); });
}

/// What was changed is read back once the dialog is closed; until then its own lines tell.
void DeviceUsersTab::openDialog(UserPlanDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto hasChanged = std::make_shared<bool>(false);
    connect(dialog, &UserPlanDialog::usersChanged, this, [this, hasChanged](DeviceId device) {
        *hasChanged = *hasChanged || device == m_context.device.id();
    });
    connect(dialog, &QDialog::finished, this, [this, hasChanged] {
        if (*hasChanged)
            read();
    });
    dialog->open();
}

void DeviceUsersTab::forget()
{
    m_mappingFetcher.drop();
    m_recognitionFetcher.drop();
    m_users.reset();
    m_mapping.clear();
    m_recognized.clear();
    m_wasAsked = false;
    m_model->setRows({});
    m_search->clear();
}

void DeviceUsersTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateContents();
    readOnce();
}

void DeviceUsersTab::readOnce()
{
    const auto row = m_context.device.row();
    if (m_wasAsked || m_users || !isVisible() || !row || !row->device.active ||
        !m_context.device.can(TerminalAbility::Read) || m_context.job.isRunning() ||
        m_context.watch.progress(row->device.id))
        return;
    m_wasAsked = true;
    read();
}

void DeviceUsersTab::read()
{
    const DeviceId id = m_context.device.id();
    const bool isQueued = m_context.device.can(TerminalAbility::Queue);
    m_context.bars.errors->clear();
    m_mappingFetcher.restart();
    m_recognitionFetcher.restart();
    m_context.job.run<QList<DeviceUser>>(
        tr("Reading the users of “%1”").arg(m_context.device.name()),
        isQueued ? tr("Waiting until the terminal asks for work…") : QString(),
        [this, id](const std::stop_token &stop) {
            return m_context.ports.terminals.users(id, stop);
        },
        [this, id](const Result<QList<DeviceUser>> &answer) {
            if (id == m_context.device.id())
                showUsers(answer);
        });
}

void DeviceUsersTab::showUsers(const Result<QList<DeviceUser>> &answer)
{
    if (answer) {
        m_users = *answer;
        m_readUtc = m_context.ports.clock.utcMilliseconds();
    } else if (answer.error().code != ErrorCode::Cancelled) {
        m_context.bars.errors->showError(
            tr("The users of “%1” could not be read.").arg(m_context.device.name()),
            answer.error());
    }
    updateRows();
}

void DeviceUsersTab::showRecognitions(const Result<QList<Recognition>> &answer)
{
    m_recognized.clear();
    if (!answer)
        m_context.bars.errors->showError(
            tr("How the users of “%1” were recognized could not be read.")
                .arg(m_context.device.name()),
            answer.error());
    for (const Recognition &user : answer.valueOr({}))
        m_recognized.insert(user.userId, user.methods);
    updateRows();
}

void DeviceUsersTab::updateRows()
{
    QHash<QString, QString> mapped;
    for (const MappingRow &row : std::as_const(m_mapping)) {
        if (row.mapping)
            mapped.insert(row.userId, MappingModel::personText(row));
    }
    QList<DeviceUserRow> rows;
    for (const DeviceUser &user : m_users.value_or(QList<DeviceUser>()))
        rows.append({user, mapped.value(user.userId), m_recognized.value(user.userId)});
    m_model->setRows(rows);
    updateContents();
}

void DeviceUsersTab::updateContents()
{
    const qint64 now = m_context.ports.clock.utcMilliseconds();
    const int rows = m_model->rowCount();
    m_count->setText(tr("%Ln user(s) on the device, as read at %1", nullptr, rows)
                         .arg(momentText(m_readUtc, now)));
    m_count->setVisible(m_users.has_value());
    const bool isSilent =
        m_context.device.isProfileKnown() && !m_context.device.can(TerminalAbility::Tell);
    EmptyState *empty = m_area->emptyState();
    if (isSilent)
        empty->tell(Icon::People, tr("This device cannot be asked"),
                    tr("It only sends its punches. Whom they belong to is said on the tab “User "
                       "Mapping”."));
    else if (m_context.job.isRunning() && !m_users)
        empty->tell(Icon::Sync, tr("Asking the device"), tr("Its users stand here in a moment."));
    else if (!m_users)
        empty->tell(Icon::People, tr("Not read yet"),
                    tr("“Refresh” asks the terminal who is on it."), tr("Refresh"));
    else if (rows == 0)
        empty->tell(Icon::People, tr("Nobody is on the device"),
                    tr("Send people to it, or enroll them at the terminal and refresh."),
                    tr("Refresh"));
    else
        empty->tell(Icon::Search, tr("No user matches “%1”").arg(m_search->text()),
                    tr("The filter looks at Biometric ID, name, card, role, how the user was "
                       "recognized, and whom it means."),
                    tr("Clear Filter"));
    if (m_filter->rowCount() == 0)
        m_area->showEmpty();
    else
        m_area->showTable();
    updateButtons();
}

QList<DeviceUser> DeviceUsersTab::selected() const
{
    QList<DeviceUser> users;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows())
        users.append(m_model->rowAt(m_filter->mapToSource(row).row()).user);
    return users;
}

void DeviceUsersTab::updateButtons()
{
    const PanelDevice &device = m_context.device;
    const bool isBusy =
        m_context.job.isRunning() || m_context.watch.progress(device.id()).has_value();
    const bool canWrite = device.can(TerminalAbility::WriteUsers);
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    m_refresh->setVisible(device.can(TerminalAbility::Tell));
    for (QPushButton *button : {m_send, m_remove})
        button->setVisible(canWrite);
    m_copy->setVisible(device.can(TerminalAbility::Tell));
    m_refresh->setEnabled(!isBusy);
    m_send->setEnabled(!isBusy && m_users);
    m_send->setToolTip(m_users ? tr("Writes students and staff to the terminal")
                               : tr("Only once it is known who is on the device: refresh first"));
    m_remove->setEnabled(!isBusy && hasSelection);
    m_copy->setEnabled(!isBusy && hasSelection);
}

} // namespace rollcall::ui
