// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/logstab.h"

#include "core/base/clock.h"
#include "core/ports/attendancecontrol.h"
#include "core/ports/mappingcontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/models/devicelist.h"
#include "ui/models/logexport.h"
#include "ui/models/loglistmodel.h"
#include "ui/models/logpages.h"
#include "ui/models/syncwatch.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/remembered.h"
#include "ui/tableexport.h"
#include "ui/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/jobbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/segmentbar.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>

namespace rollcall::ui {

namespace {

constexpr int kTypingMs = 250;
constexpr int kAnyTime = -1; ///< else: so many days before today

} // namespace

LogsTab::LogsTab(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_pages(new LogPages(context.ports.logs, this))
    , m_model(new LogListModel(
          *m_pages, context.ports.clock,
          [this](const Error &error) {
              m_context.bars.errors->showError(tr("The logs of the device could not be read."),
                                               error);
          },
          this))
    , m_export(new LogExport(context.ports.logs, this))
    , m_which(new SegmentBar(tr("Which logs"), this))
    , m_period(new QComboBox(this))
    , m_count(new QLabel(this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("logsTable"), tr("Logs"), this))
    , m_area(new TableArea(m_table, this))
    , m_job(new JobBar(QStringLiteral("logsExport"), this))
{
    setObjectName(QStringLiteral("logsTab"));
    m_search->setObjectName(QStringLiteral("logsFilter"));
    m_search->setToolTip(tr("Looks for a Biometric ID, or for name, number and class of a person"));
    m_which->add(All, tr("All"), QStringLiteral("logsAllButton"));
    m_which->add(NotMapped, tr("Not mapped"), QStringLiteral("logsOpenButton"));
    m_period->setObjectName(QStringLiteral("logsPeriod"));
    m_period->setAccessibleName(tr("Period"));
    m_period->addItem(tr("Any time"), kAnyTime);
    m_period->addItem(tr("Today"), 0);
    m_period->addItem(tr("Last 7 days"), 6);
    m_period->addItem(tr("Last 30 days"), 29);
    m_count->setObjectName(QStringLiteral("logsCount"));
    m_count->setProperty("role", QStringLiteral("quiet"));
    m_count->setTextFormat(Qt::PlainText);
    m_job->setCancelTip(tr("Stops the export; no file is made"));
    m_typed.setSingleShot(true);
    m_typed.setInterval(kTypingMs);
    layOut();
    connectAll();
    connectExport();
}

void LogsTab::layOut()
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setStretchColumn(LogListModel::Became);
    const bool isRemembered = !remembered::tableState(m_table->objectName()).isEmpty();
    m_table->setRows(m_model, LogListModel::Time);
    if (!isRemembered)
        m_table->sortByColumn(LogListModel::Time, Qt::DescendingOrder);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_which);
    bar->addWidget(m_period);
    bar->addSpacing(4);
    bar->addWidget(m_count);
    bar->addStretch(1);
    bar->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kBetween, 0, 0);
    column->setSpacing(space::kBetween);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(m_job);
}

void LogsTab::connectAll()
{
    connect(&m_typed, &QTimer::timeout, this, &LogsTab::load);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typed.start(); });
    connect(m_which, &SegmentBar::currentChanged, this, &LogsTab::load);
    connect(m_period, &QComboBox::currentIndexChanged, this, &LogsTab::load);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LogsTab::showCount);
    connect(m_pages, &LogPages::extended, this, &LogsTab::showCount);
    connect(m_area->emptyState(), &EmptyState::buttonClicked, this, [this] {
        clearFilters();
        load();
    });
    QHeaderView *head = m_table->horizontalHeader();
    connect(head, &QHeaderView::sortIndicatorChanged, this,
            [this, head](int section, Qt::SortOrder order) {
                // Only in the order of time can a list of any length be shown.
                if (section != LogListModel::Time)
                    head->setSortIndicator(LogListModel::Time, order);
            });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0 && m_isStale && isVisible())
            load();
    });
    connect(&m_context.device, &PanelDevice::switched, this, [this] {
        clearFilters();
        m_isLoaded = false;
        m_isStale = true;
        if (isVisible())
            load();
    });
    connect(&m_context.watch, &SyncWatch::finished, this, [this](const SyncOutcome &outcome) {
        if (outcome.device == m_context.device.id())
            noteNews();
    });
    connect(&m_context.ports.mapping, &MappingControl::mappingChanged, this,
            [this](DeviceId device) {
                if (device == m_context.device.id())
                    noteNews();
            });
}

