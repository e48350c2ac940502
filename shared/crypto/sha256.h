#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

/// SHA-256 and HMAC-SHA-256 by OpenSSL. The algorithms are looked up once in the process and the contexts are
/// kept for each thread, so that a call costs the hashing alone. Any number of threads may call.
namespace ddb::crypto {

inline constexpr std::size_t kSha256SizeBytes = 32;

/// The raw bytes of a digest.
using Sha256Digest = std::array<char, kSha256SizeBytes>;

inline std::string_view as_bytes(const Sha256Digest& digest) {
  return {digest.data(), digest.size()};
}

/// FIPS 180-4. Throws `std::runtime_error` if OpenSSL cannot (out of memory).
Sha256Digest sha256(std::string_view bytes);

/// RFC 2104 with SHA-256. A key of any length, the empty one included.
Sha256Digest hmac_sha256(std::string_view key, std::string_view bytes);

/// Two lower-case hexadecimal digits for each byte.
std::string hex(std::string_view bytes);

/// `hex` of `sha256`.
std::string sha256_hex(std::string_view bytes);

}  // namespace ddb::crypto
