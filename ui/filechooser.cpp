// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/filechooser.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

#include <utility>

namespace rollcall::ui {

namespace {

QFileDialog *makeDialog(QWidget *parent, const QString &title, const QString &nameFilter,
                        std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(nameFilter);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [chosen = std::move(chosen)](const QString &path) { chosen(path); });
    return dialog;
}

/// "Excel workbooks (*.xlsx)" → "xlsx".
QString suffixOf(const QString &filter)
{
    const qsizetype star = filter.lastIndexOf(QLatin1String("*."));
    return star < 0 ? QString() : filter.sliced(star + 2).section(u')', 0, 0).section(u' ', 0, 0);
}

} // namespace

void DialogFileChooser::chooseSaveFile(QWidget *parent, const SaveRequest &request,
                                       std::function<void(const QString &)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, request.title, request.nameFilter, std::move(chosen));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(request.suffix);
    dialog->selectFile(request.fileName);
    // Whoever chooses the workbook and leaves the name alone means a workbook.
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                     [dialog, fileName = request.fileName](const QString &filter) {
                         const QString suffix = suffixOf(filter);
                         dialog->setDefaultSuffix(suffix);
                         dialog->selectFile(QString(fileName.section(u'.', 0, -2) + u'.' + suffix));
                     });
    dialog->open();
}

void DialogFileChooser::chooseOpenFile(QWidget *parent, const OpenRequest &request,
                                       std::function<void(const QString &)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, request.title, request.nameFilter, std::move(chosen));
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

} // namespace rollcall::ui
