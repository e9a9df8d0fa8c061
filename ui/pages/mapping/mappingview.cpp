// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/mappingview.h"

#include "core/base/ondone.h"
#include "core/ports/mappingcontrol.h"
#include "core/ports/synccontrol.h"
#include "ui/delegates/mapbuttondelegate.h"
#include "ui/icons.h"
#include "ui/models/devicelist.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/suggestionlist.h"
#include "ui/models/syncwatch.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/mapping/daysbar.h"
#include "ui/pages/mapping/mappingactions.h"
#include "ui/tableexport.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/jobbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/segmentbar.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace rollcall::ui {

MappingView::MappingView(const UiPorts &ports, FileChooser &chooser, DeviceList &devices,
                         SyncWatch &watch, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_devices(devices)
    , m_watch(watch)
    , m_model(new MappingModel(this))
    , m_filter(new TableFilter(this))
    , m_suggestions(new SuggestionList(ports.mapping, ports.people, this))
    , m_actions(new MappingActions(ports, chooser, this))
    , m_fetcher(
          this, [this] { return m_ports.mapping.rows(m_device); },
          [this](const Result<QList<MappingRow>> &answer) { showAnswer(answer); })
    , m_count(new QLabel(this))
    , m_which(new SegmentBar(tr("Which users"), this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("mappingTable"), tr("User Mapping"), this))
    , m_area(new TableArea(m_table, this))
    , m_notice(new NoticeBar(this))
    , m_errors(new ErrorBar(this))
    , m_people(textButton(Icon::People, tr("People Without a User…"),
                          QStringLiteral("unmappedPeopleButton"), this))
    , m_suggest(
          textButton(Icon::Suggest, tr("Suggest Matches"), QStringLiteral("suggestButton"), this))
    , m_import(textButton(Icon::Upload, tr("Import…"), QStringLiteral("importMappingButton"), this))
    , m_export(
          textButton(Icon::Download, tr("Export…"), QStringLiteral("exportMappingButton"), this))
    , m_unmap(textButton(Icon::Unlink, tr("Unmap"), QStringLiteral("unmapButton"), this))
    , m_map(primaryButton(Icon::Link, tr("Map"), QStringLiteral("mapButton"), this))
{
    nameAll();
    m_filter->setSourceModel(m_model);
    m_filter->setRowTest([this](int row) { return accepts(row); });
    setUpTable();
    layOut();
    connectAll();
    connectDeeds();
    offerExport(m_table, chooser, tr("users", "a file name"), {m_notice, m_errors});
}

void MappingView::nameAll()
{
    setObjectName(QStringLiteral("mappingView"));
    m_count->setObjectName(QStringLiteral("mappingCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setFont(bold(font()));
    m_search->setObjectName(QStringLiteral("mappingFilter"));
    m_map->setAccessibleName(tr("🔗 Map"));
    m_map->setToolTip(tr("Says who the selected user is (Enter)"));
    m_unmap->setToolTip(tr("Takes the mapping of the selected users away"));
    m_people->setToolTip(tr("Students and staff who are no user of any device"));
    m_suggest->setToolTip(tr("Finds people with an equal number, an equal card or a similar name"));
    m_import->setToolTip(tr("Reads mappings from a CSV file, after showing what it would change"));
    m_export->setToolTip(tr("Writes the mapping of this device to a CSV file that can be imported "
                            "again"));
    m_which->add(All, tr("All"), QStringLiteral("mappingAllButton"));
    m_which->add(NotMapped, tr("Not mapped"), QStringLiteral("mappingOpenButton"));
    m_which->add(Mapped, tr("Mapped"), QStringLiteral("mappingDoneButton"));
    m_which->add(Suggested, tr("Suggested"), QStringLiteral("mappingSuggestedButton"));
}

void MappingView::setUpTable()
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
}

QHBoxLayout *MappingView::deedsLine()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(space::kInside);
    line->addWidget(m_count);
    line->addStretch(1);
    for (QPushButton *button : {m_suggest, m_import, m_export, m_unmap, m_map})
        line->addWidget(button);
    return line;
}

void MappingView::layOut()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_which);
    bar->addStretch(1);
    bar->addWidget(m_people);
    bar->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kBetween, 0, 0);
    column->setSpacing(space::kBetween);
    column->addLayout(deedsLine());
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(makeDaysBar(m_ports.mapping, this));
    column->addWidget(m_notice);
    column->addWidget(m_errors);
}

