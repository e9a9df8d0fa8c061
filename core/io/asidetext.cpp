// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/asidetext.h"

#include <QCryptographicHash>

namespace rollcall {

QString asideText(const QString &text)
{
    if (text.size() <= kMostAsideText)
        return text;
    const QByteArray bytes = text.toUtf8();
    return cutAsideText(text, bytes.size(),
                        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
}

QString cutAsideText(const QString &text, qint64 bytes, const QByteArray &sha256)
{
    qsizetype size = qMin(kMostAsideText, text.size());
    if (size < text.size() && text.at(size - 1).isHighSurrogate())
        --size;
    return QStringLiteral("%1 [… %2 bytes, sha256 %3]")
        .arg(text.left(size), QString::number(bytes), QString::fromLatin1(sha256.toHex()));
}

} // namespace rollcall
