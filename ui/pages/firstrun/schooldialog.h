// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDialog>
#include <QJsonObject>
#include <QString>

#include <functional>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLineEdit;
class QSpinBox;
class QTimeEdit;

namespace rollcall::ui {

class ErrorBar;

/// The first question of a new data folder: which school is this, and when does it start? The
/// first-run page with devices and people comes with a later issue.
class SchoolDialog : public QDialog
{
    Q_OBJECT

public:
    /// What was entered; settings as in attendance-rules.md, section 3.
    struct Draft
    {
        QString name;
        QByteArray timeZone;
        QJsonObject settings;
    };
    /// Stores the school; an error keeps the dialog open and is shown in it.
    using Create = std::function<Result<>(const Draft &)>;

    explicit SchoolDialog(Create create, QWidget *parent = nullptr);

private:
    void layOut();
    void tryToCreate();
    Draft draft() const;

    const Create m_create;
    QLineEdit *m_name;
    QComboBox *m_zone;
    QCheckBox *m_hasStart;
    QTimeEdit *m_start;
    QSpinBox *m_grace;
    ErrorBar *m_error;
    QDialogButtonBox *m_buttons;
};

} // namespace rollcall::ui