void MappingView::connectAll()
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
            &MappingView::updateButtons);
    connect(m_table, &QAbstractItemView::activated, this, &MappingView::openDialog);
    connect(m_area->emptyState(), &EmptyState::buttonClicked, this, &MappingView::emptyAction);
    connect(m_suggestions, &SuggestionList::changed, this, &MappingView::showSuggestions);
    connect(&m_ports.mapping, &MappingControl::mappingChanged, this, [this](DeviceId device) {
        m_isStale = m_isStale || device == m_device;
        readIfSeen();
    });
    connect(&m_watch, &SyncWatch::progressChanged, this, [this](DeviceId device) {
        if (device == m_device && m_model->rowCount() == 0)
            updateContents();
    });
    connect(&m_watch, &SyncWatch::finished, this, [this](const SyncOutcome &outcome) {
        m_isStale = m_isStale || outcome.device == m_device;
        readIfSeen();
    });
}

void MappingView::connectDeeds()
{
    connect(m_map, &QPushButton::clicked, this, &MappingView::openDialog);
    connect(m_unmap, &QPushButton::clicked, this, [this] { m_actions->unmap(selected()); });
    connect(m_people, &QPushButton::clicked, m_actions, &MappingActions::showPeopleWithoutUser);
    connect(m_suggest, &QPushButton::clicked, this, &MappingView::openSuggestions);
    connect(m_import, &QPushButton::clicked, m_actions, &MappingActions::importFile);
    connect(m_export, &QPushButton::clicked, m_actions, &MappingActions::exportFile);
    connect(m_actions, &MappingActions::changed, this, [this] { m_fetcher.fetch(); });
    connect(m_actions, &MappingActions::dialogClosed, this, [this] {
        m_suggestions->refresh();
        m_table->setFocus();
    });
    connect(m_actions, &MappingActions::undoable, m_notice, &NoticeBar::showUndo);
    connect(m_actions, &MappingActions::said, m_notice, [this](const QString &text) {
        if (text.isEmpty())
            m_notice->hide();
        else
            m_notice->showNotice(text);
    });
    connect(m_actions, &MappingActions::failed, m_errors, &ErrorBar::showError);
}

void MappingView::open(DeviceId device)
{
    const bool isOther = device != m_device;
    m_device = device;
    m_notice->hide();
    m_errors->clear();
    if (isOther) {
        m_isLoaded = false;
        m_model->setSuggested({});
        m_model->setRows({});
        m_search->clear();
        m_which->setCurrent(All);
    }
    updateHead();
    updateContents();
    m_suggestions->open(device);
    m_fetcher.drop();
    m_isStale = true;
    readIfSeen();
}

/// Users and their punches are counted, which takes a while at a terminal with many logs: not
/// before somebody looks.
void MappingView::readIfSeen()
{
    if (isVisible() && std::exchange(m_isStale, false))
        m_fetcher.fetch();
}

void MappingView::showAnswer(const Result<QList<MappingRow>> &answer)
{
    m_isLoaded = true;
    m_hasFailed = !answer;
    if (answer)
        m_model->setRows(*answer);
    else
        m_errors->showError(tr("The users of the device could not be read."), answer.error());
    m_filter->refilter();
    updateHead();
    updateContents();
    if (m_filter->rowCount() > 0 && !m_table->selectionModel()->hasSelection())
        m_table->chooseRow(0);
    if (!answer || m_actions->isDialogOpen())
        return; // the dialog knows whom it mapped; people are compared anew when it closes
    m_suggestions->refresh();
    if (m_table->isVisible() && !m_search->hasFocus() && isActiveWindow())
        m_table->setFocus();
}

void MappingView::showSuggestions()
{
    if (m_suggestions->error())
        m_errors->showError(tr("Suggestions could not be made."), *m_suggestions->error());
    QHash<QString, MappingModel::Suggestion> texts;
    for (const MappingRow &row : m_model->rows()) {
        if (const SuggestedPerson *best = m_suggestions->bestOf(row.userId))
            texts.insert(row.userId, {suggestionText(*best), suggestionWithReasons(*best)});
    }
    m_model->setSuggested(texts);
    m_filter->refilter();
    updateHead();
    updateContents();
}

