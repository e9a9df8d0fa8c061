// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkrecords.h"

#include "devices/zk/zkbytes.h"
#include "devices/zk/zktext.h"
#include "devices/zk/zktime.h"

#include <cstring>
#include <utility>

namespace rollcall::zk {

namespace {

constexpr qsizetype kIdField = 24;
constexpr qsizetype kKnownIds = 1024; // a power of two

} // namespace

LogFields readLogFields(const RecordShape &shape, QByteArrayView record)
{
    const QByteArrayView bytes = part(record, shape.skip, record.size());
    LogFields fields;
    switch (shape.layout) {
    case LogLayout::Uid8A:
        fields.uid = u16At(bytes, 0);
        fields.verify = u8At(bytes, 2);
        fields.timeRaw = u32At(bytes, 3);
        fields.state = u8At(bytes, 7);
        break;
    case LogLayout::Uid8B:
        fields.uid = u16At(bytes, 0);
        fields.flags = u8At(bytes, 2);
        fields.byte3 = u8At(bytes, 3);
        fields.timeRaw = u32At(bytes, 4);
        fields.state = fields.flags & 0x07;
        fields.verify = fields.flags >> 3 & 0x03;
        break;
    case LogLayout::Number16:
        fields.number = u32At(bytes, 0);
        fields.timeRaw = u32At(bytes, 4);
        fields.state = u8At(bytes, shape.verifyBeforeState ? 9 : 8);
        fields.verify = u8At(bytes, shape.verifyBeforeState ? 8 : 9);
        fields.reserved = u16At(bytes, 10);
        fields.workCode = u32At(bytes, 12);
        break;
    case LogLayout::Text40:
        fields.uid = u16At(bytes, 0);
        fields.userId = part(bytes, 2, kIdField);
        fields.verify = u8At(bytes, 26);
        fields.timeRaw = u32At(bytes, 27);
        fields.state = u8At(bytes, 31);
        break;
    }
    return fields;
}

bool beginsWithMarker(QByteArrayView bytes)
{
    const QByteArrayView start = part(bytes, 0, kMarkerSize);
    return start == QByteArrayView("\xff\x32\x35\x35\0\0\0\0\0", kMarkerSize) ||
           start == QByteArrayView("\xff\0\0\0\0\0\0\0\0", kMarkerSize);
}

LogDecoder::LogDecoder(const RecordShape &shape, QHash<int, QString> userIds)
    : m_shape(shape)
    , m_userIds(std::move(userIds))
{
    if (shape.layout == LogLayout::Text40)
        m_known.resize(kKnownIds);
}

qsizetype LogDecoder::decode(QByteArrayView bytes, QList<RawLog> &logs,
                             QList<SetAsideLog> &setAside)
{
    const qsizetype size = qMax(1, m_shape.size);
    const qsizetype count = bytes.size() / size;
    logs.reserve(logs.size() + count);
    for (qsizetype i = 0; i < count; ++i) {
        RawLog &log = logs.emplaceBack(); // in place: a million records come through here
        if (const char *problem = decodeOne(bytes.sliced(i * size, size), log)) {
            setAside.append({std::move(log.rawText), QString::fromLatin1(problem)});
            logs.removeLast();
        }
    }
    return count;
}

const char *LogDecoder::decodeOne(QByteArrayView record, RawLog &log)
{
    const LogFields fields = readLogFields(m_shape, record);
    fillHexText(record, log.rawText);
    log.at = decodeTime4(fields.timeRaw);
    log.state = fields.state;
    log.verify = fields.verify;
    log.instantUtc = 0;
    if (fields.workCode != 0)
        log.workCode = QString::number(fields.workCode);
    else if (!log.workCode.isEmpty())
        log.workCode.clear();
    return log.at.isValid() ? fillUserId(fields, log.userId) : "invalid_date";
}

/// Sets @p userId, or returns why there is none.
const char *LogDecoder::fillUserId(const LogFields &fields, QString &userId)
{
    if (m_shape.layout == LogLayout::Text40)
        return textUserId(fields, userId);
    if (m_shape.layout == LogLayout::Number16) {
        userId = QString::number(fields.number);
        return fields.number == 0 ? "missing_user_id" : nullptr;
    }
    if (fields.uid == 0)
        return "missing_user_id";
    const auto known = m_userIds.constFind(fields.uid);
    userId = known != m_userIds.cend() ? *known : QString::number(fields.uid);
    return nullptr;
}

const char *LogDecoder::textUserId(const LogFields &fields, QString &userId)
{
    const bool isWhole = fields.userId.size() == kIdField;
    KnownId &known = m_known[fields.uid % kKnownIds];
    if (isWhole && !known.userId.isEmpty() &&
        std::memcmp(known.field.data(), fields.userId.data(), kIdField) == 0) {
        userId = known.userId;
        return nullptr;
    }
    const std::optional<QString> text = decodeUserId(fields.userId);
    if (!text)
        return "invalid_user_id";
    if (text->isEmpty()) {
        // Q39 in reverse: the number typed is missing, the internal one is all there is.
        userId = QString::number(fields.uid);
        return fields.uid == 0 ? "missing_user_id" : nullptr;
    }
    userId = *text;
    if (isWhole) {
        std::memcpy(known.field.data(), fields.userId.data(), kIdField);
        known.userId = userId;
    }
    return nullptr;
}

} // namespace rollcall::zk
