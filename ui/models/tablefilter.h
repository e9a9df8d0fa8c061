// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

#include <functional>

namespace rollcall::ui {

/// Sorts naturally by SortRole and keeps rows whose FilterRole key holds every typed word and that
/// pass the page's own test.
class TableFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TableFilter(QObject *parent = nullptr);

    /// As typed; folded here.
    void setText(const QString &text);
    QString text() const { return m_text; }
    /// @p accepts gets the source row; empty takes all. Call refilter() when its answer changes.
    void setRowTest(std::function<bool(int sourceRow)> accepts);
    void refilter();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_text;
    QString m_folded;
    std::function<bool(int)> m_accepts;
    QCollator m_collator;
};

} // namespace rollcall::ui
