// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace rollcall {

/// How a word sounds, in Latin consonants: the vowels, which every office spells in its own way and
/// Arabic leaves out, are dropped except in the beginning, aspirates and doubled letters are one,
/// and letters of Arabic and the Indian scripts stand for the Latin ones that are written for them.
/// Muhammad, Mohammed, Mohd, محمد and मोहम्मद are all "mhmd". Empty for other scripts. @p folded: a
/// word as foldText() gives it.
QString soundOf(QStringView folded);

/// A name taken apart for comparing.
struct NameKey
{
    struct Word
    {
        QString text; ///< folded
        QString sound;
    };
    QList<Word> words; ///< without "al", "bin" and the like

    bool isEmpty() const { return words.isEmpty(); }
};

NameKey nameKey(const QString &name);

/// How alike two names are, 0 to 100, whatever the order of their words: 100 = the same words, 90
/// and more = they sound the same, about 80 = cut short or a letter apart; fewer when one has words
/// that the other lacks.
int nameSimilarity(const NameKey &a, const NameKey &b);

} // namespace rollcall
