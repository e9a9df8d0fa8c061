// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "devices/push/pushlimits.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QPair>

namespace rollcall::push {

using HttpField = QPair<QByteArray, QByteArray>;

/// The head of a request, checked: what is here can be acted upon without a second look at the
/// bytes.
struct HttpHead
{
    QByteArray method;         ///< as sent; methods are case-sensitive
    QByteArray path;           ///< of the target, still percent-encoded; "*" for the asterisk form
    QByteArray query;          ///< without the question mark; may hold a secret, so never logged
    int minorVersion = 1;      ///< of HTTP/1.x
    QList<HttpField> fields;   ///< names as sent, values without surrounding blanks
    qsizetype size = 0;        ///< bytes of the head, its closing empty line included
    qint64 contentLength = -1; ///< -1: none was given; above any limit when it does not fit
    bool chunked = false;
    bool expectContinue = false;
    bool close = false; ///< Connection: close, or HTTP/1.0

    bool hasBody() const { return chunked || contentLength > 0; }
    /// The values of every field of that name, in order. @p name in lower case.
    QList<QByteArray> values(QByteArrayView name) const;
};

enum class HeadStatus {
    Incomplete, ///< nothing wrong so far
    Complete,
    Malformed,      ///< 400
    TargetTooLong,  ///< 414
    HeadersTooLarge ///< 431
};

struct HeadReading
{
    HeadStatus status = HeadStatus::Incomplete;
    HttpHead head; ///< whole only when Complete
};

/// Reads a request head from the first bytes of a request; more may follow it. Pure and bounded: it
/// never looks beyond the limits, and says so as soon as they are passed, whether or not the head
/// ends later.
///
/// Stricter than the library behind it wherever two readers could disagree about where a request
/// ends: two lengths, a length with chunks, a length that is not a plain number, another coding
/// than chunked, folded or nameless fields, bare carriage returns and control bytes are all
/// Malformed (push-protocols.md, sections 1.5 and 5). Lines may end with LF alone, and a missing
/// Host is taken: old terminals do both (section 2.2).
HeadReading readHead(QByteArrayView bytes, const PushLimits &limits);

} // namespace rollcall::push
