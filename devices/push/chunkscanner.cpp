// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/chunkscanner.h"

#include <algorithm>

namespace rollcall::push {

namespace {

constexpr int kMaxSizeDigits = 8;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

qsizetype ChunkScanner::take(QByteArrayView bytes)
{
    qsizetype at = 0;
    while (at < bytes.size() && m_state == State::Reading) {
        if (m_place == Place::Data) {
            const qsizetype run =
                static_cast<qsizetype>(std::min<qint64>(m_chunk, bytes.size() - at));
            m_chunk -= run;
            m_raw += run;
            at += run;
            if (m_chunk == 0)
                m_place = Place::DataReturn;
        } else {
            takeOne(bytes.at(at++));
            ++m_raw;
        }
        if (m_state == State::Reading && m_raw > m_maxRaw)
            m_state = State::TooLarge;
    }
    return at;
}

void ChunkScanner::takeOne(char c)
{
    const auto expect = [this, c](char wanted, Place next) {
        if (c == wanted)
            m_place = next;
        else
            m_state = State::Malformed;
    };
    switch (m_place) {
    case Place::Size:
        if (const int digit = hexValue(c); digit >= 0 && m_digits < kMaxSizeDigits) {
            m_chunk = m_chunk * 16 + digit;
            ++m_digits;
        } else if (m_digits > 0 && c == ';') {
            m_place = Place::Extension;
        } else if (m_digits > 0) {
            expect('\r', Place::SizeEnd);
        } else {
            m_state = State::Malformed;
        }
        break;
    case Place::Extension:
        if (c == '\r')
            m_place = Place::SizeEnd;
        else if (c == '\n')
            m_state = State::Malformed;
        break;
    case Place::SizeEnd:
        expect('\n', Place::Data);
        if (m_state == State::Reading)
            endOfSizeLine();
        break;
    case Place::Data:
        break;
    case Place::DataReturn:
        expect('\r', Place::DataEnd);
        break;
    case Place::DataEnd:
        expect('\n', Place::Size);
        break;
    case Place::LastReturn:
        expect('\r', Place::LastEnd);
        break;
    case Place::LastEnd:
        m_state = c == '\n' ? State::Done : State::Malformed;
        break;
    }
}

void ChunkScanner::endOfSizeLine()
{
    m_digits = 0;
    if (m_chunk == 0) {
        m_place = Place::LastReturn;
        return;
    }
    m_decoded += m_chunk;
    if (m_decoded > m_maxBody)
        m_state = State::TooLarge;
}

} // namespace rollcall::push
