// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace rollcall::ui {

/// The bar in which a page tells what went wrong: what happened, what it means, what to do next;
/// the technical text under "Details", and "Copy" for the technician. Hidden until there is
/// something to say.
class ErrorBar : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorBar(QWidget *parent);

    /// @p headline is a whole sentence, e.g. "“Back Gate” could not be read."; may be empty.
    void showError(const QString &headline, const Error &error);
    /// For an error of which only the text is left, such as one read from the history.
    void showText(const QString &headline, const QString &text);
    /// Hides the bar without dismissed().
    void clear();
    /// Headline, text and details, as "Copy" takes them.
    QString fullText() const;

signals:
    /// The user closed the bar.
    void dismissed();

private:
    QLabel *m_headline;
    QLabel *m_text;
    QPushButton *m_detailsButton;
    QPlainTextEdit *m_details;
};

} // namespace rollcall::ui
