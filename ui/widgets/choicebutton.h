// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/icons.h"

#include <QAbstractButton>

namespace rollcall::ui {

/// A large choice among a few: icon, name and a sentence that says whom it suits. Put several into
/// an exclusive QButtonGroup.
class ChoiceButton final : public QAbstractButton
{
public:
    ChoiceButton(Icon icon, const QString &title, const QString &sentence, QWidget *parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int iconSide() const;
    int sentenceHeight(int width) const;

    const Icon m_icon;
    const QString m_sentence;
};

} // namespace rollcall::ui
