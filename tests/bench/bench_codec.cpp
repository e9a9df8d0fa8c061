// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkrecords.h"

#include <QByteArray>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QList>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <cstring>

/// Decodes attendance records of 40 bytes with the decoder of the driver and with a loop that
/// trusts its input: no bounds, no dates that do not exist, no user ids but ASCII. Both fill the
/// same value, hex text included. Prints records a second and how the two compare:
///   bench_codec [--records N] [--rounds N]

using namespace rollcall;

namespace {

constexpr int kRecord = 40;

/// A school of 800 over three months, four logs a day, as terminals store them.
QByteArray makeRecords(qsizetype count)
{
    QByteArray bytes(count * kRecord, '\0');
    for (qsizetype i = 0; i < count; ++i) {
        char *record = bytes.data() + i * kRecord;
        const auto uid = static_cast<quint16>(i * 7919 % 800 + 1);
        const QByteArray id = QByteArray::number(100000 + uid);
        const auto day = static_cast<quint32>(26 * 372 + i * 90 / count / 30 * 31 + i % 28);
        const auto time = day * 86400 + 27600 + static_cast<quint32>(i % 20000);
        std::memcpy(record, &uid, 2); // little endian, as all machines that this runs on
        std::memcpy(record + 2, id.constData(), static_cast<size_t>(id.size()));
        record[26] = 1;
        std::memcpy(record + 27, &time, 4);
        record[31] = static_cast<char>(i % 2);
        record[36] = '\xff';
    }
    return bytes;
}

WallTime trustedTime(quint32 packed)
{
    static constexpr int kDaysBefore[]{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    const quint32 days = packed / 86400;
    const quint32 year = days / 372;
    const quint32 month = days / 31 % 12;
    const qint64 date = 10957 + year * 365LL + (year + 3) / 4 + kDaysBefore[month] +
                        (year % 4 == 0 && month > 1 ? 1 : 0) + days % 31;
    return WallTime::fromSeconds(date * 86400 + packed % 86400);
}

/// Into logs that are there already: their texts keep their memory from one round to the next.
void decodeTrusting(const QByteArray &bytes, QList<RawLog> &logs)
{
    static constexpr char16_t kDigits[] = u"0123456789abcdef";
    const char *record = bytes.constData();
    for (RawLog &log : logs) {
        quint32 time = 0;
        std::memcpy(&time, record + 27, 4);
        const auto idSize = static_cast<qsizetype>(std::strlen(record + 2));
        log.userId.resize(idSize);
        QChar *to = log.userId.data();
        for (qsizetype i = 0; i < idSize; ++i)
            to[i] = QLatin1Char(record[2 + i]);
        log.at = trustedTime(time);
        log.verify = static_cast<quint8>(record[26]);
        log.state = static_cast<quint8>(record[31]);
        log.rawText.resize(2 * kRecord);
        to = log.rawText.data();
        for (int i = 0; i < kRecord; ++i) {
            const auto byte = static_cast<quint8>(record[i]);
            *to++ = kDigits[byte >> 4];
            *to++ = kDigits[byte & 0xF];
        }
        record += kRecord;
    }
}

/// Records a second of the best round.
template <typename Prepare, typename Decode>
double best(int rounds, qsizetype records, Prepare prepare, Decode decode)
{
    double seconds = 1e9;
    for (int round = 0; round < rounds; ++round) {
        prepare();
        QElapsedTimer timer;
        timer.start();
        decode();
        seconds = std::min(seconds, static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
    return static_cast<double>(records) / seconds;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption recordsOption(QStringLiteral("records"), {}, QStringLiteral("N"),
                                           QStringLiteral("100000"));
    const QCommandLineOption roundsOption(QStringLiteral("rounds"), {}, QStringLiteral("N"),
                                          QStringLiteral("9"));
    parser.addOptions({recordsOption, roundsOption});
    parser.process(app);
    const qsizetype records = std::max(1, parser.value(recordsOption).toInt());
    const int rounds = std::max(1, parser.value(roundsOption).toInt());

    const QByteArray bytes = makeRecords(records);
    QList<RawLog> checked;
    QList<RawLog> trusted(records);
    QList<SetAsideLog> setAside;
    // The driver's logs go to another thread, so their texts are new each time.
    const double driver = best(
        rounds, records, [&] { checked.clear(); },
        [&] {
            zk::LogDecoder({zk::LogLayout::Text40, kRecord, 0}).decode(bytes, checked, setAside);
        });
    const double loop = best(
        rounds, records, [] {}, [&] { decodeTrusting(bytes, trusted); });
    if (checked != trusted || !setAside.isEmpty()) {
        std::fprintf(stderr, "the two do not decode the same\n");
        return 1;
    }
    std::printf("records of 40 bytes: %lld, best of %d rounds\n", static_cast<long long>(records),
                rounds);
    std::printf("  zk::LogDecoder      %12.0f records/s\n", driver);
    std::printf("  unchecked loop      %12.0f records/s\n", loop);
    std::printf("  ratio               %12.2f\n", driver / loop);
    return 0;
}
