// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/mappingpage.h"

#include "core/base/ondone.h"
#include "core/ports/mappingcontrol.h"
#include "core/ports/synccontrol.h"
#include "ui/delegates/mapbuttondelegate.h"
#include "ui/icons.h"
#include "ui/models/devicelist.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/syncwatch.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/mapping/mapdialog.h"
#include "ui/tableexport.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/segmentbar.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>

namespace rollcall::ui {

MappingPage::MappingPage(const UiPorts &ports, FileChooser &chooser, DeviceList &devices,
                         SyncWatch &watch, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_devices(devices)
    , m_watch(watch)
    , m_model(new MappingModel(this))
    , m_filter(new TableFilter(this))
    , m_fetcher(
          this, [this] { return m_ports.mapping.rows(m_device); },
          [this](const Result<QList<MappingRow>> &answer) { showAnswer(answer); })
    , m_header(new PageHeader(QString(), this))
    , m_which(new SegmentBar(tr("Which users"), this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("mappingTable"), tr("User Mapping"), this))
    , m_area(new TableArea(m_table, this))
    , m_notice(new NoticeBar(this))
    , m_errors(new ErrorBar(this))
    , m_mapButton(primaryButton(Icon::Link, tr("Map"), QStringLiteral("mapButton"), this))
    , m_unmapButton(textButton(Icon::Unlink, tr("Unmap"), QStringLiteral("unmapButton"), this))
{
    setObjectName(QStringLiteral("mappingPage"));
    m_search->setObjectName(QStringLiteral("mappingFilter"));
    m_mapButton->setAccessibleName(tr("🔗 Map"));
    m_mapButton->setToolTip(tr("Says who the selected user is (Enter)"));
    m_unmapButton->setToolTip(tr("Takes the mapping of the selected user away"));
    m_which->add(All, tr("All"), QStringLiteral("mappingAllButton"));
    m_which->add(NotMapped, tr("Not mapped"), QStringLiteral("mappingOpenButton"));
    m_which->add(Mapped, tr("Mapped"), QStringLiteral("mappingDoneButton"));

    m_filter->setSourceModel(m_model);
    m_filter->setRowTest([this](int row) {
        const bool isMapped = m_model->rowAt(row).mapping.has_value();
        return m_which->current() == All || (m_which->current() == Mapped) == isMapped;
    });
    QPushButton *back = textButton(Icon::Back, tr("Devices"), QStringLiteral("backButton"), this);
    back->setToolTip(tr("Back to Biometric Devices (%1)")
                         .arg(QKeySequence(QKeySequence::Back).toString(QKeySequence::NativeText)));
    layOut(back);
    connectAll();
    offerExport(m_table, chooser, tr("mapping", "a file name"), {m_notice, m_errors});
    connect(back, &QPushButton::clicked, this, &MappingPage::backRequested);
    connect(new QShortcut(QKeySequence::Back, this), &QShortcut::activated, this,
            &MappingPage::backRequested);
}

void MappingPage::layOut(QPushButton *back)
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    auto *buttons = new MapButtonDelegate(m_table);
    m_table->setItemDelegateForColumn(MappingModel::Action, buttons);
    m_table->setStretchColumn(MappingModel::MappedTo);
    m_table->setActionColumn(MappingModel::Action);
    m_table->setRows(m_filter, MappingModel::UserId);
    connect(buttons, &MapButtonDelegate::clicked, this, [this](const QModelIndex &cell) {
        actOn(m_model->rowAt(m_filter->mapToSource(cell).row()));
    });

    m_header->addLeading(back);
    m_header->addControl(m_unmapButton);
    m_header->addControl(m_mapButton);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_which);
    bar->addStretch(1);
    bar->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, 16, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(m_header);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(m_notice);
    column->addWidget(m_errors);
}

