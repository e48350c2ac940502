#include "emulator/engine/stream_sequence.h"

#include <charconv>
#include <limits>

namespace ddb::engine {

namespace {
constexpr std::size_t kDigits = 20;  // of 2^64 - 1
}

std::string sequence_number_text(std::uint64_t sequence) {
  const std::string digits = std::to_string(sequence);
  return "1" + std::string(kDigits - digits.size(), '0') + digits;
}

std::optional<std::uint64_t> parse_sequence_number(std::string_view text) {
  if (text.size() != 1 + kDigits || text.front() != '1') return std::nullopt;
  std::uint64_t sequence = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + 1, end, sequence);
  if (error != std::errc() || stopped != end) return std::nullopt;
  if (sequence > std::numeric_limits<std::int64_t>::max()) return std::nullopt;  // the store's are 63 bits
  return sequence;
}

}  // namespace ddb::engine
