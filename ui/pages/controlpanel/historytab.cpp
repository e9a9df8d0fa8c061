// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/historytab.h"

#include "core/base/clock.h"
#include "core/ports/synccontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/delegates/statusdotdelegate.h"
#include "ui/models/devicelist.h"
#include "ui/models/sessionmodel.h"
#include "ui/models/syncwatch.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/controlpanel/paneldevice.h"
#include "ui/remembered.h"
#include "ui/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QLabel>

namespace rollcall::ui {

namespace {

constexpr int kMostSessions = 2000; // a week, every 5 minutes

} // namespace

HistoryTab::HistoryTab(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new SessionModel(context.ports.clock, this))
    , m_filter(new TableFilter(this))
    , m_fetcher(
          this,
          [this] { return m_context.ports.sync.history(m_context.device.id(), kMostSessions); },
          [this](const Result<QList<SyncSession>> &answer) { showAnswer(answer); })
    , m_count(new QLabel(this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("historyTable"), tr("Sync History"), this))
    , m_area(new TableArea(m_table, this))
    , m_problem(new ErrorBar(this))
{
    setObjectName(QStringLiteral("historyTab"));
    m_search->setObjectName(QStringLiteral("historyFilter"));
    m_problem->setObjectName(QStringLiteral("historyProblem"));
    m_count->setObjectName(QStringLiteral("historyCount"));
    m_count->setProperty("role", QStringLiteral("quiet"));
    m_filter->setSourceModel(m_model);
    layOut();
    offerExport(m_table, context.chooser, tr("sync-history", "a file name"), context.bars);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryTab::showProblem);
    connect(m_area->emptyState(), &EmptyState::buttonClicked, m_search, &QLineEdit::clear);
    connect(&context.device, &PanelDevice::switched, this, [this] {
        m_isLoaded = false;
        m_model->setRows({});
        m_search->clear();
        m_fetcher.restart();
    });
    connect(&context.watch, &SyncWatch::finished, this, [this](const SyncOutcome &outcome) {
        if (outcome.device == m_context.device.id())
            m_fetcher.fetch();
    });
}

void HistoryTab::layOut()
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setItemDelegateForColumn(SessionModel::Ended, new StatusDotDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setStretchColumn(SessionModel::Problem);
    const bool isRemembered = !remembered::tableState(m_table->objectName()).isEmpty();
    m_table->setRows(m_filter, SessionModel::Started);
    if (!isRemembered)
        m_table->sortByColumn(SessionModel::Started, Qt::DescendingOrder);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_count);
    bar->addStretch(1);
    bar->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kBetween, 0, 0);
    column->setSpacing(space::kBetween);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(m_problem);
}

void HistoryTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_fetcher.fetch(); // a push is told of by nobody
}

void HistoryTab::showAnswer(const Result<QList<SyncSession>> &answer)
{
    m_isLoaded = true;
    if (answer)
        m_model->setRows(*answer);
    else
        m_context.bars.errors->showError(tr("The history of the device could not be read."),
                                         answer.error());
    updateContents();
}

void HistoryTab::updateContents()
{
    const int rows = m_model->rowCount();
    m_count->setText(rows < kMostSessions ? tr("%Ln sync(s)", nullptr, rows)
                                          : tr("The last %Ln sync(s)", nullptr, rows));
    EmptyState *empty = m_area->emptyState();
    if (rows > 0)
        empty->tell(Icon::Search, tr("No sync matches “%1”").arg(m_search->text()),
                    tr("The filter looks at result, start, source and error."), tr("Clear Filter"));
    else
        empty->tell(Icon::Sync, tr("No sync yet"),
                    tr("Each time logs of this device come in, it is noted here what they brought "
                       "and how it ended."));
    if (m_filter->rowCount() == 0 && m_isLoaded)
        m_area->showEmpty();
    else
        m_area->showTable();
    showProblem();
}

void HistoryTab::showProblem()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const SyncSession *session =
        rows.isEmpty() ? nullptr : &m_model->rowAt(m_filter->mapToSource(rows.first()).row());
    if (!session || !session->error || session->error->code == ErrorCode::Cancelled) {
        m_problem->clear();
        return;
    }
    const QString when = momentText(session->startedUtc, m_context.ports.clock.utcMilliseconds());
    m_problem->showError(tr("The sync of %1 did not complete.", "a time").arg(when),
                         *session->error);
}

} // namespace rollcall::ui
