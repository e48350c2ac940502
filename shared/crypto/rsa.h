#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "shared/base/result.h"

struct evp_pkey_st;

/// RSA signatures RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2; "RS256" of RFC 7518) by OpenSSL. Keys
/// are cheap to copy, and any number of threads may use one. Numbers travel as big-endian bytes without
/// leading zeros. All throw `std::runtime_error` if OpenSSL cannot (out of memory).
namespace ddb::crypto {

/// RFC 7518 section 3.3 asks for 2048 bits or more. The upper bounds keep a key from outside from costing
/// seconds: verifying takes time in the square of the modulus and in the length of the exponent.
inline constexpr std::size_t kRsaBitsMin = 2048;
inline constexpr std::size_t kRsaBitsMax = 8192;
inline constexpr std::size_t kRsaExponentBytesMax = 8;

class RsaPublicKey {
 public:
  /// Refuses a modulus that is even or outside 2048 to 8192 bits, and an exponent that is even, less than
  /// 65537 (as NIST SP 800-56B has it) or longer than 64 bits. Leading zeros are ignored.
  static Result<RsaPublicKey> from_numbers(std::string_view modulus, std::string_view exponent);

  std::string modulus() const;
  std::string exponent() const;

  /// Whether `signature` is one of `bytes` by this key. Any bytes may be handed in.
  bool verify(std::string_view bytes, std::string_view signature) const;

 private:
  friend class RsaPrivateKey;
  explicit RsaPublicKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  std::shared_ptr<evp_pkey_st> key_;
};

class RsaPrivateKey {
 public:
  /// A new key of 2048 bits with exponent 65537, which takes from 50 ms to a second.
  static RsaPrivateKey generate();

  /// Reads PKCS #8 (or PKCS #1) without encryption, of the bounds of `RsaPublicKey::from_numbers`. The error
  /// holds nothing of the text.
  static Result<RsaPrivateKey> from_pem(std::string_view pem);

  /// PKCS #8 without encryption ("-----BEGIN PRIVATE KEY-----").
  std::string to_pem() const;

  RsaPublicKey public_key() const;

  /// As many bytes as the modulus has; the same for the same bytes.
  std::string sign(std::string_view bytes) const;

 private:
  explicit RsaPrivateKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace ddb::crypto
