#include "shared/base/random.h"

#include <array>
#include <cassert>

namespace ddb {

std::uint64_t SystemRandom::next() {
  thread_local std::mt19937_64 engine = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  return engine();
}

std::string random_uuid(Random& random) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::array<std::uint64_t, 2> bits{random.next(), random.next()};
  bits[0] = (bits[0] & ~0xF000ULL) | 0x4000ULL;                    // version 4
  bits[1] = (bits[1] & ~(0xC000ULL << 48U)) | (0x8000ULL << 48U);  // variant 10
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) text += '-';
    text += hex[(bits[i / 16] >> (60U - 4U * (i % 16))) & 15U];
  }
  return text;
}

std::string random_text(Random& random, std::size_t length, std::string_view alphabet) {
  assert(!alphabet.empty());
  std::string text(length, '\0');
  for (char& c : text)
    c = alphabet[random.next() % alphabet.size()];
  return text;
}

}  // namespace ddb
