// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/mapping/mappingempty.h"

#include "ui/icons.h"
#include "ui/widgets/emptystate.h"

#include <QCoreApplication>

namespace rollcall::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::MappingEmpty)
};

} // namespace

void tellEmpty(EmptyState *empty, MappingEmpty cause, const QString &detail)
{
    switch (cause) {
    case MappingEmpty::ReadFailed:
        empty->tell(Icon::Warning, Texts::tr("The users could not be read"),
                    Texts::tr("Nothing is lost. The message below says what is in the way."),
                    Texts::tr("Try Again"));
        return;
    case MappingEmpty::Reading:
        empty->tell(Icon::Sync, Texts::tr("Reading the device"), detail);
        return;
    case MappingEmpty::NeverRead:
        empty->tell(Icon::People, Texts::tr("No users known yet"),
                    Texts::tr("Read the device once; then its users stand here, ready to be "
                              "mapped."),
                    Texts::tr("Sync Now"));
        return;
    case MappingEmpty::NothingPushed:
        empty->tell(Icon::People, Texts::tr("No users known yet"),
                    Texts::tr("As soon as the device has sent its first punches, the users they "
                              "belong to stand here."));
        return;
    case MappingEmpty::NoMatch:
        empty->tell(Icon::Search, Texts::tr("No user matches “%1”").arg(detail),
                    Texts::tr("The filter looks at Biometric ID, name, number, card and class."),
                    Texts::tr("Clear Filter"));
        return;
    case MappingEmpty::AllMapped:
        empty->tell(Icon::Check, Texts::tr("Everyone is mapped"),
                    Texts::tr("Each punch of this device counts for a student or a member of "
                              "staff."));
        return;
    case MappingEmpty::NoSuggestions:
        empty->tell(Icon::Suggest, Texts::tr("No suggestions"),
                    Texts::tr("No one who is free has the number, the card or a similar name of a "
                              "user that is not mapped."),
                    Texts::tr("Show Not Mapped"));
        return;
    case MappingEmpty::NoneMapped:
        empty->tell(Icon::Link, Texts::tr("No one is mapped yet"),
                    Texts::tr("Punches count once you say who each Biometric ID is."),
                    Texts::tr("Show Not Mapped"));
        return;
    }
}

} // namespace rollcall::ui
