#pragma once

#include <cstdint>
#include <cstring>

/// Eight bytes of text looked at together, where a loop over single bytes costs too much. The first byte is
/// the lowest, or the highest, as the machine has it; nothing here depends on that.
namespace ddb {

using EightBytes = std::uint64_t;

constexpr EightBytes in_each_byte(unsigned char byte) {
  return byte * EightBytes{0x0101'0101'0101'0101};
}

/// From memory that has as many.
inline EightBytes load_eight_bytes(const char* from) {
  EightBytes bytes = 0;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

/// Not zero exactly when one of the bytes is less than `limit`, which is 0x80 at most. (Alan Mycroft's test
/// for a zero byte, as the next one.)
constexpr EightBytes any_less_than(EightBytes bytes, unsigned char limit) {
  return (bytes - in_each_byte(limit)) & ~bytes & in_each_byte(0x80);
}

/// Not zero exactly when one of the bytes is `byte`, which is less than 0x80.
constexpr EightBytes any_equal_to(EightBytes bytes, unsigned char byte) {
  return ((bytes ^ in_each_byte(byte)) - in_each_byte(1)) & ~bytes & in_each_byte(0x80);
}

}  // namespace ddb
