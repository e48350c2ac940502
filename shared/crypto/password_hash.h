#pragma once

#include <string>
#include <string_view>

/// Passwords as they are kept: by scrypt (RFC 7914), which is slow and takes much memory on purpose.
namespace ddb::crypto {

/// scrypt's parameters: time and memory grow with 2^log2_n * block_size (128 bytes times that).
struct PasswordCost {
  unsigned log2_n = 15;      ///< 1..20
  unsigned block_size = 8;   ///< "r" of the RFC, 1..32
  unsigned parallelism = 1;  ///< "p" of the RFC, 1..16
};

/// `scrypt$ln=15,r=8,p=1$<salt>$<hash>`: what it takes to check the password again, with a new random salt of
/// 16 bytes and a hash of 32, both base64url. About 80 ms and 32 MiB at the default cost: not for a thread
/// that others wait for. Any bytes are a password; zero
/// bytes at its end do not count, as HMAC inside scrypt has it.
std::string hash_password(std::string_view password, const PasswordCost& cost = {});

/// Whether `kept`, a text of `hash_password`, is one of `password`; the comparison takes the same time
/// whatever the password is. False for a text that is none, or whose parameters are outside their bounds.
bool password_matches(std::string_view password, std::string_view kept);

}  // namespace ddb::crypto
