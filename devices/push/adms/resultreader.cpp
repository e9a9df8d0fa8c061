// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/adms/resultreader.h"

#include "devices/push/adms/admstext.h"

#include <algorithm>
#include <optional>

namespace rollcall::push {

namespace {

constexpr qsizetype kMostResults = 100;
constexpr qsizetype kMostInfo = 16LL * 1024;
constexpr qsizetype kMostId = 16;
constexpr qsizetype kMostVerb = 64;

bool isWireId(QStringView id)
{
    return !id.isEmpty() && id.size() <= kMostId && std::all_of(id.begin(), id.end(), [](QChar c) {
        return c.unicode() < 0x80 && c.isLetterOrNumber();
    });
}

class ResultReader
{
public:
    void take(QStringView field)
    {
        field = field.trimmed();
        if (field.isEmpty())
            return;
        const qsizetype equals = field.indexOf(u'=');
        const QStringView name = field.first(qMax<qsizetype>(equals, 0)).trimmed();
        const QStringView value = field.sliced(equals + 1).trimmed();
        const auto is = [name](QStringView wanted) {
            return name.compare(wanted, Qt::CaseInsensitive) == 0;
        };
        if (is(u"ID"))
            begin(value);
        else if (is(u"Return"))
            m_value = admsNumber(value);
        else if (is(u"CMD"))
            m_result.verb = admsOneLine(admsCut(value, kMostVerb));
        else if (!is(u"SN"))
            addInfo(field);
    }

    QList<CommandResult> finish()
    {
        end();
        return m_results;
    }

private:
    void begin(QStringView id)
    {
        end();
        m_result = {};
        m_value.reset();
        if (isWireId(id))
            m_result.wireId = id.toString();
    }

    void addInfo(QStringView field)
    {
        if (m_result.info.size() + field.size() >= kMostInfo)
            return;
        if (!m_result.info.isEmpty())
            m_result.info += u'\n';
        m_result.info += field;
    }

    void end()
    {
        if (m_result.wireId.isEmpty() || !m_value || m_results.size() >= kMostResults)
            return;
        m_result.value = *m_value;
        m_results.append(m_result);
    }

    QList<CommandResult> m_results;
    CommandResult m_result;
    std::optional<qint64> m_value;
};

} // namespace

QList<CommandResult> readResults(QByteArrayView body)
{
    ResultReader reader;
    const QString text = admsText(body);
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && text.at(end) != u'&' && text.at(end) != u'\n')
            ++end;
        reader.take(QStringView(text).sliced(at, end - at));
        at = end + 1;
    }
    return reader.finish();
}

QList<CommandResult> readResults(const AdmsQuery &query)
{
    ResultReader reader;
    for (const QStringView name :
         {QStringView(u"id"), QStringView(u"return"), QStringView(u"cmd")}) {
        if (query.has(name))
            reader.take(QString(name % u'=' % query.value(name)));
    }
    return reader.finish();
}

} // namespace rollcall::push
