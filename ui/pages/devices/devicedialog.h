// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/devicecontrol.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

class DeviceForm;
class ErrorBar;
class TokenPanel;

/// "Edit Device". One that becomes a Push device gets its API token, shown on a second page after
/// saving.
class DeviceDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p others: the devices there are. @p pushUrl: where Push devices send to, may be empty.
    /// @p control and @p clock outlive it.
    DeviceDialog(DeviceControl &control, const Clock &clock, const Device &device,
                 const QList<Device> &others, const QString &pushUrl, QWidget *parent);
    /// How long a replaced API token works on; 0: not at all.
    void setTokenOverlap(int hours);

signals:
    void saved(rollcall::DeviceId device);

private:
    QWidget *makeFormPage(const Device &device, const QList<Device> &others);
    QWidget *makeTokenPage();
    void updateState();
    void save();
    void showSaved(const DeviceSaved &saved);

    DeviceControl &m_control;
    const Clock &m_clock;
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
