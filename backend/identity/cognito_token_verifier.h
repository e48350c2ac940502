#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "backend/identity/pool_keys.h"
#include "backend/identity/user_pool.h"
#include "backend/identity/verified_tokens.h"
#include "backend/ports/token_verifier.h"
#include "shared/aws/system.h"
#include "shared/base/clock.h"

namespace ddb::backend {

/// Verifies access tokens of an Amazon Cognito user pool: RS256 with one of the pool's keys; `iss` the pool,
/// `token_use` "access", `client_id` the pool's client, `exp` to come, `nbf` and `iat` not to come, a `sub`.
/// Source: Amazon Cognito Developer Guide, "Verifying a JSON Web Token"; RFC 8725.
class CognitoTokenVerifier final : public TokenVerifier {
 public:
  /// How far the pool's clock may be ahead of ours.
  static constexpr std::chrono::seconds kLeeway{60};
  /// Some 2 MB; as many people as use one server within the life of a token.
  static constexpr std::size_t kVerifiedTokensMax = 10'000;

  /// `transport` and `clock` must outlive it.
  CognitoTokenVerifier(UserPool pool, aws::Transport& transport, const Clock& clock);

  Result<std::string, TokenError> verify(std::string_view access_token) override;

 private:
  const UserPool pool_;
  const std::string issuer_;
  const Clock& clock_;
  PoolKeys keys_;
  VerifiedTokens verified_;
};

}  // namespace ddb::backend
