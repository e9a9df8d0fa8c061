// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace rollcall {

/// A search key: decomposed (so that Arabic presentation forms are letters again), accents, vowel
/// points and case dropped, digits of any script as 0-9, the Persian and Urdu shapes of a letter as
/// the Arabic one, ß as ss and the like, runs of anything that is neither letter nor digit as one
/// blank. The vowel signs of Indian scripts stay. "Zoë  MÜLLER-Ö" becomes "zoe muller o".
QString foldText(QStringView text);

/// True when every word of @p foldedQuery begins some word of @p foldedKey, in any order. An empty
/// query matches.
bool foldedMatch(QStringView foldedKey, QStringView foldedQuery);

} // namespace rollcall