void MappingPage::connectAll()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(m_which, &SegmentBar::currentChanged, this, [this] {
        m_filter->refilter();
        updateContents();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &MappingPage::updateButtons);
    connect(m_table, &QAbstractItemView::activated, this, [this] {
        if (const auto row = selected())
            openDialog(row->userId);
    });
    connect(m_mapButton, &QPushButton::clicked, this, [this] {
        if (const auto row = selected())
            openDialog(row->userId);
    });
    connect(m_unmapButton, &QPushButton::clicked, this, [this] {
        if (const auto row = selected(); row && row->mapping)
            unmap(*row);
    });
    connect(m_area->emptyState(), &EmptyState::buttonClicked, this, &MappingPage::emptyAction);
    connect(&m_devices, &DeviceList::refreshed, this, &MappingPage::updateHead);
    connect(&m_ports.mapping, &MappingControl::mappingChanged, this, [this](DeviceId device) {
        if (device == m_device)
            m_fetcher.fetch();
    });
    connect(&m_watch, &SyncWatch::progressChanged, this, [this](DeviceId device) {
        if (device == m_device && m_model->rowCount() == 0)
            updateContents();
    });
    connect(&m_watch, &SyncWatch::finished, this, [this](const SyncOutcome &outcome) {
        if (outcome.device == m_device)
            m_fetcher.fetch();
    });
}

void MappingPage::open(DeviceId device)
{
    const bool isOther = device != m_device;
    m_device = device;
    m_notice->hide();
    m_errors->clear();
    if (isOther) {
        m_isLoaded = false;
        m_model->setRows({});
        m_search->clear();
        m_which->setCurrent(All);
    }
    updateHead();
    updateContents();
    m_fetcher.restart();
}

void MappingPage::showAnswer(const Result<QList<MappingRow>> &answer)
{
    m_isLoaded = true;
    if (answer)
        m_model->setRows(*answer);
    else
        m_errors->showError(tr("The users of the device could not be read."), answer.error());
    m_filter->refilter();
    updateHead();
    updateContents();
    if (m_filter->rowCount() > 0 && !m_table->selectionModel()->hasSelection())
        m_table->chooseRow(0);
    if (m_table->isVisible() && !m_search->hasFocus() && !m_dialog)
        m_table->setFocus();
}

void MappingPage::updateHead()
{
    const QLocale locale;
    const int users = m_model->rowCount();
    const int mapped = m_model->mappedCount();
    const auto device = m_devices.find(m_device);
    m_header->setTitle(device ? device->device.name : QString());
    m_header->setSubtitle(m_isLoaded && users > 0
                              ? tr("User Mapping · %1 of %2 mapped")
                                    .arg(locale.toString(mapped), locale.toString(users))
                              : tr("User Mapping"));
    m_which->setText(All, tr("All %1").arg(locale.toString(users)));
    m_which->setText(NotMapped, tr("Not mapped %1").arg(locale.toString(users - mapped)));
    m_which->setText(Mapped, tr("Mapped %1").arg(locale.toString(mapped)));
}

void MappingPage::updateContents()
{
    const auto device = m_devices.find(m_device);
    EmptyState *empty = m_area->emptyState();
    const bool isAgent = device && device->device.mode == SyncMode::Agent;
    const auto progress = m_watch.progress(m_device);
    if (m_model->rowCount() == 0 && progress)
        empty->tell(Icon::Sync, tr("Reading the device"), progressText(*progress));
    else if (m_model->rowCount() == 0 && isAgent)
        empty->tell(Icon::People, tr("No users known yet"),
                    tr("Read the device once; its users then stand here, ready to be mapped to "
                       "students and staff."),
                    tr("Sync Now"));
    else if (m_model->rowCount() == 0)
        empty->tell(Icon::People, tr("No users known yet"),
                    tr("As soon as the device has sent its first punches, the users they belong to "
                       "stand here."));
    else if (m_search->text().isEmpty() && m_which->current() == NotMapped)
        empty->tell(Icon::Check, tr("Everyone is mapped"),
                    tr("Each punch of this device counts for a student or a member of staff."));
    else if (m_search->text().isEmpty())
        empty->tell(Icon::Link, tr("No one is mapped yet"),
                    tr("Punches count once you say who each Biometric ID is."),
                    tr("Show Not Mapped"));
    else
        empty->tell(Icon::Search, tr("No user matches “%1”").arg(m_search->text()),
                    tr("The filter looks at Biometric ID, name, number, card and class."),
                    tr("Clear Filter"));
    if (m_filter->rowCount() == 0 && m_isLoaded)
        m_area->showEmpty();
    else
        m_area->showTable();
    updateButtons();
}

