// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/answer.h"
#include "core/base/ondone.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <optional>

namespace rollcall::ui {

/// How a long table is cut into pages: each page is read by the key before its first row, so that
/// the store never counts its way to it.
struct PageOutline
{
    qint64 rows = 0;
    QList<qint64> starts;  ///< one for each page, as far as they are known
    bool isCounted = true; ///< false: there are more rows

    friend bool operator==(const PageOutline &, const PageOutline &) = default;
};

/// Where the rows of a long table lie. Calls from the GUI thread; the answers come from elsewhere.
template <typename Row>
class PageSource
{
public:
    PageSource() = default;
    virtual ~PageSource() = default;
    PageSource(const PageSource &) = delete;
    PageSource &operator=(const PageSource &) = delete;

    virtual Answer<PageOutline> outline(int pageSize) = 0;
    /// The @p limit rows that come after @p key in the order of the table.
    virtual Answer<QList<Row>> page(qint64 key, int limit) = 0;
};

/// A table of any length that holds only the pages around what is looked at. It begins with what
/// its source knows at once, and grows to its true count; a row that is not there yet shows "…" and
/// comes with the next answer. One question is open at a time, and the rows asked for last come
/// first, so that a dragged scroll bar leads to one page where it stops. GUI thread; the source
/// outlives it.
template <typename Row>
class PagedModel : public QAbstractTableModel
{
public:
    static constexpr int kPageRows = 256;
    static constexpr int kKeptPages = 12;

    PagedModel(PageSource<Row> &source, QObject *parent)
        : QAbstractTableModel(parent)
        , m_source(source)
    {
        m_later.setSingleShot(true);
        m_later.setInterval(0);
        QObject::connect(&m_later, &QTimer::timeout, this, [this] { readNext(); });
    }

    /// Asks anew how many rows there are. What is shown stays until the answer is there.
    void reload()
    {
        const int asked = ++m_generation;
        onDone(m_source.outline(kPageRows), this, [this, asked](const Result<PageOutline> &answer) {
            if (asked != m_generation)
                return;
            if (answer)
                takeOutline(*answer);
            else
                failed(answer.error());
        });
    }

    /// More is known of the same rows, their count or places to read from: what is there stays.
    void extend(const PageOutline &outline)
    {
        if (outline.rows < m_outline.rows) {
            takeOutline(outline);
            return;
        }
        const int before = rowCount();
        const int after = countOf(outline);
        if (after > before) {
            forgetPartOf(before / kPageRows);
            beginInsertRows({}, before, after - 1);
            m_outline = outline;
            endInsertRows();
        }
        m_outline = outline;
        if (after > 0) // what is seen is asked for again
            emit dataChanged(index(0, 0), index(after - 1, columnCount() - 1));
    }

    /// False while there are more rows than rowCount() says.
    bool isCounted() const { return m_outline.isCounted; }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : countOf(m_outline);
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        if (const Row *row = rowAt(index.row()))
            return cell(*row, index.column(), role);
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
    }

    /// Null while the row is not there yet; it is asked for then.
    const Row *rowAt(int row) const
    {
        const int page = row / kPageRows;
        const auto found = m_pages.constFind(page);
        if (found == m_pages.constEnd()) {
            want(page);
            return nullptr;
        }
        const int place = row % kPageRows;
        return place < found->size() ? &found->at(place) : nullptr;
    }

    /// Pages read since reload(), for tests.
    int pagesRead() const { return m_pagesRead; }
    int pagesKept() const { return static_cast<int>(m_pages.size()); }

protected:
    virtual QVariant cell(const Row &row, int column, int role) const = 0;
    /// The rows could not be counted, or a page not be read.
    virtual void failed(const Error &error) = 0;

private:
    static int countOf(const PageOutline &outline)
    {
        constexpr qint64 kMost = std::numeric_limits<int>::max();
        return static_cast<int>(std::min(outline.rows, kMost));
    }

    /// A page that ended with the table goes on now.
    void forgetPartOf(int page)
    {
        if (m_pages.remove(page) > 0)
            m_byUse.removeOne(page);
    }

    void takeOutline(const PageOutline &outline)
    {
        beginResetModel();
        m_outline = outline;
        m_pages.clear();
        m_byUse.clear();
        m_wanted.clear();
        m_reading.reset();
        m_pagesRead = 0;
        endResetModel();
    }

    void want(int page) const
    {
        if (m_reading == page)
            return;
        m_wanted.removeOne(page);
        m_wanted.append(page);
        // More than a screen shows was asked for on the way to somewhere else.
        constexpr int kMostWanted = 4;
        if (m_wanted.size() > kMostWanted)
            m_wanted.removeFirst();
        m_later.start();
    }

    void readNext()
    {
        if (m_reading || m_wanted.isEmpty())
            return;
        const int page = m_wanted.takeLast();
        if (page >= m_outline.starts.size())
            return;
        m_reading = page;
        const int asked = m_generation;
        onDone(m_source.page(m_outline.starts.at(page), kPageRows), this,
               [this, page, asked](const Result<QList<Row>> &answer) {
                   if (asked != m_generation)
                       return;
                   m_reading.reset();
                   if (answer)
                       takePage(page, *answer);
                   else
                       failed(answer.error());
                   readNext();
               });
    }

    void takePage(int page, const QList<Row> &rows)
    {
        ++m_pagesRead;
        m_pages.insert(page, rows);
        m_byUse.append(page);
        while (m_byUse.size() > kKeptPages)
            m_pages.remove(m_byUse.takeFirst());
        const int first = page * kPageRows;
        const int last = std::min(first + kPageRows, rowCount()) - 1;
        emit dataChanged(index(first, 0), index(last, columnCount() - 1));
    }

    PageSource<Row> &m_source;
    PageOutline m_outline;
    QHash<int, QList<Row>> m_pages;
    QList<int> m_byUse;           ///< pages in the order they were read
    mutable QList<int> m_wanted;  ///< the latest last
    mutable QTimer m_later;       ///< a view asks for many cells before it returns
    std::optional<int> m_reading; ///< the page of the open question
    int m_generation = 0;
    int m_pagesRead = 0;
};

} // namespace rollcall::ui
