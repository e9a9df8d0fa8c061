// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/verifymethod.h"

#include <array>
#include <cstddef>

namespace rollcall {

namespace {

using enum VerifyMethod;

constexpr VerifyMethods kNothing;

/// By code. "Or" proves nothing, and neither do 2 and 3, which some terminals use otherwise.
constexpr std::array<VerifyMethods, 30> kProven = {
    kNothing,                  // automatic
    Fingerprint,               //
    kNothing,                  // PIN
    kNothing,                  // password
    Card,                      //
    kNothing,                  // finger or password
    kNothing,                  // finger or card
    kNothing,                  // card or password
    Fingerprint,               // with a PIN
    Fingerprint,               // with a password
    Card | Fingerprint,        //
    Card,                      // with a password
    Fingerprint | Card,        // with a password
    Fingerprint,               // with a PIN and a password
    Fingerprint,               // with a PIN or a card
    Face,                      //
    Face | Fingerprint,        //
    Face,                      // with a password
    Face | Card,               //
    Face | Fingerprint | Card, //
    Face | Fingerprint,        // with a password
    FingerVein,                //
    FingerVein,                // with a password
    FingerVein | Card,         //
    FingerVein | Card,         // with a password
    Palm,                      //
    Palm | Card,               //
    Palm | Face,               //
    Palm | Fingerprint,        //
    Palm | Fingerprint | Face, //
};

} // namespace

VerifyMethods provenBy(int verify)
{
    const auto code = static_cast<size_t>(verify);
    return verify >= 0 && code < kProven.size() ? kProven.at(code) : kNothing;
}

} // namespace rollcall
