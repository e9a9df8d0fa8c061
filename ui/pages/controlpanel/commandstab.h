// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/devicecommand.h"
#include "ui/fetcher.h"
#include "ui/pages/controlpanel/panelcontext.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace rollcall::ui {

class CommandModel;
class SearchBox;
class TableArea;
class TableFilter;
class TableView;

/// "Commands" of the Control Panel of a terminal that fetches its work: what waits for it, and what
/// became of what was asked before.
class CommandsTab : public QWidget
{
    Q_OBJECT

public:
    CommandsTab(const PanelContext &context, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void connectAll();
    void showAnswer(const Result<QList<DeviceCommand>> &answer);
    void updateContents();
    void updateButtons();
    std::optional<DeviceCommand> selected() const;
    void takeBack();
    void sendAllAgain();

    const PanelContext m_context;
    CommandModel *m_model;
    TableFilter *m_filter;
    Fetcher<QList<DeviceCommand>> m_fetcher;
    QLabel *m_count;
    SearchBox *m_search;
    QPushButton *m_takeBack;
    QPushButton *m_sendAgain;
    TableView *m_table;
    TableArea *m_area;
    QTimer m_look; ///< the terminal answers when it likes, and nobody tells
    bool m_isLoaded = false;
};

} // namespace rollcall::ui
