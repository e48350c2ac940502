#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ddb::storage {

/// The order in which a scan shows keys; keys compare byte by byte, unsigned, a prefix before what it begins.
enum class Direction { kForward, kBackward };

/// One end of a range of keys. It refers to the caller's bytes.
struct KeyBound {
  enum class Kind : std::uint8_t { kOpen, kInclusive, kExclusive };
  Kind kind = Kind::kOpen;
  std::string_view key;

  static KeyBound open() { return {}; }
  static KeyBound inclusive(std::string_view key) { return {Kind::kInclusive, key}; }
  static KeyBound exclusive(std::string_view key) { return {Kind::kExclusive, key}; }
};

/// Which keys a scan shows. An upper end below the lower one makes an empty range.
struct KeyRange {
  KeyBound lower;
  KeyBound upper;
};

/// The first key after all keys that begin with `prefix`, or nothing when there is none (`prefix` is empty or
/// all 0xFF): then the range has no upper end.
std::optional<std::string> key_after_prefix(std::string_view prefix);

}  // namespace ddb::storage
