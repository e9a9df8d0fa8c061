// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace rollcall::ui {

/// What to ask for when a file is to be written.
struct SaveRequest
{
    QString title;
    QString fileName;   ///< suggested, with suffix, without folder
    QString nameFilter; ///< e.g. "CSV files (*.csv)"; several with ";;" between
    QString suffix; ///< added when the user leaves it off, e.g. "csv"; another filter's is its own
};

/// What to ask for when a file is to be read.
struct OpenRequest
{
    QString title;
    QString nameFilter; ///< as in SaveRequest
};

/// Where the user wants a file. Handed in, so that tests can answer; never blocks.
class FileChooser
{
public:
    FileChooser() = default;
    virtual ~FileChooser() = default;
    FileChooser(const FileChooser &) = delete;
    FileChooser &operator=(const FileChooser &) = delete;

    /// Calls @p chosen with the path once the user has decided; not at all when the user gives up
    /// or @p parent ends.
    virtual void chooseSaveFile(QWidget *parent, const SaveRequest &request,
                                std::function<void(const QString &path)> chosen) = 0;
    /// The same for a file that is there.
    virtual void chooseOpenFile(QWidget *parent, const OpenRequest &request,
                                std::function<void(const QString &path)> chosen) = 0;
};

/// The platform's own file dialog.
class DialogFileChooser final : public FileChooser
{
public:
    void chooseSaveFile(QWidget *parent, const SaveRequest &request,
                        std::function<void(const QString &path)> chosen) override;
    void chooseOpenFile(QWidget *parent, const OpenRequest &request,
                        std::function<void(const QString &path)> chosen) override;
};

} // namespace rollcall::ui
