// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace rollcall::push {

/// Finds the end of a chunked body and counts what it holds, without keeping any of it (RFC 9112,
/// section 7.1). The library decodes it; this only has to agree with the library about where it
/// ends, so it takes nothing but the plain form: hexadecimal sizes, CRLF, and no trailer fields,
/// which the library would leave for the next request.
class ChunkScanner
{
public:
    enum class State { Reading, Done, Malformed, TooLarge };

    /// @p maxBody: most bytes of content; @p maxRaw: most bytes with the chunks' own lines.
    ChunkScanner(qint64 maxBody, qint64 maxRaw)
        : m_maxBody(maxBody)
        , m_maxRaw(maxRaw)
    {}

    /// Takes the next bytes. Answers how many of them belong to the body: all of them while it is
    /// still Reading.
    qsizetype take(QByteArrayView bytes);

    State state() const noexcept { return m_state; }
    /// Bytes of content seen so far.
    qint64 decoded() const noexcept { return m_decoded; }

private:
    enum class Place { Size, Extension, SizeEnd, Data, DataReturn, DataEnd, LastReturn, LastEnd };

    void takeOne(char c);
    void endOfSizeLine();

    qint64 m_maxBody;
    qint64 m_maxRaw;
    State m_state = State::Reading;
    Place m_place = Place::Size;
    qint64 m_raw = 0;
    qint64 m_decoded = 0;
    qint64 m_chunk = 0; ///< size being read, then bytes left of the chunk
    int m_digits = 0;
};

} // namespace rollcall::push
