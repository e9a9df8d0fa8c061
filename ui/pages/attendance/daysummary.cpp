// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/attendance/daysummary.h"

#include "ui/delegates/statuschipdelegate.h"
#include "ui/models/daymodel.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <array>

namespace rollcall::ui {

namespace {

constexpr std::array kOrder = {DayStatus::Present, DayStatus::Late,    DayStatus::HalfDay,
                               DayStatus::Absent,  DayStatus::Pending, DayStatus::Leave,
                               DayStatus::Holiday, DayStatus::WeekOff};

} // namespace

/// A chip and its number and word.
class DaySummary::Part final : public QWidget
{
public:
    Part(DayStatus status, QWidget *parent)
        : QWidget(parent)
        , m_status(status)
        , m_code(StatusCodes().code(status))
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    DayStatus status() const { return m_status; }
    QString words() const
    {
        return DaySummary::tr("%1 %2", "number and status")
            .arg(QLocale().toString(m_count), statusText(m_status));
    }
    void setCode(const QString &code)
    {
        m_code = code;
        updateGeometry();
        update();
    }
    void setCount(int count)
    {
        m_count = count;
        setVisible(count > 0);
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        const QSize chip = StatusChipDelegate::chipSize(font(), m_code);
        return {chip.width() + kGap + fontMetrics().horizontalAdvance(words()) + 2,
                chip.height() + 4};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QSize size = StatusChipDelegate::chipSize(font(), m_code);
        const QRect chip =
            QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter, size, rect());
        StatusChipDelegate::paintChip(&painter, chip, font(), palette(), m_status, m_code);
        painter.setPen(tokensOf(palette()).text);
        const QRect words = QStyle::visualRect(layoutDirection(), rect(),
                                               rect().adjusted(size.width() + kGap, 0, 0, 0));
        const auto alignment =
            QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
        drawLine(&painter, words, font(), alignment, this->words());
    }

private:
    static constexpr int kGap = 6;
    DayStatus m_status;
    QString m_code;
    int m_count = 0;
};

DaySummary::DaySummary(QWidget *parent)
    : QWidget(parent)
    , m_total(new QLabel(this))
{
    setObjectName(QStringLiteral("daySummary"));
    m_total->setObjectName(QStringLiteral("dayTotal"));
    m_total->setProperty("role", QStringLiteral("quiet"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kBetween + 4);
    for (const DayStatus status : kOrder) {
        auto *part = new Part(status, this);
        part->hide();
        line->addWidget(part);
        m_parts.append(part);
    }
    line->addWidget(m_total);
}

void DaySummary::setCodes(const StatusCodes &codes)
{
    for (Part *part : std::as_const(m_parts))
        part->setCode(codes.code(part->status()));
}

void DaySummary::setCounts(const QHash<DayStatus, int> &counts)
{
    QStringList words;
    int total = 0;
    for (Part *part : std::as_const(m_parts)) {
        const int count = counts.value(part->status());
        part->setCount(count);
        total += count;
        if (count > 0)
            words.append(part->words());
    }
    m_total->setText(tr("%n person(s)", nullptr, total));
    m_total->setVisible(total > 0);
    setAccessibleName(words.join(tr(", ", "between two counts")));
}

} // namespace rollcall::ui
