// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/bareserver.h"

#include <QHostAddress>
#include <QHttpServer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall::bench {

namespace {

QHttpServerResponse answerTo(const QHttpServerRequest &request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body());
    const qsizetype received = document.object().value(u"logs").toArray().size();
    return QHttpServerResponse(QJsonObject{{QStringLiteral("received"), received},
                                           {QStringLiteral("accepted"), received},
                                           {QStringLiteral("duplicates"), 0},
                                           {QStringLiteral("rejected"), 0}});
}

} // namespace

BareServer::BareServer()
    : m_server(new QHttpServer)
{
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_server,
        [this] {
            m_server->route(QStringLiteral("/api/v1/biometric/push-log"),
                            [](const QHttpServerRequest &request) { return answerTo(request); });
            m_port = m_server->listen(QHostAddress(QHostAddress::LocalHost));
        },
        Qt::BlockingQueuedConnection);
}

BareServer::~BareServer()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace rollcall::bench
