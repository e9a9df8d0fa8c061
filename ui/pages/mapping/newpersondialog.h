// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/domain/person.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace rollcall {
class PeopleControl;
namespace ui {

class ErrorBar;

/// "New Person…" of the map dialog: what is needed to map somebody who is not in the list yet. The
/// rest can be filled in under "People".
class NewPersonDialog : public QDialog
{
    Q_OBJECT

public:
    NewPersonDialog(PeopleControl &people, QWidget *parent);

    /// Fills in what is known already; the number is for the office to say.
    void suggest(const QString &name, const QString &card);

signals:
    /// The person is stored, the id filled in.
    void added(const rollcall::Person &person);

private:
    void layOut();
    Person person() const;
    void check();
    void makeRoom();
    void save();

    PeopleControl &m_people;
    QString m_card;
    QLineEdit *m_name;
    QLineEdit *m_number;
    QComboBox *m_kind;
    QLineEdit *m_group;
    QLineEdit *m_section;
    ErrorBar *m_errors;
    QPushButton *m_add;
    bool m_isSaving = false;
};

} // namespace ui
} // namespace rollcall
