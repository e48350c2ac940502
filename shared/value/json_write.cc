#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "shared/base/base64.h"
#include "shared/base/eight_bytes.h"
#include "shared/value/item_list_json.h"
#include "shared/value/json.h"

namespace ddb::value {
namespace {

/// What is left free behind every place that these functions write to: the most that JSON needs around a name
/// or a value (braces, quotes, type), an escape, and what `copy_plain` may write beyond what it means to; and
/// a name's own form.
constexpr std::size_t kMargin = 32 + AttributeNames::Name::kJsonBytesMax;

/// Text at the end of a string, written through a bare pointer that goes from hand to hand: every function
/// takes the place to write to, with at least `kMargin` bytes free behind it, and returns the next such
/// place.
class Text {
 public:
  /// For the JSON of `encoded`, in which everything lies that will be written.
  Text(std::string& out, std::string_view encoded)
      : out_(out), begin_(out.size()), encoded_end_(encoded.data() + encoded.size()) {
    out_.resize(begin_ + expected_size(encoded.size()) + kMargin);
    end_ = out_.data() + out_.size();
  }
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  char* begin() { return out_.data() + begin_; }
  /// `at`, with `size` bytes and the margin free behind it.
  char* room(char* at, std::size_t size) {
    if (static_cast<std::size_t>(end_ - at) < size + kMargin) [[unlikely]]
      return grow(at, size);
    return at;
  }
  void finish(const char* at) { out_.resize(static_cast<std::size_t>(at - out_.data())); }

  /// Whether as many bytes may be read from here, though what is meant to be read may be less.
  bool may_read(const char* from, std::size_t size) const {
    return static_cast<std::size_t>(encoded_end_ - from) >= size;
  }

 private:
  /// A first guess: short strings and numbers about double.
  static std::size_t expected_size(std::size_t encoded_size) { return encoded_size * 2; }

  /// By as much as was written here, not by what the string held before.
  char* grow(const char* at, std::size_t size) {
    const auto used = static_cast<std::size_t>(at - out_.data());
    out_.resize(used + (used - begin_) + size + 2 * kMargin);
    end_ = out_.data() + out_.size();
    return out_.data() + used;
  }

  std::string& out_;
  const std::size_t begin_;
  const char* const encoded_end_;
  const char* end_;
};

/// Not zero exactly when one of the bytes must be escaped: a quote, a backslash, or less than a space.
constexpr EightBytes bytes_to_escape(EightBytes bytes) {
  return any_less_than(bytes, ' ') | any_equal_to(bytes, '"') | any_equal_to(bytes, '\\');
}

bool must_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// Fewer than eight bytes, filled up with spaces. (As a little-endian machine has them in memory; only this
/// function cares.)
EightBytes load_short(const char* from, std::size_t size) {
  static_assert(std::endian::native == std::endian::little);
  EightBytes bytes = 0;
  if (size >= sizeof(std::uint32_t)) {
    const std::size_t rest = size - sizeof(std::uint32_t);
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, from, sizeof first);
    std::memcpy(&last, from + rest, sizeof last);
    bytes = first | EightBytes{last} << (8 * rest);
  } else if (size > 0) {
    const auto byte = [from](std::size_t i) {
      return EightBytes{static_cast<unsigned char>(from[i])} << (8 * i);
    };
    bytes = byte(0) | byte(size / 2) | byte(size - 1);
  }
  return bytes | in_each_byte(' ') << (8 * size);
}

#if defined(__SSE2__)
constexpr std::size_t kBlockBytes = sizeof(__m128i);

/// Copies a block of bytes. Returns a bit for each of them, the lowest for the first: whether it must be
/// escaped.
unsigned copy_block(char* at, const char* from) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(at), block);
  const __m128i last_control = _mm_set1_epi8(0x1F);
  const __m128i control = _mm_cmpeq_epi8(_mm_max_epu8(block, last_control), last_control);
  const __m128i quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash))));
}
#endif

