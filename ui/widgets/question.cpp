// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/question.h"

#include "ui/theme.h"

#include <QLabel>
#include <QPushButton>

namespace rollcall::ui {

namespace {

constexpr int kIconSize = 28;
constexpr int kCharactersWide = 48; // a box as narrow as its title breaks every sentence

} // namespace

QMessageBox *makeQuestion(const QuestionText &text, QWidget *parent)
{
    auto *question =
        new QMessageBox(QMessageBox::NoIcon, text.title, text.ask, QMessageBox::NoButton, parent);
    question->setObjectName(text.name);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(text.effect);
    question->setIconPixmap(icon(text.icon, IconTint::Accent)
                                .pixmap(QSize(kIconSize, kIconSize), parent->devicePixelRatioF()));
    if (auto *ask = question->findChild<QLabel *>(QStringLiteral("qt_msgbox_label")))
        ask->setFont(bold(question->font()));
    // Qt fixes the width of the box to what its labels ask for.
    if (auto *effect = question->findChild<QLabel *>(QStringLiteral("qt_msgbox_informativelabel")))
        effect->setMinimumWidth(question->fontMetrics().averageCharWidth() * kCharactersWide);
    return question;
}

QPushButton *addHarmless(QMessageBox *question, const QString &text, const QString &name)
{
    QPushButton *button = question->addButton(text, QMessageBox::RejectRole);
    button->setObjectName(name);
    question->setDefaultButton(button);
    question->setEscapeButton(button);
    return button;
}

} // namespace rollcall::ui
