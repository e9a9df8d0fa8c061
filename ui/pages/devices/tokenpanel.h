// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/ids.h"

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace rollcall {
class Clock;
class DeviceControl;
namespace ui {

/// The API token of a Push device: hidden until "Show", "Copy", and "Regenerate…" for one that
/// leaked or was lost. The cure of "401 Unauthorized" (product-brief.md): copy the token from here
/// into the device.
class TokenPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p control and @p clock outlive it.
    TokenPanel(DeviceControl &control, const Clock &clock, QWidget *parent);

    /// The token is fetched from the secret store only when it is to be shown or copied.
    void setDevice(DeviceId device);
    /// A token that is known already, shown at once.
    void showToken(DeviceId device, const QString &token);
    /// How long a replaced token works on; 0: not at all.
    void setOverlapHours(int hours) { m_overlapHours = hours; }
    /// For a token that was made just now.
    void hideRegenerate();
    /// Empty while it was not fetched.
    const QString &token() const { return m_token; }

signals:
    /// There is another token now.
    void tokenChanged();

private:
    void withToken(std::function<void()> use);
    QString untilText() const;
    QString regenerateText() const;
    void askRegenerate();
    void regenerate(bool stopOldNow);
    void say(const QString &text, bool isBad);
    void updateField();

    DeviceControl &m_control;
    const Clock &m_clock;
    DeviceId m_device;
    QString m_token;
    int m_overlapHours = 24;
    QLineEdit *m_field;
    QPushButton *m_show;
    QPushButton *m_copy;
    QPushButton *m_regenerate;
    QLabel *m_note;
};

} // namespace ui
} // namespace rollcall
