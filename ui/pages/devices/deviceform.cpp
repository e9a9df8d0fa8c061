// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/deviceform.h"

#include "core/base/typedtext.h"
#include "ui/models/devicemodel.h"
#include "ui/pages/devices/devicefields.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segmentbar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace rollcall::ui {

using namespace devicefields;

DeviceForm::DeviceForm(Ways ways, QWidget *parent)
    : QWidget(parent)
    , m_ways(ways)
{
    setObjectName(QStringLiteral("deviceForm"));
    makeIdentity();
    makeAddress();
    makePlace();
    addLines();
    connectEditors();
    setDevice(std::nullopt);
}

void DeviceForm::addLines()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kBetween);
    grid->setVerticalSpacing(space::kInside);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 4);
    addLine(grid, kName, tr("Device &Name*"), m_name, tr("What staff call it, such as Main Gate."));
    addLine(grid, kMode, tr("Sync &Mode*"), m_mode, QString());
    addLine(grid, kDialect, tr("Di&alect*"), m_dialect, QString());
    addLine(grid, kHost, tr("&IP Address*"), m_host, QString());
    addLine(grid, kHostChanges, QString(), m_hostChanges, QString());
    addLine(grid, kPort, tr("&Port*"), m_port, tr("4370 on most terminals."));
    addLine(grid, kSerial, tr("Serial N&umber*"), m_serial,
            tr("On the label of the terminal, and in its menu under System Info."));
    addLine(grid, kCommKey, tr("Communication &Key"), m_commKey, QString());
    addLine(grid, kDirection, tr("&Direction*"), m_direction,
            tr("Auto: the first punch of a day is In, the last is Out."));
    addLine(grid, kLocation, tr("&Location"), m_location, tr("For your own orientation."));
    addLine(grid, kTimeZone, tr("Time &Zone"), m_timeZone,
            tr("Empty: that of the school. It looks like Asia/Kolkata."));
    int widest = 0; // so that nothing jumps when lines come and go with the mode
    for (const Line &line : std::as_const(m_lines))
        widest = std::max(widest, line.label->sizeHint().width());
    grid->setColumnMinimumWidth(0, widest);
    grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * 34);
    grid->setRowStretch(grid->rowCount(), 1); // what is spare goes below, not between
}

// Made in the order of the lines, which is that of the Tab key.

void DeviceForm::makeIdentity()
{
    m_name = new QLineEdit(this);
    m_mode = new SegmentBar(tr("Sync Mode"), this);
    m_mode->add(static_cast<int>(SyncMode::Agent), tr("Agent"), QStringLiteral("modeAgentButton"));
    m_mode->add(static_cast<int>(SyncMode::Push), tr("Push"), QStringLiteral("modePushButton"));
    m_dialect = new QComboBox(this);
    for (const PushDialect &dialect : pushDialects())
        m_dialect->addItem(dialect.name, dialect.id);
}

void DeviceForm::makeAddress()
{
    m_host = new QLineEdit(this);
    m_host->setPlaceholderText(QStringLiteral("192.168.1.201"));
    m_host->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_hostChanges = new QCheckBox(tr("The address &changes"), this);
    m_port = new QLineEdit(this);
    m_port->setInputMethodHints(Qt::ImhDigitsOnly);
    m_serial = new QLineEdit(this);
    m_serial->setInputMethodHints(Qt::ImhNoPredictiveText);
    m_commKey = new QLineEdit(this);
}

