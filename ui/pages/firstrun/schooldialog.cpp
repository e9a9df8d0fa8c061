// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/firstrun/schooldialog.h"

#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeEdit>
#include <QTimeZone>
#include <QVBoxLayout>

namespace rollcall::ui {

namespace {

QComboBox *zoneBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QStringLiteral("schoolZone"));
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds()) {
        // Only names of places: "EST5EDT" and "UTC+03:00" say nothing to an office.
        if (zone.contains('/') && !zone.startsWith("Etc/"))
            box->addItem(QString::fromLatin1(zone));
    }
    box->setEditable(false);
    box->setCurrentText(QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    return box;
}

} // namespace

SchoolDialog::SchoolDialog(Create create, QWidget *parent)
    : QDialog(parent)
    , m_create(std::move(create))
    , m_name(new QLineEdit(this))
    , m_zone(zoneBox(this))
    , m_hasStart(new QCheckBox(tr("School starts at"), this))
    , m_start(new QTimeEdit(QTime(8, 0), this))
    , m_grace(new QSpinBox(this))
    , m_error(new ErrorBar(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Welcome to Rollcall"));
    setObjectName(QStringLiteral("schoolDialog"));
    m_name->setObjectName(QStringLiteral("schoolName"));
    m_name->setPlaceholderText(tr("Hill School"));
    m_hasStart->setChecked(true);
    m_hasStart->setObjectName(QStringLiteral("schoolHasStart"));
    m_start->setObjectName(QStringLiteral("schoolStart"));
    m_start->setAccessibleName(tr("School Start Time"));
    m_grace->setObjectName(QStringLiteral("schoolGrace"));
    m_grace->setRange(0, 240);
    m_grace->setValue(10);
    m_grace->setSuffix(tr(" min"));
    connect(m_hasStart, &QCheckBox::toggled, m_start, &QWidget::setEnabled);
    connect(m_hasStart, &QCheckBox::toggled, m_grace, &QWidget::setEnabled);

    QPushButton *start = m_buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    start->setObjectName(QStringLiteral("schoolCreate"));
    makePrimary(start);
    start->setDefault(true);
    start->setEnabled(false);
    connect(m_name, &QLineEdit::textChanged, start,
            [start](const QString &text) { start->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SchoolDialog::tryToCreate);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layOut();
}

void SchoolDialog::layOut()
{
    auto *headline = new QLabel(tr("Which school is this?"), this);
    headline->setFont(bold(sized(headline->font(), TextSize::Title)));
    auto *explanation =
        new QLabel(tr("Whoever comes later than the start and the grace period is marked Late. "
                      "All of this can be changed later."),
                   this);
    explanation->setWordWrap(true);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(space::kBetween);
    form->addRow(tr("School &Name"), m_name);
    form->addRow(tr("Time &zone"), m_zone);
    form->addRow(m_hasStart, m_start);
    form->addRow(tr("&Grace Period"), m_grace);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, space::kEdge);
    layout->setSpacing(space::kBetween);
    layout->addWidget(headline);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(m_error);
    layout->addStretch();
    layout->addWidget(m_buttons);
    m_error->clear();
    resize(480, sizeHint().height());
}

SchoolDialog::Draft SchoolDialog::draft() const
{
    Draft draft;
    draft.name = m_name->text().trimmed();
    draft.timeZone = m_zone->currentText().toLatin1();
    if (m_hasStart->isChecked()) {
        draft.settings.insert(QStringLiteral("school_start"),
                              m_start->time().toString(QStringLiteral("HH:mm")));
        draft.settings.insert(QStringLiteral("grace_minutes"), m_grace->value());
    }
    return draft;
}

void SchoolDialog::tryToCreate()
{
    const Result<> created = m_create(draft());
    if (created)
        accept();
    else
        m_error->showError(QString(), created.error());
}

} // namespace rollcall::ui
