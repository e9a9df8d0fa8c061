// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/pushcredential.h"
#include "core/domain/rawlog.h"
#include "core/domain/syncsession.h"
#include "core/ports/pushdesk.h"
#include "devices/push/admission.h"
#include "devices/push/httphead.h"
#include "devices/push/peersightings.h"
#include "devices/push/problem.h"
#include "devices/push/pushanswer.h"

#include <QHostAddress>

#include <functional>
#include <variant>

namespace rollcall::push {

class PushDialect;

/// What was decided of a request from its head alone, and what serving it needs later.
struct PushTicket
{
    PushDialect *dialect = nullptr; ///< of whose path it is; null for paths nobody knows
    int operation = 0;              ///< the dialect's own numbering
    PushCredential device;          ///< device invalid: the operation is open to everybody
    QString serial;                 ///< which one the visitor claims to be; may be a stranger's
    bool isRead = false;            ///< nothing is delivered: GET or HEAD
    QByteArray query;               ///< of the target; may hold a secret, so never logged
    qint64 maxBody = 0;
    QByteArray requestId;
};

/// What a dialect sees of a visitor before it decides.
struct PushVisitor
{
    const HttpHead &head;
    const Admission &admission;
    const PeerSightings &sightings;
    QHostAddress peer;
    qint64 nowUtc = 0; ///< ms
};

/// What is to be done with a request that has been read whole.
struct StoreWork
{
    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
    DeviceReport report;
    /// Makes the answer once they are committed.
    std::function<PushAnswer(const IngestCounts &)> answer;
};
struct ProbeWork
{
    /// Makes the answer once it is known whether the store can write.
    std::function<PushAnswer(bool healthy)> answer;
};
/// A ZKTeco terminal asks how it is to behave.
struct GreetWork
{
    DeviceReport report;
    bool registers = false; ///< registry code and session id are wanted
    std::function<PushAnswer(const PushMemory &)> answer;
};
/// ... and what it is to do.
struct CommandsWork
{
    int most = 0;
    DeviceReport report;
    std::function<PushAnswer(const OwedCommands &)> answer;
};
using PushWork = std::variant<PushAnswer, Problem, StoreWork, ProbeWork, GreetWork, CommandsWork>;

/// One way in which terminals deliver punches over HTTP: the product's JSON API, ADMS, ISAPI. It
/// translates bytes and answers and touches nothing else: no socket, no store (architecture.md,
/// sections 10 and 13). Thread: the listener's.
class PushDialect
{
public:
    PushDialect() = default;
    virtual ~PushDialect() = default;
    PushDialect(const PushDialect &) = delete;
    PushDialect &operator=(const PushDialect &) = delete;

    /// Is this path one of the dialect's?
    virtual bool match(const HttpHead &head) const = 0;
    /// The whole of what can be said before the body: method, who it is, the device's state, size,
    /// media type, in this order (push-protocols.md, section 1.2). Fills in operation, device and
    /// maxBody; a Problem refuses. On refusal @p ticket still names the device when it is known.
    virtual std::optional<Problem> admit(const PushVisitor &visitor, PushTicket &ticket) const = 0;
    /// Reads the body of an admitted request. @p nowUtc in ms.
    virtual PushWork parse(const PushTicket &ticket, const QByteArray &body, qint64 nowUtc) = 0;
    /// A refusal in the dialect's own form.
    virtual PushAnswer refuse(const Problem &problem, const PushTicket &ticket) const = 0;
};

} // namespace rollcall::push
