// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/suggestdialog.h"

#include "core/base/ondone.h"
#include "core/ports/mappingcontrol.h"
#include "ui/delegates/tickdelegate.h"
#include "ui/icons.h"
#include "ui/models/suggestionmodel.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/mapping/daysbar.h"
#include "ui/tableexport.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/jobbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace rollcall::ui {

SuggestDialog::SuggestDialog(MappingControl &mapping, FileChooser &chooser, const Subject &subject,
                             const QList<SuggestedPerson> &suggestions, QWidget *parent)
    : QDialog(parent)
    , m_mapping(mapping)
    , m_device(subject.device)
    , m_model(new SuggestionModel(suggestions, subject.userNames, this))
    , m_filter(new TableFilter(this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("suggestTable"), tr("Suggested matches"), this))
    , m_count(new QLabel(this))
    , m_errors(new ErrorBar(this))
    , m_sure(new QPushButton(tr("Tick S&ure Ones"), this))
    , m_none(new QPushButton(tr("Tick N&one"), this))
    , m_apply(
          primaryButton(Icon::Link, tr("&Apply"), QStringLiteral("applySuggestionsButton"), this))
{
    setObjectName(QStringLiteral("suggestDialog"));
    setWindowTitle(tr("Suggest Matches"));
    m_search->setObjectName(QStringLiteral("suggestFilter"));
    m_count->setObjectName(QStringLiteral("suggestCount"));
    m_sure->setObjectName(QStringLiteral("tickSureButton"));
    m_sure->setToolTip(tr("Ticks those of %1 % and more to whom no other comes close")
                           .arg(SuggestionModel::kSureEnough));
    m_none->setObjectName(QStringLiteral("tickNoneButton"));
    m_filter->setSourceModel(m_model);
    layOut(subject.deviceName);
    connect(m_search, &QLineEdit::textChanged, m_filter, &TableFilter::setText);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SuggestDialog::showCount);
    connect(m_sure, &QPushButton::clicked, m_model, &SuggestionModel::tickSure);
    connect(m_none, &QPushButton::clicked, m_model, &SuggestionModel::tickNone);
    connect(m_apply, &QPushButton::clicked, this, &SuggestDialog::apply);
    auto *notice = findChild<NoticeBar *>();
    offerExport(m_table, chooser, tr("suggestions", "a file name"), {notice, m_errors});
    showCount();
    m_table->installEventFilter(this);
    m_table->setFocus();
}

void SuggestDialog::layOut(const QString &deviceName)
{
    auto *title = new QLabel(tr("Who could the users of “%1” be?").arg(deviceName), this);
    title->setFont(bold(sized(font(), TextSize::Title)));
    auto *hint = new QLabel(tr("Each tick maps a Biometric ID to the person beside it. Space ticks "
                               "the chosen row."),
                            this);
    hint->setProperty("role", QStringLiteral("quiet"));
    for (QLabel *label : {title, hint}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setItemDelegateForColumn(SuggestionModel::Tick, new TickDelegate(m_table));
    m_table->setStretchColumn(SuggestionModel::Reason);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setRows(m_filter, SuggestionModel::UserId);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("closeSuggestionsButton"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    for (QPushButton *button : {m_sure, m_none, m_apply, close})
        button->setAutoDefault(false);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_sure);
    bar->addWidget(m_none);
    bar->addStretch(1);
    bar->addWidget(m_search);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kInside);
    buttons->addWidget(m_count, 1);
    buttons->addWidget(m_apply);
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(title);
    column->addWidget(hint);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addWidget(new NoticeBar(this));
    column->addWidget(m_errors);
    column->addWidget(makeDaysBarToLeave(m_mapping, this));
    column->addLayout(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 190, metrics.lineSpacing() * 34);
}

void SuggestDialog::showCount()
{
    const int count = static_cast<int>(m_model->ticked().size());
    m_count->setText(m_isApplying ? tr("The users are being mapped and their days built…")
                                  : tr("%Ln user(s) will be mapped", nullptr, count));
    m_apply->setEnabled(count > 0 && !m_isApplying);
}

void SuggestDialog::apply()
{
    m_isApplying = true;
    m_errors->clear();
    showCount();
    onDone(m_mapping.applyMatches(m_device, m_model->ticked()), this,
           [this](const Result<MappingCounts> &answer) {
               m_isApplying = false;
               showCount();
               if (!answer) {
                   m_errors->showError(tr("No user was mapped."), answer.error());
                   return;
               }
               emit applied(*answer);
               accept();
           });
}

bool SuggestDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress ||
        static_cast<QKeyEvent *>(event)->key() != Qt::Key_Space)
        return QDialog::eventFilter(watched, event);
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        TickDelegate::toggle(m_filter, current.siblingAtColumn(SuggestionModel::Tick));
    return true;
}

} // namespace rollcall::ui
