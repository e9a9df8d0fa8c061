// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/io/zipparts.h"

#include <QString>
#include <QXmlStreamReader>

#include <memory>

namespace rollcall {

/// Walks through an XML part of an archive element by element within bounds: no document type, no
/// deep nesting. What a walker keeps is for it to bound.
class XmlPart
{
public:
    enum class Step {
        Start, ///< of an element
        End,
        Text,
        Done, ///< the end of the part, or it is broken: look at failure()
    };

    explicit XmlPart(std::unique_ptr<ZipPart> part)
        : m_part(std::move(part))
        , m_xml(m_part.get())
    {}

    Step next();
    QStringView name() const { return m_xml.name(); }
    QStringView text() const { return m_xml.text(); }
    /// The attribute without a prefix; null when there is none.
    QString attribute(QLatin1String name) const;
    /// The one with any prefix, as in r:id: the name spaces of two editions of the format differ.
    QString prefixedAttribute(QLatin1String name) const;
    /// After Done: was that the end?
    Result<> failure() const;

private:
    std::unique_ptr<ZipPart> m_part;
    QXmlStreamReader m_xml;
    int m_depth = 0;
    bool m_isRefused = false;
};

/// InvalidInput: the workbook is damaged. @p detail for the log.
Error damagedWorkbook(const QString &detail);

} // namespace rollcall
