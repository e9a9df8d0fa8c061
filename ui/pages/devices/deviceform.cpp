// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/deviceform.h"

#include "ui/models/devicemodel.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segmentbar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>
#include <utility>

namespace rollcall::ui {

namespace {

constexpr QLatin1String kName("name");
constexpr QLatin1String kMode("mode");
constexpr QLatin1String kHost("host");
constexpr QLatin1String kHostChanges("hostChanges");
constexpr QLatin1String kPort("port");
constexpr QLatin1String kCommKey("commKey");
constexpr QLatin1String kDirection("direction");
constexpr QLatin1String kLocation("location");

/// Only an address as numbers can be compared with where a request comes from.
bool isNumericAddress(const QString &host)
{
    if (host.contains(u':'))
        return true;
    const QStringList parts = host.split(u'.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](const QString &part) {
               bool isNumber = false;
               return part.toUInt(&isNumber) <= 255 && isNumber;
           });
}

} // namespace

DeviceForm::DeviceForm(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("deviceForm"));
    makeEditors();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kBetween);
    grid->setVerticalSpacing(space::kInside);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 4);
    addLine(grid, kName, tr("Device &Name*"), m_name, tr("What staff call it, such as Main Gate."));
    addLine(grid, kMode, tr("Sync &Mode*"), m_mode, QString());
    addLine(grid, kHost, tr("&IP Address*"), m_host, QString());
    addLine(grid, kHostChanges, QString(), m_hostChanges, QString());
    addLine(grid, kPort, tr("&Port*"), m_port, tr("4370 on most terminals."));
    addLine(grid, kCommKey, tr("Communication &Key"), m_commKey, QString());
    addLine(grid, kDirection, tr("&Direction*"), m_direction,
            tr("Auto: the first punch of a day is In, the last is Out."));
    addLine(grid, kLocation, tr("&Location"), m_location, tr("For your own orientation."));
    int widest = 0; // so that nothing jumps when lines come and go with the mode
    for (const Line &line : std::as_const(m_lines))
        widest = std::max(widest, line.label->sizeHint().width());
    grid->setColumnMinimumWidth(0, widest);
    grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * 36);
    grid->setRowStretch(grid->rowCount(), 1); // what is spare goes below, not between
    connectEditors();
    setDevice(std::nullopt);
}

void DeviceForm::makeEditors()
{
    m_name = new QLineEdit(this);
    m_name->setMaxLength(120);
    m_mode = new SegmentBar(tr("Sync Mode"), this);
    m_mode->add(static_cast<int>(SyncMode::Agent), tr("Agent"), QStringLiteral("modeAgentButton"));
    m_mode->add(static_cast<int>(SyncMode::Push), tr("Push"), QStringLiteral("modePushButton"));
    m_host = new QLineEdit(this);
    m_host->setPlaceholderText(QStringLiteral("192.168.1.201"));
    m_host->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_hostChanges = new QCheckBox(tr("The address &changes"), this);
    m_port = new QSpinBox(this);
    m_port->setRange(0, 65535);
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_port->setGroupSeparatorShown(false);
    m_commKey = new QLineEdit(this);
    m_commKey->setInputMethodHints(Qt::ImhDigitsOnly);
    m_commKey->setMaxLength(12);
    m_direction = new QComboBox(this);
    for (const Direction direction : {Direction::Auto, Direction::In, Direction::Out})
        m_direction->addItem(DeviceModel::directionText(direction), static_cast<int>(direction));
    m_location = new QLineEdit(this);
    m_location->setMaxLength(120);
}

void DeviceForm::addLine(QGridLayout *grid, const QString &key, const QString &label,
                         QWidget *editor, const QString &hint)
{
    const int row = grid->rowCount();
    Line line{new QLabel(label, this), editor, new QLabel(hint, this), hint, false};
    editor->setObjectName(QString(key + QLatin1String("Field")));
    line.label->setBuddy(editor);
    line.note->setObjectName(QString(key + QLatin1String("Note")));
    line.note->setWordWrap(true);
    line.note->setFont(sized(font(), TextSize::Small));
    line.note->setMinimumWidth(fontMetrics().averageCharWidth() * 46);
    grid->addWidget(line.label, row, 0);
    grid->addWidget(editor, row, 1);
    grid->addWidget(line.note, row, 2);
    m_lines.insert(key, line);
}

