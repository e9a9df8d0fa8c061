// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace rollcall::ui {

/// Asks before something that nothing can bring back: names what goes and what stays, and wants a
/// name typed. accepted() says yes.
class TypedNameDialog : public QDialog
{
    Q_OBJECT

public:
    struct Question
    {
        /// Begins the object names of its parts: "clearLoss", "clearNameField",
        /// "confirmClearButton", "cancelClearButton".
        QString name;
        QString title;
        QString headline;
        QString loss;   ///< what goes, and how many
        QString rest;   ///< what stays
        QString prompt; ///< label of the field, with a mnemonic
        QString button;
        QString wanted; ///< to be typed
    };

    TypedNameDialog(const Question &question, QWidget *parent);

private:
    QLineEdit *m_name;
    QPushButton *m_confirm;
};

} // namespace rollcall::ui
