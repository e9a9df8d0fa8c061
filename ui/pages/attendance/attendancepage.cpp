// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/attendance/attendancepage.h"

#include "core/base/ondone.h"
#include "core/ports/attendancecontrol.h"
#include "ui/delegates/statuschipdelegate.h"
#include "ui/filechooser.h"
#include "ui/icons.h"
#include "ui/models/daymodel.h"
#include "ui/models/roles.h"
#include "ui/models/tablefilter.h"
#include "ui/pages/attendance/daysummary.h"
#include "ui/tableexport.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/segmentbar.h"
#include "ui/widgets/tablearea.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QCollator>
#include <QComboBox>
#include <QDateEdit>
#include <QDir>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>

namespace rollcall::ui {

namespace {

/// The locale's long date with short names: "Thu, 12 Mar 2026".
QString dateFormat()
{
    QString format = QLocale().dateFormat(QLocale::LongFormat);
    format.replace(QLatin1String("dddd"), QLatin1String("ddd"));
    format.replace(QLatin1String("MMMM"), QLatin1String("MMM"));
    return format;
}

} // namespace

AttendancePage::AttendancePage(AttendanceControl &attendance, FileChooser &chooser, QWidget *parent)
    : QWidget(parent)
    , m_attendance(attendance)
    , m_chooser(chooser)
    , m_model(new DayModel(this))
    , m_filter(new TableFilter(this))
    , m_fetcher(
          this, [this] { return m_attendance.days(day(), day()); },
          [this](const Result<QList<DayRow>> &answer) { showAnswer(answer); })
    , m_codes(
          this, [this] { return m_attendance.codes(); },
          [this](const Result<StatusCodes> &answer) { showCodes(answer); })
    , m_previous(iconButton(Icon::Previous, tr("The day before"),
                            QStringLiteral("previousDayButton"), this))
    , m_date(new QDateEdit(attendance.today(), this))
    , m_next(iconButton(Icon::Next, tr("The day after"), QStringLiteral("nextDayButton"), this))
    , m_today(new QPushButton(tr("Today"), this))
    , m_which(new SegmentBar(tr("Students or staff"), this))
    , m_group(new QComboBox(this))
    , m_search(new SearchBox(this, this))
    , m_export(textButton(Icon::Download, tr("Export…"), QStringLiteral("exportButton"), this))
    , m_summary(new DaySummary(this))
    , m_table(new TableView(QStringLiteral("dayTable"), tr("Attendance of the day"), this))
    , m_area(new TableArea(m_table, this))
    , m_notice(new NoticeBar(this))
    , m_errors(new ErrorBar(this))
{
    setObjectName(QStringLiteral("attendancePage"));
    nameAll();
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(dateFormat());
    // The style sheet's arrow is not in the widget's own reckoning.
    const int dateWidth =
        fontMetrics().horizontalAdvance(QLocale().toString(QDate(2026, 9, 30), dateFormat()));
    m_date->setMinimumWidth(dateWidth + fontMetrics().averageCharWidth() * 4 + 44);
    m_which->add(Everyone, tr("All"), QStringLiteral("dayAllButton"));
    m_which->add(Students, tr("Students"), QStringLiteral("dayStudentsButton"));
    m_which->add(StaffOnly, tr("Staff"), QStringLiteral("dayStaffButton"));
    m_group->addItem(tr("All classes"));
    m_filter->setSourceModel(m_model);
    m_filter->setRowTest([this](int row) { return accepts(row); });
    layOut();
    connectAll();
    updateDate();
    updateContents();
    fetch();
}

void AttendancePage::nameAll()
{
    const auto name = [](QWidget *widget, const QString &objectName, const QString &said) {
        widget->setObjectName(objectName);
        widget->setAccessibleName(said);
        widget->setToolTip(said);
    };
    name(m_date, QStringLiteral("dayField"), tr("Date"));
    name(m_group, QStringLiteral("groupField"), tr("Class or department"));
    m_today->setObjectName(QStringLiteral("todayButton"));
    m_search->setObjectName(QStringLiteral("dayFilter"));
    m_export->setToolTip(tr("Writes the rows that are shown to a CSV file or an Excel workbook"));
}

void AttendancePage::layOut()
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setItemDelegateForColumn(DayModel::Status, new StatusChipDelegate(m_table));
    m_table->setRows(m_filter, DayModel::Group);
    m_group->setSizeAdjustPolicy(QComboBox::AdjustToContents);

    auto *header = new PageHeader(tr("Attendance"), this);
    for (QWidget *widget : {static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_date),
                            static_cast<QWidget *>(m_next), static_cast<QWidget *>(m_today)})
        header->addBeside(widget);
    header->addControl(m_search);
    header->addControl(m_export);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_which);
    bar->addWidget(m_group);
    bar->addStretch(1);
    bar->addWidget(m_summary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, 16, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(header);
    column->addLayout(bar);
    column->addWidget(m_area, 1);
    column->addWidget(m_notice);
    column->addWidget(m_errors);
}

