// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme.h"

#include <QFrame>
#include <QList>

class QGridLayout;
class QHBoxLayout;
class QLabel;

namespace rollcall::ui {

class IconLabel;

/// A card with a title and lines of "what: how it is".
class FactCard : public QFrame
{
    Q_OBJECT

public:
    /// @p name: object name.
    FactCard(const QString &name, const QString &title, QWidget *parent);

    /// Another line at the end; @p name: object name of its value.
    void addFact(const QString &name, const QString &title);
    /// The lines count from 0. Empty text: a dash. A tone but Normal and Quiet gets its icon.
    void setFact(int line, const QString &text, Tone tone = Tone::Normal);
    /// At the end of the title's line.
    void addControl(QWidget *widget);

private:
    struct Line
    {
        QLabel *title;
        IconLabel *mark;
        QLabel *value;
    };

    QHBoxLayout *m_head;
    QGridLayout *m_grid;
    QList<Line> m_lines;
};

} // namespace rollcall::ui
