// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/mapdialog.h"

#include "core/ports/peoplecontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/icons.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/matchmodel.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/segmentbar.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace rollcall::ui {

namespace {

enum KindChoice { Everyone, Students, StaffOnly };

} // namespace

MapDialog::MapDialog(PeopleControl &people, const DeviceName &device, QWidget *parent)
    : QDialog(parent)
    , m_device(device)
    , m_peopleFetcher(
          this, [&people] { return people.people(); },
          [this](const Result<QList<Person>> &answer) {
              if (answer)
                  m_people = makeSearchable(*answer);
              else
                  m_errors->showError(tr("The list of people could not be read."), answer.error());
              search();
          })
    , m_title(new QLabel(this))
    , m_about(new QLabel(this))
    , m_search(new QLineEdit(this))
    , m_kind(new SegmentBar(tr("Students or staff"), this))
    , m_model(new MatchModel(this))
    , m_table(new TableView(QStringLiteral("matchTable"), tr("People to choose from"), this))
    , m_hint(new QLabel(this))
    , m_errors(new ErrorBar(this))
    , m_skip(new QPushButton(tr("&Skip"), this))
    , m_map(primaryButton(Icon::Link, tr("&Map"), QStringLiteral("mapNowButton"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(QStringLiteral("mapDialog"));
    setWindowTitle(tr("Map User"));
    layOut();
    connectAll();
    connect(&people, &PeopleControl::peopleChanged, this, [this] { m_peopleFetcher.fetch(); });
    m_peopleFetcher.fetch();
    m_search->setFocus();
}

void MapDialog::layOut()
{
    m_title->setObjectName(QStringLiteral("mapTitle"));
    m_title->setFont(bold(sized(font(), TextSize::Title)));
    m_about->setObjectName(QStringLiteral("mapAbout"));
    m_about->setProperty("role", QStringLiteral("quiet"));
    m_hint->setObjectName(QStringLiteral("mapHint"));
    for (QLabel *label : {m_title, m_about, m_hint}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_search->setObjectName(QStringLiteral("mapSearch"));
    m_search->setPlaceholderText(tr("Name, number, class, card or phone…"));
    m_search->setAccessibleName(tr("Search people"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(Icon::Search, IconTint::Quiet), QLineEdit::LeadingPosition);
    m_kind->add(Everyone, tr("All"), QStringLiteral("mapAllButton"));
    m_kind->add(Students, tr("Students"), QStringLiteral("mapStudentsButton"));
    m_kind->add(StaffOnly, tr("Staff"), QStringLiteral("mapStaffButton"));
    for (QPushButton *button : m_kind->findChildren<QPushButton *>())
        button->setAutoDefault(false);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionsMovable(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(MatchModel::Name, QHeaderView::Stretch);
    m_skip->setObjectName(QStringLiteral("mapSkipButton"));
    m_skip->setToolTip(tr("Leaves this user as it is and goes on to the next"));
    m_map->setAccessibleName(tr("🔗 Map"));
    m_close->setObjectName(QStringLiteral("mapCloseButton"));
    m_skip->setAutoDefault(false);
    m_close->setAutoDefault(false);
    m_map->setDefault(true);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_kind);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kInside);
    buttons->addWidget(m_skip);
    buttons->addWidget(m_hint, 1);
    buttons->addWidget(m_map);
    buttons->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(m_title);
    column->addWidget(m_about);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addWidget(m_errors);
    column->addLayout(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 100, metrics.lineSpacing() * 30);
}

void MapDialog::connectAll()
{
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &MapDialog::search);
    connect(m_kind, &SegmentBar::currentChanged, this, [this] {
        search();
        m_search->setFocus();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_warnedAbout = {};
        m_map->setEnabled(!m_queue.isEmpty() && selectedMatch().has_value());
    });
    connect(m_table, &QAbstractItemView::doubleClicked, this, &MapDialog::choose);
    connect(m_map, &QPushButton::clicked, this, &MapDialog::choose);
    connect(m_skip, &QPushButton::clicked, this, &MapDialog::skip);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
}

void MapDialog::setUsers(const QList<MappingRow> &shown, const QList<MappingRow> &all,
                         const QString &first)
{
    const auto start = std::find_if(shown.begin(), shown.end(), [&first](const MappingRow &row) {
        return row.userId == first;
    });
    m_queue.clear();
    for (auto row = start; row != shown.end(); ++row) {
        if (row == start || !row->mapping)
            m_queue.append(*row);
    }
    for (auto row = shown.begin(); row != start; ++row) {
        if (!row->mapping)
            m_queue.append(*row);
    }
    m_taken.clear();
    for (const MappingRow &row : all) {
        if (row.mapping)
            m_taken.insert(row.mapping->person, row.userId);
    }
    showUser();
}

void MapDialog::showUser()
{
    const bool isDone = m_queue.isEmpty();
    for (QWidget *widget : {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_kind),
                            static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_skip)})
        widget->setEnabled(!isDone);
    m_search->clear();
    if (isDone) {
        m_title->setText(tr("That was the last one"));
        m_about->setText(
            tr("Every user of “%1” that was not mapped has been looked at.").arg(m_device.name));
        m_hint->clear();
        m_model->setMatches({});
        m_map->setEnabled(false);
        m_close->setDefault(true);
        m_close->setFocus();
        return;
    }
    const MappingRow &user = m_queue.first();
    const QLocale locale;
    m_title->setText(tr("Who is user %1 of “%2”?").arg(user.userId, m_device.name));
    QStringList about;
    about.append(user.name.isEmpty() ? tr("No name on the device")
                                     : tr("Name on device “%1”").arg(user.name));
    about.append(user.punches == 0
                     ? tr("no punches yet")
                     : tr("%n punch(es), last %1", nullptr, static_cast<int>(user.punches))
                           .arg(wallTimeText(user.lastPunch)));
    about.append(tr("%n more after this one", nullptr, static_cast<int>(m_queue.size()) - 1));
    m_about->setText(about.join(QStringLiteral(" · ")));
    m_map->setDefault(true);
    search();
    m_search->setFocus();
}