void AttendancePage::connectAll()
{
    connect(m_previous, &QPushButton::clicked, this, [this] { setDay(day().addDays(-1)); });
    connect(m_next, &QPushButton::clicked, this, [this] { setDay(day().addDays(1)); });
    connect(m_today, &QPushButton::clicked, this, [this] { setDay(m_attendance.today()); });
    connect(m_date, &QDateEdit::dateChanged, this, [this] {
        updateDate();
        m_notice->hide();
        m_fetcher.drop();
        fetch();
    });
    const auto refilter = [this] {
        m_filter->refilter();
        updateContents();
    };
    connect(m_which, &SegmentBar::currentChanged, this, refilter);
    connect(m_group, &QComboBox::currentIndexChanged, this, refilter);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateContents();
    });
    connect(m_export, &QPushButton::clicked, this, &AttendancePage::exportDay);
    m_table->setExportable();
    connect(m_table, &TableView::exportRequested, this, &AttendancePage::exportDay);
    connect(m_area->emptyState(), &EmptyState::buttonClicked, this, [this] {
        if (m_model->rowCount() == 0) {
            emit devicesRequested();
            return;
        }
        m_search->clear();
        m_group->setCurrentIndex(0);
        m_which->setCurrent(Everyone);
    });
    connect(&m_attendance, &AttendanceControl::daysChanged, this, [this](QDate from, QDate to) {
        if (from <= day() && day() <= to)
            fetch();
    });
}

void AttendancePage::fetch()
{
    m_codes.fetch();
    m_fetcher.fetch();
}

QDate AttendancePage::day() const
{
    return m_date->date();
}

void AttendancePage::setDay(QDate day)
{
    m_date->setDate(day);
}

bool AttendancePage::accepts(int row) const
{
    const DayRow &day = m_model->rowAt(row);
    if (m_which->current() != Everyone &&
        (m_which->current() == StaffOnly) != (day.kind == PersonKind::Staff))
        return false;
    return m_group->currentIndex() <= 0 || day.group == m_group->currentText();
}

void AttendancePage::updateDate()
{
    const QDate today = m_attendance.today();
    m_next->setEnabled(day() < today);
    m_today->setEnabled(day() != today);
    m_date->setMaximumDate(qMax(today, day()));
}

void AttendancePage::showCodes(const Result<StatusCodes> &codes)
{
    if (!codes) {
        m_errors->showError(tr("The codes of attendance could not be read."), codes.error());
        return;
    }
    m_model->setCodes(*codes);
    m_summary->setCodes(*codes);
}

void AttendancePage::showAnswer(const Result<QList<DayRow>> &answer)
{
    m_isLoaded = true;
    if (answer) {
        m_errors->clear();
        m_model->setRows(*answer);
        updateGroups();
    } else {
        m_errors->showError(tr("The attendance of this day could not be read."), answer.error());
    }
    updateContents();
}

void AttendancePage::updateGroups()
{
    QSet<QString> names;
    for (const DayRow &row : m_model->rows()) {
        if (!row.group.isEmpty())
            names.insert(row.group);
    }
    QStringList sorted(names.cbegin(), names.cend());
    QCollator collator;
    collator.setNumericMode(true);
    std::sort(sorted.begin(), sorted.end(), collator);
    QStringList present;
    for (int i = 1; i < m_group->count(); ++i)
        present.append(m_group->itemText(i));
    if (present == sorted)
        return;
    const QString chosen = m_group->currentIndex() > 0 ? m_group->currentText() : QString();
    {
        const QSignalBlocker quiet(m_group);
        while (m_group->count() > 1)
            m_group->removeItem(m_group->count() - 1);
        m_group->addItems(sorted);
        m_group->setCurrentIndex(chosen.isEmpty() ? 0 : qMax(0, m_group->findText(chosen)));
    }
    m_filter->refilter();
}

void AttendancePage::updateContents()
{
    QHash<DayStatus, int> counts;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        ++counts[static_cast<DayStatus>(
            m_filter->index(row, DayModel::Status).data(StatusRole).toInt())];
    m_summary->setCounts(counts);
    m_export->setEnabled(m_filter->rowCount() > 0);
    EmptyState *empty = m_area->emptyState();
    const QString date = QLocale().toString(day(), QLocale::LongFormat);
    if (m_model->rowCount() == 0)
        empty->tell(Icon::Attendance, tr("No attendance on %1").arg(date),
                    tr("Attendance is there as soon as a device was read and its users are mapped "
                       "to students and "
                       "staff."),
                    tr("Go to Biometric Devices"));
    else
        empty->tell(Icon::Search, tr("No one matches"),
                    tr("On %1 there is attendance, but not for what is chosen above.").arg(date),
                    tr("Show All"));
    if (m_filter->rowCount() == 0 && m_isLoaded)
        m_area->showEmpty();
    else
        m_area->showTable();
}

void AttendancePage::exportDay()
{
    const QString date = day().toString(Qt::ISODate);
    exportTable(*m_table, m_chooser,
                {tr("Export Attendance"), tr("attendance-%1", "a file name").arg(date)},
                {m_notice, m_errors}, ExportColumn{tr("Date"), date});
}

} // namespace rollcall::ui
