// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/singleinstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>

namespace rollcall {

namespace {

constexpr int kPatienceMs = 3000;
constexpr char kRaised = '1';

/// Short, because a path of a local socket may hold only some hundred bytes.
QString nameFor(const QString &lockFolder)
{
    const QByteArray path = QDir(lockFolder).canonicalPath().toUtf8();
    const QByteArray digest = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex();
    return QStringLiteral("rollcall-") + QString::fromLatin1(digest.left(24));
}

} // namespace

SingleInstance::SingleInstance(const QString &lockFolder)
    : m_name(nameFor(lockFolder))
    , m_lock(QDir(lockFolder).filePath(QStringLiteral("window.lock")))
{
    m_lock.setStaleLockTime(std::chrono::milliseconds(0)); // only its owner's end frees it
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::answer);
}

SingleInstance::Start SingleInstance::start()
{
    constexpr int kPauseMs = 100;
    QDeadlineTimer deadline(kPatienceMs);
    bool isFirst = m_lock.tryLock();
    while (!isFirst) {
        if (askFirstToRaise())
            return Start::Raised;
        if (deadline.hasExpired())
            return Start::NoAnswer;
        isFirst = m_lock.tryLock(kPauseMs); // it may also be ending
    }
    // What a program that was killed left behind. Nobody else can listen: we hold the lock.
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name); // without it a second start only ends; that is no reason not to run
    return Start::First;
}

bool SingleInstance::askFirstToRaise() const
{
    QLocalSocket socket;
    socket.connectToServer(m_name, QIODevice::ReadOnly);
    return socket.waitForConnected(kPatienceMs) && socket.waitForReadyRead(kPatienceMs) &&
           socket.read(1) == QByteArray(1, kRaised);
}

void SingleInstance::answer()
{
    while (QLocalSocket *visitor = m_server.nextPendingConnection()) {
        connect(visitor, &QLocalSocket::disconnected, visitor, &QObject::deleteLater);
        visitor->write(QByteArray(1, kRaised));
        visitor->disconnectFromServer(); // once it is written
        emit raiseRequested();
    }
}

} // namespace rollcall
