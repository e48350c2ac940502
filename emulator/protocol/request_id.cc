#include "emulator/protocol/request_id.h"

#include <algorithm>
#include <string_view>

namespace ddb::protocol {
namespace {

constexpr std::size_t kCharacters = 52;
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
constexpr unsigned kBitsPerCharacter = 5;
constexpr unsigned kCharactersPerDraw = 64 / kBitsPerCharacter;

}  // namespace

std::string new_request_id(Random& random) {
  std::string id(kCharacters, '\0');
  for (std::size_t begin = 0; begin < kCharacters; begin += kCharactersPerDraw) {
    std::uint64_t bits = random.next();
    const std::size_t end = std::min<std::size_t>(begin + kCharactersPerDraw, kCharacters);
    char* character = id.data() + begin;
    for (std::size_t i = begin; i < end; ++i, bits >>= kBitsPerCharacter)
      *character++ = kAlphabet[bits % kAlphabet.size()];
  }
  return id;
}

}  // namespace ddb::protocol
