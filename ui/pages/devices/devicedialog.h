// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/devicecontrol.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace rollcall::ui {

class DeviceForm;
class ErrorBar;
class TokenPanel;

/// "Add New Device" and "Edit Device". A new Push device gets its API token, shown on a second page
/// after saving.
class DeviceDialog : public QDialog
{
    Q_OBJECT

public:
    /// Without @p device for a new one. @p pushUrl: where Push devices send to, may be empty.
    DeviceDialog(DeviceControl &control, const std::optional<Device> &device,
                 const QString &pushUrl, QWidget *parent);

signals:
    void saved(rollcall::DeviceId device);

private:
    QWidget *makeFormPage(const std::optional<Device> &device);
    QWidget *makeTokenPage();
    void updateState();
    void save();
    void showSaved(const DeviceSaved &saved);

    DeviceControl &m_control;
    QString m_pushUrl;
    bool m_hadToken;
    bool m_isSaving = false;
    QStackedWidget *m_pages;
    DeviceForm *m_form = nullptr;
    QLabel *m_tokenLabel = nullptr;
    TokenPanel *m_token = nullptr;
    ErrorBar *m_errors = nullptr;
    QPushButton *m_save = nullptr;
    QLabel *m_savedTitle = nullptr;
    TokenPanel *m_newToken = nullptr;
};

} // namespace rollcall::ui
