// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/jobstate.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace rollcall::ui {

/// How every long job shows itself: what is being done, how far it is, how long it may still take,
/// and "Cancel". Hidden while nothing runs.
class JobBar : public QWidget
{
    Q_OBJECT

public:
    /// @p name begins the object names of its parts: "syncStatus", "syncBar", "syncCancelButton".
    JobBar(const QString &name, QWidget *parent);

    void showJob(const JobState &job, qint64 nowUtc);
    void clear();
    /// What the button is said to stop.
    void setCancelTip(const QString &tip);
    /// Instead of "Cancel"; empty: there is nothing to stop.
    void setCancelText(const QString &text);

signals:
    void cancelRequested();

private:
    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

} // namespace rollcall::ui
