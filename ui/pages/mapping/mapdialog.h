// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/rows.h"
#include "ui/fetcher.h"
#include "ui/models/personmatch.h"

#include <QDialog>
#include <QHash>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace rollcall {
class PeopleControl;
namespace ui {

class ErrorBar;
class MatchModel;
class SegmentBar;
class TableView;

/// "Who is user 771?": finds the person as one types; Enter maps and goes on to the next user that
/// is not mapped. It does not wait for the mapping to be stored: one that fails is put back
/// (putBack) and told about.
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

    /// @p shown: the users in the order of the table; the dialog goes through those not mapped,
    /// beginning with
    /// @p first (which may be mapped already). @p all: every user of the device, to know who is
    /// taken.
    void setUsers(const QList<MappingRow> &shown, const QList<MappingRow> &all,
                  const QString &first);
    /// A mapping that was chosen here was not stored: its user comes again, after the one that is
    /// shown.
    void putBack(const UserMapping &mapping, const QString &headline, const Error &error);

signals:
    void chosen(const rollcall::UserMapping &mapping, const QString &personName);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void connectAll();
    void showUser();
    void search();
    void choose();
    void skip();
    void next();
    std::optional<PersonMatch> selectedMatch() const;
    void moveSelection(int by);

    DeviceName m_device;
    Fetcher<QList<Person>> m_peopleFetcher;
    QList<SearchablePerson> m_people;
    QList<MappingRow> m_queue;         ///< users still to be looked at; the first is shown
    QHash<PersonId, QString> m_taken;  ///< person → user id on this device
    QHash<QString, MappingRow> m_sent; ///< users whose mapping was chosen here, by user id
    PersonId m_warnedAbout;
    QLabel *m_title;
    QLabel *m_about;
    QLineEdit *m_search;
    SegmentBar *m_kind;
    MatchModel *m_model;
    TableView *m_table;
    QLabel *m_hint;
    ErrorBar *m_errors;
    QPushButton *m_skip;
    QPushButton *m_map;
    QPushButton *m_close;
};

} // namespace ui
} // namespace rollcall
