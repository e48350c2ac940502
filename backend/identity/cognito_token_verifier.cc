#include "backend/identity/cognito_token_verifier.h"

#include <utility>

#include "backend/identity/access_claims.h"
#include "shared/crypto/sha256.h"
#include "shared/jwt/token.h"

namespace ddb::backend {
namespace {

TokenError invalid(const Error& error) {
  return {TokenError::Kind::kInvalid, error.message};
}

}  // namespace

CognitoTokenVerifier::CognitoTokenVerifier(UserPool pool, aws::Transport& transport, const Clock& clock)
    : pool_(std::move(pool)),
      issuer_(pool_.issuer()),
      clock_(clock),
      keys_(pool_, transport, clock),
      verified_(kVerifiedTokensMax) {}

Result<std::string, TokenError> CognitoTokenVerifier::verify(std::string_view access_token) {
  if (access_token.size() > jwt::kTokenBytesMax)
    return invalid({"The token is longer than any of the pool's."});
  const crypto::Sha256Digest digest = crypto::sha256(access_token);
  const Clock::TimePoint now = clock_.now();
  if (auto sub = verified_.find(digest, now)) return {boost::system::in_place_value, *std::move(sub)};

  const auto token = jwt::UnverifiedToken::parse(access_token);
  if (!token) return invalid(token.error());
  DDB_TRY(key, keys_.find(token->key_id()));
  const auto document = token->verify(key);
  if (!document) return invalid(document.error());
  auto claims =
      check_access_claims(document->root().get_object(),
                          {.issuer = issuer_, .client_id = pool_.client_id, .now = now, .leeway = kLeeway});
  if (!claims) return invalid(claims.error());
  verified_.add(digest, claims->sub, claims->expires_at);
  return {boost::system::in_place_value, std::move(claims->sub)};
}

}  // namespace ddb::backend
