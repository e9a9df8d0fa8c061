// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/icons.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rollcall::ui {

/// What stands in a table's place while it is empty: what would be here, and the button that brings
/// it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent);

    /// Without @p buttonText there is no button.
    void tell(Icon icon, const QString &headline, const QString &sentence,
              const QString &buttonText = {});

signals:
    void buttonClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    Icon m_shown = Icon::Info;
    QLabel *m_icon;
    QLabel *m_headline;
    QLabel *m_sentence;
    QPushButton *m_button;
};

} // namespace rollcall::ui