/// Copies the bytes of `text` that need no escape up to the first that does, and takes them off it. May write
/// a word beyond them.
char* copy_plain(char* at, std::string_view& text) {
  const char* from = text.data();
  const char* end = from + text.size();
#if defined(__SSE2__)
  for (; static_cast<std::size_t>(end - from) >= kBlockBytes; from += kBlockBytes, at += kBlockBytes)
    if (copy_block(at, from) != 0) break;
#endif
  constexpr std::size_t kEight = sizeof(EightBytes);
  for (; static_cast<std::size_t>(end - from) >= kEight; from += kEight, at += kEight) {
    const EightBytes bytes = load_eight_bytes(from);
    std::memcpy(at, &bytes, kEight);
    if (bytes_to_escape(bytes) != 0) break;
  }
  const auto rest = static_cast<std::size_t>(end - from);
  if (rest < kEight) {
    const EightBytes bytes = load_short(from, rest);
    std::memcpy(at, &bytes, kEight);
    if (bytes_to_escape(bytes) == 0) {
      text = {};
      return at + rest;
    }
  }
  for (; from != end && !must_escape(*from); ++from)
    *at++ = *from;
  text.remove_prefix(static_cast<std::size_t>(from - text.data()));
  return at;
}

template <std::size_t kSize>
char* put_text(char* at, const char (&text)[kSize]) {
  static_assert(kSize <= kMargin);
  std::memcpy(at, text, kSize - 1);
  return at + kSize - 1;
}

char* put_escape(char* at, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  *at++ = '\\';
  switch (c) {
    case '"':
    case '\\':
      *at++ = c;
      return at;
    case '\b':
      *at++ = 'b';
      return at;
    case '\f':
      *at++ = 'f';
      return at;
    case '\n':
      *at++ = 'n';
      return at;
    case '\r':
      *at++ = 'r';
      return at;
    case '\t':
      *at++ = 't';
      return at;
    default:
      at = put_text(at, "u00");
      *at++ = kHex[static_cast<unsigned char>(c) >> 4U];
      *at++ = kHex[static_cast<unsigned char>(c) & 15U];
      return at;
  }
}

/// The text between the quotes of a JSON string, of any size and content.
[[gnu::noinline]] char* put_any_escaped(Text& out, char* at, std::string_view text) {
  at = copy_plain(out.room(at, text.size()), text);
  while (!text.empty())
    [[unlikely]] {
      at = put_escape(at, text.front());
      text.remove_prefix(1);
      at = copy_plain(out.room(at, text.size()), text);
    }
  return out.room(at, 0);
}

/// The text between the quotes of a JSON string.
[[gnu::always_inline]] inline char* put_escaped(Text& out, char* at, std::string_view text) {
#if defined(__SSE2__)
  // Most names and values fit into a block, and what stands behind them in the encoded item may be copied
  // too.
  if (text.size() <= kBlockBytes && out.may_read(text.data(), kBlockBytes)) [[likely]] {
    const unsigned escapes = copy_block(at, text.data()) & ((1U << text.size()) - 1U);
    if (escapes == 0) [[likely]]
      return out.room(at + text.size(), 0);
  }
#endif
  return put_any_escaped(out, at, text);
}

/// `"text"`.
char* write_string(Text& out, char* at, std::string_view text) {
  return put_text(put_escaped(out, put_text(at, "\""), text), "\"");
}

/// The content of a String, Number or Binary as a JSON string, without any type.
char* write_scalar(Text& out, char* at, Type type, std::string_view bytes) {
  if (type == Type::kString) return write_string(out, at, bytes);
  at = put_text(at, "\"");
  if (type == Type::kNumber) {
    at = out.room(at, Number::kTextBytesMax);
    at += Number::write_text(bytes, at);
  } else {
    const std::size_t size = base64_encoded_size(bytes.size());
    at = out.room(at, size);
    base64_encode(bytes, at);
    at += size;
  }
  return put_text(at, "\"");
}

char* write_value(Text& out, char* at, ValueView value);

/// `"name":`.
[[gnu::always_inline]] inline char* write_name(Text& out, char* at, std::string_view name) {
  return put_text(put_escaped(out, put_text(at, "\""), name), "\":");
}

