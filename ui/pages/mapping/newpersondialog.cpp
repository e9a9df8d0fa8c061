// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/newpersondialog.h"

#include "core/base/ondone.h"
#include "core/ports/peoplecontrol.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace rollcall::ui {

NewPersonDialog::NewPersonDialog(PeopleControl &people, QWidget *parent)
    : QDialog(parent)
    , m_people(people)
    , m_name(new QLineEdit(this))
    , m_number(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_group(new QLineEdit(this))
    , m_section(new QLineEdit(this))
    , m_errors(new ErrorBar(this))
    , m_add(
          primaryButton(Icon::AddPerson, tr("Add Person"), QStringLiteral("addPersonButton"), this))
{
    setObjectName(QStringLiteral("newPersonDialog"));
    setWindowTitle(tr("New Person"));
    m_name->setObjectName(QStringLiteral("newPersonName"));
    m_number->setObjectName(QStringLiteral("newPersonNumber"));
    m_number->setPlaceholderText(tr("As on the admission register or the staff list"));
    m_kind->setObjectName(QStringLiteral("newPersonKind"));
    m_kind->addItem(tr("Student"));
    m_kind->addItem(tr("Staff"));
    m_group->setObjectName(QStringLiteral("newPersonGroup"));
    m_section->setObjectName(QStringLiteral("newPersonSection"));
    layOut();
    for (QLineEdit *field : {m_name, m_number})
        connect(field, &QLineEdit::textChanged, this, &NewPersonDialog::check);
    check();
}

void NewPersonDialog::layOut()
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(space::kBetween);
    form->addRow(tr("&Name*"), m_name);
    form->addRow(tr("N&umber*", "admission or staff number"), m_number);
    form->addRow(tr("&Type", "Student or Staff"), m_kind);
    form->addRow(tr("&Class or department"), m_group);
    form->addRow(tr("&Section"), m_section);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_add, QDialogButtonBox::AcceptRole);
    m_add->setDefault(true);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(QStringLiteral("cancelPersonButton"));
    cancel->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &NewPersonDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addLayout(form);
    column->addWidget(m_errors);
    column->addStretch(1);
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 84);
}

void NewPersonDialog::suggest(const QString &name, const QString &card)
{
    m_name->setText(name);
    m_card = card;
    (name.isEmpty() ? m_name : m_number)->setFocus();
}

Person NewPersonDialog::person() const
{
    Person person;
    person.kind = m_kind->currentIndex() == 1 ? PersonKind::Staff : PersonKind::Student;
    person.number = m_number->text().simplified();
    person.fullName = m_name->text().simplified();
    person.groupName = m_group->text().simplified();
    person.section = m_section->text().simplified();
    person.card = m_card;
    return person;
}

void NewPersonDialog::check()
{
    const Person wanted = person();
    m_add->setEnabled(!m_isSaving && !wanted.fullName.isEmpty() && !wanted.number.isEmpty());
}

/// The fields keep their height when a message comes.
void NewPersonDialog::makeRoom()
{
    layout()->activate();
    const int needed = layout()->totalHeightForWidth(width());
    resize(width(), qMax(height(), needed));
}

void NewPersonDialog::save()
{
    Person wanted = person();
    m_isSaving = true;
    check();
    onDone(m_people.add(wanted), this, [this, wanted](const Result<PersonId> &answer) mutable {
        m_isSaving = false;
        check();
        if (!answer) {
            m_errors->showError(tr("The person was not added."), answer.error());
            makeRoom();
            m_number->setFocus();
            return;
        }
        wanted.id = *answer;
        emit added(wanted);
        accept();
    });
}

} // namespace rollcall::ui
