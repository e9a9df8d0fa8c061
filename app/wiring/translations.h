// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocale>

class QCoreApplication;

namespace rollcall {

/// Loads the texts of @p locale, ours and Qt's own; English where there are none (it needs its
/// plurals too). The translators belong to @p app. Call it once, before the first text.
void installTranslations(QCoreApplication &app, const QLocale &locale);

} // namespace rollcall
