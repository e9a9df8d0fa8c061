// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QJsonObject;

namespace rollcall::push {

/// What is kept to prove where a punch came from: the known members of its @p item as received, as
/// compact JSON of at most 512 characters. Unknown members are left out, they may hold anything
/// about a person. A pure function.
QString keptText(const QJsonObject &item);

} // namespace rollcall::push
