#include "shared/crypto/secure_random.h"

#include <openssl/rand.h>

#include <array>
#include <bit>

#include "shared/crypto/openssl.h"

namespace ddb::crypto {

std::string secure_random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  check(RAND_bytes(unsigned_bytes(bytes), static_cast<int>(size)) == 1, "RAND_bytes");
  return bytes;
}

std::uint64_t SecureRandom::next() {
  std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
  check(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1, "RAND_bytes");
  return std::bit_cast<std::uint64_t>(bytes);
}

}  // namespace ddb::crypto
