// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/pushdialect.h"
#include "devices/push/pushlimits.h"

namespace rollcall::push {

/// The product's own push API (push-protocols.md, part 1): push-log, heartbeat and health.
class JsonApi : public PushDialect
{
public:
    explicit JsonApi(const PushLimits &limits);

    bool match(const HttpHead &head) const override;
    std::optional<Problem> admit(const PushVisitor &visitor, PushTicket &ticket) const override;
    PushWork parse(const PushTicket &ticket, const QByteArray &body, qint64 nowUtc) override;
    PushAnswer refuse(const Problem &problem, const PushTicket &ticket) const override;

private:
    PushWork parsePushLog(const PushTicket &ticket, const QByteArray &body, qint64 nowUtc) const;
    PushWork parseHeartbeat(const PushTicket &ticket, const QByteArray &body, qint64 nowUtc) const;

    PushLimits m_limits;
};

} // namespace rollcall::push
