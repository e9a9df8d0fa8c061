// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/controlpanel/userplandialog.h"

#include "core/base/clock.h"
#include "ui/delegates/checkdelegate.h"
#include "ui/models/tablefilter.h"
#include "ui/models/userplanmodel.h"
#include "ui/pages/controlpanel/terminaljob.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/jobbar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace rollcall::ui {

UserPlanDialog::UserPlanDialog(const PanelContext &context, const Words &words, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_job(new TerminalJob(context.ports.clock, this))
    , m_model(new UserPlanModel(words.about, this))
    , m_filter(new TableFilter(this))
    , m_hasAbout(!words.about.isEmpty())
    , m_headline(new QLabel(words.headline, this))
    , m_sentence(new QLabel(words.sentence, this))
    , m_search(new SearchBox(this, this))
    , m_chooseShown(new QPushButton(tr("Choose All &Shown"), this))
    , m_table(new TableView(words.table, tr("What happens to each user"), this))
    , m_summary(new QLabel(this))
    , m_jobBar(new JobBar(QStringLiteral("plan"), this))
    , m_errors(new ErrorBar(this))
    , m_action(new QPushButton(this))
    , m_close(new QPushButton(tr("Cancel"), this))
    , m_bar(new QHBoxLayout)
    , m_below(new QVBoxLayout)
{
    setWindowTitle(words.title);
    m_headline->setFont(bold(sized(font(), TextSize::Title)));
    m_sentence->setProperty("role", QStringLiteral("quiet"));
    m_summary->setObjectName(QStringLiteral("planSummary"));
    for (QLabel *label : {m_headline, m_sentence, m_summary}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_search->setObjectName(QStringLiteral("planFilter"));
    m_chooseShown->setObjectName(QStringLiteral("chooseShownButton"));
    m_chooseShown->setAutoDefault(false);
    m_action->setObjectName(QStringLiteral("planActionButton"));
    m_action->setDefault(true);
    m_close->setObjectName(QStringLiteral("planCloseButton"));
    m_close->setAutoDefault(false);
    m_errors->setObjectName(QStringLiteral("planErrorBar"));
    m_filter->setSourceModel(m_model);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(m_chooseShown, &QPushButton::clicked, this, &UserPlanDialog::chooseShown);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &UserPlanDialog::updateContents);
    connect(m_action, &QPushButton::clicked, this, &UserPlanDialog::run);
    connect(m_close, &QPushButton::clicked, this, &UserPlanDialog::reject);
    connect(m_jobBar, &JobBar::cancelRequested, m_job, &TerminalJob::cancel);
    connect(m_job, &TerminalJob::changed, this, &UserPlanDialog::updateContents);
}

void UserPlanDialog::layOut()
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setItemDelegateForColumn(UserPlanModel::UserId, new CheckDelegate(m_table));
    m_table->setStretchColumn(UserPlanModel::Remark);
    m_table->setRows(m_filter, UserPlanModel::UserId);
    m_table->setColumnHidden(UserPlanModel::About, !m_hasAbout);
    m_bar->setSpacing(space::kInside);
    m_bar->addStretch(1);
    m_bar->addWidget(m_search);
    m_bar->addWidget(m_chooseShown);
    m_below->setSpacing(space::kInside);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kInside);
    buttons->addWidget(m_summary, 1);
    buttons->addWidget(m_action);
    buttons->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(m_headline);
    column->addWidget(m_sentence);
    column->addLayout(m_bar);
    column->addWidget(m_table, 1);
    column->addLayout(m_below);
    column->addWidget(m_jobBar);
    column->addWidget(m_errors);
    column->addLayout(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 150, metrics.lineSpacing() * 40);
    updateContents();
}

void UserPlanDialog::showPlans(const QList<UserPlan> &plans)
{
    m_model->setRows(plans);
    updateContents();
}

void UserPlanDialog::showError(const QString &headline, const Error &error)
{
    m_errors->showError(headline, error);
}

QString UserPlanDialog::summary() const
{
    const QList<UserPlan> &rows = m_model->rows();
    const auto count = [&rows](auto test) {
        return static_cast<int>(std::count_if(rows.begin(), rows.end(), test));
    };
    const int done = count([](const UserPlan &plan) { return plan.isDone; });
    const int failed = count([](const UserPlan &plan) { return plan.hasFailed; });
    if (failed > 0)
        return tr("%1 done, %Ln failed; the reason stands beside each.", nullptr, failed)
            .arg(QLocale().toString(done));
    if (m_wasRun && done > 0)
        return tr("%Ln user(s) done.", nullptr, done);
    const auto chosen = static_cast<int>(m_model->chosen().size());
    return tr("%1 of %Ln chosen", nullptr, static_cast<int>(rows.size()))
        .arg(QLocale().toString(chosen));
}

void UserPlanDialog::updateContents()
{
    const auto chosen = static_cast<int>(m_model->chosen().size());
    const bool isRunning = m_job->isRunning();
    m_summary->setText(summary());
    m_action->setText(m_wasRun && chosen > 0 ? tr("Try %Ln Again", nullptr, chosen)
                                             : actionText(chosen));
    m_action->setEnabled(chosen > 0 && !isRunning && isReady());
    m_action->setVisible(!m_wasRun || chosen > 0 || isRunning);
    m_close->setText(m_wasRun && !isRunning ? tr("Close") : tr("Cancel"));
    m_table->setEnabled(!isRunning);
    m_chooseShown->setEnabled(!isRunning && m_filter->rowCount() > 0);
    if (m_job->state())
        m_jobBar->showJob(*m_job->state(), m_context.ports.clock.utcMilliseconds());
    else
        m_jobBar->clear();
}

void UserPlanDialog::chooseShown()
{
    for (int row = 0; row < m_filter->rowCount(); ++row)
        m_model->choose(m_filter->mapToSource(m_filter->index(row, 0)).row(), true);
}

void UserPlanDialog::run()
{
    const QList<UserPlan> chosen = m_model->chosen();
    if (chosen.isEmpty() || !isReady())
        return;
    m_errors->clear();
    m_job->run<Outcomes>(
        workText(), tr("Talking to the terminal…"),
        [this, chosen](const std::stop_token &stop) { return ask(chosen, stop); },
        [this](const Result<Outcomes> &answer) { take(answer); });
}

void UserPlanDialog::take(const Result<Outcomes> &answer)
{
    emit usersChanged(target()); // also when it broke off: some may be there
    if (!answer) {
        if (answer.error().code != ErrorCode::Cancelled)
            m_errors->showError(failureText(), answer.error());
    } else {
        m_wasRun = true;
        m_model->noteOutcomes(*answer);
        QList<UserPlan> done;
        for (const UserPlan &plan : m_model->rows()) {
            if (plan.isDone)
                done.append(plan);
        }
        finished(done);
    }
    if (m_closesAfterwards)
        QDialog::reject();
}

/// What runs is stopped first, so that nobody is left in doubt.
void UserPlanDialog::reject()
{
    if (!m_job->isRunning()) {
        QDialog::reject();
        return;
    }
    m_closesAfterwards = true;
    m_job->cancel();
}

} // namespace rollcall::ui
