// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/testlist.h"

#include "core/base/ondone.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/iconlabel.h"

#include <QGridLayout>
#include <QLabel>

namespace rollcall::ui {

namespace {

constexpr int kLookMs = 50;

} // namespace

TestList::TestList(TerminalControl &control, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_errors(new ErrorBar(this))
{
    setObjectName(QStringLiteral("testList"));
    setAccessibleName(tr("Connection test"));
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kBetween);
    grid->setVerticalSpacing(space::kInside);
    grid->setColumnStretch(1, 4);
    grid->setColumnStretch(2, 5);
    for (const TestStep step : allTestSteps())
        addLine(grid, step);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kBetween);
    column->addLayout(grid);
    column->addStretch(1);
    column->addWidget(m_errors);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &TestList::showNews);
}

TestList::~TestList()
{
    stop();
}

void TestList::addLine(QGridLayout *grid, TestStep step)
{
    const QString word = testStepWord(step);
    Line line{new IconLabel(this), new QLabel(testStepTitle(step), this), new QLabel(this)};
    line.mark->setObjectName(QString(word + QLatin1String("StepMark")));
    line.title->setFont(bold(font()));
    line.title->setTextFormat(Qt::PlainText);
    line.finding->setObjectName(QString(word + QLatin1String("StepFinding")));
    line.finding->setTextFormat(Qt::PlainText);
    line.finding->setWordWrap(true);
    line.finding->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line.title->setWordWrap(true);
    // No alignment of cells: a label that wraps would get the height of its narrowest form.
    for (QLabel *label : {line.title, line.finding})
        label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    const int row = grid->rowCount();
    grid->addWidget(line.mark, row, 0, Qt::AlignTop);
    grid->addWidget(line.title, row, 1);
    grid->addWidget(line.finding, row, 2);
    auto *hairline = new QFrame(this);
    hairline->setProperty("hairline", true);
    hairline->setFixedHeight(1);
    grid->addWidget(hairline, row + 1, 0, 1, 3);
    m_lines.append(line);
    line.mark->setIcon(Icon::Pending, Tone::Quiet);
}

void TestList::start(const DeviceDraft &draft)
{
    stop();
    m_errors->clear();
    m_report.reset();
    m_stop = {};
    m_news = std::make_shared<Mailbox<TestStepReport>>();
    m_isRunning = true;
    const int run = ++m_run;
    for (const Line &line : std::as_const(m_lines)) {
        line.mark->setIcon(Icon::Pending, Tone::Quiet);
        line.finding->clear();
    }
    showWaiting();
    m_look.start();
    onDone(m_control.test(draft, m_stop.get_token(),
                          [news = m_news](const TestStepReport &step) { news->put(step); }),
           this, [this, run](const Result<TestReport> &answer) {
               if (run == m_run && m_isRunning)
                   finish(answer);
           });
}

void TestList::stop()
{
    m_stop.request_stop();
    m_look.stop();
    m_isRunning = false;
}

/// The first step that is still open is the one being taken.
void TestList::showWaiting()
{
    for (const Line &line : std::as_const(m_lines)) {
        if (line.mark->shownIcon() != Icon::Pending)
            continue;
        line.mark->setIcon(Icon::Sync, Tone::Quiet);
        setStyleProperty(line.finding, "role", QStringLiteral("quiet"));
        line.finding->setText(tr("Trying…"));
        return;
    }
}

void TestList::showStep(const TestStepReport &step)
{
    const Line &line = m_lines.at(static_cast<qsizetype>(allTestSteps().indexOf(step.step)));
    QString text = step.finding;
    QString role = QStringLiteral("quiet");
    switch (step.state) {
    case StepState::Passed:
        line.mark->setIcon(Icon::Done, Tone::Good);
        break;
    case StepState::Warned:
        line.mark->setIcon(Icon::Caution, Tone::Warning);
        role = QStringLiteral("warning");
        break;
    case StepState::Failed:
        line.mark->setIcon(Icon::Failed, Tone::Bad);
        role = QStringLiteral("bad");
        break;
    case StepState::Skipped:
        line.mark->setIcon(Icon::Skipped, Tone::Quiet);
        text = tr("Not tried");
        break;
    }
    if (step.error)
        text = step.error->userText;
    setStyleProperty(line.finding, "role", role);
    line.finding->setText(text);
    line.mark->setAccessibleName(QString(line.title->text() + QLatin1String(": ") + text));
}

void TestList::showNews()
{
    const QList<TestStepReport> news = m_news->take();
    for (const TestStepReport &step : news)
        showStep(step);
    if (!news.isEmpty() && m_isRunning)
        showWaiting();
}

void TestList::finish(const Result<TestReport> &answer)
{
    stop();
    showNews();
    if (answer) {
        m_report = *answer;
    } else {
        for (const TestStep step : allTestSteps())
            showStep({step, StepState::Skipped, {}, {}});
        m_errors->showError(tr("The connection could not be tested."), answer.error());
    }
    emit finished();
}

} // namespace rollcall::ui
