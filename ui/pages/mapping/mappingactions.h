// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/io/mappingfile.h"
#include "core/ports/rows.h"
#include "ui/uiports.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

namespace rollcall::ui {

class FileChooser;
class MapDialog;
class SuggestionList;

/// What can be done with the users of a device: the dialogs and calls behind the buttons of "User
/// Mapping". Whatever changes mappings can be taken back. GUI thread; @p page owns it and its
/// dialogs.
class MappingActions : public QObject
{
    Q_OBJECT

public:
    MappingActions(const UiPorts &ports, FileChooser &chooser, QWidget *page);

    /// Which device the following is about.
    void setDevice(DeviceId device, const QString &name);
    /// "Who is user 771?", beginning with @p first, then the next of @p shown that mean nobody.
    void openDialog(const QList<MappingRow> &shown, const QList<MappingRow> &all,
                    const QString &first);
    bool isDialogOpen() const;
    /// Those of @p rows that are mapped.
    void unmap(const QList<MappingRow> &rows);
    void suggest(const SuggestionList &suggestions, const QList<MappingRow> &all);
    void importFile();
    void exportFile();
    /// People who are no user of any device.
    void showPeopleWithoutUser();

signals:
    /// @p headline is a whole sentence.
    void failed(const QString &headline, const rollcall::Error &error);
    /// Empty: what was said last does not hold any more.
    void said(const QString &text);
    void undoable(const QString &text, std::function<void()> undo);
    /// Users mean other people now.
    void changed();
    void dialogClosed();

private:
    /// One mapping of the dialog that is stored.
    struct Step
    {
        UserMapping mapping;
        QString personName;
        MappingCounts counts;
    };

    void map(const UserMapping &mapping, const QString &personName);
    void stored(const Step &step);
    void takeBackLast();
    void tellRun();
    void tellUndoable(const QString &text, const MappingChange &change);
    void undo(const MappingChange &change);
    void openImport(const QString &fileName, const MappingFile &file);
    void saveLines(const QString &path);

    const UiPorts m_ports;
    FileChooser &m_chooser;
    QWidget *m_page;
    DeviceId m_device;
    QString m_deviceName;
    QPointer<MapDialog> m_dialog;
    QList<Step> m_run; ///< since the dialog was opened
};

} // namespace rollcall::ui
