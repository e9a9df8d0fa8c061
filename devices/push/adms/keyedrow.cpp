// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/keyedrow.h"

#include <algorithm>

namespace rollcall::push {

namespace {

constexpr qsizetype kMostFields = 64;

bool isWordChar(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'~';
}

/// Does a word and "=" begin at @p at?
bool isKeyAt(QStringView text, qsizetype at)
{
    const qsizetype start = at;
    while (at < text.size() && isWordChar(text.at(at)))
        ++at;
    return at > start && at < text.size() && text.at(at) == u'=';
}

/// Where the field that begins at @p at ends.
qsizetype fieldEnd(QStringView text, qsizetype at)
{
    for (++at; at < text.size(); ++at) {
        if (text.at(at - 1).isSpace() && !text.at(at).isSpace() && isKeyAt(text, at))
            return at;
    }
    return text.size();
}

} // namespace

KeyedRow::KeyedRow(QStringView text)
{
    if (text.contains(u'\t')) {
        for (const QStringView field : text.tokenize(u'\t'))
            take(field);
        return;
    }
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = fieldEnd(text, at);
        take(text.sliced(at, end - at));
        at = end;
    }
}

void KeyedRow::take(QStringView field)
{
    const qsizetype equals = field.indexOf(u'=');
    if (equals <= 0 || m_fields.size() >= kMostFields)
        return;
    QStringView name = field.first(equals).trimmed();
    name = name.sliced(name.lastIndexOf(u' ') + 1);
    const QString key = name.toString().toLower();
    if (!key.isEmpty() && !has(key))
        m_fields.append({key, field.sliced(equals + 1).trimmed().toString()});
}

bool KeyedRow::has(QStringView lowerKey) const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [lowerKey](const auto &field) { return field.first == lowerKey; });
}

QString KeyedRow::value(QStringView lowerKey) const
{
    for (const QPair<QString, QString> &field : m_fields) {
        if (field.first == lowerKey)
            return field.second;
    }
    return {};
}

QString KeyedRow::firstValue(std::initializer_list<QStringView> lowerKeys) const
{
    for (const QStringView key : lowerKeys) {
        if (has(key))
            return value(key);
    }
    return {};
}

} // namespace rollcall::push
