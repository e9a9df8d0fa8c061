// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QString>

namespace rollcall {

/// One window for a data folder: the first program that shows it has this object; a later one asks
/// the first to raise its window and ends. Another user of the PC, or another folder, is another
/// matter. Lives in the GUI thread.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// @p lockFolder: that of the data folder; it exists.
    explicit SingleInstance(const QString &lockFolder);

    enum class Start {
        First,   ///< this one; raiseRequested() tells of later ones from now on
        Raised,  ///< another one is there and raises its window
        NoAnswer ///< another one is there and hangs
    };
    /// Blocks for a moment where there is another one, 3 s when it does not answer: it may be
    /// starting just now, and not listen yet.
    Start start();

signals:
    void raiseRequested();

private:
    bool askFirstToRaise() const;
    void answer();

    const QString m_name;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace rollcall
