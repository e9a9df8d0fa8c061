// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "ui/pages/controlpanel/panelcontext.h"

#include <QObject>

class QWidget;

namespace rollcall::ui {

/// What the buttons of "Overview" do with the terminal of the shown device; how it went stands in
/// the panel's bars. GUI thread; @p page is under its dialogs.
class TerminalActions : public QObject
{
    Q_OBJECT

public:
    TerminalActions(const PanelContext &context, QWidget *page);

    void syncOrCancel();
    void test();
    void setClock();
    void askToRestart();
    void beep();
    void askToClear();
    /// What is said while the terminal has not answered; empty for one that is read.
    QString waitingText() const;

private:
    void restart();
    void clear();
    void tell(const QString &text);
    /// Nothing is said about what the user stopped.
    void tellFailure(const QString &headline, const Error &error);

    const PanelContext m_context;
    QWidget *m_page;
};

} // namespace rollcall::ui
