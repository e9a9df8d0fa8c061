// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/adms/admsquery.h"
#include "devices/push/problem.h"
#include "devices/push/pushdialect.h"

#include <QByteArray>

namespace rollcall::push {

// What terminals of ADMS are told: at their handshake, when they ask for work, when they are
// refused (push-protocols.md, sections 2.3, 2.4, 2.8, 2.11 and 2.12).

/// 200 with a short text.
PushAnswer admsAnswer(const QByteArray &text);
/// "ERROR: …" with the status that section 2.3 says for @p endpoint.
PushAnswer admsRefusal(const Problem &problem, AdmsEndpoint endpoint);
/// "<tablename>=<count>": the terminal's own count, or that of the lines when it gave none.
PushAnswer tableAnswer(const AdmsQuery &query, int lines);

/// Adds to what is stored of a request which dialect its DeviceType names; what the request showed
/// by its kind goes before (section 2.1).
void noteFamily(PushWork &work, const AdmsQuery &query);

/// GET cdata.
PushWork greetTerminal(const PushTicket &ticket, const AdmsQuery &query, qint64 nowUtc);
/// POST registry.
PushWork registerTerminal(const QByteArray &body);
/// GET or POST push.
PushWork configureTerminal();
/// GET getrequest.
PushWork handOutCommands(const AdmsQuery &query);
/// GET rtdata, and cdata with type=time.
PushAnswer tellTime(const PushTicket &ticket, qint64 nowUtc);

} // namespace rollcall::push
