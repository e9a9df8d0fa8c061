// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QPair>
#include <QString>

namespace rollcall::push {

/// A line of "Key=value" fields. Tabs separate them; in a line without tabs a new key begins at
/// white space that a word and "=" follow (push-protocols.md, section 2.7). Keys in any case and
/// order; a value may hold "=" and blanks. A word in front of a key, such as the name of a table,
/// does not belong to it. Of a key that comes twice the first counts. At most 64 fields are read.
class KeyedRow
{
public:
    explicit KeyedRow(QStringView text);

    bool has(QStringView lowerKey) const;
    /// Empty when it is not there.
    QString value(QStringView lowerKey) const;
    /// The first of these keys that is there.
    QString firstValue(std::initializer_list<QStringView> lowerKeys) const;

private:
    void take(QStringView field);

    QList<QPair<QString, QString>> m_fields;
};

} // namespace rollcall::push
