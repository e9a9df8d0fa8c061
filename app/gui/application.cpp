// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/application.h"

#include "app/gui/lanaddresses.h"
#include "core/domain/appsettings.h"
#include "ui/pages/firstrun/schooldialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QHostAddress>
#include <QMessageBox>
#include <QScreen>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::Application", text);
}

} // namespace

Application::Application(LaunchOptions options, ui::Theme &theme)
    : m_options(std::move(options))
    , m_theme(theme)
    , m_chooser(std::make_unique<ui::DialogFileChooser>())
{}

Application::~Application()
{
    // The window speaks to the services, the demo's terminal is read by them.
    m_window.reset();
    m_engine.reset();
    m_composition.reset();
}

QString Application::dataFolder() const
{
    const QString chosen =
        m_options.isDemo ? DemoSchool::folder(m_options.dataFolder) : m_options.dataFolder;
    return DataFolder::choose(chosen).path();
}

/// Two windows on one folder would each ask for what the other just did.
Result<bool> Application::isFirst()
{
    const QString locks = DataFolder(dataFolder()).locks();
    if (!QDir().mkpath(locks))
        return errors::storageFailure(QStringLiteral("cannot make the lock folder"));
    m_instance = std::make_unique<SingleInstance>(locks);
    QObject::connect(m_instance.get(), &SingleInstance::raiseRequested, m_instance.get(),
                     [this] { bringUp(); });
    const SingleInstance::Start start = m_instance->start();
    if (start != SingleInstance::Start::NoAnswer)
        return start == SingleInstance::Start::First;
    return errors::conflict(
        say(QT_TRANSLATE_NOOP("rollcall::Application",
                              "Rollcall is open for this school already, but its window does not "
                              "answer. It was not started a second time. Wait a moment and start "
                              "it again; if that does not help, start the computer anew.")));
}

void Application::bringUp()
{
    if (m_window)
        m_window->bringUp();
    else if (m_question)
        m_question->activateWindow();
}

void Application::endSession()
{
    if (m_window)
        m_window->endSession();
}

void Application::goToTray()
{
    if (!m_tray) {
        m_tray = new ui::TrayIcon(m_window.get());
        QObject::connect(m_tray, &ui::TrayIcon::openRequested, m_window.get(),
                         &ui::MainWindow::bringUp);
        QObject::connect(m_tray, &ui::TrayIcon::quitRequested, m_window.get(),
                         &ui::MainWindow::quit);
    }
    m_tray->sayItKeepsRunning();
}

Result<> Application::openData()
{
    CompositionOptions options;
    options.dataFolder = dataFolder();
    options.databaseUrl = m_options.databaseUrl;
    options.createIfMissing = true;
    Result<std::unique_ptr<Composition>> composition = Composition::open(options);
    if (!composition)
        return composition.error();
    m_composition = std::move(*composition);
    return m_options.isDemo ? openDemo() : ok();
}

Result<> Application::openDemo()
{
    Result<std::unique_ptr<DemoSchool>> demo = DemoSchool::open(*m_composition);
    if (!demo)
        return demo.error();
    m_demo = std::move(*demo);
    return ok();
}

/// Without data there is no window in which a bar could stand.
void Application::tell(const Error &error)
{
    auto box = std::make_unique<QMessageBox>(QMessageBox::Critical, QStringLiteral("Rollcall"),
                                             error.userText);
    box->setDetailedText(error.detail);
    box->open();
    m_question = std::move(box);
}

void Application::askForSchool()
{
    auto dialog = std::make_unique<ui::SchoolDialog>(
        [this](const ui::SchoolDialog::Draft &draft) -> Result<> {
            const Result<School> made =
                m_composition->createSchool(draft.name, draft.timeZone, draft.settings);
            return made ? ok() : Result<>(made.error());
        });
    QObject::connect(dialog.get(), &QDialog::accepted, dialog.get(), [this] { showWindow(); });
    dialog->open();
    m_question = std::move(dialog);
}

/// Polls, listens and takes pushes, unless another program on this PC does already.
ui::FrameInfo Application::startEngine()
{
    ui::FrameInfo info;
    info.schoolName = m_composition->school()->name;
    info.isDemo = m_options.isDemo;
    info.subnets = subnetsOf(lanEntries());
    const AppSettings settings(await(m_composition->stores().school.settings()).valueOr({}));
    info.tokenOverlapHours = static_cast<int>(settings.number(u"push.token_overlap_hours"));
    Result<std::unique_ptr<SchoolEngine>> engine = SchoolEngine::take(*m_composition);
    if (!engine) {
        info.pushServer = say(
            QT_TRANSLATE_NOOP("rollcall::Application", "Another program listens for this school."));
        return info;
    }
    m_engine = std::move(*engine);
    startPush(info);
    m_engine->runAgents();
    return info;
}

void Application::startPush(ui::FrameInfo &info)
{
    const QHash<QString, QString> settings =
        await(m_composition->stores().school.settings()).valueOr({});
    Result<PushSettings> wanted = pushSettingsFrom(m_composition->folder(), settings);
    if (!wanted) {
        info.pushServer = wanted.error().userText;
        return;
    }
    // The demo must not get into the way of a school on the same computer.
    if (m_options.isDemo && !settings.contains(QStringLiteral("push.port")))
        wanted->port = 0;
    const Result<quint16> port = m_engine->listen(*wanted);
    if (!port) {
        info.pushServer = port.error().userText;
        return;
    }
    info.pushServerUp = true;
    const QString host = reachableHost(wanted->address, lanEntries());
    info.pushServer = QStringLiteral("%1:%2").arg(host).arg(*port);
    const QString scheme = wanted->tls ? QStringLiteral("https") : QStringLiteral("http");
    info.pushUrl = QStringLiteral("%1://%2/api/v1/biometric/push-log").arg(scheme, info.pushServer);
}

void Application::showWindow()
{
    const ui::FrameInfo info = startEngine();
    m_composition->recompute().schedule();
    const ui::UiPorts ports{m_composition->devices(),    m_composition->sync(),
                            m_composition->mapping(),    m_composition->people(),
                            m_composition->attendance(), m_composition->terminals(),
                            m_composition->attention(),  m_composition->logs(),
                            m_composition->commands(),   m_composition->clock()};
    m_window = std::make_unique<ui::MainWindow>(ports, *m_chooser, info);
    m_window->setTrayAvailable(ui::TrayIcon::isAvailable());
    QObject::connect(m_window.get(), &ui::MainWindow::schemeChosen, &m_theme, &ui::Theme::force);
    QObject::connect(m_window.get(), &ui::MainWindow::wentToTray, m_window.get(),
                     [this] { goToTray(); });
    m_window->showFirst(m_window->screen()->availableSize());
}

bool Application::start()
{
    const Result<bool> first = isFirst();
    if (first && !*first)
        return false;
    if (!first)
        tell(first.error());
    else if (const Result<> opened = openData(); !opened)
        tell(opened.error());
    else if (m_composition->school())
        showWindow();
    else
        askForSchool();
    return true;
}

} // namespace rollcall
