#include "emulator/user_pool/tokens.h"

#include "shared/crypto/constant_time.h"
#include "shared/crypto/sha256.h"
#include "shared/jwt/token.h"

namespace ddb::user_pool {
namespace {

// 64 characters: each carries 6 of the random bits.
constexpr std::string_view kSecretAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kSecretLength = 64;

std::string text_of(const boost::json::value* value) {
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// The claims that access and ID token share, from `origin_jti` on in Cognito's order.
void add_common_claims(boost::json::object& claims, const SignIn& sign_in, std::string_view token_use,
                       std::uint32_t validity_s, Clock::TimePoint now, Random& random) {
  claims["origin_jti"] = sign_in.origin_jti;
  claims["event_id"] = sign_in.event_id;
  claims["token_use"] = token_use;
  claims["auth_time"] = unix_seconds(sign_in.authenticated_at);
  claims["exp"] = unix_seconds(now) + validity_s;
  claims["iat"] = unix_seconds(now);
  claims["jti"] = random_uuid(random);
}

boost::json::object access_claims(const PoolState& pool, const Client& client, const User& user,
                                  const SignIn& sign_in, Clock::TimePoint now, Random& random) {
  boost::json::object claims{{"sub", user.sub}, {"iss", pool.pool.issuer()}, {"client_id", client.id}};
  add_common_claims(claims, sign_in, "access", client.access_token_validity_s, now, random);
  claims["scope"] = "aws.cognito.signin.user.admin";
  claims["username"] = user.username;
  return claims;
}

boost::json::object id_claims(const PoolState& pool, const Client& client, const User& user,
                              const SignIn& sign_in, Clock::TimePoint now, Random& random) {
  boost::json::object claims{{"sub", user.sub},
                             {"iss", pool.pool.issuer()},
                             {"aud", client.id},
                             {"cognito:username", user.username}};
  for (const auto& [name, value] : user.attributes) {
    if (name.ends_with("_verified"))
      claims[name] = value == "true";
    else
      claims[name] = value;
  }
  add_common_claims(claims, sign_in, "id", client.id_token_validity_s, now, random);
  return claims;
}

PoolResult<TokenOwner> owner_of(const PoolState& pool, const std::string& origin_jti, std::string_view kind) {
  const auto sign_in = pool.sign_ins.find(origin_jti);
  const User* user = sign_in == pool.sign_ins.end() ? nullptr : pool.find_sub(sign_in->second.sub);
  if (user == nullptr) return not_authorized("Invalid " + std::string(kind));
  return TokenOwner{&pool, user, &sign_in->second};
}

}  // namespace

NewSignIn make_sign_in(const Client& client, const User& user, Clock::TimePoint now, Random& random) {
  const std::string secret = random_text(random, kSecretLength, kSecretAlphabet);
  SignIn sign_in;
  sign_in.origin_jti = random_uuid(random);
  sign_in.event_id = random_uuid(random);
  sign_in.sub = user.sub;
  sign_in.client_id = client.id;
  sign_in.refresh_secret_sha256 = crypto::sha256_hex(secret);
  sign_in.authenticated_at = now;
  sign_in.expires_at = now + std::chrono::seconds(client.refresh_token_validity_s);
  std::string refresh_token = sign_in.origin_jti + "." + secret;
  return {std::move(sign_in), std::move(refresh_token)};
}

boost::json::object issue_tokens(const PoolState& pool, const Client& client, const User& user,
                                 const SignIn& sign_in, Clock::TimePoint now, Random& random) {
  const auto sign = [&](const boost::json::object& claims) {
    return jwt::sign_token(claims, pool.pool.key_id, pool.key);
  };
  return {{"AccessToken", sign(access_claims(pool, client, user, sign_in, now, random))},
          {"ExpiresIn", client.access_token_validity_s},
          {"IdToken", sign(id_claims(pool, client, user, sign_in, now, random))},
          {"TokenType", "Bearer"}};
}

PoolResult<TokenOwner> check_access_token(const Directory& directory, std::string_view token,
                                          Clock::TimePoint now) {
  const auto parsed = jwt::UnverifiedToken::parse(token);
  if (!parsed) return not_authorized("Invalid Access Token");
  for (const auto& [id, pool] : directory.pools()) {
    if (pool.pool.key_id != parsed->key_id()) continue;
    const auto document = parsed->verify(pool.key.public_key());
    if (!document) return not_authorized("Invalid Access Token");
    const boost::json::object& claims = document->root().get_object();
    if (text_of(claims.if_contains("token_use")) != "access") return not_authorized("Invalid Access Token");
    const boost::json::value* expiry = claims.if_contains("exp");
    if (expiry == nullptr || !expiry->is_int64() || expiry->get_int64() <= unix_seconds(now))
      return not_authorized("Access Token has expired");
    DDB_TRY(owner, owner_of(pool, text_of(claims.if_contains("origin_jti")), "Access Token"));
    if (owner.sign_in->revoked) return not_authorized("Access Token has been revoked");
    if (!owner.user->enabled) return not_authorized("User is disabled.");
    return owner;
  }
  return not_authorized("Invalid Access Token");
}

PoolResult<TokenOwner> check_refresh_token(const PoolState& pool, std::string_view client_id,
                                           std::string_view token, Clock::TimePoint now) {
  const std::size_t dot = std::min(token.find('.'), token.size());
  DDB_TRY(owner, owner_of(pool, std::string(token.substr(0, dot)), "Refresh Token"));
  const std::string hash = crypto::sha256_hex(token.substr(std::min(dot + 1, token.size())));
  if (!crypto::constant_time_equal(hash, owner.sign_in->refresh_secret_sha256) ||
      owner.sign_in->client_id != client_id)
    return not_authorized("Invalid Refresh Token");
  if (owner.sign_in->revoked) return not_authorized("Refresh Token has been revoked");
  if (owner.sign_in->expires_at <= now) return not_authorized("Refresh Token has expired");
  if (!owner.user->enabled) return not_authorized("User is disabled.");
  return owner;
}

}  // namespace ddb::user_pool
