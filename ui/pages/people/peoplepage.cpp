// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/people/peoplepage.h"

#include "core/ports/peoplecontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/icons.h"
#include "ui/models/personmodel.h"
#include "ui/models/tablefilter.h"
#include "ui/tableexport.h"
#include "ui/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/segmentbar.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>

#include <algorithm>

namespace rollcall::ui {

PeoplePage::PeoplePage(PeopleControl &people, FileChooser &chooser, QWidget *parent)
    : QWidget(parent)
    , m_model(new PersonModel(this))
    , m_filter(new TableFilter(this))
    , m_fetcher(
          this, [&people] { return people.people(); },
          [this](const Result<QList<Person>> &answer) { showAnswer(answer); })
    , m_header(new PageHeader(tr("People"), this))
    , m_which(new SegmentBar(tr("Students or staff"), this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("peopleTable"), tr("People"), this))
    , m_area(new TableArea(m_table, this))
    , m_errors(new ErrorBar(this))
    , m_notice(new NoticeBar(this))
{
    setObjectName(QStringLiteral("peoplePage"));
    m_search->setObjectName(QStringLiteral("peopleFilter"));
    m_which->add(Everyone, tr("All"), QStringLiteral("peopleAllButton"));
    m_which->add(Students, tr("Students"), QStringLiteral("peopleStudentsButton"));
    m_which->add(StaffOnly, tr("Staff"), QStringLiteral("peopleStaffButton"));
    m_filter->setSourceModel(m_model);
    m_filter->setRowTest([this](int row) {
        return m_which->current() == Everyone ||
               (m_which->current() == StaffOnly) == (m_model->rowAt(row).kind == PersonKind::Staff);
    });
    layOut();
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(m_which, &SegmentBar::currentChanged, this, [this] {
        m_filter->refilter();
        updateContents();
    });
    connect(m_area->emptyState(), &EmptyState::buttonClicked, this, [this] {
        m_search->clear();
        m_which->setCurrent(Everyone);
    });
    offerExport(m_table, chooser, tr("people", "a file name"), {m_notice, m_errors});
    connect(&people, &PeopleControl::peopleChanged, this, [this] { m_fetcher.fetch(); });
    m_fetcher.fetch();
}

void PeoplePage::layOut()
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setRows(m_filter, PersonModel::Number);
    m_header->addControl(m_search);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_which);
    bar->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, 16, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(m_header);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(m_errors);
    column->addWidget(m_notice);
}

void PeoplePage::showAnswer(const Result<QList<Person>> &answer)
{
    m_isLoaded = true;
    if (answer) {
        m_errors->clear();
        m_model->setRows(*answer);
    } else {
        m_errors->showError(tr("The list of people could not be read."), answer.error());
    }
    updateContents();
}

void PeoplePage::updateContents()
{
    const auto &rows = m_model->rows();
    const auto staff = std::count_if(rows.begin(), rows.end(), [](const Person &person) {
        return person.kind == PersonKind::Staff;
    });
    const QLocale locale;
    m_which->setText(Everyone, tr("All %1").arg(locale.toString(rows.size())));
    m_which->setText(Students, tr("Students %1").arg(locale.toString(rows.size() - staff)));
    m_which->setText(StaffOnly, tr("Staff %1").arg(locale.toString(staff)));
    EmptyState *empty = m_area->emptyState();
    if (rows.isEmpty())
        empty->tell(Icon::People, tr("No students or staff yet"),
                    tr("Once they are imported they stand here, ready to be mapped to the users of "
                       "your devices."));
    else
        empty->tell(Icon::Search, tr("No one matches"),
                    tr("The filter looks at name, number, class, card, phone and guardian."),
                    tr("Show All"));
    if (m_filter->rowCount() == 0 && m_isLoaded)
        m_area->showEmpty();
    else
        m_area->showTable();
}

} // namespace rollcall::ui
