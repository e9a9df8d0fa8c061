// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/requestid.h"

#include <QRandomGenerator>

namespace rollcall::push {

QByteArray makeRequestId()
{
    return QByteArray::number(QRandomGenerator::global()->generate(), 16).rightJustified(8, '0');
}

} // namespace rollcall::push
