// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/pushcredential.h"
#include "devices/push/problem.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>

#include <optional>

namespace rollcall::push {

/// Who may push (push-protocols.md, sections 1.2 and 2.3): the tables of tokens and of serial
/// numbers, in memory. A value; thread: its owner's.
class Admission
{
public:
    /// Whom a request comes from, or why it is refused. With a refusal because of the device's
    /// state the device is named too, for the list of refusals; it proved the right token.
    struct Decision
    {
        std::optional<PushCredential> device;
        std::optional<Problem> refusal;
    };

    void setCredentials(QList<PushCredential> credentials);

    /// @p authorization: every value of the Authorization field; @p nowUtc in ms, for tokens on
    /// their way out. Looks at every row whatever it finds, so that the time it takes says nothing
    /// about the tokens.
    Decision admit(const QList<QByteArray> &authorization, const QHostAddress &peer,
                   qint64 nowUtc) const;
    /// The same for a terminal that names its serial number only. It proves nothing by that, so a
    /// refusal says which of the reasons it is to our own list only.
    Decision admitSerial(const QString &serial, const QHostAddress &peer) const;

private:
    QList<PushCredential> m_tokens;
    QHash<QString, PushCredential> m_serials;
};

/// The one 401 for unknown, malformed and missing tokens alike. @p tokenGiven: a token was sent, it
/// is just not good.
Problem unauthorized(bool tokenGiven);

/// True when @p allowed is empty or names the peer: single addresses or subnets ("192.168.1.0/24").
/// Mapped IPv4 addresses count as IPv4.
bool isAddressAllowed(const QStringList &allowed, const QHostAddress &peer);

/// An IPv4 address that came in mapped to IPv6, as IPv4; others as they are.
QHostAddress plainAddress(const QHostAddress &address);

/// Equal length and equal bytes, in a time that does not depend on where they differ.
bool equalDigests(const QByteArray &a, const QByteArray &b);

} // namespace rollcall::push
