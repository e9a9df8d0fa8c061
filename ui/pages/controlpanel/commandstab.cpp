// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/commandstab.h"

#include "core/base/ondone.h"
#include "core/ports/commandcontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/delegates/statusdotdelegate.h"
#include "ui/models/commandmodel.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/remembered.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace rollcall::ui {

namespace {

constexpr int kMostCommands = 1000;
constexpr int kLookMs = 1000;

} // namespace

CommandsTab::CommandsTab(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new CommandModel(context.ports.clock, this))
    , m_filter(new TableFilter(this))
    , m_fetcher(
          this,
          [this] {
              return m_context.ports.commands.commands(m_context.device.id(), kMostCommands);
          },
          [this](const Result<QList<DeviceCommand>> &answer) { showAnswer(answer); })
    , m_count(new QLabel(this))
    , m_search(new SearchBox(this, this))
    , m_takeBack(textButton(Icon::Undo, tr("Take Bac&k"), QStringLiteral("takeBackButton"), this))
    , m_sendAgain(textButton(Icon::Sync, tr("&Send All Logs Again"),
                             QStringLiteral("sendAgainButton"), this))
    , m_table(new TableView(QStringLiteral("commandsTable"), tr("Commands"), this))
    , m_area(new TableArea(m_table, this))
{
    setObjectName(QStringLiteral("commandsTab"));
    m_search->setObjectName(QStringLiteral("commandsFilter"));
    m_count->setObjectName(QStringLiteral("commandsCount"));
    m_count->setProperty("role", QStringLiteral("quiet"));
    m_takeBack->setToolTip(tr("Takes the selected command back before the terminal fetches it"));
    m_sendAgain->setToolTip(
        tr("Has the terminal send every log it holds; known ones count only once"));
    m_filter->setSourceModel(m_model);
    m_look.setInterval(kLookMs);
    layOut();
    connectAll();
    offerExport(m_table, context.chooser, tr("commands", "a file name"), context.bars);
}

void CommandsTab::layOut()
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setItemDelegateForColumn(CommandModel::State, new StatusDotDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setStretchColumn(CommandModel::What);
    const bool isRemembered = !remembered::tableState(m_table->objectName()).isEmpty();
    m_table->setRows(m_filter, CommandModel::Queued);
    if (!isRemembered)
        m_table->sortByColumn(CommandModel::Queued, Qt::DescendingOrder);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_sendAgain);
    bar->addWidget(m_takeBack);
    bar->addSpacing(4);
    bar->addWidget(m_count);
    bar->addStretch(1);
    bar->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kBetween, 0, 0);
    column->setSpacing(space::kBetween);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
}

void CommandsTab::connectAll()
{
    connect(&m_look, &QTimer::timeout, this, [this] { m_fetcher.fetch(); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &CommandsTab::updateButtons);
    connect(m_takeBack, &QPushButton::clicked, this, &CommandsTab::takeBack);
    connect(m_sendAgain, &QPushButton::clicked, this, &CommandsTab::sendAllAgain);
    connect(m_area->emptyState(), &EmptyState::buttonClicked, m_search, &QLineEdit::clear);
    connect(&m_context.device, &PanelDevice::switched, this, [this] {
        m_isLoaded = false;
        m_model->setRows({});
        m_search->clear();
        if (isVisible())
            m_fetcher.restart();
    });
}

void CommandsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_fetcher.restart();
    m_look.start();
}

void CommandsTab::hideEvent(QHideEvent *event)
{
    m_look.stop();
    QWidget::hideEvent(event);
}

void CommandsTab::showAnswer(const Result<QList<DeviceCommand>> &answer)
{
    m_isLoaded = true;
    if (answer) {
        m_model->setRows(*answer);
    } else {
        m_look.stop();
        m_context.bars.errors->showError(tr("The commands of the device could not be read."),
                                         answer.error());
    }
    updateContents();
}

void CommandsTab::updateContents()
{
    const int waiting = m_model->waitingCount();
    m_count->setText(waiting > 0 ? tr("%Ln command(s) wait for the terminal", nullptr, waiting)
                                 : tr("Nothing waits for the terminal"));
    EmptyState *empty = m_area->emptyState();
    if (m_model->rowCount() > 0)
        empty->tell(Icon::Search, tr("No command matches “%1”").arg(m_search->text()),
                    tr("The filter looks at state, what it is to do and by whom."),
                    tr("Clear Filter"));
    else
        empty->tell(Icon::Queue, tr("No commands"),
                    tr("This terminal asks for work now and then. What it is told, such as a new "
                       "user, stands here until it has said that it is done."));
    if (m_filter->rowCount() == 0 && m_isLoaded)
        m_area->showEmpty();
    else
        m_area->showTable();
    updateButtons();
}

std::optional<DeviceCommand> CommandsTab::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    return m_model->rowAt(m_filter->mapToSource(rows.first()).row());
}

void CommandsTab::updateButtons()
{
    const auto command = selected();
    m_takeBack->setEnabled(command && command->state == CommandState::Queued);
}

void CommandsTab::takeBack()
{
    const auto command = selected();
    if (!command)
        return;
    onDone(m_context.ports.commands.revoke(m_context.device.id(), command->id), this,
           [this, title = CommandModel::titleOf(*command)](const Result<> &answer) {
               if (answer)
                   m_context.bars.notice->showNotice(
                       tr("“%1” is taken back. The terminal has not done it.").arg(title));
               else
                   m_context.bars.errors->showError(tr("“%1” was not taken back.").arg(title),
                                                    answer.error());
               m_fetcher.fetch();
           });
}

void CommandsTab::sendAllAgain()
{
    onDone(
        m_context.ports.commands.readEverythingAgain(m_context.device.id()), this,
        [this, name = m_context.device.name()](const Result<QList<DeviceCommand>> &answer) {
            if (answer)
                m_context.bars.notice->showNotice(
                    tr("“%1” sends all of its logs again as soon as it asks for work.").arg(name));
            else
                m_context.bars.errors->showError(tr("“%1” was not asked for its logs.").arg(name),
                                                 answer.error());
            m_fetcher.fetch();
        });
}

} // namespace rollcall::ui
