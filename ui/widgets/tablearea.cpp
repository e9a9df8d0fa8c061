// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/tablearea.h"

#include "ui/widgets/emptystate.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>

namespace rollcall::ui {

TableArea::TableArea(TableView *table, QWidget *parent)
    : QStackedWidget(parent)
    , m_table(table)
    , m_empty(nullptr)
{
    auto *card = new QFrame(this);
    card->setProperty("card", true);
    m_empty = new EmptyState(card);
    auto *inside = new QVBoxLayout(card);
    inside->addWidget(m_empty);
    addWidget(m_table);
    addWidget(card);
}

void TableArea::showTable()
{
    setCurrentIndex(0);
}

void TableArea::showEmpty()
{
    setCurrentIndex(1);
}

bool TableArea::isEmptyShown() const
{
    return currentIndex() == 1;
}

} // namespace rollcall::ui
