// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/importmappingdialog.h"

#include "core/base/ondone.h"
#include "core/ports/mappingcontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/icons.h"
#include "ui/models/mappingimportmodel.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/mapping/daysbar.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/jobbar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace rollcall::ui {

ImportMappingDialog::ImportMappingDialog(MappingControl &mapping, const QString &fileName,
                                         const MappingFile &file, QWidget *parent)
    : QDialog(parent)
    , m_mapping(mapping)
    , m_file(file)
    , m_model(new MappingImportModel(this))
    , m_filter(new TableFilter(this))
    , m_search(new SearchBox(this, this))
    , m_table(new TableView(QStringLiteral("mappingImportTable"), tr("Lines of the file"), this))
    , m_counts(new QLabel(this))
    , m_mark(new IconLabel(this))
    , m_verdict(new QLabel(this))
    , m_errors(new ErrorBar(this))
    , m_import(primaryButton(Icon::Upload, tr("&Import"), QStringLiteral("importMappingNowButton"),
                             this))
{
    setObjectName(QStringLiteral("importMappingDialog"));
    setWindowTitle(tr("Import Mapping"));
    m_search->setObjectName(QStringLiteral("mappingImportFilter"));
    m_counts->setObjectName(QStringLiteral("mappingImportCounts"));
    m_verdict->setObjectName(QStringLiteral("mappingImportVerdict"));
    m_filter->setSourceModel(m_model);
    layOut(fileName);
    m_import->setEnabled(false);
    connect(m_search, &QLineEdit::textChanged, m_filter, &TableFilter::setText);
    connect(m_import, &QPushButton::clicked, this, &ImportMappingDialog::import);
    ask();
    m_table->setFocus();
}

void ImportMappingDialog::layOut(const QString &fileName)
{
    auto *title = new QLabel(tr("Import “%1”").arg(fileName), this);
    title->setFont(bold(sized(font(), TextSize::Title)));
    m_counts->setProperty("role", QStringLiteral("quiet"));
    m_counts->setText(tr("Looking at the lines…"));
    for (QLabel *label : {title, m_counts, m_verdict}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_mark->hide();
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setStretchColumn(MappingImportModel::Effect);
    m_table->setRows(m_filter, MappingImportModel::Effect);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancelMappingImportButton"));
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_import->setDefault(true);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_counts, 1);
    bar->addWidget(m_search);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kInside);
    buttons->addWidget(m_mark);
    buttons->addWidget(m_verdict, 1);
    buttons->addWidget(m_import);
    buttons->addWidget(cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(title);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addWidget(m_errors);
    column->addWidget(makeDaysBarToLeave(m_mapping, this));
    column->addLayout(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 178, metrics.lineSpacing() * 32);
}

void ImportMappingDialog::ask()
{
    onDone(m_mapping.previewLines(m_file.lines), this,
           [this](const Result<MappingPreview> &answer) {
               if (answer)
                   showPreview(*answer);
               else
                   m_errors->showError(tr("The file could not be compared with what is there."),
                                       answer.error());
           });
}

void ImportMappingDialog::showPreview(const MappingPreview &preview)
{
    m_model->setPreview(preview.rows, m_file.problems);
    const int wrong = preview.wrong + static_cast<int>(m_file.problems.size());
    const QLocale locale;
    QStringList counts{tr("%1 new", "lines").arg(locale.toString(preview.added)),
                       tr("%1 changed", "lines").arg(locale.toString(preview.changed)),
                       tr("%1 as before", "lines").arg(locale.toString(preview.unchanged))};
    if (!m_file.ignoredColumns.isEmpty())
        counts.append(tr("not used: %1", "columns of a file")
                          .arg(m_file.ignoredColumns.join(QStringLiteral(", "))));
    m_counts->setText(counts.join(QStringLiteral(" · ")));
    m_isReady = wrong == 0 && preview.added + preview.changed > 0;
    if (wrong > 0)
        m_verdict->setText(tr("%Ln line(s) cannot be taken, so nothing is imported. Correct them "
                              "in the file and choose it again.",
                              nullptr, wrong));
    else if (m_model->rowCount() == 0)
        m_verdict->setText(tr("The file has no lines below its first."));
    else if (!m_isReady)
        m_verdict->setText(tr("Everything in the file stands here already."));
    else
        m_verdict->setText(tr("All lines can be taken. “Import” stores them in one go."));
    m_mark->setIcon(wrong > 0   ? Icon::Failed
                    : m_isReady ? Icon::Done
                                : Icon::Info,
                    wrong > 0   ? Tone::Bad
                    : m_isReady ? Tone::Good
                                : Tone::Quiet);
    m_mark->show();
    m_import->setEnabled(m_isReady);
}

void ImportMappingDialog::import()
{
    m_import->setEnabled(false);
    m_errors->clear();
    const QString verdict = m_verdict->text();
    m_verdict->setText(tr("The lines are being stored and their days built…"));
    const auto finish = [this, verdict](const Result<MappingCounts> &answer) {
        m_import->setEnabled(m_isReady);
        m_verdict->setText(verdict);
        if (!answer) {
            m_errors->showError(tr("Nothing was imported."), answer.error());
            return;
        }
        emit imported(*answer);
        accept();
    };
    onDone(m_mapping.importLines(m_file.lines), this, finish);
}

} // namespace rollcall::ui
