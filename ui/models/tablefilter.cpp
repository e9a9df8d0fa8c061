// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/tablefilter.h"

#include "core/base/textfold.h"
#include "ui/models/roles.h"

#include <utility>

namespace rollcall::ui {

namespace {

/// The "C" locale compares bytes and knows no numbers.
QLocale sortingLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

} // namespace

TableFilter::TableFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_collator(sortingLocale())
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    setSortRole(SortRole);
    setDynamicSortFilter(true);
}

void TableFilter::setText(const QString &text)
{
    m_text = text;
    const QString folded = foldText(text);
    if (folded == m_folded)
        return;
    m_folded = folded;
    invalidateFilter();
}

void TableFilter::setRowTest(std::function<bool(int)> accepts)
{
    m_accepts = std::move(accepts);
    invalidateFilter();
}

void TableFilter::refilter()
{
    invalidateFilter();
}

bool TableFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_accepts && !m_accepts(sourceRow))
        return false;
    if (m_folded.isEmpty())
        return true;
    const QModelIndex first = sourceModel()->index(sourceRow, 0, sourceParent);
    return foldedMatch(first.data(FilterRole).toString(), m_folded);
}

bool TableFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(SortRole);
    const QVariant b = right.data(SortRole);
    if (a.typeId() == QMetaType::QString && b.typeId() == QMetaType::QString) {
        const int order = m_collator.compare(a.toString(), b.toString());
        return order != 0 ? order < 0 : left.row() < right.row();
    }
    return QVariant::compare(a, b) == QPartialOrdering::Less;
}

} // namespace rollcall::ui
