// links: shared_jwt
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/base/base64.h"
#include "shared/jwt/token.h"

using namespace ddb;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Any modulus of the right length will do: no input has a signature by it.
crypto::RsaPublicKey some_key() {
  return *crypto::RsaPublicKey::from_numbers(std::string(256, '\xFF'), std::string("\x01\0\x01", 3));
}

void check(std::string_view text) {
  static const crypto::RsaPublicKey key = some_key();
  const auto token = jwt::UnverifiedToken::parse(text);
  if (!token) {
    require(!token.error().message.empty());
    return;
  }
  require(token->key_id().size() <= jwt::kKeyIdBytesMax);
  require(!token->verify(key));
}

}  // namespace

/// As a whole token, and as the header of one whose form is right, where random bytes hardly get.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check(input);
  check(base64url_encode(input) + ".e30.AA");
  const auto decoded = base64url_decode(input);
  if (decoded) require(base64url_encode(*decoded) == input);
  return 0;
}
