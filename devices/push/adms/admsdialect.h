// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/adms/admsquery.h"
#include "devices/push/adms/queryjoiner.h"
#include "devices/push/adms/rtlogreader.h"
#include "devices/push/pushdialect.h"
#include "devices/push/pushlimits.h"

namespace rollcall::push {

/// ZKTeco/eSSL terminals with "cloud server" settings: ADMS, in its attendance and its access form
/// (push-protocols.md, part 2). Terminals are admitted by their serial number; a refused upload
/// stays on the terminal, so nothing is answered with OK that was not stored or counted.
class AdmsDialect : public PushDialect
{
public:
    explicit AdmsDialect(const PushLimits &limits);

    bool match(const HttpHead &head) const override;
    std::optional<Problem> admit(const PushVisitor &visitor, PushTicket &ticket) const override;
    PushWork parse(const PushTicket &ticket, const QByteArray &body, qint64 nowUtc) override;
    PushAnswer refuse(const Problem &problem, const PushTicket &ticket) const override;

private:
    PushWork parseRequest(const PushTicket &ticket, const AdmsQuery &query, const QByteArray &body,
                          qint64 nowUtc);
    std::optional<Problem> admitEndpoint(const PushVisitor &visitor, PushTicket &ticket,
                                         const AdmsQuery &query) const;
    PushWork parseUpload(const PushTicket &ticket, const AdmsQuery &query, const QByteArray &body,
                         qint64 nowUtc);
    PushWork parseAccess(const PushTicket &ticket, const AdmsQuery &query, const QByteArray &body,
                         qint64 nowUtc);
    PushWork parseQueryData(const PushTicket &ticket, const AdmsQuery &query,
                            const QByteArray &body, qint64 nowUtc);

    PushLimits m_limits;
    QueryJoiner m_joiner;
};

} // namespace rollcall::push
