// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace rollcall::test {

/// A real Secret Service (gnome-keyring) on a session bus of its own, with folders of its own:
/// nothing of whoever runs the test is touched, and nothing starts by itself on that bus. Linux.
/// Its end ends both processes.
class SecretService
{
public:
    SecretService();
    ~SecretService();
    SecretService(const SecretService &) = delete;
    SecretService &operator=(const SecretService &) = delete;

    /// The bus, without a Secret Service on it. False: it did not start; see problem().
    bool startBus();
    /// The keyring, unlocked; its first start makes it. Needs the bus.
    bool startUnlocked() { return startKeyring(true); }
    /// The keyring that was made before, locked. Nobody is there to be asked for its password.
    bool startLocked() { return startKeyring(false); }
    void stopKeyring();
    /// The keyring stays on the bus and answers nothing until thaw().
    void freeze();
    void thaw();

    /// For DBUS_SESSION_BUS_ADDRESS.
    QByteArray address() const { return m_address; }
    QString problem() const { return m_problem; }

private:
    bool startKeyring(bool unlock);
    bool isOnBus(bool wanted) const;

    QTemporaryDir m_folder;
    QProcess m_bus;
    std::unique_ptr<QProcess> m_keyring;
    QByteArray m_address;
    QString m_problem;
};

} // namespace rollcall::test
