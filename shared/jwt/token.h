#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/crypto/rsa.h"
#include "shared/json/json.h"

/// JSON Web Tokens in the compact form of JWS (RFC 7515, RFC 7519), signed with RS256 and nothing else.
/// What the claims say (issuer, expiry, use) is the caller's to check.
namespace ddb::jwt {

/// An HTTP server takes no longer header either; Amazon Cognito's tokens are of 1 to 2 KB.
inline constexpr std::size_t kTokenBytesMax = std::size_t{16} << 10U;
inline constexpr std::size_t kKeyIdBytesMax = 256;

/// A token whose form is right. Nobody has said yet that its claims are true, so it does not show them.
class UnverifiedToken {
 public:
  /// Splits `header.payload.signature` and reads the header. Refuses: more than `kTokenBytesMax`; parts that
  /// are not strict base64url; a header that is no JSON object; an algorithm other than RS256 ("none", HS256,
  /// ...); a `crit` (RFC 7515 section 4.1.11: who doesn't understand the extension must refuse); a `kid` that
  /// is no text or too long. The error holds nothing of the token.
  static Result<UnverifiedToken> parse(std::string_view text);

  /// The header's `kid`: which of the issuer's keys to verify with; empty if it has none.
  const std::string& key_id() const { return key_id_; }

  /// The claims, a JSON object, if the signature is `key`'s.
  Result<json::Document> verify(const crypto::RsaPublicKey& key) const;

 private:
  UnverifiedToken() = default;
  std::string key_id_;
  std::string signed_text_;  ///< `header.payload` as it came: what the signature is of.
  std::string payload_;
  std::string signature_;
};

/// The token of `claims` with the header `{"kid": key_id, "alg": "RS256"}`, in Cognito's order.
std::string sign_token(const boost::json::object& claims, std::string_view key_id,
                       const crypto::RsaPrivateKey& key);

}  // namespace ddb::jwt