void LogsTab::connectExport()
{
    m_table->setExportable();
    connect(m_table, &TableView::exportRequested, this, &LogsTab::exportLogs);
    connect(m_job, &JobBar::cancelRequested, this, [this] {
        m_export->cancel();
        m_exportState.isCancelling = true;
        m_job->showJob(m_exportState, m_context.ports.clock.utcMilliseconds());
    });
    connect(m_export, &LogExport::progress, this, [this](qint64 done, qint64 total) {
        m_exportState.done = done;
        m_exportState.total = total;
        m_job->showJob(m_exportState, m_context.ports.clock.utcMilliseconds());
    });
    connect(m_export, &LogExport::finished, this, &LogsTab::finishExport);
}

void LogsTab::clearFilters()
{
    const QSignalBlocker quietSearch(m_search);
    const QSignalBlocker quietWhich(m_which);
    const QSignalBlocker quietPeriod(m_period);
    m_search->clear();
    m_which->setCurrent(All);
    m_period->setCurrentIndex(0);
}

void LogsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        load();
}

LogFilter LogsTab::wanted() const
{
    LogFilter filter;
    filter.device = m_context.device.id();
    filter.unmappedOnly = m_which->current() == NotMapped;
    filter.text = m_search->text().trimmed();
    filter.newestFirst = m_table->horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
    const int days = m_period->currentData().toInt();
    if (days != kAnyTime)
        filter.from = WallTime::startOf(m_context.ports.attendance.today().addDays(-qint64(days)));
    return filter;
}

void LogsTab::load()
{
    m_typed.stop();
    m_isStale = false;
    m_isLoaded = true;
    m_model->setFilter(wanted());
}

void LogsTab::noteNews()
{
    m_isStale = true;
    if (isVisible() && m_table->verticalScrollBar()->value() == 0)
        load();
}

void LogsTab::showCount()
{
    const int rows = m_model->rowCount();
    const bool isFiltered =
        m_which->current() != All || m_period->currentIndex() > 0 || !m_search->text().isEmpty();
    m_count->setText(m_model->isCounted() ? tr("%Ln log(s)", nullptr, rows) : tr("Counting…"));
    EmptyState *empty = m_area->emptyState();
    if (isFiltered)
        empty->tell(Icon::Search, tr("No log matches"),
                    tr("Logs are looked for by period, Biometric ID, and name, number or class of "
                       "the person."),
                    tr("Show All"));
    else
        empty->tell(Icon::Log, tr("No logs yet"),
                    m_context.device.isAgent()
                        ? tr("As soon as the device has been read, each of its punches stands "
                             "here. “Sync Now” is on the tab “Overview”.")
                        : tr("As soon as the device has sent its first punches, they stand here."));
    if (rows == 0 && m_isLoaded)
        m_area->showEmpty();
    else
        m_area->showTable();
}

void LogsTab::exportLogs()
{
    QList<int> columns;
    const QHeaderView *head = m_table->horizontalHeader();
    for (int place = 0; place < head->count(); ++place) {
        if (const int column = head->logicalIndex(place); !head->isSectionHidden(column))
            columns.append(column);
    }
    const SaveRequest request{tr("Export Logs"), tr("logs.csv", "a file name"), exportFilter(),
                              QStringLiteral("csv")};
    m_context.chooser.chooseSaveFile(this, request, [this, columns](const QString &path) {
        if (m_export->isRunning())
            return;
        m_exportPath = path;
        m_exportState = JobState();
        m_exportState.what = tr("Exporting");
        m_exportState.startedUtc = m_context.ports.clock.utcMilliseconds();
        m_export->start(path, m_pages->filter(), columns,
                        m_model->isCounted() ? m_model->rowCount() : -1);
    });
}

void LogsTab::finishExport(const Result<qint64> &rows)
{
    m_job->clear();
    if (rows)
        m_context.bars.notice->showNotice(
            tr("%Ln log(s) were written to “%1”.", nullptr, static_cast<int>(*rows))
                .arg(QDir::toNativeSeparators(m_exportPath)));
    else if (rows.error().code != ErrorCode::Cancelled)
        m_context.bars.errors->showError(tr("The logs were not exported."), rows.error());
}

} // namespace rollcall::ui
