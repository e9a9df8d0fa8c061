// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QSpacerItem;

namespace rollcall::ui {

/// The line on top of a page: title, quiet words beside it, and the page's controls at the other
/// end.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    PageHeader(const QString &title, QWidget *parent);

    /// Empty: there is none, as in a tab that is titled already.
    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    /// Before the title, e.g. a back button.
    void addLeading(QWidget *widget);
    /// Right after the title and subtitle.
    void addBeside(QWidget *widget);
    /// After what was added before, at the end of the line.
    void addControl(QWidget *widget);

private:
    QHBoxLayout *m_line;
    QLabel *m_title;
    QLabel *m_subtitle;
    QSpacerItem *m_gap; ///< between the two
    int m_leading = 0;
    int m_beside = 3; ///< place in the line: after title, gap and subtitle
};

} // namespace rollcall::ui
