// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/mapdialog.h"

#include "core/ports/peoplecontrol.h"
#include "ui/delegates/rowdelegate.h"
#include "ui/icons.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/matchmodel.h"
#include "ui/pages/mapping/newpersondialog.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/segmentbar.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace rollcall::ui {

namespace {

enum KindChoice { Everyone, Students, StaffOnly };

/// Folding the words of thousands of people takes longer than a key stroke may.
Answer<QList<SearchablePerson>> foldedElsewhere(const Answer<QList<Person>> &people)
{
    using Folded = Result<QList<SearchablePerson>>;
    return Answer<QList<Person>>(people).then(
        QtFuture::Launch::Async, [](const Result<QList<Person>> &list) {
            return list ? Folded(makeSearchable(*list)) : Folded(list.error());
        });
}

} // namespace

MapDialog::MapDialog(PeopleControl &people, const DeviceName &device, QWidget *parent)
    : QDialog(parent)
    , m_control(people)
    , m_device(device)
    , m_peopleFetcher(
          this, [&people] { return foldedElsewhere(people.people()); },
          [this](const Result<QList<SearchablePerson>> &answer) { takePeople(answer); })
    , m_title(new QLabel(this))
    , m_about(new QLabel(this))
    , m_search(new QLineEdit(this))
    , m_kind(new SegmentBar(tr("Students or staff"), this))
    , m_group(new QComboBox(this))
    , m_model(new MatchModel(this))
    , m_table(new TableView(QStringLiteral("matchTable"), tr("People to choose from"), this))
    , m_hint(new QLabel(this))
    , m_notice(new NoticeBar(this))
    , m_errors(new ErrorBar(this))
    , m_add(textButton(Icon::AddPerson, tr("&New Person…"), QStringLiteral("mapNewPersonButton"),
                       this))
    , m_skip(new QPushButton(tr("&Skip"), this))
    , m_map(primaryButton(Icon::Link, tr("&Map"), QStringLiteral("mapNowButton"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    nameAll();
    layOut();
    connectAll();
    connect(&people, &PeopleControl::peopleChanged, this, [this] { m_peopleFetcher.fetch(); });
    m_peopleFetcher.fetch();
    m_search->setFocus();
}

void MapDialog::nameAll()
{
    setObjectName(QStringLiteral("mapDialog"));
    setWindowTitle(tr("Map User"));
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
    m_group->setObjectName(QStringLiteral("mapGroup"));
    m_group->setAccessibleName(tr("Class or department"));
    m_group->setToolTip(tr("Class or department"));
    m_group->addItem(tr("All classes"));
    m_add->setToolTip(tr("Adds somebody who is not in the list yet"));
    m_skip->setObjectName(QStringLiteral("mapSkipButton"));
    m_skip->setToolTip(tr("Leaves this user as it is and goes on to the next"));
    m_map->setAccessibleName(tr("🔗 Map"));
    m_close->setObjectName(QStringLiteral("mapCloseButton"));
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    m_map->setDefault(true);
}

void MapDialog::layOut()
{
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionsMovable(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(MatchModel::Name, QHeaderView::Stretch);
    m_group->setSizeAdjustPolicy(QComboBox::AdjustToContents);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(space::kInside);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_kind);
    bar->addWidget(m_group);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kInside);
    buttons->addWidget(m_add);
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
    column->addWidget(m_notice);
    column->addWidget(m_errors);
    column->addLayout(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 112, metrics.lineSpacing() * 32);
}

void MapDialog::connectAll()
{
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &MapDialog::search);
    const auto narrowed = [this] {
        search();
        m_search->setFocus();
    };
    connect(m_kind, &SegmentBar::currentChanged, this, narrowed);
    connect(m_group, &QComboBox::currentIndexChanged, this, narrowed);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_warnedAbout = {};
        m_map->setEnabled(!m_queue.isEmpty() && selectedMatch().has_value());
    });
    connect(m_table, &QAbstractItemView::doubleClicked, this, &MapDialog::choose);
    connect(m_map, &QPushButton::clicked, this, &MapDialog::choose);
    connect(m_skip, &QPushButton::clicked, this, &MapDialog::skip);
    connect(m_add, &QPushButton::clicked, this, &MapDialog::addPerson);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
}

void MapDialog::takePeople(const Result<QList<SearchablePerson>> &people)
{
    if (people) {
        m_people = *people;
        fillGroups();
    } else {
        m_errors->showError(tr("The list of people could not be read."), people.error());
    }
    search();
}

void MapDialog::fillGroups()
{
    const QSignalBlocker quiet(m_group);
    const QString chosen = m_group->currentIndex() > 0 ? m_group->currentText() : QString();
    while (m_group->count() > 1)
        m_group->removeItem(m_group->count() - 1);
    m_group->addItems(groupLabels(m_people));
    m_group->setCurrentIndex(chosen.isEmpty() ? 0 : qMax(0, m_group->findText(chosen)));
}

