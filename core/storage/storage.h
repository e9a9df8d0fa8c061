// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/ports/stores.h"
#include "core/storage/dbthread.h"

#include <memory>

namespace rollcall {

/// The store of a school: one writer, three readers, and the ports on top. Owned by wiring; its
/// ports may be called from any thread until it is destroyed. Destruction runs what is queued, then
/// closes.
class Storage
{
public:
    /// Opens, and brings the schema up to date. StorageNewer, StorageDamaged: the database was left
    /// untouched. NotFound: there is no database, and config.createIfMissing is off.
    static Result<std::unique_ptr<Storage>> open(const StorageConfig &config, const Clock &clock);
    ~Storage();
    Storage(const Storage &) = delete;
    Storage &operator=(const Storage &) = delete;

    Stores stores();

private:
    Storage(const StorageConfig &config, const Clock &clock);
    struct Rooms;
    std::unique_ptr<DbThread> m_writer;
    std::unique_ptr<DbThread> m_readers[3];
    std::unique_ptr<Rooms> m_rooms;
};

/// Where the stores send their jobs.
struct StoreThreads
{
    DbThread &writer;
    DbThread &firstReader;
    DbThread &secondReader;
    DbThread &workReader;
    const Clock &clock;

    template <typename T>
    Answer<T> write(std::function<Result<T>(Database &)> work,
                    std::shared_ptr<WaitingLogs> logs = nullptr)
    {
        return writer.run<T>(std::move(work), std::move(logs));
    }
    /// For short look-ups.
    template <typename T>
    Answer<T> read(std::function<Result<T>(Database &)> work)
    {
        return firstReader.run<T>(std::move(work));
    }
    /// For lists and loads that may take longer.
    template <typename T>
    Answer<T> readLong(std::function<Result<T>(Database &)> work)
    {
        return secondReader.run<T>(std::move(work));
    }
    /// For what the house looks up or counts by itself: nobody who opens a list waits behind it
    /// (docs/adr/0012).
    template <typename T>
    Answer<T> readBehind(std::function<Result<T>(Database &)> work)
    {
        return workReader.run<T>(std::move(work));
    }
};

} // namespace rollcall
