// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/detailspage.h"

#include "ui/pages/devices/deviceform.h"

#include <QBoxLayout>

namespace rollcall::ui {

DetailsPage::DetailsPage(const WizardContext &context, QWidget *parent)
    : WizardPage(2, tr("Details"), parent)
    , m_form(new DeviceForm(DeviceForm::Ways::Hidden, this))
{
    setObjectName(QStringLiteral("detailsPage"));
    m_form->setOthers(context.known);
    body()->addWidget(m_form);
    connect(m_form, &DeviceForm::edited, this, &QWizardPage::completeChanged);
}

void DetailsPage::setWay(SyncMode mode, const QString &driver)
{
    m_form->setWay(mode, driver);
    emit completeChanged();
}

void DetailsPage::fillIn(const TerminalSighting &found)
{
    if (m_filled == found)
        return;
    m_filled = found;
    m_form->fillIn(found.host, found.port, found.serial);
}

DeviceDraft DetailsPage::draft() const
{
    return m_form->draft();
}

bool DetailsPage::isComplete() const
{
    return m_form->isRight();
}

} // namespace rollcall::ui
