// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/adms/admspunch.h"

namespace rollcall::push {

/// Reads the body of an ATTLOG upload (push-protocols.md, section 2.6): columns between tabs, lines
/// with keys, lines padded with blanks. Nothing is lost: what is no punch is set aside or counted.
/// Pure and bounded by the size of the body.
AdmsPunches readAttlog(QByteArrayView body, ZoneClock &zone, qint64 nowUtc,
                       const PushLimits &limits);

} // namespace rollcall::push
