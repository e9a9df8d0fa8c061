// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/zippacker.h"

#include <memory>
#include <zip.h>

namespace rollcall {

namespace {

/// 1 January 1980, the first day that the format knows.
constexpr zip_uint16_t kNoDay = (1 << 5) | 1;

struct SourceRelease
{
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, SourceRelease>;

struct ArchiveRelease
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ArchiveRelease>;

bool addMember(zip_t *archive, const ZipMember &member)
{
    Source part(zip_source_buffer(archive, member.bytes.constData(),
                                  static_cast<zip_uint64_t>(member.bytes.size()), 0));
    if (!part)
        return false;
    const zip_int64_t added =
        zip_file_add(archive, member.name.constData(), part.get(), ZIP_FL_ENC_UTF_8);
    if (added < 0)
        return false;
    (void)part.release(); // the archive's from now on
    const auto index = static_cast<zip_uint64_t>(added);
    return zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, 0) == 0 &&
           zip_file_set_dostime(archive, index, 0, kNoDay, 0) == 0;
}

bool readBack(zip_source_t *target, QByteArray *bytes)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_open(target) != 0)
        return false;
    bool isWhole = false;
    if (zip_source_stat(target, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0) {
        bytes->resize(static_cast<qsizetype>(stat.size));
        isWhole = zip_source_read(target, bytes->data(), stat.size) ==
                  static_cast<zip_int64_t>(stat.size);
    }
    zip_source_close(target);
    return isWhole;
}

} // namespace

Result<QByteArray> packZip(const QList<ZipMember> &members)
{
    const Source target(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!target)
        return errors::internal(QStringLiteral("zip buffer"));
    Archive archive(zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
    if (!archive)
        return errors::internal(QStringLiteral("zip open"));
    zip_source_keep(target.get()); // closing the archive gives its own share away
    for (const ZipMember &member : members) {
        if (!addMember(archive.get(), member))
            return errors::internal(QStringLiteral("zip add"));
    }
    if (zip_close(archive.get()) != 0)
        return errors::internal(QStringLiteral("zip close"));
    (void)archive.release();
    QByteArray bytes;
    if (!readBack(target.get(), &bytes))
        return errors::internal(QStringLiteral("zip read back"));
    return bytes;
}

} // namespace rollcall
