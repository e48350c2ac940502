#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/crypto/rsa.h"

namespace ddb::jwt {

inline constexpr std::size_t kKeySetBytesMax = std::size_t{256} << 10U;
inline constexpr std::size_t kKeysMax = 64;

/// The public keys of an issuer by their ids: a JSON Web Key Set (JWKS, RFC 7517 section 5).
class KeySet {
 public:
  /// Keeps the RSA keys for signatures with RS256 that have a `kid` and whose numbers
  /// `crypto::RsaPublicKey::from_numbers` accepts; skips all others, as the RFC asks, and further keys of an
  /// id that is there. Refuses a text that is not a JSON object with an array `keys`, and one beyond the
  /// limits above. A set may be empty.
  static Result<KeySet> parse(std::string_view text);

  /// `{"keys":[{"alg":"RS256","e":...,"kid":...,"kty":"RSA","n":...,"use":"sig"}]}`, in Cognito's order of
  /// members.
  std::string to_json() const;

  /// `key_id` is not in the set yet.
  void add(std::string key_id, crypto::RsaPublicKey key);

  /// Null if there is none of that id.
  const crypto::RsaPublicKey* find(std::string_view key_id) const;

  std::size_t size() const { return keys_.size(); }

 private:
  struct Entry {
    std::string key_id;
    crypto::RsaPublicKey key;
  };
  std::vector<Entry> keys_;
};

}  // namespace ddb::jwt
