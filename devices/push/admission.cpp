// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devices/push/admission.h"

#include <QCryptographicHash>

#include <algorithm>

namespace rollcall::push {

namespace {

constexpr qsizetype kMaxToken = 512;

bool isTokenChar(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != '\0' && QByteArrayView("-._~+/=").contains(c));
}

/// The text behind "Bearer "; null when the scheme is another one.
QByteArray bearerToken(const QByteArray &authorization)
{
    static constexpr QByteArrayView scheme = "bearer";
    if (authorization.size() <= scheme.size() || authorization.at(scheme.size()) != ' ' ||
        QByteArrayView(authorization).first(scheme.size()).compare(scheme, Qt::CaseInsensitive) !=
            0)
        return {};
    return authorization.mid(scheme.size()).trimmed();
}

std::optional<ProblemCode> stateRefusal(const PushCredential &credential, const QHostAddress &peer)
{
    if (!credential.active)
        return ProblemCode::DeviceInactive;
    if (credential.mode != SyncMode::Push)
        return ProblemCode::DeviceNotPush;
    if (!isAddressAllowed(credential.addressAllow, peer))
        return ProblemCode::AddressNotAllowed;
    return std::nullopt;
}

/// A serial number may stand at a device of each driver; the one that pushes is meant.
bool isBetter(const PushCredential &a, const PushCredential &b)
{
    return a.device.isValid() && a.mode == SyncMode::Push && b.mode != SyncMode::Push;
}

} // namespace

Problem unauthorized(bool tokenGiven)
{
    QByteArray challenge = QByteArrayLiteral("Bearer realm=\"rollcall-push\"");
    if (tokenGiven)
        challenge += ", error=\"invalid_token\"";
    return {
        ProblemCode::Unauthorized, {}, {}, {{QByteArrayLiteral("WWW-Authenticate"), challenge}}};
}

bool equalDigests(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a.at(i) ^ b.at(i));
    return difference == 0;
}

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

bool isAddressAllowed(const QStringList &allowed, const QHostAddress &peer)
{
    if (allowed.isEmpty())
        return true;
    const QHostAddress plain = plainAddress(peer);
    return std::any_of(allowed.begin(), allowed.end(), [&plain](const QString &entry) {
        if (entry.contains(u'/'))
            return plain.isInSubnet(QHostAddress::parseSubnet(entry));
        return plain == plainAddress(QHostAddress(entry));
    });
}

void Admission::setCredentials(QList<PushCredential> credentials)
{
    m_tokens.clear();
    m_serials.clear();
    for (PushCredential &credential : credentials) {
        if (!credential.tokenSha256.isEmpty())
            m_tokens.append(std::move(credential));
        else if (!isBetter(m_serials.value(credential.serial), credential))
            m_serials.insert(credential.serial, credential);
    }
}

Admission::Decision Admission::admitSerial(const QString &serial, const QHostAddress &peer) const
{
    const auto found = m_serials.constFind(serial);
    if (found == m_serials.constEnd())
        return {std::nullopt, Problem{ProblemCode::UnknownSerial}};
    if (const std::optional<ProblemCode> refusal = stateRefusal(*found, peer))
        return {*found, Problem{*refusal}};
    return {*found, std::nullopt};
}

Admission::Decision Admission::admit(const QList<QByteArray> &authorization,
                                     const QHostAddress &peer, qint64 nowUtc) const
{
    const QByteArray token =
        authorization.size() == 1 ? bearerToken(authorization.first()) : QByteArray();
    const bool tokenGiven = !token.isEmpty() || authorization.size() > 1;
    if (token.isEmpty() || token.size() > kMaxToken ||
        !std::all_of(token.begin(), token.end(), isTokenChar))
        return {std::nullopt, unauthorized(tokenGiven)};

    const QByteArray digest = QCryptographicHash::hash(token, QCryptographicHash::Sha256);
    int matches = 0;
    const PushCredential *found = nullptr;
    for (const PushCredential &credential : m_tokens) {
        const bool isValid = credential.expiresUtc == 0 || nowUtc < credential.expiresUtc;
        if (equalDigests(credential.tokenSha256, digest) && isValid) {
            ++matches;
            found = &credential;
        }
    }
    if (matches != 1)
        return {std::nullopt, unauthorized(true)};
    if (const std::optional<ProblemCode> refusal = stateRefusal(*found, peer))
        return {*found, Problem{*refusal}};
    return {*found, std::nullopt};
}

} // namespace rollcall::push
