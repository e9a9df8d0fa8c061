// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkevents.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zkpacket.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktime.h"

namespace rollcall::zk {

namespace {

/// The state of a short event may carry "valid" in its high half (section 15.3).
quint8 shortState(quint8 state)
{
    return state > 5 && state != 255 ? state & 0x0F : state;
}

std::optional<AttendanceEvent> readAttendance(QByteArrayView data)
{
    constexpr qsizetype kTextForm = 32;
    AttendanceEvent event;
    qsizetype end = 0;
    if (data.size() >= kTextForm) {
        event.userId = decodeUserId(data.first(24)).value_or(QString());
        event.verify = u8At(data, 24);
        event.state = u8At(data, 25);
        event.at = decodeTime6(data.sliced(26, 6));
        end = kTextForm;
    } else if (data.size() == 10 || data.size() == 12 || data.size() == 14) {
        const qsizetype idSize = data.size() == 12 ? 4 : 2;
        event.userId = QString::number(idSize == 4 ? u32At(data, 0) : u16At(data, 0));
        event.verify = u8At(data, idSize);
        event.state = shortState(u8At(data, idSize + 1));
        event.at = decodeTime6(data.sliced(idSize + 2, 6));
        end = idSize + 8;
    } else {
        return std::nullopt;
    }
    event.extra = data.sliced(end).toByteArray();
    return event;
}

void readEnrolment(QByteArrayView data, Event &event)
{
    if (data.size() < 2)
        return;
    event.enrolResult = u16At(data, 0);
    if (event.enrolResult != 0)
        return;
    event.templateSize = u16At(data, 2);
    event.enrolledUserId = decodeUserId(part(data, 4, 9)).value_or(QString());
    event.finger = u8At(data, 13);
}

} // namespace

Event readEvent(const Packet &packet)
{
    constexpr quint32 kNotRecognised = 0xFFFFFFFF;
    Event event;
    event.code = static_cast<EventCode>(packet.session);
    event.data = packet.data;
    const QByteArrayView data(event.data);
    switch (event.code) {
    case EventCode::Attendance:
        event.attendance = readAttendance(data);
        break;
    case EventCode::FingerEnrolled:
        readEnrolment(data, event);
        break;
    case EventCode::Verified:
        if (data.size() >= 4 && u32At(data, 0) != kNotRecognised)
            event.verifiedUid = u32At(data, 0);
        break;
    case EventCode::FingerScore:
        event.score = data.isEmpty() ? -1 : u8At(data, 0);
        break;
    case EventCode::Alarm:
        event.alarm = data.isEmpty() ? -1 : u8At(data, 0);
        break;
    default:
        break;
    }
    return event;
}

OperationEntry readOperation(QByteArrayView entry)
{
    return {u8At(entry, 2),
            u8At(entry, 3),
            u32At(entry, 4),
            {u16At(entry, 8), u16At(entry, 10), u16At(entry, 12), u16At(entry, 14)}};
}

TemplateHead readTemplateHead(QByteArrayView entry)
{
    return {u16At(entry, 0), u16At(entry, 2), u8At(entry, 4), u8At(entry, 5)};
}

} // namespace rollcall::zk
