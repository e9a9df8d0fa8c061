// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/finddevices.h"

#include "core/base/clock.h"
#include "core/base/ondone.h"
#include "core/base/typedtext.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/jobbar.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QItemSelectionModel>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace rollcall::ui {

namespace {

constexpr int kLookMs = 50;
constexpr quint16 kPort = 4370; // zk-protocol.md, section 1

} // namespace

FindDevices::FindDevices(TerminalControl &control, const Clock &clock, const QStringList &subnets,
                         const QList<Device> &known, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_clock(clock)
    , m_known(known)
    , m_subnet(new QComboBox(this))
    , m_find(textButton(Icon::Find, tr("&Find Devices…"), QStringLiteral("findButton"), this))
    , m_job(new JobBar(QStringLiteral("find"), this))
    , m_list(new QListWidget(this))
    , m_said(new QLabel(this))
    , m_errors(new ErrorBar(this))
{
    setObjectName(QStringLiteral("findDevices"));
    m_subnet->setObjectName(QStringLiteral("subnetField"));
    m_subnet->setEditable(true);
    m_subnet->addItems(subnets);
    m_subnet->setMinimumContentsLength(18);
    auto *label = new QLabel(tr("Or l&ook for it in the network"), this);
    label->setBuddy(m_subnet);
    m_list->setObjectName(QStringLiteral("foundList"));
    m_list->setAccessibleName(tr("Devices that were found"));
    m_list->setUniformItemSizes(true);
    m_list->setMaximumHeight(fontMetrics().height() * 8);
    m_list->hide();
    m_said->setObjectName(QStringLiteral("findResult"));
    m_said->setProperty("role", QStringLiteral("quiet"));
    m_said->setWordWrap(true);
    m_said->hide();

    auto *line = new QHBoxLayout;
    line->setSpacing(space::kInside);
    line->addWidget(m_subnet);
    line->addWidget(m_find);
    line->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kInside);
    column->addWidget(label);
    column->addLayout(line);
    column->addWidget(m_job);
    column->addWidget(m_list);
    column->addWidget(m_said);
    column->addWidget(m_errors);
    connectAll();
}

void FindDevices::connectAll()
{
    m_find->setAutoDefault(false);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &FindDevices::showNews);
    connect(m_find, &QPushButton::clicked, this, &FindDevices::start);
    connect(m_job, &JobBar::cancelRequested, this, [this] {
        m_stop.request_stop();
        m_state.isCancelling = true;
        m_job->showJob(m_state, m_clock.utcMilliseconds());
    });
    // Enter is the wizard's "Next" already.
    connect(m_list, &QListWidget::itemDoubleClicked, this, &FindDevices::activated);
}

FindDevices::~FindDevices()
{
    stop();
}

void FindDevices::stop()
{
    m_stop.request_stop();
    m_look.stop();
    ++m_run;
    m_job->clear();
    m_find->setEnabled(true);
}

std::optional<TerminalSighting> FindDevices::chosen() const
{
    // The keyboard's place is no choice: it comes by itself with the focus.
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_found.at(rows.first().row()));
}

void FindDevices::start()
{
    stop();
    m_errors->clear();
    m_said->hide();
    m_list->clear();
    m_found.clear();
    m_stop = {};
    m_news = std::make_shared<Mailbox<News>>();
    m_state = {tr("Looking"), JobUnit::Addresses, 0, -1, m_clock.utcMilliseconds(), false, {}};
    m_job->showJob(m_state, m_clock.utcMilliseconds());
    m_find->setEnabled(false);
    m_look.start();
    const int run = m_run;
    onDone(m_control.discover(
               tidyNumber(m_subnet->currentText()), kPort, m_stop.get_token(),
               [news = m_news](int done, int total, const TerminalSighting *found) {
                   news->put({done, total, found ? std::optional(*found) : std::nullopt});
               }),
           this, [this, run](const Result<QList<TerminalSighting>> &answer) {
               if (run == m_run)
                   finish(answer);
           });
}

void FindDevices::showNews()
{
    const QList<News> news = m_news->take();
    for (const News &each : news) {
        m_state.done = std::max<qint64>(m_state.done, each.done);
        m_state.total = each.total;
        if (each.found)
            addFound(*each.found);
    }
    if (!news.isEmpty())
        m_job->showJob(m_state, m_clock.utcMilliseconds());
}

void FindDevices::addFound(const TerminalSighting &found)
{
    const bool isListed = std::any_of(m_found.begin(), m_found.end(), [&found](const auto &other) {
        return other.host == found.host && other.port == found.port;
    });
    if (isListed)
        return;
    m_found.append(found);
    m_list->addItem(describe(found));
    m_list->show();
}

QString FindDevices::describe(const TerminalSighting &found) const
{
    QStringList parts{found.host};
    if (!found.model.isEmpty())
        parts.append(found.model);
    if (!found.serial.isEmpty())
        parts.append(tr("serial number %1").arg(found.serial));
    if (found.needsKey)
        parts.append(tr("asks for a communication key"));
    const auto known = std::find_if(m_known.begin(), m_known.end(), [&found](const Device &device) {
        return device.id == found.known;
    });
    if (known != m_known.end())
        parts.append(found.moved ? tr("is “%1”, at another address").arg(known->name)
                                 : tr("is “%1” already").arg(known->name));
    return parts.join(QStringLiteral(" · "));
}

void FindDevices::finish(const Result<QList<TerminalSighting>> &answer)
{
    const bool wasCancelled = m_state.isCancelling;
    stop();
    showNews();
    m_job->clear();
    if (!answer) {
        m_errors->showError(tr("The network was not searched."), answer.error());
        return;
    }
    for (const TerminalSighting &found : *answer)
        addFound(found);
    const int count = static_cast<int>(m_found.size());
    // One that is not listed yet is what the office looks for.
    const auto fresh = std::find_if(m_found.begin(), m_found.end(),
                                    [](const auto &each) { return !each.known.isValid(); });
    if (fresh != m_found.end() && !chosen())
        m_list->setCurrentRow(static_cast<int>(fresh - m_found.begin()),
                              QItemSelectionModel::ClearAndSelect);
    m_said->setText(
        count > 0 ? tr("%n device(s) found. Choose one, or go on without.", nullptr, count)
        : wasCancelled
            ? tr("The search was stopped before anything was found.")
            : tr("No device answered there. Check that it is switched on and in this network, or "
                 "go on and type its address."));
    m_said->show();
}

} // namespace rollcall::ui