void MapDialog::setUsers(const QList<MappingRow> &shown, const QList<MappingRow> &all,
                         const QString &first)
{
    m_queue.fill(shown, all, first);
    showUser();
}

void MapDialog::showUser()
{
    const bool isDone = m_queue.isEmpty();
    for (QWidget *widget : {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_kind),
                            static_cast<QWidget *>(m_group), static_cast<QWidget *>(m_table),
                            static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_skip)})
        widget->setEnabled(!isDone);
    m_search->clear();
    if (isDone) {
        showEnd();
        return;
    }
    const MappingRow &user = m_queue.current();
    m_title->setText(tr("Who is user %1 of “%2”?").arg(user.userId, m_device.name));
    QStringList about;
    if (user.mapping)
        about.append(tr("Is %1 now", "a person").arg(user.personName));
    about.append(user.name.isEmpty() ? tr("No name on the device")
                                     : tr("Name on device “%1”").arg(user.name));
    about.append(user.punches == 0
                     ? tr("no punches yet")
                     : tr("%n punch(es), last %1", nullptr, static_cast<int>(user.punches))
                           .arg(wallTimeText(user.lastPunch)));
    about.append(tr("%n more after this one", nullptr, m_queue.left() - 1));
    m_about->setText(about.join(QStringLiteral(" · ")));
    m_map->setDefault(true);
    search();
    m_search->setFocus();
}

void MapDialog::showEnd()
{
    m_title->setText(tr("That was the last one"));
    m_about->setText(
        tr("Every user of “%1” that was not mapped has been looked at.").arg(m_device.name));
    m_hint->clear();
    m_model->setMatches({});
    m_map->setEnabled(false);
    m_close->setDefault(true);
    m_close->setFocus();
}

void MapDialog::search()
{
    if (m_queue.isEmpty())
        return;
    MatchQuery query;
    query.text = m_search->text();
    if (m_kind->current() != Everyone)
        query.kind = m_kind->current() == Students ? PersonKind::Student : PersonKind::Staff;
    if (m_group->currentIndex() > 0)
        query.group = m_group->currentText();
    const QList<PersonMatch> matches =
        rankPeople(m_people, m_queue.current(), query, m_queue.taken());
    m_model->setMatches(matches);
    m_warnedAbout = {};
    if (!matches.isEmpty() && isSafeFirstChoice(matches.first(), query.text))
        m_table->chooseRow(0);
    m_map->setEnabled(selectedMatch().has_value());
    updateHint(!matches.isEmpty());
}

void MapDialog::updateHint(bool hasMatches)
{
    if (m_people.isEmpty() && !m_peopleFetcher.isOpen())
        m_hint->setText(tr("There are no students or staff yet. Import them first, or add one."));
    else if (!hasMatches)
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
    const QString userId = m_queue.current().userId;
    const bool isTaken = !match->takenBy.isEmpty() && match->takenBy != userId;
    if (isTaken && m_warnedAbout != match->person.id) {
        m_warnedAbout = match->person.id;
        m_hint->setText(
            tr("%1 already is user %2 here. Press Enter again if both are the same person.")
                .arg(match->person.fullName, match->takenBy));
        return;
    }
    m_errors->clear();
    m_notice->hide();
    m_queue.send(match->person.id);
    emit chosen({m_device.id, userId, match->person.id, {}, {}}, match->person.fullName);
    showUser();
}

void MapDialog::skip()
{
    m_queue.skip();
    showUser();
}

void MapDialog::tellStored(const QString &text)
{
    m_notice->showUndo(text, [this] { emit undoRequested(); });
}

void MapDialog::putBack(const UserMapping &mapping, const QString &headline, const Error &error)
{
    const bool wasDone = m_queue.isEmpty();
    m_queue.putBack(mapping);
    if (wasDone)
        showUser();
    showError(headline, error);
}

void MapDialog::takeBack(const UserMapping &mapping)
{
    m_notice->hide();
    m_queue.takeBack(mapping);
    showUser();
}

void MapDialog::showError(const QString &headline, const Error &error)
{
    m_errors->showError(headline, error);
}

void MapDialog::addPerson()
{
    const QString typed = m_search->text();
    auto *dialog = new NewPersonDialog(m_control, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->suggest(typed.isEmpty() ? m_queue.current().name : typed, m_queue.current().card);
    connect(dialog, &NewPersonDialog::added, this, [this](const Person &person) {
        // Found by the number as soon as the list has come anew, so that Enter maps.
        m_kind->setCurrent(Everyone);
        m_group->setCurrentIndex(0);
        m_search->setText(person.number);
        m_search->setFocus();
    });
    dialog->open();
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
    const auto *key = static_cast<QKeyEvent *>(event);
    // An empty box has nothing to take back, so the key means the mapping.
    if (key->matches(QKeySequence::Undo) && m_search->text().isEmpty() && m_notice->isVisible()) {
        emit undoRequested();
        return true;
    }
    switch (key->key()) {
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
