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

    /// Whether this is the first. If it is, raiseRequested() tells of later ones from now on.
    bool isFirst();
    /// Asks the first one to raise its window; waits for its yes, 2 s at most. False: it did not
    /// answer, because it is just ending, or hangs.
    bool askFirstToRaise() const;

signals:
    void raiseRequested();

private:
    void answer();

    const QString m_name;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace rollcall
