// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/deviceuser.h"
#include "core/ports/logcontrol.h"
#include "core/ports/rows.h"
#include "ui/fetcher.h"
#include "ui/pages/controlpanel/panelcontext.h"

#include <QHash>
#include <QList>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace rollcall::ui {

class DeviceUserModel;
class SearchBox;
class TableArea;
class TableFilter;
class TableView;
class UserPlanDialog;

/// "Device Users" of the Control Panel: who is on the terminal, and the ways to change that.
class DeviceUsersTab : public QWidget
{
    Q_OBJECT

public:
    DeviceUsersTab(const PanelContext &context, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeButtons();
    void layOut();
    void connectAll();
    void connectButtons();
    void forget();
    /// A terminal that is read answers at once, so it is asked as soon as somebody looks.
    void readOnce();
    void read();
    void showUsers(const Result<QList<DeviceUser>> &answer);
    void showRecognitions(const Result<QList<Recognition>> &answer);
    void updateRows();
    void updateContents();
    void updateButtons();
    QList<DeviceUser> selected() const;
    void openDialog(UserPlanDialog *dialog);

    const PanelContext m_context;
    DeviceUserModel *m_model;
    TableFilter *m_filter;
    Fetcher<QList<MappingRow>> m_mappingFetcher;
    QList<MappingRow> m_mapping;
    Fetcher<QList<Recognition>> m_recognitionFetcher;
    QHash<QString, VerifyMethods> m_recognized;
    std::optional<QList<DeviceUser>> m_users; ///< nullopt: not read yet
    qint64 m_readUtc = 0;
    bool m_wasAsked = false; ///< by itself, since the device was chosen
    QPushButton *m_refresh = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_count;
    SearchBox *m_search;
    TableView *m_table;
    TableArea *m_area;
};

} // namespace rollcall::ui
