// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

#include <memory>

struct zip;
struct zip_file;

namespace rollcall {

/// What an archive may unpack to. A small file can hold gigabytes of the same letter.
struct ZipLimits
{
    qint64 partBytes = qint64{256} * 1024 * 1024; ///< of one part, unpacked
    /// A part above 16 MiB may be so many times as large as its packed form. Sheets reach some 100.
    qint64 ratio = 400;
    /// Bytes between two '<': the longest text or tag of a part, which a reader of XML keeps whole.
    qint64 run = qint64{1} * 1024 * 1024;
};

/// One part of an archive as it is unpacked, read forward. Lives shorter than its ZipParts.
class ZipPart : public QIODevice
{
public:
    ZipPart(zip_file *file, const ZipLimits &limits);
    ~ZipPart() override;

    bool isSequential() const override { return true; }
    /// A limit was met or the part is damaged; what was read so far is not all.
    bool isBroken() const { return m_isBroken; }

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    struct Closer
    {
        void operator()(zip_file *file) const;
    };
    bool keepsRun(const char *data, qint64 size);

    const ZipLimits m_limits;
    std::unique_ptr<zip_file, Closer> m_file;
    qint64 m_read = 0;
    qint64 m_run = 0;
    bool m_isBroken = false;
};

/// A zip archive in memory. One thread.
class ZipParts
{
public:
    /// InvalidInput: no archive.
    static Result<std::unique_ptr<ZipParts>> open(const QByteArray &bytes,
                                                  const ZipLimits &limits = {});
    ~ZipParts();
    ZipParts(const ZipParts &) = delete;
    ZipParts &operator=(const ZipParts &) = delete;

    bool has(const QString &name) const;
    /// NotFound: no such part. InvalidInput: encrypted, packed in a way that is not known, or it
    /// would unpack to more than the limits allow.
    Result<std::unique_ptr<ZipPart>> part(const QString &name) const;

private:
    ZipParts(const QByteArray &bytes, const ZipLimits &limits);

    const QByteArray m_bytes; ///< the archive reads from it
    const ZipLimits m_limits;
    zip *m_archive = nullptr;
};

} // namespace rollcall
