#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

/// The bytes beneath encoded values: counts and lengths, and a buffer to write them to. docs/item-format.md
/// describes them. For the inside of shared/value only.
namespace ddb::value::encoding {

/// The longest varint that encoded values hold: 5 * 7 bits are more than any length here.
inline constexpr std::size_t kVarintBytesMax = 5;

constexpr std::size_t varint_size(std::size_t number) {
  std::size_t size = 1;
  for (; number >= 0x80; number >>= 7U)
    ++size;
  return size;
}

/// Writes 7 bits a byte, the lowest first, the top bit set on all but the last. Returns the end.
inline char* put_varint(char* at, std::size_t number) {
  for (; number >= 0x80; number >>= 7U)
    *at++ = static_cast<char>(static_cast<unsigned char>(number) | 0x80U);
  *at++ = static_cast<char>(number);
  return at;
}

/// Reads a well-formed varint and moves `at` behind it.
inline std::size_t take_varint(const char*& at) {
  std::size_t number = static_cast<unsigned char>(*at++);
  if (number < 0x80) [[likely]]
    return number;
  number &= 0x7FU;
  for (unsigned shift = 7;; shift += 7) {
    const std::size_t byte = static_cast<unsigned char>(*at++);
    number |= (byte & 0x7FU) << shift;
    if (byte < 0x80) return number;
  }
}

/// The size in bytes of the DynamoDB size at the front of an encoded item.
inline constexpr std::size_t kItemSizeBytes = 4;

inline std::uint32_t load_item_size(const char* at) {
  std::uint32_t size = 0;
  for (unsigned i = 0; i < kItemSizeBytes; ++i)
    size |= static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  return size;
}

inline void store_item_size(char* at, std::size_t size) {
  for (unsigned i = 0; i < kItemSizeBytes; ++i)
    at[i] = static_cast<char>(size >> (8 * i));
}

/// Appends to a string through a bare pointer: one check of the room for each piece, not for each byte. The
/// string has unspecified bytes at its end until the writer is destroyed.
class Writer {
 public:
  /// `expected` more bytes are likely to be written.
  Writer(std::string& out, std::size_t expected) : out_(out), begin_(out.size()), used_(out.size()) {
    out_.resize(used_ + expected);
  }
  ~Writer() { out_.resize(used_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// The end of what is written, with room for `size` bytes. Valid until the next call.
  char* room(std::size_t size) {
    if (out_.size() - used_ < size) [[unlikely]]
      grow(size);
    return out_.data() + used_;
  }
  /// Takes what was written from `room` up to `end`.
  void advance_to(const char* end) { used_ = static_cast<std::size_t>(end - out_.data()); }

  /// How much is written, with what the string held before.
  std::size_t size() const { return used_; }
  char* at(std::size_t offset) { return out_.data() + offset; }
  std::string_view from(std::size_t offset) const {
    return std::string_view(out_).substr(offset, used_ - offset);
  }

  void put_byte(char byte) {
    char* at = room(1);
    *at = byte;
    ++used_;
  }
  void put(std::string_view bytes) {
    char* at = room(bytes.size());
    if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
    used_ += bytes.size();
  }
  void put_count(std::size_t number) { advance_to(put_varint(room(kVarintBytesMax), number)); }

  /// Makes room for a length that is known only when what follows it is written; `end_length` fills it in.
  std::size_t begin_length() {
    put_byte(0);
    return used_;
  }
  void end_length(std::size_t begin) {
    const std::size_t length = used_ - begin;
    const std::size_t size = varint_size(length);
    if (size > 1) {
      room(size - 1);
      std::memmove(at(begin + size - 1), at(begin), length);
      used_ += size - 1;
    }
    put_varint(at(begin - 1), length);
  }

 private:
  /// By as much as this writer has written, not by what the string held before: a page of many items, each
  /// with a writer of its own, would otherwise be filled again and again.
  void grow(std::size_t size) { out_.resize(used_ + (used_ - begin_) + size + 64); }

  std::string& out_;
  const std::size_t begin_;
  std::size_t used_;
};

}  // namespace ddb::value::encoding
