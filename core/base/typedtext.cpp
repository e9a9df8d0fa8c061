// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/typedtext.h"

namespace rollcall {

namespace {

/// Signs that keyboards of other scripts have in the place of "." and ":".
QChar asciiSign(QChar sign)
{
    switch (sign.unicode()) {
    case 0x3002: // ideographic full stop
    case 0xFF61: // its half-width form
    case 0x066B: // Arabic decimal separator
    case 0x06D4: // Arabic full stop
        return u'.';
    default:
        return sign;
    }
}

} // namespace

QString tidyText(const QString &typed)
{
    QString text = typed;
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control && !c.isSpace(); });
    return text.simplified();
}

QString tidyNumber(const QString &typed)
{
    // Compatibility forms hold the full-width letters, digits and signs.
    QString text = typed.normalized(QString::NormalizationForm_KC);
    text.removeIf([](QChar c) {
        return c.isSpace() || c.category() == QChar::Other_Control ||
               c.category() == QChar::Other_Format; // marks of the writing direction
    });
    for (QChar &c : text) {
        const int digit = c.digitValue();
        c = digit >= 0 ? QChar(u'0' + digit) : asciiSign(c);
    }
    return text;
}

TypedAddress tidyAddress(const QString &typed)
{
    QString text = tidyNumber(typed);
    if (const auto scheme = text.indexOf(QLatin1String("://")); scheme >= 0)
        text.remove(0, scheme + 3);
    text = text.section(u'/', 0, 0);
    TypedAddress address;
    if (text.startsWith(u'[')) { // [fe80::1]:4370
        address.host = text.mid(1).section(u']', 0, 0);
        address.port = text.section(u']', 1).section(u':', 1);
    } else if (text.count(u':') == 1) {
        address.host = text.section(u':', 0, 0);
        address.port = text.section(u':', 1);
    } else {
        address.host = text;
    }
    return address;
}

} // namespace rollcall
