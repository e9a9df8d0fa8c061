// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/daysbar.h"

#include "core/ports/mappingcontrol.h"
#include "ui/widgets/jobbar.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace rollcall::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::DaysBar)
};

} // namespace

JobBar *makeDaysBar(const MappingControl &mapping, QWidget *parent)
{
    auto *bar = new JobBar(QStringLiteral("days"), parent);
    bar->setCancelText({});
    QObject::connect(&mapping, &MappingControl::daysBuilding, bar,
                     [bar, since = QElapsedTimer()](qint64 done, qint64 total) mutable {
                         if (total == 0) {
                             since.invalidate();
                             bar->clear();
                             return;
                         }
                         if (!since.isValid())
                             since.start();
                         JobState job;
                         job.what = Texts::tr("Building attendance");
                         job.unit = JobUnit::Days;
                         job.done = done;
                         job.total = total;
                         bar->showJob(job, since.elapsed());
                     });
    return bar;
}

JobBar *makeDaysBarToLeave(MappingControl &mapping, QWidget *parent)
{
    JobBar *bar = makeDaysBar(mapping, parent);
    bar->setCancelText(Texts::tr("Continue in Background"));
    bar->setCancelTip(Texts::tr("What was mapped stays mapped, and its days go on being built"));
    QObject::connect(bar, &JobBar::cancelRequested, bar, [&mapping] { mapping.leaveDays(); });
    return bar;
}

} // namespace rollcall::ui
