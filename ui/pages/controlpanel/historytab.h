// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/syncsession.h"
#include "ui/fetcher.h"
#include "ui/pages/controlpanel/panelcontext.h"

#include <QList>
#include <QWidget>

class QLabel;

namespace rollcall::ui {

class SearchBox;
class SessionModel;
class TableArea;
class TableFilter;
class TableView;

/// "Sync History" of the Control Panel: each visit, push and imported file, and what it brought.
class HistoryTab : public QWidget
{
    Q_OBJECT

public:
    HistoryTab(const PanelContext &context, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void showAnswer(const Result<QList<SyncSession>> &answer);
    void updateContents();
    void showProblem();

    const PanelContext m_context;
    SessionModel *m_model;
    TableFilter *m_filter;
    Fetcher<QList<SyncSession>> m_fetcher;
    QLabel *m_count;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
    ErrorBar *m_problem; ///< of the selected row
    bool m_isLoaded = false;
};

} // namespace rollcall::ui
