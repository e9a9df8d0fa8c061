// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/optionsmenu.h"

#include "ui/remembered.h"

#include <QActionGroup>

namespace rollcall::ui {

OptionsMenu::OptionsMenu(QWidget *parent)
    : QMenu(parent)
    , m_keepRunning(nullptr)
{
    setObjectName(QStringLiteral("optionsMenu"));
    setToolTipsVisible(true);
    addLooks();
    addSeparator();
    m_keepRunning = addAction(tr("&Keep Running in the Background"));
    m_keepRunning->setObjectName(QStringLiteral("keepRunningAction"));
    m_keepRunning->setCheckable(true);
    m_keepRunning->setChecked(remembered::keepsRunning());
    connect(m_keepRunning, &QAction::toggled, this, &remembered::setKeepsRunning);
    setTrayAvailable(false);
}

void OptionsMenu::addLooks()
{
    struct Look
    {
        QString text;
        QString name;
        std::optional<Scheme> scheme;
    };
    const Look looks[] = {
        {tr("Look &Like the System"), QStringLiteral("systemLookAction"), std::nullopt},
        {tr("Ligh&t"), QStringLiteral("lightLookAction"), Scheme::Light},
        {tr("&Dark"), QStringLiteral("darkLookAction"), Scheme::Dark}};
    auto *group = new QActionGroup(this);
    const std::optional<Scheme> chosen = remembered::scheme();
    for (const Look &look : looks) {
        QAction *action = group->addAction(look.text);
        action->setObjectName(look.name);
        action->setCheckable(true);
        action->setChecked(look.scheme == chosen);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, scheme = look.scheme] {
            remembered::setScheme(scheme);
            emit schemeChosen(scheme);
        });
    }
}

void OptionsMenu::setTrayAvailable(bool isAvailable)
{
    m_keepRunning->setEnabled(isAvailable);
    m_keepRunning->setToolTip(
        isAvailable ? tr("Closing the window leaves the program in the tray: devices are read and "
                         "pushes are taken")
                    : tr("This desktop has no tray in which the program could stay"));
}

bool OptionsMenu::keepsRunning() const
{
    return m_keepRunning->isEnabled() && m_keepRunning->isChecked();
}

} // namespace rollcall::ui
