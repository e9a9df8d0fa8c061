// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace rollcall::ui {

/// A text that is to be taken over somewhere else: it can be read, selected and copied, not
/// changed.
class CopyField : public QWidget
{
    Q_OBJECT

public:
    /// @p name: object name; its parts are NAMEField and NAMECopyButton. @p said names it for
    /// screen readers.
    CopyField(const QString &name, const QString &said, QWidget *parent);

    void setText(const QString &text);
    QString text() const;
    /// What stands there while there is no text.
    void setPlaceholder(const QString &text);

private:
    QLineEdit *m_field;
    QPushButton *m_copy;
};

} // namespace rollcall::ui
