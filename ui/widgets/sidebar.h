// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/icons.h"

#include <QFrame>

class QButtonGroup;
class QLabel;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace rollcall::ui {

/// The pages of the window, one below the other; Ctrl+1 … Ctrl+9 choose them, arrow keys move among
/// them.
class Sidebar : public QFrame
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent);

    /// @p isDemo marks the school as one that is not real.
    void setSchool(const QString &name, bool isDemo);
    /// @p name is the object name of the button and of the page.
    void addPage(int id, Icon icon, const QString &title, const QString &name);
    /// A number beside the page @p id that wants to be looked at; 0 takes it away. @p said tells
    /// what it counts.
    void setBadge(int id, int number, const QString &said);
    /// At the foot, behind a button.
    void setOptions(QMenu *menu);
    int current() const;
    void setCurrent(int id);

signals:
    /// Also when the page that is shown is chosen again: it goes back to its start.
    void pageChosen(int id);

private:
    QLabel *m_school;
    QLabel *m_demo;
    QVBoxLayout *m_pages;
    QButtonGroup *m_group;
    QPushButton *m_options;
};

} // namespace rollcall::ui
