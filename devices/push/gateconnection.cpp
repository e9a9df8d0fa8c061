// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/gateconnection.h"

#include "core/base/log.h"
#include "devices/push/requestid.h"

#include <QSslSocket>

#include <algorithm>
#include <utility>

namespace rollcall::push {

namespace {

/// Chunk lines may at most double a body.
constexpr qint64 kRawPerBody = 2;
/// What a socket may hold beyond the request that is being read.
constexpr qint64 kSpareBuffer = 64LL * 1024;
/// A terminal that has not taken in so much of its earlier answers gets no further one.
constexpr qint64 kMostUnread = 64LL * 1024;

bool isBlank(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\r' || c == '\n'; });
}

ProblemCode problemOf(HeadStatus status)
{
    switch (status) {
    case HeadStatus::TargetTooLong:
        return ProblemCode::UriTooLong;
    case HeadStatus::HeadersTooLarge:
        return ProblemCode::HeadersTooLarge;
    default:
        return ProblemCode::BadRequest;
    }
}

} // namespace

GateConnection::GateConnection(std::unique_ptr<QTcpSocket> socket, HttpGate &gate,
                               const GateContext &context)
    : QObject(&gate)
    , m_gate(gate)
    , m_context(context)
    , m_socket(socket.release())
    , m_peer(plainAddress(m_socket->peerAddress()))
{
    m_socket->setParent(this);
    m_timer.setSingleShot(true);
    // Connected before the library ever sees the socket, so this comes first.
    connect(m_socket, &QTcpSocket::readyRead, this, &GateConnection::readMore);
    connect(m_socket, &QTcpSocket::disconnected, this, &GateConnection::end);
    connect(&m_timer, &QTimer::timeout, this, &GateConnection::timeUp);
    if (auto *encrypted = qobject_cast<QSslSocket *>(m_socket))
        shakeHands(*encrypted);
    else
        waitForRequest();
}

GateConnection::~GateConnection()
{
    m_received.reset();
}

void GateConnection::shakeHands(QSslSocket &socket)
{
    m_state = State::Handshake;
    limitBuffer(0);
    connect(&socket, &QSslSocket::encrypted, this, [this] {
        if (m_state == State::Handshake)
            waitForRequest();
    });
    // Plain HTTP, an old version of TLS, noise: there is nothing to say to it.
    connect(&socket, &QSslSocket::errorOccurred, this, [this] {
        if (m_state == State::Handshake)
            m_socket->abort();
    });
    m_timer.start(m_context.limits.headersMs);
    socket.startServerEncryption();
}

/// @p body: most bytes of the body that is awaited.
void GateConnection::limitBuffer(qint64 body)
{
    const PushLimits &limits = m_context.limits;
    m_socket->setReadBufferSize(limits.maxTarget + limits.maxHeaderBytes + kRawPerBody * body +
                                kSpareBuffer);
}

void GateConnection::waitForRequest()
{
    m_state = State::Waiting;
    limitBuffer(0);
    m_timer.start(m_context.limits.idleMs);
}

void GateConnection::readMore()
{
    if (m_state == State::Handshake || m_state == State::Serving || m_state == State::Ended)
        return;
    if (m_state == State::Closing) {
        discard();
        return;
    }
    if (!m_socket->isTransactionStarted())
        m_socket->startTransaction();
    const QByteArray bytes = m_socket->readAll();
    if (m_state == State::Waiting) {
        // Some clients end a body with an empty line that its length does not count.
        if (isBlank(bytes)) {
            m_socket->commitTransaction();
            return;
        }
        beginRequest();
    }
    if (m_state == State::Head)
        readHeadBytes(bytes);
    else
        readBodyBytes(bytes);
}

void GateConnection::beginRequest()
{
    m_headBytes.clear();
    m_head = {};
    m_ticket = {};
    m_ticket.requestId = makeRequestId();
    m_chunks.reset();
    m_isEarly = false;
    m_bodyDeadline.setRemainingTime(m_context.limits.bodyMs);
    m_state = State::Head;
    m_timer.start(m_context.limits.headersMs);
}

void GateConnection::readHeadBytes(const QByteArray &bytes)
{
    const PushLimits &limits = m_context.limits;
    const bool isFirst = m_headBytes.isEmpty();
    m_headBytes += bytes;
    // Byte by byte a head would be read over and over: without a new line or a limit reached it
    // says nothing new.
    if (!isFirst && !bytes.contains('\n') &&
        m_headBytes.size() < std::min(limits.maxTarget, limits.maxHeaderBytes))
        return;
    HeadReading reading = readHead(m_headBytes, limits);
    if (reading.status == HeadStatus::Complete)
        headIsThere(std::move(reading.head));
    else if (reading.status != HeadStatus::Incomplete)
        refuse({problemOf(reading.status)});
}

void GateConnection::headIsThere(HttpHead head)
{
    m_head = std::move(head);
    m_size = m_head.size;
    const QByteArray tail = std::exchange(m_headBytes, {}).mid(m_head.size);
    if (const std::optional<PushAnswer> refusal =
            m_context.keeper.admit(m_head, m_peer, m_ticket)) {
        // The connection can go on only when nothing of the refused request is still on its way,
        // which nobody can tell of one without a clear length.
        const bool isWhole =
            !m_head.chunked && tail.size() == std::max<qint64>(m_head.contentLength, 0);
        respond(*refusal, !isWhole || refusal->close);
        return;
    }
    beginBody();
    if (m_head.expectContinue && m_head.hasBody() && tail.isEmpty())
        m_socket->write(QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
    readBodyBytes(tail);
}

void GateConnection::beginBody()
{
    m_state = State::Body;
    limitBuffer(m_ticket.maxBody);
    m_bodyLeft = std::max<qint64>(m_head.contentLength, 0);
    if (m_head.chunked)
        m_chunks.emplace(m_ticket.maxBody, kRawPerBody * m_ticket.maxBody);
    m_timer.start(static_cast<int>(std::max<qint64>(m_bodyDeadline.remainingTime(), 0)));
}

void GateConnection::readBodyBytes(QByteArrayView bytes)
{
    qint64 used = 0;
    if (m_chunks) {
        used = m_chunks->take(bytes);
        if (m_chunks->state() == ChunkScanner::State::TooLarge) {
            refuse(
                {ProblemCode::BodyTooLarge, {}, {{QStringLiteral("max_bytes"), m_ticket.maxBody}}});
            return;
        }
        if (m_chunks->state() == ChunkScanner::State::Malformed) {
            refuse({ProblemCode::BadRequest});
            return;
        }
    } else {
        used = std::min<qint64>(m_bodyLeft, bytes.size());
        m_bodyLeft -= used;
    }
    m_size += used;
    const bool isWhole =
        m_chunks ? m_chunks->state() == ChunkScanner::State::Done : m_bodyLeft == 0;
    if (!isWhole)
        return;
    m_isEarly = !isBlank(bytes.sliced(used));
    requestIsWhole();
}

void GateConnection::requestIsWhole()
{
    m_state = State::Serving;
    m_timer.start(m_context.limits.serveMs);
    m_bytes += m_size;
    m_socket->rollbackTransaction();
    const qint64 before = m_socket->bytesAvailable();
    m_received = m_context.receiver.receive(m_gate, m_socket);
    if (m_state == State::Ended)
        return;
    // The library must have found the very request that was let through; otherwise the two readers
    // disagree about where it ends, and nothing of it may be believed.
    const qint64 bodySize =
        m_chunks ? m_chunks->decoded() : std::max<qint64>(m_head.contentLength, 0);
    const qint64 left = m_size - (before - m_socket->bytesAvailable());
    if (!m_received || m_received->body.size() != bodySize || left != 0) {
        qCWarning(lcPush)
            << "Request" << m_ticket.requestId << "from" << m_peer
            << "is read differently by the gate and the HTTP library and was refused.";
        m_received.reset();
        refuse({ProblemCode::BadRequest});
        return;
    }
    m_context.keeper.serve(this, m_ticket, std::exchange(m_received->body, {}));
}

void GateConnection::answer(const PushAnswer &answer)
{
    if (m_state == State::Serving)
        respond(answer, false);
}

void GateConnection::turnAway()
{
    if (m_state == State::Handshake) {
        m_socket->abort();
        return;
    }
    m_ticket.requestId = makeRequestId();
    refuse({ProblemCode::Unavailable});
}

void GateConnection::endWhenAnswered()
{
    m_isEnding = true;
    if (m_state == State::Handshake)
        m_socket->abort();
    else if (m_state == State::Waiting)
        beginClosing(false);
    else if (m_state == State::Head || m_state == State::Body)
        refuse({ProblemCode::Unavailable});
}

void GateConnection::refuse(const Problem &problem)
{
    respond(m_context.keeper.refuse(problem, m_peer, m_ticket), true);
}

void GateConnection::respond(const PushAnswer &answer, bool isBodyOutstanding)
{
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction();
    const PushLimits &limits = m_context.limits;
    const bool isMoreToCome =
        isBodyOutstanding || m_isEarly || !isBlank(m_socket->peek(m_socket->bytesAvailable()));
    ++m_answers;
    const bool isUnread = m_socket->bytesToWrite() > kMostUnread;
    const bool isLast = answer.close || isUnread || m_head.close || isMoreToCome || m_isEnding ||
                        m_answers >= limits.requestsPerConnection ||
                        m_bytes >= limits.bytesPerConnection;
    const AnswerFrame frame{m_ticket.requestId, m_context.clock.utcMilliseconds(), isLast};
    const bool isHead = m_head.method == "HEAD";
    if (m_received && !isHead)
        sendAnswer(*m_received->responder, answer, answerFields(answer, frame));
    else
        m_socket->write(answerBytes(answer, frame, !isHead));
    m_received.reset();
    takeBack(m_socket, this);
    if (isLast)
        beginClosing(isMoreToCome);
    else
        waitForRequest();
}

void GateConnection::beginClosing(bool isMoreToCome)
{
    m_state = State::Closing;
    m_isLingering = isMoreToCome;
    if (isMoreToCome) {
        // Closing while bytes are unread would make the system reset the connection, and the answer
        // be lost with it.
        m_lingerDeadline.setRemainingTime(m_context.limits.lingerMs);
        discard();
        return;
    }
    m_timer.start(m_context.limits.idleMs);
    m_socket->disconnectFromHost();
}

void GateConnection::discard()
{
    m_socket->skip(m_socket->bytesAvailable());
    if (m_isLingering) {
        const qint64 left = std::max<qint64>(m_lingerDeadline.remainingTime(), 0);
        m_timer.start(static_cast<int>(std::min<qint64>(left, m_context.limits.lingerSilenceMs)));
    }
}

void GateConnection::timeUp()
{
    switch (m_state) {
    case State::Handshake:
        m_socket->abort();
        break;
    case State::Waiting:
        beginClosing(false);
        break;
    case State::Head:
    case State::Body:
        refuse({ProblemCode::RequestTimeout});
        break;
    case State::Serving:
        qCWarning(lcPush)
            << "Request" << m_ticket.requestId << "from" << m_peer
            << "was cut without an answer: whether it will be stored is not known yet.";
        m_socket->abort();
        break;
    case State::Closing:
        if (m_isLingering)
            beginClosing(false);
        else
            m_socket->abort();
        break;
    case State::Ended:
        break;
    }
}

void GateConnection::end()
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_timer.stop();
    m_received.reset();
    takeBack(m_socket, this);
    deleteLater();
}

} // namespace rollcall::push
