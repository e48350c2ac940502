#pragma once

#include <cstddef>
#include <string>

#include "shared/base/random.h"

namespace ddb::crypto {

/// `size` bytes of OpenSSL's generator, fit for keys, salts and tokens. Any number of threads may call.
/// Throws `std::runtime_error` if it cannot (the operating system gives no seed).
std::string secure_random_bytes(std::size_t size);

/// The same as a `Random`, for what takes one and is a secret: a UUID or a text that none may guess.
class SecureRandom final : public Random {
 public:
  std::uint64_t next() override;
};

}  // namespace ddb::crypto