[[gnu::always_inline]] inline char* write_name(Text& out, char* at, const AttributeNames::Name& name) {
  const std::string_view json = name.json();
  if (json.empty()) [[unlikely]]
    return put_text(put_any_escaped(out, put_text(at, "\""), name.text()), "\":");
  std::memcpy(at, json.data(), AttributeNames::Name::kJsonBytesMax);
  return out.room(at + json.size(), 0);
}

/// One map of two parts.
char* write_entries(Text& out, char* at, MapView first, MapView others) {
  if (first.empty() && others.empty()) return out.room(put_text(at, "{}"), 0);
  at = put_text(at, "{");
  // Not by the maps' own iterator: a name with a number is written in its own form, and there is one loop, as
  // what it calls for each value is put into it.
  for (const MapView& part : {first, others}) {
    const AttributeNames* const names = part.names();
    const char* from = part.encoded_entries().data();
    const char* const end = from + part.encoded_entries().size();
    while (from != end) {
      const encoding::EntryName name = encoding::take_name(from, names);
      at = name.numbered ? write_name(out, at, *name.numbered) : write_name(out, at, name.text);
      const char* const behind = encoding::skip_value(from);
      at = put_text(write_value(out, at, encoding::view_between(from, behind)), ",");
      from = behind;
    }
  }
  at[-1] = '}';  // in place of the last comma
  return out.room(at, 0);
}

char* write_entries(Text& out, char* at, MapView entries) {
  return write_entries(out, at, {}, entries);
}

char* write_elements(Text& out, char* at, ValueView value) {
  if (value.count() == 0) return out.room(put_text(at, "[]"), 0);
  const bool is_list = value.type() == Type::kList;
  at = put_text(at, "[");
  for (const ValueView element : value.elements()) {
    at = is_list ? write_value(out, at, element) : write_scalar(out, at, element.type(), element.bytes());
    at = out.room(put_text(at, ","), 0);
  }
  at[-1] = ']';  // in place of the last comma
  return at;
}

char* write_typed(Text& out, char* at, ValueView value) {
  switch (value.type()) {
    case Type::kString:
      return write_string(out, put_text(at, "{\"S\":"), value.bytes());
    case Type::kNumber:
      return write_scalar(out, put_text(at, "{\"N\":"), Type::kNumber, value.bytes());
    case Type::kBinary:
      return write_scalar(out, put_text(at, "{\"B\":"), Type::kBinary, value.bytes());
    case Type::kBoolean:
      return value.boolean() ? put_text(at, "{\"BOOL\":true") : put_text(at, "{\"BOOL\":false");
    case Type::kNull:
      return put_text(at, "{\"NULL\":true");
    case Type::kMap:
      return write_entries(out, put_text(at, "{\"M\":"), value.map());
    case Type::kList:
      return write_elements(out, put_text(at, "{\"L\":"), value);
    case Type::kStringSet:
      return write_elements(out, put_text(at, "{\"SS\":"), value);
    case Type::kNumberSet:
      return write_elements(out, put_text(at, "{\"NS\":"), value);
    case Type::kBinarySet:
      return write_elements(out, put_text(at, "{\"BS\":"), value);
  }
  return at;
}

char* write_value(Text& out, char* at, ValueView value) {
  return out.room(put_text(write_typed(out, at, value), "}"), 0);
}

}  // namespace

void append_json(std::string& out, ValueView value) {
  Text text(out, value.encoded());
  text.finish(write_value(text, text.begin(), value));
}

void append_json(std::string& out, ItemView item) {
  Text text(out, item.encoded());
  text.finish(write_entries(text, text.begin(), item.attributes()));
}

void append_json(std::string& out, const ItemList& items) {
  if (items.empty()) {
    out += "[]";
    return;
  }
  Text text(out, items.bytes());
  char* at = put_text(text.begin(), "[");
  for (std::size_t i = 0; i < items.count(); ++i) {
    const ListedItem item = items[i];
    at = put_text(write_entries(text, at, item.separate, item.others), ",");
  }
  at[-1] = ']';  // in place of the last comma
  text.finish(at);
}

void append_json_string(std::string& out, std::string_view content) {
  Text text(out, content);
  text.finish(write_string(text, text.begin(), content));
}

}  // namespace ddb::value
