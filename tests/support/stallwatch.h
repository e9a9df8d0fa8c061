// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>

namespace rollcall::test {

/// What the thread of the windows did at one go.
struct Stall
{
    double milliseconds = 0; ///< CPU time
    bool isFirstShow = false;
    QString what; ///< class and name of what took longest in it
};

/// The application of the window tests. It measures the CPU time that the GUI thread spends on
/// events between two returns to the event loop: the time in which a click would wait. A key or a
/// mouse button that a test sends is a turn of its own, as one from a person is.
class WatchedApplication final : public QApplication
{
public:
    WatchedApplication(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;

    /// Forgets what was measured.
    void restart();
    /// Nothing is measured while @p paused: the test itself is drawing pictures.
    void setPaused(bool paused) { m_isPaused = paused; }
    Stall worst() const { return m_worst; }
    /// The worst of those turns in which a window or a page was shown for the first time.
    Stall worstFirstShow() const { return m_worstFirst; }

private:
    void endTurn();

    int m_depth = 0;
    bool m_isPaused = false;
    Stall m_turn;
    double m_longestPart = 0;
    Stall m_worst;
    Stall m_worstFirst;
};

} // namespace rollcall::test