void MapDialog::search()
{
    if (m_queue.isEmpty())
        return;
    MatchQuery query{m_search->text(), std::nullopt, 100};
    if (m_kind->current() != Everyone)
        query.kind = m_kind->current() == Students ? PersonKind::Student : PersonKind::Staff;
    const QList<PersonMatch> matches = rankPeople(m_people, m_queue.first(), query, m_taken);
    m_model->setMatches(matches);
    m_warnedAbout = {};
    if (!matches.isEmpty() && isSafeFirstChoice(matches.first(), query.text))
        m_table->chooseRow(0);
    m_map->setEnabled(selectedMatch().has_value());
    if (m_people.isEmpty() && !m_peopleFetcher.isOpen())
        m_hint->setText(tr("There are no students or staff yet. Import them first."));
    else if (matches.isEmpty())
        m_hint->setText(m_peopleFetcher.isOpen() ? QString()
                                                 : tr("No one matches. Try another word."));
    else if (selectedMatch())
        m_hint->setText(tr("Enter maps, arrow keys choose."));
    else
        m_hint->setText(tr("Type a name or number, or choose with the arrow keys."));
}

std::optional<PersonMatch> MapDialog::selectedMatch() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model->matchAt(rows.first().row()));
}

void MapDialog::choose()
{
    const auto match = selectedMatch();
    if (!match || m_queue.isEmpty())
        return;
    const MappingRow user = m_queue.first();
    const bool isTaken = !match->takenBy.isEmpty() && match->takenBy != user.userId;
    if (isTaken && m_warnedAbout != match->person.id) {
        m_warnedAbout = match->person.id;
        m_hint->setText(
            tr("%1 already is user %2 here. Press Enter again if both are the same person.")
                .arg(match->person.fullName, match->takenBy));
        return;
    }
    m_errors->clear();
    m_taken.insert(match->person.id, user.userId);
    m_sent.insert(user.userId, user);
    emit chosen({m_device.id, user.userId, match->person.id, {}, {}}, match->person.fullName);
    next();
}

void MapDialog::skip()
{
    next();
}

void MapDialog::next()
{
    m_queue.removeFirst();
    showUser();
}

void MapDialog::putBack(const UserMapping &mapping, const QString &headline, const Error &error)
{
    if (m_taken.value(mapping.person) == mapping.userId)
        m_taken.remove(mapping.person);
    const bool wasDone = m_queue.isEmpty();
    if (m_sent.contains(mapping.userId))
        m_queue.insert(wasDone ? 0 : 1, m_sent.take(mapping.userId)); // never below the typing hand
    if (wasDone)
        showUser();
    m_errors->showError(headline, error);
}

void MapDialog::moveSelection(int by)
{
    if (m_model->rowCount() == 0)
        return;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const int from = rows.isEmpty() ? (by > 0 ? -1 : m_model->rowCount()) : rows.first().row();
    const int row = std::clamp(from + by, 0, m_model->rowCount() - 1);
    m_table->chooseRow(row);
    m_table->scrollTo(m_model->index(row, 0));
}

bool MapDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    constexpr int kPage = 8;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        moveSelection(1);
        return true;
    case Qt::Key_Up:
        moveSelection(-1);
        return true;
    case Qt::Key_PageDown:
        moveSelection(kPage);
        return true;
    case Qt::Key_PageUp:
        moveSelection(-kPage);
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

} // namespace rollcall::ui