void MappingView::updateHead()
{
    const QLocale locale;
    const int users = m_model->rowCount();
    const int mapped = m_model->mappedCount();
    const auto device = m_devices.find(m_device);
    m_actions->setDevice(m_device, device ? device->device.name : QString());
    m_count->setText(
        m_isLoaded && users > 0
            ? tr("%1 of %2 mapped").arg(locale.toString(mapped), locale.toString(users))
            : QString());
    m_which->setText(All, tr("All %1").arg(locale.toString(users)));
    m_which->setText(NotMapped, tr("Not mapped %1").arg(locale.toString(users - mapped)));
    m_which->setText(Mapped, tr("Mapped %1").arg(locale.toString(mapped)));
    m_which->setText(Suggested, tr("Suggested %1").arg(locale.toString(m_model->suggestedCount())));
}

bool MappingView::accepts(int row) const
{
    const bool isMapped = m_model->rowAt(row).mapping.has_value();
    switch (m_which->current()) {
    case NotMapped:
        return !isMapped;
    case Mapped:
        return isMapped;
    case Suggested:
        return m_model->isSuggested(row);
    default:
        return true;
    }
}

void MappingView::updateContents()
{
    if (m_filter->rowCount() == 0 && m_isLoaded) {
        const MappingEmpty cause = whyEmpty();
        const auto progress = m_watch.progress(m_device);
        tellEmpty(m_area->emptyState(), cause,
                  cause == MappingEmpty::Reading && progress ? progressText(*progress)
                                                             : m_search->text());
        m_area->showEmpty();
    } else {
        m_area->showTable();
    }
    updateButtons();
}

MappingEmpty MappingView::whyEmpty() const
{
    if (m_model->rowCount() == 0) {
        const auto device = m_devices.find(m_device);
        if (m_watch.progress(m_device))
            return MappingEmpty::Reading;
        if (m_hasFailed)
            return MappingEmpty::ReadFailed;
        return device && device->device.mode == SyncMode::Agent ? MappingEmpty::NeverRead
                                                                : MappingEmpty::NothingPushed;
    }
    if (!m_search->text().isEmpty())
        return MappingEmpty::NoMatch;
    if (m_which->current() == NotMapped)
        return MappingEmpty::AllMapped;
    return m_which->current() == Suggested ? MappingEmpty::NoSuggestions : MappingEmpty::NoneMapped;
}

void MappingView::emptyAction()
{
    switch (whyEmpty()) {
    case MappingEmpty::ReadFailed:
        m_errors->clear();
        m_fetcher.restart();
        return;
    case MappingEmpty::NeverRead:
        onDone(m_ports.sync.sync(m_device), this, [this](const Result<SyncOutcome> &answer) {
            if (!answer)
                m_errors->showError(tr("The device could not be read."), answer.error());
            else if (answer->error)
                m_errors->showError(tr("The device could not be read."), *answer->error);
        });
        return;
    case MappingEmpty::NoMatch:
        m_search->clear();
        return;
    default:
        m_which->setCurrent(NotMapped);
    }
}

QList<MappingRow> MappingView::selected() const
{
    QList<MappingRow> rows;
    for (const QModelIndex &cell : m_table->selectionModel()->selectedRows())
        rows.append(m_model->rowAt(m_filter->mapToSource(cell).row()));
    return rows;
}

void MappingView::updateButtons()
{
    const QList<MappingRow> rows = selected();
    const bool hasMapped = std::any_of(
        rows.begin(), rows.end(), [](const MappingRow &row) { return row.mapping.has_value(); });
    m_map->setEnabled(rows.size() == 1);
    m_unmap->setEnabled(hasMapped);
    m_suggest->setEnabled(m_suggestions->isLoaded() && !m_suggestions->all().isEmpty());
    m_export->setEnabled(m_model->mappedCount() > 0);
}

void MappingView::actOn(const MappingRow &row)
{
    if (row.mapping)
        m_actions->unmap({row});
    else
        openDialogAt(row.userId);
}

void MappingView::openDialog()
{
    const QList<MappingRow> rows = selected();
    if (rows.size() == 1)
        openDialogAt(rows.first().userId);
}

void MappingView::openDialogAt(const QString &userId)
{
    QList<MappingRow> shown; // as the table shows them, so that "next" is what one sees below
    for (int i = 0; i < m_filter->rowCount(); ++i)
        shown.append(m_model->rowAt(m_filter->mapToSource(m_filter->index(i, 0)).row()));
    m_notice->hide();
    m_errors->clear();
    m_actions->openDialog(shown, m_model->rows(), userId);
}

void MappingView::openSuggestions()
{
    m_notice->hide();
    m_errors->clear();
    m_actions->suggest(*m_suggestions, m_model->rows());
}

} // namespace rollcall::ui
