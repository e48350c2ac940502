#include "emulator/protocol/request_id.h"

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
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kCharacters; ++i) {
    if (i % kCharactersPerDraw == 0) bits = random.next();
    id[i] = kAlphabet[bits % kAlphabet.size()];
    bits >>= kBitsPerCharacter;
  }
  return id;
}

}  // namespace ddb::protocol