void DeviceForm::makePlace()
{
    m_direction = new QComboBox(this);
    for (const Direction direction : {Direction::Auto, Direction::In, Direction::Out})
        m_direction->addItem(DeviceModel::directionText(direction), static_cast<int>(direction));
    m_location = new QLineEdit(this);
    m_timeZone = new QLineEdit(this);
    QStringList zones;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        zones.append(QString::fromLatin1(id));
    auto *completer = new QCompleter(zones, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_timeZone->setCompleter(completer);
}

void DeviceForm::addLine(QGridLayout *grid, const QString &key, const QString &label,
                         QWidget *editor, const QString &hint)
{
    const int row = grid->rowCount();
    Line line{new QLabel(label, this), editor, new QLabel(hint, this), hint, false, true};
    editor->setObjectName(QString(key + QLatin1String("Field")));
    line.label->setBuddy(editor);
    line.note->setObjectName(QString(key + QLatin1String("Note")));
    line.note->setWordWrap(true);
    line.note->setFont(sized(font(), TextSize::Small));
    line.note->setMinimumWidth(fontMetrics().averageCharWidth() * 44);
    grid->addWidget(line.label, row, 0);
    grid->addWidget(editor, row, 1);
    grid->addWidget(line.note, row, 2);
    m_lines.insert(key, line);
}

void DeviceForm::connectEditors()
{
    const std::initializer_list<std::pair<QLineEdit *, QString>> texts = {
        {m_name, kName},       {m_host, kHost},         {m_port, kPort},        {m_serial, kSerial},
        {m_commKey, kCommKey}, {m_location, kLocation}, {m_timeZone, kTimeZone}};
    for (const auto &[edit, key] : texts) {
        connect(edit, &QLineEdit::textChanged, this, [this, key = key] { touch(key); });
        connect(edit, &QLineEdit::editingFinished, this, [this, key = key] { tidy(key); });
    }
    connect(m_direction, &QComboBox::currentIndexChanged, this, [this] { touch(kDirection); });
    connect(m_hostChanges, &QCheckBox::toggled, this, [this](bool changes) {
        m_host->setEnabled(!changes);
        if (changes)
            m_host->clear();
        touch(kHostChanges);
    });
    connect(m_mode, &SegmentBar::currentChanged, this, [this] {
        changeWay();
        touch(kMode);
    });
    connect(m_dialect, &QComboBox::currentIndexChanged, this, [this] {
        changeWay();
        touch(kDialect);
    });
}

void DeviceForm::setDevice(const std::optional<Device> &device)
{
    m_isNew = !device;
    m_device = device.value_or(Device());
    m_name->setText(m_device.name);
    m_mode->setCurrent(static_cast<int>(m_device.mode));
    m_dialect->setCurrentIndex(std::max(0, m_dialect->findData(m_device.driver)));
    m_hostChanges->setChecked(!m_isNew && m_device.mode == SyncMode::Push &&
                              m_device.host.isEmpty());
    m_host->setText(m_device.host);
    m_port->setText(QString::number(m_device.port));
    m_serial->setText(m_device.serial);
    m_commKey->clear();
    m_direction->setCurrentIndex(m_direction->findData(static_cast<int>(m_device.direction)));
    m_location->setText(m_device.location);
    m_timeZone->setText(QString::fromLatin1(m_device.timeZone));
    for (Line &line : m_lines)
        line.isTouched = false;
    changeWay();
    check();
}

void DeviceForm::setOthers(const QList<Device> &others)
{
    m_others = others;
    check();
}

void DeviceForm::setWay(SyncMode mode, const QString &driver)
{
    m_mode->setCurrent(static_cast<int>(mode));
    if (mode == SyncMode::Push)
        m_dialect->setCurrentIndex(std::max(0, m_dialect->findData(driver)));
    changeWay();
    check();
}

void DeviceForm::fillIn(const QString &host, quint16 port, const QString &serial)
{
    m_foundHost = host;
    m_host->setText(host);
    m_serial->setText(serial);
    if (port > 0)
        m_port->setText(QString::number(port));
}

SyncMode DeviceForm::mode() const
{
    return static_cast<SyncMode>(m_mode->current());
}

QString DeviceForm::driver() const
{
    if (mode() == SyncMode::Push)
        return m_dialect->currentData().toString();
    return m_device.mode == SyncMode::Agent ? m_device.driver : QStringLiteral("zk");
}

DeviceDraft DeviceForm::draft() const
{
    DeviceDraft draft{m_device, std::nullopt};
    Device &device = draft.device;
    device.name = tidyText(m_name->text());
    device.driver = driver();
    device.mode = mode();
    device.host = tidyAddress(m_host->text()).host;
    bool isNumber = false;
    const ushort port = tidyNumber(m_port->text()).toUShort(&isNumber);
    // A Push device has no port that anyone could enter.
    if (device.mode == SyncMode::Agent)
        device.port = isNumber ? port : 0;
    if (m_lines[kSerial].isShown || m_isNew)
        device.serial = tidyNumber(m_serial->text());
    device.direction = static_cast<Direction>(m_direction->currentData().toInt());
    device.location = tidyText(m_location->text());
    device.timeZone = m_timeZone->text().trimmed().toLatin1();
    if (device.mode == SyncMode::Push &&
        (device.host != m_device.host || m_device.mode != SyncMode::Push))
        device.addressAllow = device.host.isEmpty() ? QStringList() : QStringList(device.host);
    const QString key = device.mode == SyncMode::Agent ? tidyNumber(m_commKey->text())
                                                       : m_commKey->text().trimmed();
    if (m_lines[kCommKey].isShown && !key.isEmpty())
        draft.commKey = key;
    return draft;
}

void DeviceForm::setLineVisible(const QString &key, bool isVisible)
{
    Line &line = m_lines[key];
    line.isShown = isVisible;
    for (QWidget *widget :
         {static_cast<QWidget *>(line.label), line.editor, static_cast<QWidget *>(line.note)})
        widget->setVisible(isVisible);
}

void DeviceForm::setHint(const QString &key, const QString &hint)
{
    m_lines[key].hint = hint;
}

void DeviceForm::changeWay()
{
    const bool isPush = mode() == SyncMode::Push;
    const bool isAdms = isPush && driver() == u"adms";
    setHint(kMode, wayText(mode()));
    setHint(kHost, isPush ? tr("Only logs sent from this address are taken.")
                          : tr("As the terminal's network menu shows it."));
    setHint(kHostChanges, isAdms ? tr("Then the serial number alone tells who sends.")
                                 : tr("Then the token alone tells who sends."));
    setHint(kDialect, dialectText(driver()));
    if (!m_isNew)
        setHint(kCommKey,
                tr("The present key is kept unless you type another; 0 stands for none."));
    else
        setHint(kCommKey, isAdms ? tr("Only if the terminal is set to name one.")
                                 : tr("The number in the terminal's Comm. menu; empty if it has "
                                      "none."));
    setLineVisible(kMode, m_ways == Ways::Shown);
    setLineVisible(kDialect, m_ways == Ways::Shown && isPush);
    setLineVisible(kHostChanges, isPush);
    setLineVisible(kPort, !isPush);
    setLineVisible(kSerial, isAdms);
    setLineVisible(kCommKey, !isPush || isAdms);
    m_host->setEnabled(!isPush || !m_hostChanges->isChecked());
}

void DeviceForm::touch(const QString &key)
{
    m_lines[key].isTouched = true;
    // The serial number was that of a terminal at another address.
    if (key == kHost && m_isNew && mode() == SyncMode::Agent && m_host->text() != m_foundHost)
        m_serial->clear();
    check();
    emit edited();
}

/// What was meant takes the place of what was typed, once the field is left.
void DeviceForm::tidy(const QString &key)
{
    auto *edit = qobject_cast<QLineEdit *>(m_lines[key].editor);
    QString meant = tidyText(edit->text());
    if (key == kHost) {
        const TypedAddress address = tidyAddress(edit->text());
        meant = address.host;
        if (mode() == SyncMode::Agent && !address.port.isEmpty())
            m_port->setText(address.port);
    } else if (key == kPort || key == kSerial || (key == kCommKey && mode() == SyncMode::Agent)) {
        meant = tidyNumber(edit->text());
    }
    if (meant != edit->text())
        edit->setText(meant);
}

QList<FieldProblem> DeviceForm::findProblems() const
{
    const Device wanted = draft().device;
    QList<FieldProblem> problems = checkDeviceDraft(draft());
    problems.removeIf([this](const FieldProblem &problem) {
        const auto line = m_lines.constFind(problem.field);
        return line != m_lines.constEnd() && !line->isShown; // nobody could correct it here
    });
    if (wanted.mode == SyncMode::Push && !m_hostChanges->isChecked() &&
        !isNumericAddress(wanted.host))
        problems.append(
            {kHost,
             tr("Enter the device's address as numbers, such as 192.168.1.77, or say that it "
                "changes.")});
    addTaken(wanted, problems);
    return problems;
}

void DeviceForm::addTaken(const Device &wanted, QList<FieldProblem> &problems) const
{
    for (const Device &other : m_others) {
        if (other.id == wanted.id)
            continue;
        if (other.name.compare(wanted.name, Qt::CaseInsensitive) == 0)
            problems.append({kName, tr("There is a device of this name already. Choose another, "
                                       "such as “%1 2”.")
                                        .arg(other.name)});
        if (m_lines[kSerial].isShown && !wanted.serial.isEmpty() && other.driver == wanted.driver &&
            other.serial == wanted.serial)
            problems.append({kSerial, tr("“%1” has this serial number already. Look at the "
                                         "label, or edit that device.")
                                          .arg(other.name)});
    }
}

bool DeviceForm::showProblem(const QString &field, const QString &text)
{
    const auto line = m_lines.find(field);
    if (line == m_lines.end() || !line->isShown)
        return false;
    line->isTouched = true;
    m_problems.insert(field, text);
    showNotes();
    line->editor->setFocus();
    return true;
}

void DeviceForm::check()
{
    m_problems.clear();
    for (const FieldProblem &problem : findProblems()) {
        if (!m_problems.contains(problem.field))
            m_problems.insert(problem.field, problem.text);
    }
    showNotes();
}

void DeviceForm::showNotes()
{
    for (auto line = m_lines.cbegin(); line != m_lines.cend(); ++line) {
        const bool isWrong = line->isTouched && m_problems.contains(line.key());
        line->note->setText(isWrong ? m_problems.value(line.key()) : line->hint);
        setStyleProperty(line->note, "role",
                         isWrong ? QStringLiteral("bad") : QStringLiteral("quiet"));
        setStyleProperty(line->editor, "invalid", isWrong);
        line->editor->setAccessibleDescription(line->note->text());
    }
}

} // namespace rollcall::ui
