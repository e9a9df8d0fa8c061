// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace rollcall::ui {

/// A calm line that tells what was just done and may offer to take it back. Goes when closed or
/// replaced.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent);

    void showNotice(const QString &text);
    /// With an "Undo" button that calls @p undo once and hides the bar.
    void showUndo(const QString &text, std::function<void()> undo);
    QString text() const;

private:
    QLabel *m_text;
    QPushButton *m_undo;
    std::function<void()> m_action;
};

} // namespace rollcall::ui
