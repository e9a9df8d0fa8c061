// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/attentionlines.h"

#include <QFrame>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace rollcall::ui {

/// "Needs attention": a line for each problem, with the button that solves it. Hidden while there
/// is none.
class AttentionPanel : public QFrame
{
    Q_OBJECT

public:
    explicit AttentionPanel(QWidget *parent);

    void showLines(const QList<AttentionLine> &lines);
    const QList<AttentionLine> &lines() const { return m_lines; }

signals:
    void cureRequested(const rollcall::ui::AttentionLine &line);

private:
    QWidget *makeRow(const AttentionLine &line, int place);

    QList<AttentionLine> m_lines;
    QLabel *m_title;
    QScrollArea *m_area;
};

} // namespace rollcall::ui
