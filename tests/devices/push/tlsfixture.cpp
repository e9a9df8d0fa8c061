// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/tlsfixture.h"

#include "devices/push/selfsigned.h"

namespace rollcall::test {

namespace {

/// Ten years from here on hold both clocks.
constexpr qint64 kMadeUtc = 1767225600000; // 2026-01-01

push::TlsIdentity makeIdentity()
{
    const Result<push::PemPair> pair =
        push::makeSelfSigned({QStringLiteral("127.0.0.1")}, kMadeUtc);
    if (!pair)
        qFatal("certificate: %s", qPrintable(pair.error().detail));
    const Result<push::TlsIdentity> identity =
        push::TlsIdentity::fromPem(pair->certificate, pair->key, {}, FakeClock::kDefault);
    if (!identity)
        qFatal("identity: %s", qPrintable(identity.error().userText));
    return *identity;
}

} // namespace

const push::TlsIdentity &testIdentity()
{
    static const push::TlsIdentity identity = makeIdentity();
    return identity;
}

const push::TlsIdentity &otherIdentity()
{
    static const push::TlsIdentity identity = makeIdentity();
    return identity;
}

quint16 listenEncrypted(PushFixture &fixture)
{
    const Result<quint16> port =
        fixture.server->listen(QHostAddress(QHostAddress::LocalHost), 0, testIdentity());
    if (!port)
        qFatal("listen: %s", qPrintable(port.error().userText));
    return *port;
}

} // namespace rollcall::test
