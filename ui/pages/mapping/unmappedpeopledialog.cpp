// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/unmappedpeopledialog.h"

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
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace rollcall::ui {

UnmappedPeopleDialog::UnmappedPeopleDialog(PeopleControl &people, FileChooser &chooser,
                                           QWidget *parent)
    : QDialog(parent)
    , m_model(new PersonModel(this))
    , m_filter(new TableFilter(this))
    , m_fetcher(
          this, [&people] { return people.unmapped(); },
          [this](const Result<QList<Person>> &answer) { showAnswer(answer); })
    , m_search(new SearchBox(this, this))
    , m_table(
          new TableView(QStringLiteral("unmappedPeopleTable"), tr("People without a user"), this))
    , m_area(new TableArea(m_table, this))
    , m_count(new QLabel(this))
    , m_errors(new ErrorBar(this))
{
    setObjectName(QStringLiteral("unmappedPeopleDialog"));
    setWindowTitle(tr("People Without a User"));
    m_search->setObjectName(QStringLiteral("unmappedPeopleFilter"));
    m_count->setObjectName(QStringLiteral("unmappedPeopleCount"));
    m_filter->setSourceModel(m_model);
    layOut(chooser);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(m_area->emptyState(), &EmptyState::buttonClicked, m_search, &QLineEdit::clear);
    connect(&people, &PeopleControl::peopleChanged, this, [this] { m_fetcher.fetch(); });
    m_fetcher.fetch();
    m_table->setFocus();
}

void UnmappedPeopleDialog::layOut(FileChooser &chooser)
{
    auto *title = new QLabel(tr("People without a user on any device"), this);
    title->setFont(bold(sized(font(), TextSize::Title)));
    m_count->setProperty("role", QStringLiteral("quiet"));
    for (QLabel *label : {title, m_count}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setRows(m_filter, PersonModel::Number);
    auto *notice = new NoticeBar(this);
    offerExport(m_table, chooser, tr("people-without-a-user", "a file name"), {notice, m_errors});
    QPushButton *write = new QPushButton(tr("&Export…"), this);
    write->setObjectName(QStringLiteral("exportUnmappedPeopleButton"));
    write->setAutoDefault(false);
    connect(write, &QPushButton::clicked, m_table, &TableView::exportRequested);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("closeUnmappedPeopleButton"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_count, 1);
    bar->addWidget(m_search);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kInside);
    buttons->addStretch(1);
    buttons->addWidget(write);
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(title);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(notice);
    column->addWidget(m_errors);
    column->addLayout(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 160, metrics.lineSpacing() * 30);
}

void UnmappedPeopleDialog::showAnswer(const Result<QList<Person>> &answer)
{
    if (answer)
        m_model->setRows(*answer);
    else
        m_errors->showError(tr("The list of people could not be read."), answer.error());
    m_count->setText(answer ? tr("%1 of the students and staff cannot be seen yet: enrol them on a "
                                 "terminal, or map the user they already are.")
                                  .arg(QLocale().toString(m_model->rowCount()))
                            : QString());
    updateContents();
}

void UnmappedPeopleDialog::updateContents()
{
    EmptyState *empty = m_area->emptyState();
    if (m_model->rowCount() == 0)
        empty->tell(Icon::Check, tr("Everyone is a user of a device"),
                    tr("Each student and each member of staff is mapped somewhere."));
    else
        empty->tell(Icon::Search, tr("No one matches"),
                    tr("The filter looks at name, number, class, card, phone and guardian."),
                    tr("Show All"));
    if (m_filter->rowCount() == 0)
        m_area->showEmpty();
    else
        m_area->showTable();
}

} // namespace rollcall::ui
