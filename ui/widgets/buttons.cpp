// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/buttons.h"

#include <QPushButton>
#include <QStyle>
#include <QVariant>

namespace rollcall::ui {

namespace {

QPushButton *make(const QIcon &picture, const QString &text, const QString &objectName,
                  QWidget *parent)
{
    auto *button = new QPushButton(picture, text, parent);
    button->setObjectName(objectName);
    // Styles put icon and text closer together than our spacing; a wider icon, drawn at its start,
    // keeps them apart.
    const int side = button->fontMetrics().height();
    button->setIconSize({side + 4, side});
    return button;
}

} // namespace

QPushButton *textButton(Icon picture, const QString &text, const QString &objectName,
                        QWidget *parent)
{
    return make(icon(picture), text, objectName, parent);
}

QPushButton *primaryButton(Icon picture, const QString &text, const QString &objectName,
                           QWidget *parent)
{
    QPushButton *button = make(icon(picture, IconTint::OnAccent), text, objectName, parent);
    makePrimary(button);
    return button;
}

void setButtonIcon(QPushButton *button, Icon picture)
{
    button->setIcon(icon(picture));
}

QPushButton *iconButton(Icon picture, const QString &said, const QString &objectName,
                        QWidget *parent)
{
    auto *button = new QPushButton(icon(picture), QString(), parent);
    button->setObjectName(objectName);
    button->setToolTip(said);
    button->setAccessibleName(said);
    const int side = button->fontMetrics().height();
    button->setIconSize({side, side});
    return button;
}

void makePrimary(QPushButton *button)
{
    setStyleProperty(button, "primary", true);
}

void setStyleProperty(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace rollcall::ui
