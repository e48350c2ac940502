#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace ddb {

/// Where random bits come from. Handed in, so that a test decides them. Calls may come from several threads.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t next() = 0;
};

/// The operating system's random bits, stretched by a per-thread generator. Not for secrets.
class SystemRandom final : public Random {
 public:
  std::uint64_t next() override;
};

/// The same sequence for the same seed. For tests; not for several threads.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t next() override { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

/// A version 4 UUID in lower case, such as "9b2e0f0a-4f7c-4c52-8f0a-3d1f6f0d2b11".
std::string random_uuid(Random& random);

/// `length` characters drawn from `alphabet`, which is not empty.
std::string random_text(Random& random, std::size_t length, std::string_view alphabet);

}  // namespace ddb
