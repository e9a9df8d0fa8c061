// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/zkvectorchecks.h"

#include "devices/sim/simwire.h"
#include "devices/zk/zkbytes.h"
#include "devices/zk/zkchecksum.h"
#include "devices/zk/zkcommkey.h"
#include "devices/zk/zkevents.h"
#include "devices/zk/zkpacket.h"
#include "devices/zk/zkrequests.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktime.h"
#include "tests/devices/zk/zkvectorexpect.h"

#include <QHash>

#include <functional>

namespace rollcall::test {

namespace {

using zk::Code;
using zk::FrameCutter;
using zk::Packet;

QString isoTime(WallTime wall)
{
    return wall.toString().replace(u' ', u'T');
}

int numberOf(Code code)
{
    return static_cast<int>(code);
}

/// What a simulated terminal would send for the same packet.
QByteArray simFrame(const Packet &packet, bool spoil = false)
{
    return sim::frame(static_cast<quint16>(packet.code), packet.session, packet.reply, packet.data,
                      spoil);
}

QStringList checkEvent(const Packet &packet, const QJsonObject &meaning)
{
    Expect expect(meaning);
    const zk::Event event = zk::readEvent(packet);
    expect.fieldIfGiven("event", static_cast<int>(event.code));
    if (event.attendance) {
        const zk::AttendanceEvent &attendance = *event.attendance;
        expect.field("user_id", attendance.userId);
        expect.field("verify", attendance.verify);
        expect.field("state", attendance.state);
        expect.field("datetime", isoTime(attendance.at));
        expect.field("extra_hex", attendance.extra);
        if (packet.data.size() >= 32) {
            expect.bytes("simulator's event",
                         sim::attendanceEvent(attendance.userId.toLatin1(), attendance.verify,
                                              attendance.state, attendance.at) +
                             attendance.extra,
                         packet.data);
        }
        return expect.problems();
    }
    expect.isTrue("attendance not understood", event.code != zk::EventCode::Attendance);
    expect.fieldIfGiven("score", event.score);
    expect.fieldIfGiven("alarm", event.alarm);
    expect.fieldIfGiven("result", event.enrolResult);
    expect.fieldIfGiven("template_size", event.templateSize);
    expect.fieldIfGiven("user_id", event.enrolledUserId);
    expect.fieldIfGiven("finger", event.finger);
    expect.fieldIfGiven("identified", event.verifiedUid.has_value());
    expect.fieldIfGiven("uid",
                        event.verifiedUid ? QJsonValue(double(*event.verifiedUid)) : QJsonValue());
    return expect.problems();
}

/// What a field of "meaning" is in a packet; those that only the code tells apart are in
/// codeMeaning().
using Meaning = std::function<QJsonValue(const Packet &)>;

const QHash<QString, Meaning> &meanings()
{
    const auto word = [](qsizetype at) {
        return
            [at](const Packet &packet) { return QJsonValue(double(zk::u32At(packet.data, at))); };
    };
    const auto half = [](qsizetype at) {
        return [at](const Packet &packet) { return QJsonValue(zk::u16At(packet.data, at)); };
    };
    const auto isUnauthorized = [](const Packet &packet) {
        return packet.code == Code::AckUnauthorized;
    };
    static const QHash<QString, Meaning> all{
        {QStringLiteral("new_session"), [](const Packet &p) { return QJsonValue(p.session); }},
        {QStringLiteral("state"), [](const Packet &p) { return QJsonValue(p.session); }},
        {QStringLiteral("auth_required"), isUnauthorized},
        {QStringLiteral("auth_accepted"), [](const Packet &p) { return p.code == Code::AckOk; }},
        {QStringLiteral("option"),
         [](const Packet &p) {
             return QString::fromLatin1(p.data.split('=').first().replace('\0', ""));
         }},
        {QStringLiteral("value"), [](const Packet &p) { return zk::optionValue(p.data); }},
        {QStringLiteral("pin_width"),
         [](const Packet &p) { return QJsonValue(zk::u8At(p.data, 0)); }},
        {QStringLiteral("flag"), [](const Packet &p) { return QJsonValue(zk::u8At(p.data, 0)); }},
        {QStringLiteral("finger"), [](const Packet &p) { return QJsonValue(zk::u8At(p.data, 2)); }},
        {QStringLiteral("verify_style"),
         [](const Packet &p) { return QJsonValue(zk::u8At(p.data, 2)); }},
        {QStringLiteral("data_text"), [](const Packet &p) { return QString::fromLatin1(p.data); }},
        {QStringLiteral("datetime"),
         [](const Packet &p) { return isoTime(zk::decodeTime4(zk::u32At(p.data, 0))); }},
        {QStringLiteral("uid"), half(0)},
        {QStringLiteral("inner_command"), half(1)},
        {QStringLiteral("fct"), word(3)},
        {QStringLiteral("ext"), word(7)},
        {QStringLiteral("flags"), word(0)},
        {QStringLiteral("start"), word(0)},
        {QStringLiteral("index"), word(0)},
        {QStringLiteral("delay_raw"), word(0)},
        {QStringLiteral("max_packet"), word(4)},
        {QStringLiteral("size_repeat"), word(5)},
        {QStringLiteral("opaque"), word(9)},
        {QStringLiteral("size"),
         [](const Packet &p) {
             const qsizetype at = p.code == Code::PrepareData  ? 0
                                  : p.code == Code::ReadBuffer ? 4
                                                               : 1;
             return QJsonValue(double(zk::u32At(p.data, at)));
         }},
    };
    return all;
}

/// The requests that the driver builds, bound to captures.
QStringList checkRequest(const Packet &packet, const QJsonObject &meaning)
{
    Expect expect(meaning);
    if (packet.code == Code::PrepareBuffer) {
        expect.bytes(
            "driver's request",
            zk::prepareBufferData(static_cast<Code>(meaning.value(u"inner_command").toInt()),
                                  meaning.value(u"fct").toInt()),
            packet.data);
    } else if (packet.code == Code::ReadBuffer) {
        expect.bytes(
            "driver's request",
            zk::readBufferData(meaning.value(u"start").toInt(), meaning.value(u"size").toInt()),
            packet.data);
    } else if (packet.code == Code::ReadOption) {
        expect.bytes("driver's request",
                     zk::optionData(meaning.value(u"option").toString().toLatin1()), packet.data);
    }
    return expect.problems();
}

QStringList checkMeaning(const Packet &packet, const QJsonObject &meaning)
{
    if (packet.code == Code::Event && meaning.contains(u"event"))
        return checkEvent(packet, meaning);
    if (meaning.contains(u"privilege_raw"))
        return checkZkUser(packet.data, meaning);
    Expect expect(meaning);
    expect.add(checkRequest(packet, meaning));
    for (auto it = meaning.begin(); it != meaning.end(); ++it) {
        const QByteArray name = it.key().toLatin1();
        if (name == "note")
            continue;
        if (name == "commkey") {
            const auto key = static_cast<quint32>(it->toInt());
            const quint8 ticks = zk::u8At(packet.data, 2);
            expect.bytes("driver's proof", zk::scrambleCommKey(key, packet.session, ticks),
                         packet.data);
            expect.isTrue("simulator refuses the proof",
                          sim::isKeyProof(key, packet.session, packet.data));
        } else if (meanings().contains(it.key())) {
            expect.field(name.constData(), meanings().value(it.key())(packet));
        } else {
            expect.add({QStringLiteral("unknown meaning \"%1\"").arg(it.key())});
        }
    }
    return expect.problems();
}

QStringList checkPacket(const Packet &packet, const QByteArray &whole, const QJsonObject &decoded)
{
    Expect expect(decoded);
    expect.field("command", numberOf(packet.code));
    expect.field("checksum", packet.checksum);
    expect.field("checksum_ok", packet.checksumOk);
    expect.field("session", packet.session);
    expect.field("reply", packet.reply);
    expect.field("data_hex", packet.data);
    expect.fieldIfGiven("payload_size", packet.data.size() + 8);
    const QByteArray simulated = simFrame(packet);
    expect.bytes("simulator's packet", simulated.right(packet.data.size() + 8),
                 whole.right(packet.data.size() + 8));
    expect.add(checkMeaning(packet, decoded.value(u"meaning").toObject()));
    return expect.problems();
}

QStringList checkFrame(const QByteArray &bytes, const QJsonObject &decoded)
{
    FrameCutter cutter;
    cutter.append(bytes);
    Packet packet;
    if (cutter.next(packet) != FrameCutter::Cut::Packet)
        return {QStringLiteral("no packet was cut")};
    Expect expect(decoded);
    Packet rest;
    expect.isTrue("something is left", cutter.next(rest) == FrameCutter::Cut::NeedMore);
    expect.bytes("driver's frame",
                 zk::encodeFrame(packet.code, packet.session, packet.reply, packet.data), bytes);
    expect.bytes("simulator's frame", simFrame(packet), bytes);
    expect.add(checkPacket(packet, bytes, decoded));
    return expect.problems();
}

QStringList checkBadFrame(const QByteArray &bytes, const QJsonObject &decoded)
{
    FrameCutter cutter;
    cutter.append(bytes);
    Packet packet;
    if (cutter.next(packet) != FrameCutter::Cut::Packet)
        return {QStringLiteral("a wrong checksum must not lose the packet")};
    Expect expect(decoded);
    expect.field("checksum_ok", packet.checksumOk);
    expect.field("checksum", packet.checksum);
    expect.field("expected_checksum", zk::checksum(bytes.mid(8)));
    expect.isTrue("not counted", cutter.badChecksums() == 1);
    expect.bytes("simulator's spoilt frame", simFrame(packet, true), bytes);
    return expect.problems();
}

QStringList checkUdpPacket(const QByteArray &bytes, const QJsonObject &decoded)
{
    const std::optional<Packet> packet = zk::decodePacket(bytes);
    if (!packet)
        return {QStringLiteral("no packet")};
    Expect expect(decoded);
    expect.bytes("driver's packet",
                 zk::encodePacket(packet->code, packet->session, packet->reply, packet->data),
                 bytes);
    expect.add(checkPacket(*packet, bytes, decoded));
    return expect.problems();
}

/// Cuts the stream as it came, and again byte by byte: the packets must be the same.
QList<Packet> cutStream(const QList<QByteArray> &chunks)
{
    QList<Packet> packets;
    FrameCutter cutter;
    Packet packet;
    for (const QByteArray &chunk : chunks) {
        cutter.append(chunk);
        while (cutter.next(packet) == FrameCutter::Cut::Packet)
            packets.append(packet);
    }
    return packets;
}

QStringList checkStream(const QByteArray &bytes, const QJsonObject &vector)
{
    const QJsonObject decoded = vector.value(u"decoded").toObject();
    QList<QByteArray> chunks;
    for (const QJsonValue chunk : vector.value(u"chunks").toArray())
        chunks.append(QByteArray::fromHex(chunk.toString().toLatin1()));
    QList<QByteArray> single;
    for (const char byte : bytes)
        single.append(QByteArray(1, byte));

    Expect expect(decoded);
    expect.bytes("chunks", chunks.join(), bytes);
    const QList<Packet> packets = cutStream(chunks);
    expect.isTrue("byte by byte differs", packets == cutStream(single));
    const QJsonArray frames = decoded.value(u"frames").toArray();
    if (packets.size() != frames.size())
        return {QStringLiteral("%1 packets instead of %2").arg(packets.size()).arg(frames.size())};
    QByteArray again;
    QByteArray simulated;
    QByteArray data;
    for (qsizetype i = 0; i < packets.size(); ++i) {
        const Packet &packet = packets.at(i);
        Expect frame(frames.at(i).toObject());
        frame.field("command", numberOf(packet.code));
        frame.field("session", packet.session);
        frame.field("reply", packet.reply);
        frame.field("data_len", packet.data.size());
        frame.field("checksum_ok", packet.checksumOk);
        expect.add(frame.problems());
        again += zk::encodeFrame(packet.code, packet.session, packet.reply, packet.data);
        simulated += simFrame(packet);
        if (packet.code == Code::Data)
            data += packet.data;
    }
    expect.bytes("driver's stream", again, bytes);
    expect.bytes("simulator's stream", simulated, bytes);
    expect.field("data_total", data.size());
    expect.add(checkZkTransfer(data, decoded));
    return expect.problems();
}

QStringList checkEventPacket(const QByteArray &bytes, const QJsonObject &decoded)
{
    const std::optional<Packet> packet = zk::decodePacket(bytes);
    if (!packet)
        return {QStringLiteral("no packet")};
    Expect expect(decoded);
    expect.field("command", numberOf(packet->code));
    expect.field("event", packet->session);
    expect.field("reply", packet->reply);
    expect.field("checksum_ok", packet->checksumOk);
    expect.field("data_len", packet->data.size());
    expect.field("data_hex", packet->data);
    expect.bytes("driver's packet",
                 zk::encodePacket(packet->code, packet->session, packet->reply, packet->data),
                 bytes);
    expect.add(checkEvent(*packet, decoded));
    return expect.problems();
}

QStringList checkCommKey(const QByteArray &bytes, const QJsonObject &decoded)
{
    const auto key = static_cast<quint32>(decoded.value(u"key").toInt());
    const auto session = static_cast<quint16>(decoded.value(u"session").toInt());
    const auto ticks = static_cast<quint8>(decoded.value(u"ticks").toInt());
    Expect expect(decoded);
    expect.bytes("driver's proof", zk::scrambleCommKey(key, session, ticks), bytes);
    expect.isTrue("simulator refuses the proof", sim::isKeyProof(key, session, bytes));
    expect.isTrue("simulator takes any key", !sim::isKeyProof(key + 1, session, bytes));
    return expect.problems();
}

QStringList checkNotZk(const QByteArray &bytes, const QJsonObject &decoded)
{
    FrameCutter cutter;
    cutter.append(bytes.left(1)); // known with the first byte, without waiting for more
    Packet packet;
    const bool isZk = cutter.next(packet) != FrameCutter::Cut::Broken || !cutter.isFresh();
    Expect expect(decoded);
    expect.field("is_zk_standalone", isZk);
    return expect.problems();
}

} // namespace

QStringList checkZkVector(const QJsonObject &vector)
{
    const QString kind = vector.value(u"kind").toString();
    const QByteArray bytes = QByteArray::fromHex(vector.value(u"hex").toString().toLatin1());
    const QJsonObject decoded = vector.value(u"decoded").toObject();
    if (kind == u"frame_tcp")
        return checkFrame(bytes, decoded);
    if (kind == u"frame_tcp_bad")
        return checkBadFrame(bytes, decoded);
    if (kind == u"packet_udp")
        return checkUdpPacket(bytes, decoded);
    if (kind == u"stream_tcp")
        return checkStream(bytes, vector);
    if (kind == u"event")
        return checkEventPacket(bytes, decoded);
    if (kind == u"commkey")
        return checkCommKey(bytes, decoded);
    if (kind == u"not_zk")
        return checkNotZk(bytes, decoded);
    return checkZkBlockVector(kind, bytes, decoded);
}

} // namespace rollcall::test
