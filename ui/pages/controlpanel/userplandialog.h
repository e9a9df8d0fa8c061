// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "ui/models/userplan.h"
#include "ui/pages/controlpanel/panelcontext.h"

#include <QDialog>

#include <stop_token>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace rollcall::ui {

class JobBar;
class SearchBox;
class TableView;
class TableFilter;
class TerminalJob;
class UserPlanModel;

/// Something that is to be done to users of a terminal: what would happen to each stands there
/// first, and what has happened to each afterwards. What failed can be tried again. The derived
/// classes say what it is.
class UserPlanDialog : public QDialog
{
    Q_OBJECT

public:
    void reject() override;

signals:
    /// Something on @p device was changed.
    void usersChanged(rollcall::DeviceId device);

protected:
    using Outcomes = QList<DeviceUserOutcome>;

    struct Words
    {
        QString table; ///< object name; its columns are remembered under it
        QString title;
        QString headline;
        QString sentence; ///< what stays, and what cannot be brought back
        QString about;    ///< head of the column beside the name; empty = there is none
    };

    UserPlanDialog(const PanelContext &context, const Words &words, QWidget *parent);

    /// Lays the dialog out; called by the derived class once its own controls are there.
    void layOut();
    /// For controls of the derived class: beside the search box, and below the table.
    QHBoxLayout *bar() { return m_bar; }
    QVBoxLayout *below() { return m_below; }
    void showPlans(const QList<UserPlan> &plans);
    void updateContents();
    TerminalJob &job() { return *m_job; }
    TableFilter &filter() { return *m_filter; }
    UserPlanModel &model() { return *m_model; }
    void showError(const QString &headline, const Error &error);
    QPushButton *actionButton() { return m_action; }

    /// The device whose users are changed.
    virtual DeviceId target() const = 0;
    /// What the button says for @p count users: "Send 12 People".
    virtual QString actionText(int count) const = 0;
    /// As JobState::what.
    virtual QString workText() const = 0;
    virtual QString failureText() const = 0;
    virtual Answer<Outcomes> ask(const QList<UserPlan> &chosen, std::stop_token stop) = 0;
    /// Whether more than ticked users is wanted before it may begin.
    virtual bool isReady() const { return true; }
    /// @p done were written or removed just now.
    virtual void finished(const QList<UserPlan> &done) { Q_UNUSED(done) }

private:
    void run();
    void take(const Result<Outcomes> &answer);
    void chooseShown();
    QString summary() const;

    const PanelContext m_context;
    TerminalJob *m_job;
    UserPlanModel *m_model;
    TableFilter *m_filter;
    const bool m_hasAbout;
    QLabel *m_headline;
    QLabel *m_sentence;
    SearchBox *m_search;
    QPushButton *m_chooseShown;
    TableView *m_table;
    QLabel *m_summary;
    JobBar *m_jobBar;
    ErrorBar *m_errors;
    QPushButton *m_action;
    QPushButton *m_close;
    QHBoxLayout *m_bar;
    QVBoxLayout *m_below;
    bool m_wasRun = false;
    bool m_closesAfterwards = false;
};

} // namespace rollcall::ui
