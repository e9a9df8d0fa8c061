// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/mappingactions.h"

#include "core/base/ondone.h"
#include "core/ports/mappingcontrol.h"
#include "ui/background.h"
#include "ui/filechooser.h"
#include "ui/models/suggestionlist.h"
#include "ui/pages/mapping/importmappingdialog.h"
#include "ui/pages/mapping/mapdialog.h"
#include "ui/pages/mapping/suggestdialog.h"
#include "ui/pages/mapping/unmappedpeopledialog.h"
#include "ui/tableexport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace rollcall::ui {

namespace {

/// Read and taken apart in one go, off the thread of the windows.
Result<MappingFile> readFile(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return readMappingFile(file.readAll());
    return Error{ErrorCode::StorageFailure,
                 MappingActions::tr("“%1” could not be opened. Nothing was changed. Close it in "
                                    "the other program, or choose another file.")
                     .arg(QDir::toNativeSeparators(path)),
                 file.errorString()};
}

/// What became of the days, after the sentence that tells of the deed.
QString withDays(const QString &sentence, const MappingCounts &counts)
{
    QString days;
    if (!counts.waiting)
        days = MappingActions::tr("%Ln day(s) of attendance were built.", nullptr,
                                  static_cast<int>(counts.days));
    else if (counts.waiting->code == ErrorCode::Cancelled)
        days = MappingActions::tr("%Ln day(s) of attendance are still being built.", nullptr,
                                  static_cast<int>(counts.days));
    else
        days = MappingActions::tr("Its days could not be built yet; they follow with the next "
                                  "change.");
    return QString(sentence + u' ' + days);
}

QString storedText(const QString &userId, const QString &personName, const MappingCounts &counts)
{
    return withDays(MappingActions::tr("User %1 is now %2.").arg(userId, personName), counts);
}

QString mappedText(qsizetype users, const MappingCounts &counts)
{
    return withDays(
        MappingActions::tr("%Ln user(s) are now mapped.", nullptr, static_cast<int>(users)),
        counts);
}

} // namespace

MappingActions::MappingActions(const UiPorts &ports, FileChooser &chooser, QWidget *page)
    : QObject(page)
    , m_ports(ports)
    , m_chooser(chooser)
    , m_page(page)
{}

void MappingActions::setDevice(DeviceId device, const QString &name)
{
    m_device = device;
    m_deviceName = name;
}

bool MappingActions::isDialogOpen() const
{
    return m_dialog;
}

void MappingActions::openDialog(const QList<MappingRow> &shown, const QList<MappingRow> &all,
                                const QString &first)
{
    m_run.clear();
    m_dialog = new MapDialog(m_ports.people, {m_device, m_deviceName}, m_page);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setUsers(shown, all, first);
    connect(m_dialog, &MapDialog::chosen, this, &MappingActions::map);
    connect(m_dialog, &MapDialog::undoRequested, this, &MappingActions::takeBackLast);
    connect(m_dialog, &QDialog::finished, this, [this] {
        m_dialog.clear(); // it goes later, and what is stored meanwhile is the page's to tell
        emit dialogClosed();
    });
    m_dialog->open();
}

void MappingActions::map(const UserMapping &mapping, const QString &personName)
{
    onDone(m_ports.mapping.map(mapping), this,
           [this, mapping, personName](const Result<MappingCounts> &answer) {
               if (answer) {
                   stored({mapping, personName, *answer});
                   return;
               }
               const QString headline = tr("User %1 was not mapped.").arg(mapping.userId);
               if (m_dialog)
                   m_dialog->putBack(mapping, headline, answer.error());
               else
                   emit failed(headline, answer.error());
               emit changed();
           });
}

void MappingActions::stored(const Step &step)
{
    m_run.append(step);
    if (m_dialog)
        m_dialog->tellStored(storedText(step.mapping.userId, step.personName, step.counts));
    tellRun();
    emit changed();
}

/// What the dialog did since it was opened, as one deed that can be taken back.
void MappingActions::tellRun()
{
    if (m_run.isEmpty()) {
        emit said(QString());
        return;
    }
    MappingCounts all;
    for (const Step &step : std::as_const(m_run)) {
        all.change.append(step.counts.change);
        all.days += step.counts.days;
        all.waiting = step.counts.waiting; // the last one built what had waited, too
    }
    const Step &last = m_run.last();
    tellUndoable(m_run.size() == 1 ? storedText(last.mapping.userId, last.personName, all)
                                   : mappedText(m_run.size(), all),
                 all.change);
}

