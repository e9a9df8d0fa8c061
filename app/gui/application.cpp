// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/application.h"

#include "app/wiring/pushcertificate.h"
#include "ui/pages/firstrun/schooldialog.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::Application", text);
}

} // namespace

Application::Application(LaunchOptions options)
    : m_options(std::move(options))
    , m_chooser(std::make_unique<ui::DialogFileChooser>())
{}

Application::~Application()
{
    // The window speaks to the services, the demo's terminal is read by them.
    m_window.reset();
    m_engine.reset();
    m_composition.reset();
}

Result<> Application::openData()
{
    CompositionOptions options;
    options.dataFolder =
        m_options.isDemo ? DemoSchool::folder(m_options.dataFolder) : m_options.dataFolder;
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
    info.pushServer = QStringLiteral("%1:%2").arg(wanted->address.toString()).arg(*port);
    const QString scheme = wanted->tls ? QStringLiteral("https") : QStringLiteral("http");
    info.pushUrl = QStringLiteral("%1://%2/api/v1/biometric/push-log").arg(scheme, info.pushServer);
}

void Application::showWindow()
{
    const ui::FrameInfo info = startEngine();
    m_composition->recompute().schedule();
    const ui::UiPorts ports{m_composition->devices(),    m_composition->sync(),
                            m_composition->mapping(),    m_composition->people(),
                            m_composition->attendance(), m_composition->clock()};
    m_window = std::make_unique<ui::MainWindow>(ports, *m_chooser, info);
    m_window->show();
}

void Application::start()
{
    if (const Result<> opened = openData(); !opened)
        tell(opened.error());
    else if (m_composition->school())
        showWindow();
    else
        askForSchool();
}

} // namespace rollcall