void DeviceForm::connectEditors()
{
    const std::initializer_list<std::pair<QLineEdit *, QString>> texts = {
        {m_name, kName}, {m_host, kHost}, {m_commKey, kCommKey}, {m_location, kLocation}};
    for (const auto &[edit, key] : texts)
        connect(edit, &QLineEdit::textEdited, this, [this, key = key] { touch(key); });
    connect(m_port, &QSpinBox::valueChanged, this, [this] { touch(kPort); });
    connect(m_direction, &QComboBox::currentIndexChanged, this, [this] { touch(kDirection); });
    connect(m_hostChanges, &QCheckBox::toggled, this, [this](bool changes) {
        m_host->setEnabled(!changes);
        if (changes)
            m_host->clear();
        touch(kHostChanges);
    });
    connect(m_mode, &SegmentBar::currentChanged, this, [this] {
        changeMode();
        touch(kMode);
    });
}

void DeviceForm::setDevice(const std::optional<Device> &device)
{
    m_isNew = !device;
    m_device = device.value_or(Device());
    m_name->setText(m_device.name);
    m_mode->setCurrent(static_cast<int>(m_device.mode));
    m_hostChanges->setChecked(!m_isNew && m_device.mode == SyncMode::Push &&
                              m_device.host.isEmpty());
    m_host->setText(m_device.host);
    m_port->setValue(m_device.port);
    m_commKey->clear();
    m_direction->setCurrentIndex(m_direction->findData(static_cast<int>(m_device.direction)));
    m_location->setText(m_device.location);
    m_lines[kCommKey].hint =
        m_isNew ? tr("The number in the terminal's Comm. menu; empty if it has none.")
                : tr("The present key is kept unless you type another; 0 stands for none.");
    for (Line &line : m_lines)
        line.isTouched = false;
    changeMode();
    check();
}

SyncMode DeviceForm::mode() const
{
    return static_cast<SyncMode>(m_mode->current());
}

DeviceDraft DeviceForm::draft() const
{
    DeviceDraft draft{m_device, std::nullopt};
    Device &device = draft.device;
    device.name = m_name->text().simplified();
    if (device.mode != mode() || m_isNew)
        device.driver = mode() == SyncMode::Push ? QStringLiteral("json") : QStringLiteral("zk");
    device.mode = mode();
    device.host = m_host->text().trimmed();
    device.port = static_cast<quint16>(m_port->value());
    device.direction = static_cast<Direction>(m_direction->currentData().toInt());
    device.location = m_location->text().simplified();
    if (device.mode == SyncMode::Push &&
        (device.host != m_device.host || m_device.mode != SyncMode::Push))
        device.addressAllow = device.host.isEmpty() ? QStringList() : QStringList(device.host);
    if (device.mode == SyncMode::Agent && !m_commKey->text().trimmed().isEmpty())
        draft.commKey = m_commKey->text().trimmed();
    return draft;
}

void DeviceForm::setLineVisible(const QString &key, bool isVisible)
{
    const Line line = m_lines.value(key);
    for (QWidget *widget :
         {static_cast<QWidget *>(line.label), line.editor, static_cast<QWidget *>(line.note)})
        widget->setVisible(isVisible);
}

void DeviceForm::changeMode()
{
    const bool isPush = mode() == SyncMode::Push;
    m_lines[kMode].hint = isPush ? tr("The device sends its logs by itself over Wi-Fi (HTTP).")
                                 : tr("This computer fetches the logs over the school network "
                                      "(ZKTeco, eSSL and alike, TCP/IP).");
    m_lines[kHost].hint = isPush ? tr("Only logs sent from this address are taken.")
                                 : tr("As the terminal's network menu shows it.");
    m_lines[kHostChanges].hint = tr("Then the token alone tells who sends.");
    setLineVisible(kHostChanges, isPush);
    setLineVisible(kPort, !isPush);
    setLineVisible(kCommKey, !isPush);
    m_host->setEnabled(!isPush || !m_hostChanges->isChecked());
}

void DeviceForm::touch(const QString &key)
{
    m_lines[key].isTouched = true;
    check();
    emit edited();
}

QList<FieldProblem> DeviceForm::findProblems() const
{
    const DeviceDraft wanted = draft();
    QList<FieldProblem> problems = checkDeviceDraft(wanted);
    if (wanted.device.mode == SyncMode::Push && !m_hostChanges->isChecked() &&
        !isNumericAddress(wanted.device.host))
        problems.append(
            {kHost,
             tr("Enter the device's address as numbers, such as 192.168.1.77, or say that it "
                "changes.")});
    return problems;
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
