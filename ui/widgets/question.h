// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/icons.h"

#include <QMessageBox>

namespace rollcall::ui {

/// What is asked before a deed that somebody may not want.
struct QuestionText
{
    QString name;   ///< object name of the box
    QString title;  ///< of its window
    QString ask;    ///< the question or the state, a short sentence
    QString effect; ///< what happens then
    Icon icon = Icon::Caution;
};

/// A question over @p parent in our look, deleted when it closes; the caller adds the deed's
/// button, then the harmless one through addHarmless(), and opens it. Called on the thread of the
/// windows.
QMessageBox *makeQuestion(const QuestionText &text, QWidget *parent);

/// The way out: what Enter and Escape do, so that nothing happens by habit.
QPushButton *addHarmless(QMessageBox *question, const QString &text, const QString &name);

} // namespace rollcall::ui
