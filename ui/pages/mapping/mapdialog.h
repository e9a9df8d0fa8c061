// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/fetcher.h"
#include "ui/models/personmatch.h"
#include "ui/pages/mapping/mapqueue.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rollcall {
class PeopleControl;
namespace ui {

class ErrorBar;
class MatchModel;
class NoticeBar;
class SegmentBar;
class TableView;

/// "Who is user 771?": finds the person as one types; Enter maps and goes on to the next user that
/// is not mapped. It does not wait for the mapping to be stored: one that fails is put back
/// (putBack) and told about, one that is stored says how many days were built and offers "Undo".
class MapDialog : public QDialog
{
    Q_OBJECT

public:
    struct DeviceName
    {
        DeviceId id;
        QString name;
    };

    MapDialog(PeopleControl &people, const DeviceName &device, QWidget *parent);

    /// The users to go through; see MapQueue::fill().
    void setUsers(const QList<MappingRow> &shown, const QList<MappingRow> &all,
                  const QString &first);
    /// The last mapping that was chosen here is stored; @p text says what came of it.
    void tellStored(const QString &text);
    /// A mapping that was chosen here was not stored: its user comes again, after the one that is
    /// shown.
    void putBack(const UserMapping &mapping, const QString &headline, const Error &error);
    /// A mapping that was chosen here was taken back: its user is shown again.
    void takeBack(const UserMapping &mapping);
    void showError(const QString &headline, const Error &error);

signals:
    void chosen(const rollcall::UserMapping &mapping, const QString &personName);
    /// The last mapping that is told of shall be taken back.
    void undoRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void nameAll();
    void layOut();
    void connectAll();
    void takePeople(const Result<QList<SearchablePerson>> &people);
    void fillGroups();
    void showUser();
    void showEnd();
    void search();
    void updateHint(bool hasMatches);
    void choose();
    void skip();
    void addPerson();
    std::optional<PersonMatch> selectedMatch() const;
    void moveSelection(int by);

    PeopleControl &m_control;
    DeviceName m_device;
    Fetcher<QList<SearchablePerson>> m_peopleFetcher;
    QList<SearchablePerson> m_people;
    MapQueue m_queue;
    PersonId m_warnedAbout;
    QLabel *m_title;
    QLabel *m_about;
    QLineEdit *m_search;
    SegmentBar *m_kind;
    QComboBox *m_group;
    MatchModel *m_model;
    TableView *m_table;
    QLabel *m_hint;
    NoticeBar *m_notice;
    ErrorBar *m_errors;
    QPushButton *m_add;
    QPushButton *m_skip;
    QPushButton *m_map;
    QPushButton *m_close;
};

} // namespace ui
} // namespace rollcall
