// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/models/suggestionlist.h"

#include <QDialog>
#include <QHash>

class QLabel;
class QPushButton;

namespace rollcall {
class MappingControl;
namespace ui {

class ErrorBar;
class FileChooser;
class SearchBox;
class SuggestionModel;
class TableFilter;
class TableView;

/// "Suggest Matches": whom users could be, each with its reason and confidence, to be ticked and
/// applied in one go. What is clear and sure is ticked already.
class SuggestDialog : public QDialog
{
    Q_OBJECT

public:
    struct Subject
    {
        DeviceId device;
        QString deviceName;
        QHash<QString, QString> userNames; ///< as the device has them
    };

    SuggestDialog(MappingControl &mapping, FileChooser &chooser, const Subject &subject,
                  const QList<SuggestedPerson> &suggestions, QWidget *parent);

signals:
    void applied(const rollcall::MappingCounts &counts);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut(const QString &deviceName);
    void showCount();
    void apply();

    MappingControl &m_mapping;
    DeviceId m_device;
    SuggestionModel *m_model;
    TableFilter *m_filter;
    SearchBox *m_search;
    TableView *m_table;
    QLabel *m_count;
    ErrorBar *m_errors;
    QPushButton *m_sure;
    QPushButton *m_none;
    QPushButton *m_apply;
    bool m_isApplying = false;
};

} // namespace ui
} // namespace rollcall
