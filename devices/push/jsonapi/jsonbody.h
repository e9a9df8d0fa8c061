// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonDocument>

#include <optional>

namespace rollcall::push {

/// Deepest nesting of arrays and objects that is read (push-protocols.md, section 1.5).
inline constexpr int kMaxJsonNesting = 16;

/// The one JSON document in @p body: UTF-8 (a leading byte order mark is dropped), no trailing
/// bytes, nested at most kMaxJsonNesting deep. Everything else is nullopt. Pure and bounded by the
/// size of the body.
std::optional<QJsonDocument> readJson(QByteArray body);

} // namespace rollcall::push
