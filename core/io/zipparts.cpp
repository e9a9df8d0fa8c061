// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/zipparts.h"

#include <QCoreApplication>

#include <cstring>
#include <zip.h>

namespace rollcall {

namespace {

constexpr quint64 kSmallPart = 16ULL * 1024 * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ZipParts", text);
}

Error damaged(const QString &detail)
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ZipParts",
                              "The file is damaged or no workbook. Nothing was taken from it. Save "
                              "it again as .xlsx in the spreadsheet.")),
        detail);
}

Error tooLarge()
{
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ZipParts",
                              "The file unpacks to far more than a list of people needs. Nothing "
                              "was taken from it. Copy the list alone into a new workbook.")),
        QStringLiteral("zip limits"));
}

} // namespace

ZipPart::ZipPart(zip_file *file, const ZipLimits &limits)
    : m_limits(limits)
    , m_file(file)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

ZipPart::~ZipPart() = default;

void ZipPart::Closer::operator()(zip_file *file) const
{
    zip_fclose(file);
}

bool ZipPart::keepsRun(const char *data, qint64 size)
{
    for (qint64 at = 0; at < size;) {
        const void *found = std::memchr(data + at, '<', static_cast<size_t>(size - at));
        const qint64 end = found ? static_cast<const char *>(found) - data : size;
        m_run += end - at;
        if (m_run > m_limits.run)
            return false;
        if (found)
            m_run = 0;
        at = end + 1;
    }
    return true;
}

qint64 ZipPart::readData(char *data, qint64 size)
{
    if (m_isBroken)
        return -1;
    const zip_int64_t got = zip_fread(m_file.get(), data, static_cast<zip_uint64_t>(size));
    m_read += qMax<qint64>(got, 0);
    m_isBroken = got < 0 || m_read > m_limits.partBytes || !keepsRun(data, got);
    return m_isBroken ? -1 : got;
}

ZipParts::ZipParts(const QByteArray &bytes, const ZipLimits &limits)
    : m_bytes(bytes)
    , m_limits(limits)
{}

ZipParts::~ZipParts()
{
    if (m_archive)
        zip_discard(m_archive);
}

Result<std::unique_ptr<ZipParts>> ZipParts::open(const QByteArray &bytes, const ZipLimits &limits)
{
    std::unique_ptr<ZipParts> parts(new ZipParts(bytes, limits));
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(
        parts->m_bytes.constData(), static_cast<zip_uint64_t>(parts->m_bytes.size()), 0, &error);
    if (source) {
        parts->m_archive = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (!parts->m_archive)
            zip_source_free(source);
    }
    const int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    if (!parts->m_archive)
        return damaged(QStringLiteral("zip %1").arg(code));
    return parts;
}

bool ZipParts::has(const QString &name) const
{
    return zip_name_locate(m_archive, name.toUtf8().constData(), 0) >= 0;
}

Result<std::unique_ptr<ZipPart>> ZipParts::part(const QString &name) const
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat(m_archive, name.toUtf8().constData(), 0, &stat) != 0)
        return errors::notFound(damaged({}).userText);
    constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_INDEX;
    if ((stat.valid & kNeeded) != kNeeded)
        return damaged(QStringLiteral("zip sizes"));
    const bool isBomb =
        stat.size > kSmallPart && stat.size / static_cast<zip_uint64_t>(m_limits.ratio) >
                                      qMax<zip_uint64_t>(stat.comp_size, 1);
    if (stat.size > static_cast<zip_uint64_t>(m_limits.partBytes) || isBomb)
        return tooLarge();
    zip_file_t *file = zip_fopen_index(m_archive, stat.index, 0);
    if (!file)
        return damaged(QStringLiteral("zip part"));
    return std::make_unique<ZipPart>(file, m_limits);
}

} // namespace rollcall
