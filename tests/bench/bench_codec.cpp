// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/zk/zkrecords.h"
#include "devices/zk/zktext.h"

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
/// same values, hex text included, once into a buffer that is used again and once into a new list,
/// as a read must, whose logs go to another thread. Prints records a second and how they compare:
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

void decodeTrusting(const char *record, RawLog &log)
{
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
    zk::fillHexText(QByteArrayView(record, kRecord), log.rawText);
}

void decodeTrusting(const QByteArray &bytes, QList<RawLog> &logs)
{
    for (qsizetype at = 0; at < bytes.size(); at += kRecord)
        decodeTrusting(bytes.constData() + at, logs.emplaceBack());
}

template <typename Work>
double seconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

/// The best round of each; in turns, so that a busy machine slows both.
struct Race
{
    double driver = 1e9;
    double loop = 1e9;

    void print(const char *what, qsizetype records) const
    {
        const auto count = static_cast<double>(records);
        std::printf("  %-22s %11.0f  %11.0f  %5.2f\n", what, count / driver, count / loop,
                    loop / driver);
    }
};

/// 0 when both decode the same.
int run(qsizetype records, int rounds)
{
    const zk::RecordShape shape{zk::LogLayout::Text40, kRecord, 0};
    const QByteArray bytes = makeRecords(records);
    QList<RawLog> checked(records);
    QList<RawLog> trusted(records);
    QList<SetAsideLog> setAside;
    int problems = 0;
    Race again;
    for (int round = 0; round < rounds; ++round) {
        again.driver = std::min(
            again.driver, seconds([&] {
                zk::LogDecoder decoder(shape);
                const QByteArrayView view(bytes);
                for (qsizetype i = 0; i < records; ++i)
                    problems +=
                        decoder.decodeOne(view.sliced(i * kRecord, kRecord), checked[i]) ? 1 : 0;
            }));
        again.loop = std::min(again.loop, seconds([&] {
                                  for (qsizetype i = 0; i < records; ++i)
                                      decodeTrusting(bytes.constData() + i * kRecord, trusted[i]);
                              }));
    }
    if (problems > 0 || checked != trusted)
        return 1;
    Race anew;
    for (int round = 0; round < rounds; ++round) {
        checked.clear();
        anew.driver = std::min(
            anew.driver, seconds([&] { zk::LogDecoder(shape).decode(bytes, checked, setAside); }));
        trusted.clear();
        anew.loop = std::min(anew.loop, seconds([&] { decodeTrusting(bytes, trusted); }));
    }
    if (!setAside.isEmpty() || checked != trusted)
        return 1;
    std::printf("%lld records of 40 bytes, best of %d rounds, records/s\n",
                static_cast<long long>(records), rounds);
    std::printf("  %-22s %11s  %11s  %5s\n", "into", "driver", "trusting", "ratio");
    again.print("a buffer used again", records);
    anew.print("a new list", records);
    return 0;
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
    const int failed = run(std::max(1, parser.value(recordsOption).toInt()),
                           std::max(1, parser.value(roundsOption).toInt()));
    if (failed != 0)
        std::fprintf(stderr, "the two do not decode the same\n");
    return failed;
}
