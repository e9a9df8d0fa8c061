// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/output.h"

#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace rollcall::ctl {

namespace {

bool isTerminal(FILE *stream)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void Output::line(const QString &text) const
{
    if (!m_json)
        write(stdout, QString(text + u'\n'));
}

void Output::table(const QStringList &head, const QList<QStringList> &rows,
                   const QList<int> &rightAligned) const
{
    if (m_json)
        return;
    QList<qsizetype> widths;
    for (const QString &title : head)
        widths.append(title.size());
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = qMax(widths.at(i), row.at(i).size());
    }
    const auto put = [&](const QStringList &row) {
        QString text;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool right = rightAligned.contains(static_cast<int>(i));
            text += right ? row.at(i).rightJustified(widths.at(i))
                          : row.at(i).leftJustified(widths.at(i));
            text += QLatin1String("  ");
        }
        while (text.endsWith(u' '))
            text.chop(1);
        write(stdout, QString(text + u'\n'));
    };
    put(head);
    for (const QStringList &row : rows)
        put(row);
}

void Output::json(const QJsonDocument &document) const
{
    if (m_json)
        write(stdout, QString::fromUtf8(document.toJson(QJsonDocument::Indented)));
}

void Output::bytes(const QByteArray &bytes) const
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
}

void Output::message(const QString &text) const
{
    write(stderr, QString(text + u'\n'));
}

void Output::progress(const QString &text) const
{
    if (isTerminal(stderr))
        write(stderr, QString(u'\r' + text + QStringLiteral("\x1b[K")));
}

void Output::endProgress() const
{
    if (isTerminal(stderr))
        write(stderr, QStringLiteral("\r\x1b[K"));
}

int Output::fail(const Error &error) const
{
    QString text = error.userText;
    if (!error.detail.isEmpty())
        text += QString(QStringLiteral(" (") + errorWord(error.code) + QStringLiteral(": ") +
                        error.detail + u')');
    write(stderr, QString(text + u'\n'));
    return exitStatusOf(error);
}

void JsonList::add(const QJsonObject &object)
{
    if (!m_out.isJson())
        return;
    m_out.bytes(m_isEmpty ? "[\n" : ",\n");
    m_out.bytes(QJsonDocument(object).toJson(QJsonDocument::Compact));
    m_isEmpty = false;
}

void JsonList::end()
{
    if (m_out.isJson())
        m_out.bytes(m_isEmpty ? "[]\n" : "\n]\n");
}

void GrowingTable::write(const Output &out, const QStringList &head, const QList<QStringList> &rows)
{
    if (out.isJson())
        return;
    const bool isFirst = m_widths.isEmpty();
    if (isFirst) {
        for (qsizetype i = 0; i < head.size(); ++i) {
            m_widths.append(head.at(i).size());
            for (const QStringList &row : rows)
                m_widths[i] = qMax(m_widths.at(i), row.at(i).size());
        }
    }
    const auto put = [&](const QStringList &row) {
        QString text;
        for (qsizetype i = 0; i < row.size(); ++i)
            text += row.at(i).leftJustified(m_widths.at(i) + 2);
        out.line(text.trimmed());
    };
    if (isFirst)
        put(head);
    for (const QStringList &row : rows)
        put(row);
}

int exitStatusOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Timeout:
    case ErrorCode::Unreachable:
    case ErrorCode::AuthRejected:
    case ErrorCode::ProtocolViolation:
    case ErrorCode::WrongTerminal:
        return kDeviceFailed;
    case ErrorCode::StorageNewer:
    case ErrorCode::StorageDamaged:
        return kDatabaseFailed;
    default:
        return kFailed;
    }
}

} // namespace rollcall::ctl
