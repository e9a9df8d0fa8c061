// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/sim/simwire.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zkcounters.h"
#include "devices/zk/zkevents.h"
#include "devices/zk/zkpacket.h"
#include "devices/zk/zkrecords.h"
#include "devices/zk/zksizeproof.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktime.h"
#include "devices/zk/zkusers.h"
#include "tests/devices/zk/zkvectorchecks.h"
#include "tests/devices/zk/zkvectorexpect.h"

namespace rollcall::test {

namespace {

using zk::LogFields;
using zk::LogLayout;
using zk::RecordShape;

const WallTime kLatest = WallTime::fromFields(2027, 1, 1, 0, 0, 0);

QString isoTime(WallTime wall)
{
    return wall.toString().replace(u' ', u'T');
}

template <typename Numbers>
QJsonArray toArray(const Numbers &numbers)
{
    QJsonArray array;
    for (const auto number : numbers)
        array.append(number);
    return array;
}

QStringList checkTime4(const QByteArray &bytes, const QJsonObject &decoded)
{
    Expect expect(decoded);
    const quint32 packed = zk::u32At(bytes, 0);
    const WallTime wall = zk::decodeTime4(packed);
    const zk::TimeFields fields = zk::unpackTime4(packed);
    expect.field("value", packed);
    expect.field("datetime", wall.isValid() ? QJsonValue(isoTime(wall)) : QJsonValue());
    const std::initializer_list<int> list{fields.year, fields.month,  fields.day,
                                          fields.hour, fields.minute, fields.second};
    expect.fieldIfGiven("fields", toArray(list));
    if (wall.isValid())
        expect.isTrue("driver's encoder differs", zk::encodeTime4(wall) == packed);
    const int second = fields.hour * 3600 + fields.minute * 60 + fields.second;
    expect.isTrue("simulator's encoder differs",
                  sim::packTime(fields.year, fields.month, fields.day, second) == packed);
    return expect.problems();
}

QStringList checkTime6(const QByteArray &bytes, const QJsonObject &decoded)
{
    Expect expect(decoded);
    const WallTime wall = zk::decodeTime6(bytes);
    expect.field("datetime", isoTime(wall));
    expect.bytes("driver's encoder", zk::encodeTime6(wall), bytes);
    expect.bytes("simulator's encoder", sim::attendanceEvent("1", 0, 0, wall).right(6), bytes);
    return expect.problems();
}

/// One attendance record: what the vector says of it, and the simulator's bytes for the same
/// values.
QStringList checkLog(const QByteArray &record, const RecordShape &shape, const QJsonObject &decoded)
{
    Expect expect(decoded);
    const LogFields fields = zk::readLogFields(shape, record);
    expect.field("time_raw", fields.timeRaw);
    expect.field("datetime", isoTime(zk::decodeTime4(fields.timeRaw)));
    sim::LogValues values;
    values.uid = fields.uid;
    values.time = fields.timeRaw;
    values.state = fields.state;
    values.verify = fields.verify;
    values.workCode = fields.workCode;
    SimRecordSize size = SimRecordSize::Bytes8A;
    switch (shape.layout) {
    case LogLayout::Number16:
        expect.field("user_id", QString::number(fields.number));
        expect.field("byte8", fields.state);
        expect.field("byte9", fields.verify);
        expect.field("reserved", fields.reserved);
        expect.field("workcode", fields.workCode);
        values.userId = QByteArray::number(fields.number);
        size = SimRecordSize::Bytes16;
        break;
    case LogLayout::Text40: {
        const QByteArrayView part = zk::part(record, shape.skip, 40);
        expect.field("uid", fields.uid);
        expect.field("user_id", zk::decodeUserId(fields.userId).value_or(QString()));
        expect.field("verify", fields.verify);
        expect.field("state", fields.state);
        expect.field("tail_hex", part.sliced(32).toByteArray());
        expect.fieldIfGiven("extra_hex", record.mid(shape.skip + 40));
        values.userId = zk::untilNul(fields.userId).toByteArray();
        size =
            shape.size == 49 && shape.skip == 0 ? SimRecordSize::Bytes49 : SimRecordSize::Bytes40;
        break;
    }
    case LogLayout::Uid8B:
        expect.field("uid", fields.uid);
        expect.field("flags", fields.flags);
        expect.field("byte3", fields.byte3);
        expect.field("inferred_state", fields.state);
        expect.field("inferred_verify", fields.verify);
        expect.field("inferred_long_form", (fields.flags & 0x20) != 0);
        size = SimRecordSize::Bytes8B;
        break;
    case LogLayout::Uid8A:
        expect.field("uid", fields.uid);
        expect.field("verify", fields.verify);
        expect.field("state", fields.state);
        break;
    }
    QByteArray simulated;
    sim::putLog(simulated, values, size);
    expect.bytes("simulator's record", simulated, record.mid(shape.skip));
    return expect.problems();
}

QStringList checkBlock(const QByteArray &bytes, const QJsonObject &decoded)
{
    Expect expect(decoded);
    const qint64 total = zk::u32At(bytes, 0);
    const qint64 available = qMin<qint64>(total, bytes.size() - 4);
    expect.field("block_size", total);
    expect.fieldIfGiven("trailing_bytes", bytes.size() - 4 - total);
    const QJsonArray records = decoded.value(u"records").toArray();
    expect.field("record_count", records.size());
    if (total == 0)
        return expect.problems();

    const QByteArray area = bytes.mid(4, available);
    QList<zk::BlockSample> samples;
    for (const zk::SampleRange &range : zk::sampleRanges(available))
        samples.append({range.offset, area.mid(range.offset, range.length)});
    const std::optional<RecordShape> shape =
        zk::proveShape({total, std::nullopt, kLatest}, samples);
    if (!shape)
        return {QStringLiteral("the record size was not proven")};
    expect.field("record_size", shape->size);
    expect.isTrue("marker not seen", (shape->skip > 0) == decoded.contains(u"marker"));
    if (shape->skip > 0)
        expect.field("marker", area.left(zk::kMarkerSize));
    for (qsizetype i = 0; i < records.size(); ++i)
        expect.add(
            checkLog(area.mid(i * shape->size, shape->size), *shape, records.at(i).toObject()));

    QList<RawLog> logs;
    QList<SetAsideLog> setAside;
    zk::LogDecoder(*shape).decode(area, logs, setAside);
    expect.isTrue("not every record became a log",
                  logs.size() == records.size() && setAside.isEmpty());
    for (qsizetype i = 0; i < logs.size(); ++i) {
        const QJsonObject record = records.at(i).toObject();
        const QString uid = QString::number(record.value(u"uid").toInt());
        Expect log(record);
        log.field("datetime", isoTime(logs.at(i).at));
        log.isTrue("user id of the log",
                   logs.at(i).userId == record.value(u"user_id").toString(uid));
        log.isTrue("raw text of the log",
                   logs.at(i).rawText.toLatin1() == area.mid(i * shape->size, shape->size).toHex());
        expect.add(log.problems());
    }
    return expect.problems();
}

QJsonValue counter(const std::optional<qint32> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QStringList checkCounters(const QByteArray &bytes, const QJsonObject &decoded)
{
    const zk::Counters counters = zk::readCounters(bytes);
    Expect expect(decoded);
    expect.field("length", bytes.size());
    expect.field("users", counter(counters.users));
    expect.field("fingers", counter(counters.fingers));
    expect.field("records", counter(counters.records));
    expect.field("oplogs", counter(counters.operations));
    expect.field("admins", counter(counters.administrators));
    expect.field("passwords", counter(counters.passwords));
    expect.field("fingers_cap", counter(counters.fingersCapacity));
    expect.field("users_cap", counter(counters.usersCapacity));
    expect.field("records_cap", counter(counters.recordsCapacity));
    expect.field("fingers_free", counter(counters.fingersFree));
    expect.field("users_free", counter(counters.usersFree));
    expect.field("records_free", counter(counters.recordsFree));
    expect.field("faces", counter(counters.faces));
    expect.field("faces_cap", counter(counters.facesCapacity));
    if (bytes.size() >= 80) {
        const sim::CounterValues values{
            *counters.users,           *counters.fingers,        *counters.records,
            *counters.operations,      *counters.administrators, *counters.passwords,
            *counters.fingersCapacity, *counters.usersCapacity,  *counters.recordsCapacity};
        expect.bytes("simulator's counters", sim::counterBlock(values).left(bytes.size()), bytes);
    }
    return expect.problems();
}

QStringList checkOperation(const QByteArray &bytes, const QJsonObject &decoded)
{
    const zk::OperationEntry entry = zk::readOperation(bytes);
    Expect expect(decoded);
    expect.field("operation", entry.operation);
    expect.field("byte3", entry.byte3);
    expect.field("time_raw", entry.timeRaw);
    expect.field("datetime", isoTime(zk::decodeTime4(entry.timeRaw)));
    expect.field("params", toArray(entry.parameters));
    return expect.problems();
}

QStringList checkTemplate(const QByteArray &bytes, const QJsonObject &decoded)
{
    const zk::TemplateHead head = zk::readTemplateHead(bytes);
    Expect expect(decoded);
    expect.field("entry_size", head.entrySize);
    expect.field("uid", head.uid);
    expect.field("finger", head.finger);
    expect.field("valid", head.valid);
    expect.field("template_size", head.templateSize());
    expect.field("template_head", bytes.mid(6, 8));
    return expect.problems();
}

/// A DATA datagram of which only the head was recorded: where its first whole record begins
/// (section 11.1).
QStringList checkFragment(const QByteArray &bytes, const QJsonObject &decoded)
{
    constexpr qint64 kDatagram = 1024;
    const std::optional<zk::Packet> packet = zk::decodePacket(bytes);
    if (!packet)
        return {QStringLiteral("no packet")};
    Expect expect(decoded);
    expect.field("command", static_cast<int>(packet->code));
    expect.field("session_field", packet->session);
    expect.field("reply", packet->reply);
    expect.field("packet_index", packet->session);
    expect.field("first_stream_offset", packet->session * kDatagram);
    const bool areUsers = decoded.value(u"note").toString().contains(u"28");
    const qint64 size = areUsers ? zk::kUserSizeShort : 16;
    const qint64 begin = (size - (packet->session * kDatagram - 4) % size) % size;
    expect.field("first_record_starts_at", begin);
    const QByteArray record = packet->data.mid(begin, size);
    if (areUsers) {
        const zk::UserRecord user = zk::readUser(record, zk::kUserSizeShort);
        expect.isTrue("no user there", user.uid != 0 && user.userId == QString::number(user.uid));
    } else {
        const LogFields fields = zk::readLogFields({LogLayout::Number16, 16, 0}, record);
        expect.isTrue("no log there",
                      fields.number != 0 && zk::decodeTime4(fields.timeRaw).date().year() == 2018);
    }
    return expect.problems();
}

} // namespace

QStringList checkZkUser(const QByteArray &record, const QJsonObject &decoded)
{
    const int size = static_cast<int>(record.size());
    const QString encoding = decoded.value(u"name_encoding").toString();
    const zk::UserRecord user = zk::readUser(record, size, encoding.toLatin1());
    const bool isLong = size == zk::kUserSizeLong;
    Expect expect(decoded);
    expect.field("uid", user.uid);
    expect.field("privilege_raw", user.privilege);
    expect.fieldIfGiven("level", user.level());
    expect.fieldIfGiven("disabled", user.isDisabled());
    expect.field("password", QString::fromLatin1(user.password));
    expect.field("name", user.name);
    expect.field("card", user.card);
    expect.field("group", user.group);
    expect.field("user_id", user.userId);
    const QByteArray name =
        zk::untilNul(isLong ? record.mid(11, 24) : record.mid(8, 8)).toByteArray();
    expect.fieldIfGiven("name_hex", name);
    if (isLong) {
        expect.fieldIfGiven("tz_flag", user.ownTimeZones);
        expect.fieldIfGiven("tz", toArray(user.timeZones));
    } else {
        expect.field("timezones", user.ownTimeZones);
    }

    // The simulator's record must be the same but for the garbage behind a NUL (Q10), which it does
    // not make.
    sim::UserValues values{user.uid,
                           user.privilege,
                           user.password,
                           name,
                           user.card,
                           user.group,
                           user.ownTimeZones,
                           {},
                           user.userId.toLatin1()};
    std::copy(user.timeZones.begin(), user.timeZones.end(), values.zones);
    const QByteArray simulated = sim::userRecord(values, size);
    QByteArray clean = record;
    const qsizetype passwordSize = isLong ? 8 : 5;
    const qsizetype nameSize = isLong ? 24 : 8;
    for (const auto &[at, used, length] :
         {std::tuple(qsizetype(3), user.password.size(), passwordSize),
          std::tuple(3 + passwordSize, name.size(), nameSize)}) {
        for (qsizetype i = at + used; i < at + length; ++i)
            clean[i] = '\0';
    }
    expect.bytes("simulator's user", simulated, clean);
    return expect.problems();
}

QStringList checkZkTransfer(const QByteArray &data, const QJsonObject &decoded)
{
    Expect expect(decoded);
    const qint64 total = zk::u32At(data, 0);
    const qint64 available = qMin<qint64>(total, data.size() - 4);
    if (decoded.contains(u"block_size"))
        expect.field("block_size", available);
    if (decoded.contains(u"plausible_records")) {
        const QByteArray area = data.mid(4, available);
        const auto shape = zk::proveShape({available, 3, kLatest}, {{0, area}});
        expect.field("plausible_records", shape.has_value());
        const auto byPrefix = zk::proveShape({total, std::nullopt, kLatest}, {{0, area}});
        expect.isTrue("rubbish was taken for logs", !byPrefix.has_value());
    }
    if (decoded.contains(u"template_len")) {
        expect.field("template_len", data.size() - 1);
        expect.field("template_head", data.left(8));
        expect.field("template_tail", data.chopped(1).right(8));
        expect.field("trailing_byte", zk::u8At(data, data.size() - 1));
    }
    const QJsonArray users = decoded.value(u"users").toArray();
    if (users.isEmpty())
        return expect.problems();
    const QByteArray area = data.mid(4, available);
    const int size = zk::proveUserSize(area, std::nullopt).value_or(0);
    expect.field("record_size", size);
    const QList<DeviceUser> listed = zk::readUsers(area, size);
    expect.field("count", listed.size());
    expect.isTrue("users left out", listed.size() == users.size());
    for (qsizetype i = 0; i < qMin(users.size(), listed.size()); ++i) {
        const QJsonObject user = users.at(i).toObject();
        expect.add(checkZkUser(area.mid(i * size, size), user));
        expect.isTrue("name in the list", listed.at(i).name == user.value(u"name").toString());
        expect.isTrue("id in the list", listed.at(i).userId == user.value(u"user_id").toString());
    }
    return expect.problems();
}

QStringList checkZkBlockVector(const QString &kind, const QByteArray &bytes,
                               const QJsonObject &decoded)
{
    if (kind == u"time4")
        return checkTime4(bytes, decoded);
    if (kind == u"time6")
        return checkTime6(bytes, decoded);
    if (kind == u"user72" || kind == u"user28") {
        const bool hasSize = bytes.size() == kind.mid(4).toInt();
        return hasSize ? checkZkUser(bytes, decoded)
                       : QStringList{QStringLiteral("wrong record length")};
    }
    if (kind == u"att40")
        return checkLog(bytes, {LogLayout::Text40, 40, 0}, decoded);
    if (kind == u"att8alt")
        return checkLog(bytes, {LogLayout::Uid8B, 8, 0}, decoded);
    if (kind == u"attendance_block")
        return checkBlock(bytes, decoded);
    if (kind == u"free_sizes")
        return checkCounters(bytes, decoded);
    if (kind == u"oplog16")
        return checkOperation(bytes, decoded);
    if (kind == u"template_entry")
        return checkTemplate(bytes, decoded);
    if (kind == u"udp_data_fragment")
        return checkFragment(bytes, decoded);
    return {QStringLiteral("unknown kind \"%1\"").arg(kind)};
}

} // namespace rollcall::test
