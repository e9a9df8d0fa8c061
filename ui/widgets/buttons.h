// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/icons.h"

class QPushButton;
class QVariant;
class QWidget;

namespace rollcall::ui {

/// A push button with an icon before its text, named @p objectName.
QPushButton *textButton(Icon picture, const QString &text, const QString &objectName,
                        QWidget *parent);
/// The one button of a view that stands out.
QPushButton *primaryButton(Icon picture, const QString &text, const QString &objectName,
                           QWidget *parent);
/// Another icon on a button of this kind.
void setButtonIcon(QPushButton *button, Icon picture);
/// A small button of an icon alone; @p said is its tooltip and accessible name.
QPushButton *iconButton(Icon picture, const QString &said, const QString &objectName,
                        QWidget *parent);
/// Makes a button without icon the one that stands out.
void makePrimary(QPushButton *button);
/// Sets a property that the style sheet looks at, also on a widget that it has dressed already.
void setStyleProperty(QWidget *widget, const char *property, const QVariant &value);

} // namespace rollcall::ui
