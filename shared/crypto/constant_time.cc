#include "shared/crypto/constant_time.h"

#include <openssl/crypto.h>

namespace ddb::crypto {

bool constant_time_equal(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace ddb::crypto
