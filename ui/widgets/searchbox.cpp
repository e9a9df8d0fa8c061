// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/searchbox.h"

#include "ui/icons.h"

#include <QAction>
#include <QKeyEvent>
#include <QShortcut>

namespace rollcall::ui {

SearchBox::SearchBox(QWidget *page, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(tr("Filter…"));
    setAccessibleName(tr("Filter"));
    setToolTip(tr("Shows the rows that hold every typed word (%1)")
                   .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    setClearButtonEnabled(true);
    addAction(icon(Icon::Search, IconTint::Quiet), QLineEdit::LeadingPosition);
    auto *find = new QShortcut(QKeySequence::Find, page);
    connect(find, &QShortcut::activated, this, [this] {
        setFocus(Qt::ShortcutFocusReason);
        selectAll();
    });
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace rollcall::ui
