// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/tlsidentity.h"
#include "tests/devices/push/pushfixture.h"

namespace rollcall::test {

/// A self-signed certificate for 127.0.0.1, the same one in the whole program: to make one takes a
/// while. Good at the time of FakeClock and at the real one.
const push::TlsIdentity &testIdentity();
/// Another one, for what a renewed certificate does.
const push::TlsIdentity &otherIdentity();

/// Lets the fixture's server listen over HTTPS too; answers the port.
quint16 listenEncrypted(PushFixture &fixture);

} // namespace rollcall::test