void MappingActions::takeBackLast()
{
    if (m_run.isEmpty())
        return;
    const Step step = m_run.takeLast();
    onDone(m_ports.mapping.undo(step.counts.change), this,
           [this, step](const Result<MappingCounts> &answer) {
               const QString headline =
                   tr("The mapping of user %1 was not taken back.").arg(step.mapping.userId);
               if (!answer)
                   m_run.append(step);
               if (answer && m_dialog)
                   m_dialog->takeBack(step.mapping);
               else if (m_dialog)
                   m_dialog->showError(headline, answer.error());
               else if (!answer)
                   emit failed(headline, answer.error());
               tellRun();
               emit changed();
           });
}

void MappingActions::tellUndoable(const QString &text, const MappingChange &change)
{
    emit undoable(text, [this, change] { undo(change); });
}

void MappingActions::undo(const MappingChange &change)
{
    m_run.clear();
    onDone(m_ports.mapping.undo(change), this, [this](const Result<MappingCounts> &answer) {
        if (answer)
            emit said(withDays(tr("Taken back."), *answer));
        else
            emit failed(tr("Nothing was taken back."), answer.error());
        emit changed();
    });
}

void MappingActions::unmap(const QList<MappingRow> &rows)
{
    QList<UserMapping> mappings;
    QString personName;
    for (const MappingRow &row : rows) {
        if (!row.mapping)
            continue;
        mappings.append(*row.mapping);
        personName = row.personName;
    }
    if (mappings.isEmpty())
        return;
    const int count = static_cast<int>(mappings.size());
    const QString userId = mappings.first().userId;
    onDone(m_ports.mapping.unmap(mappings), this,
           [this, count, userId, personName](const Result<MappingCounts> &answer) {
               if (!answer) {
                   emit failed(tr("%Ln user(s) were not unmapped.", nullptr, count),
                               answer.error());
               } else if (count == 1) {
                   tellUndoable(tr("User %1 is no longer %2; the punches are kept, but no longer "
                                   "count.")
                                    .arg(userId, personName),
                                answer->change);
               } else {
                   tellUndoable(tr("%Ln user(s) are no longer mapped; their punches are kept, but "
                                   "no longer count.",
                                   nullptr, count),
                                answer->change);
               }
               emit changed();
           });
}

void MappingActions::suggest(const SuggestionList &suggestions, const QList<MappingRow> &all)
{
    QHash<QString, QString> names;
    for (const MappingRow &row : all)
        names.insert(row.userId, row.name);
    auto *dialog = new SuggestDialog(m_ports.mapping, m_chooser, {m_device, m_deviceName, names},
                                     suggestions.all(), m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SuggestDialog::applied, this, [this](const MappingCounts &counts) {
        tellUndoable(mappedText(counts.added, counts), counts.change);
        emit changed();
    });
    dialog->open();
}

void MappingActions::importFile()
{
    const OpenRequest request{tr("Import Mapping"), tr("CSV files (*.csv)")};
    m_chooser.chooseOpenFile(m_page, request, [this](const QString &path) {
        onDone(inBackground<MappingFile>([path] { return readFile(path); }), this,
               [this, fileName = QFileInfo(path).fileName()](const Result<MappingFile> &answer) {
                   if (answer)
                       openImport(fileName, *answer);
                   else
                       emit failed(tr("“%1” was not imported.").arg(fileName), answer.error());
               });
    });
}

void MappingActions::openImport(const QString &fileName, const MappingFile &file)
{
    auto *dialog = new ImportMappingDialog(m_ports.mapping, fileName, file, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportMappingDialog::imported, this, [this](const MappingCounts &counts) {
        tellUndoable(withDays(tr("%Ln mapping(s) were imported.", nullptr, counts.added), counts),
                     counts.change);
        emit changed();
    });
    dialog->open();
}

void MappingActions::exportFile()
{
    const SaveRequest request{tr("Export Mapping"), tr("mapping.csv", "a file name"),
                              tr("CSV files (*.csv)"), QStringLiteral("csv")};
    m_chooser.chooseSaveFile(m_page, request, [this](const QString &path) { saveLines(path); });
}

void MappingActions::saveLines(const QString &path)
{
    const auto tell = [this, path](const Result<> &answer, qsizetype count) {
        if (answer)
            emit said(tr("%Ln mapping(s) were written to “%1”.", nullptr, static_cast<int>(count))
                          .arg(QDir::toNativeSeparators(path)));
        else
            emit failed(tr("The mapping was not exported."), answer.error());
    };
    onDone(m_ports.mapping.lines(m_device), this,
           [this, path, tell](const Result<QList<MappingLine>> &lines) {
               if (!lines) {
                   tell(lines.error(), 0);
                   return;
               }
               onDone(
                   writeFile(path, writeMappingFile(*lines)), this,
                   [tell, count = lines->size()](const Result<> &answer) { tell(answer, count); });
           });
}

void MappingActions::showPeopleWithoutUser()
{
    auto *dialog = new UnmappedPeopleDialog(m_ports.people, m_chooser, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace rollcall::ui