void MappingPage::emptyAction()
{
    if (m_model->rowCount() == 0) {
        onDone(m_ports.sync.sync(m_device), this, [this](const Result<SyncOutcome> &answer) {
            if (!answer)
                m_errors->showError(tr("The device could not be read."), answer.error());
            else if (answer->error)
                m_errors->showError(tr("The device could not be read."), *answer->error);
        });
        return;
    }
    if (m_search->text().isEmpty())
        m_which->setCurrent(NotMapped);
    m_search->clear();
}

std::optional<MappingRow> MappingPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.size() != 1)
        return std::nullopt;
    return m_model->rowAt(m_filter->mapToSource(rows.first()).row());
}

void MappingPage::updateButtons()
{
    const auto row = selected();
    m_mapButton->setEnabled(row.has_value());
    m_unmapButton->setEnabled(row && row->mapping);
}

void MappingPage::actOn(const MappingRow &row)
{
    if (row.mapping)
        unmap(row);
    else
        openDialog(row.userId);
}

void MappingPage::openDialog(const QString &userId)
{
    QList<MappingRow> shown; // as the table shows them, so that "next" is what one sees below
    for (int i = 0; i < m_filter->rowCount(); ++i)
        shown.append(m_model->rowAt(m_filter->mapToSource(m_filter->index(i, 0)).row()));
    const auto device = m_devices.find(m_device);
    m_notice->hide();
    m_errors->clear();
    m_mappedInRow = 0;
    m_daysBuilt = 0;
    m_dialog =
        new MapDialog(m_ports.people, {m_device, device ? device->device.name : QString()}, this);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setUsers(shown, m_model->rows(), userId);
    connect(m_dialog, &MapDialog::chosen, this, &MappingPage::map);
    m_dialog->open();
}

void MappingPage::map(const UserMapping &mapping, const QString &personName)
{
    onDone(m_ports.mapping.map(mapping), this,
           [this, mapping, personName](const Result<MappingCounts> &answer) {
               if (!answer) {
                   const QString headline = tr("User %1 was not mapped.").arg(mapping.userId);
                   if (m_dialog)
                       m_dialog->putBack(mapping, headline, answer.error());
                   else
                       m_errors->showError(headline, answer.error());
                   return;
               }
               ++m_mappedInRow;
               m_daysBuilt += answer->days;
               const int days = static_cast<int>(m_daysBuilt);
               m_notice->showNotice(
                   m_mappedInRow == 1
                       ? tr("User %1 is now %2. %n day(s) of attendance were built.", nullptr, days)
                             .arg(mapping.userId, personName)
                       : tr("%1 users are now mapped. %n day(s) of attendance were built.", nullptr,
                            days)
                             .arg(QLocale().toString(m_mappedInRow)));
               m_fetcher.fetch();
           });
}

void MappingPage::unmap(const MappingRow &row)
{
    const UserMapping mapping = *row.mapping;
    onDone(m_ports.mapping.unmap({mapping}), this,
           [this, mapping, name = row.personName](const Result<MappingCounts> &answer) {
               if (!answer) {
                   m_errors->showError(tr("User %1 was not unmapped.").arg(mapping.userId),
                                       answer.error());
                   return;
               }
               m_notice->showUndo(
                   tr("User %1 is no longer %2; the punches are kept, but no longer count.")
                       .arg(mapping.userId, name),
                   [this, mapping, name] {
                       m_mappedInRow = 0;
                       m_daysBuilt = 0;
                       map(mapping, name);
                   });
               m_fetcher.fetch();
           });
}

} // namespace rollcall::ui
