#include <array>
#include <cstdint>
#include <cstring>

#include "shared/base/base64.h"
#include "shared/value/json.h"

namespace ddb::value {
namespace {

using encoding::Writer;

/// How many bytes `put_escaped` may write beyond what it means to: it copies whole words.
constexpr std::size_t kSlack = 8;

constexpr std::uint64_t repeat(std::uint64_t byte) {
  return byte * 0x0101'0101'0101'0101U;
}

/// Not zero exactly when one of the word's eight bytes must be escaped: a quote, a backslash, or less than a
/// space. (Alan Mycroft's test for a zero byte, three times; a byte of 0x80 or more never matches.)
constexpr std::uint64_t bytes_to_escape(std::uint64_t word) {
  const std::uint64_t quote = word ^ repeat('"');
  const std::uint64_t backslash = word ^ repeat('\\');
  const std::uint64_t found = (word - repeat(0x20)) | (quote - repeat(1)) | (backslash - repeat(1));
  return found & ~word & repeat(0x80);
}

bool must_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof(word));
  return word;
}

/// Copies the bytes of `text` that need no escape up to the first that does, and takes them off it.
char* copy_plain(char* at, std::string_view& text) {
  constexpr std::ptrdiff_t kWord = sizeof(std::uint64_t);
  const char* from = text.data();
  const char* end = from + text.size();
  for (; end - from >= kWord; from += kWord, at += kWord) {
    const std::uint64_t word = load_word(from);
    std::memcpy(at, &word, sizeof(word));
    if (bytes_to_escape(word) != 0) break;
  }
  if (end - from < kWord && text.size() >= kWord) {
    // The rest at once, as the end of a word that begins in what was copied already.
    const std::uint64_t word = load_word(end - kWord);
    if (bytes_to_escape(word) == 0) {
      at += end - from;
      std::memcpy(at - kWord, &word, sizeof(word));
      text = {};
      return at;
    }
  }
  for (; from != end && !must_escape(*from); ++from)
    *at++ = *from;
  text.remove_prefix(static_cast<std::size_t>(from - text.data()));
  return at;
}

template <std::size_t kSize>
char* put_text(char* at, const char (&text)[kSize]) {
  std::memcpy(at, text, kSize - 1);
  return at + kSize - 1;
}

constexpr std::size_t kEscapeBytesMax = 6;  // \u001f

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

/// At least what JSON needs around each name, string or number: braces, quotes, types.
constexpr std::size_t kFrameBytesMax = 32;

/// Writes `text` escaped at `at`, for which the writer has room for `text`, the frame and the slack. Returns
/// the end, with room for a frame behind it.
char* put_escaped(Writer& writer, char* at, std::string_view text) {
  at = copy_plain(at, text);
  while (!text.empty()) {
    at = put_escape(at, text.front());
    text.remove_prefix(1);
    writer.advance_to(at);
    at = writer.room(text.size() + kEscapeBytesMax + kFrameBytesMax + kSlack);
    at = copy_plain(at, text);
  }
  return at;
}

/// `"text"`.
void write_string(Writer& writer, std::string_view text) {
  char* at = writer.room(text.size() + kEscapeBytesMax + kFrameBytesMax + kSlack);
  at = put_text(at, "\"");
  at = put_escaped(writer, at, text);
  writer.advance_to(put_text(at, "\""));
}

/// The content of a String, Number or Binary as a JSON string, without any type.
void write_scalar(Writer& writer, Type type, std::string_view bytes) {
  if (type == Type::kString) return write_string(writer, bytes);
  if (type == Type::kNumber) {
    char* at = writer.room(Number::kTextBytesMax + 2);
    *at++ = '"';
    at += Number::write_text(bytes, at);
    *at++ = '"';
    return writer.advance_to(at);
  }
  const std::size_t size = base64_encoded_size(bytes.size());
  char* at = writer.room(size + 2);
  *at++ = '"';
  base64_encode(bytes, at);
  at += size;
  *at++ = '"';
  writer.advance_to(at);
}

void write_value(Writer& writer, ValueView value);

void write_entries(Writer& writer, MapView entries) {
  writer.put_byte('{');
  for (const Entry& entry : entries) {
    char* at = writer.room(entry.name.size() + kEscapeBytesMax + kFrameBytesMax + kSlack);
    *at++ = '"';
    at = put_escaped(writer, at, entry.name);
    writer.advance_to(put_text(at, "\":"));
    write_value(writer, entry.value);
    writer.put_byte(',');
  }
  if (entries.empty()) return writer.put_byte('}');
  *writer.at(writer.size() - 1) = '}';  // in place of the last comma
}

void write_elements(Writer& writer, ValueView value) {
  const bool is_list = value.type() == Type::kList;
  writer.put_byte('[');
  for (const ValueView element : value.elements()) {
    if (is_list) {
      write_value(writer, element);
    } else {
      write_scalar(writer, element.type(), element.bytes());
    }
    writer.put_byte(',');
  }
  if (value.count() == 0) return writer.put_byte(']');
  *writer.at(writer.size() - 1) = ']';  // in place of the last comma
}

void write_value(Writer& writer, ValueView value) {
  switch (value.type()) {
    case Type::kString: {
      const std::string_view text = value.bytes();
      char* at = writer.room(text.size() + kEscapeBytesMax + kFrameBytesMax + kSlack);
      at = put_text(at, "{\"S\":\"");
      at = put_escaped(writer, at, text);
      return writer.advance_to(put_text(at, "\"}"));
    }
    case Type::kNumber: {
      char* at = writer.room(Number::kTextBytesMax + kFrameBytesMax);
      at = put_text(at, "{\"N\":\"");
      at += Number::write_text(value.bytes(), at);
      return writer.advance_to(put_text(at, "\"}"));
    }
    case Type::kBoolean:
      return writer.put(value.boolean() ? "{\"BOOL\":true}" : "{\"BOOL\":false}");
    case Type::kNull:
      return writer.put("{\"NULL\":true}");
    case Type::kBinary:
      writer.put("{\"B\":");
      write_scalar(writer, Type::kBinary, value.bytes());
      break;
    case Type::kMap:
      writer.put("{\"M\":");
      write_entries(writer, value.map());
      break;
    case Type::kList:
      writer.put("{\"L\":");
      write_elements(writer, value);
      break;
    case Type::kStringSet:
    case Type::kNumberSet:
    case Type::kBinarySet:
      writer.put("{\"");
      writer.put(type_name(value.type()));
      writer.put("\":");
      write_elements(writer, value);
      break;
  }
  writer.put_byte('}');
}

/// A first guess at the size of the JSON text; short strings and numbers about double.
std::size_t expected_size(std::size_t encoded_size) {
  return encoded_size * 2 + kFrameBytesMax;
}

}  // namespace

void append_json(std::string& out, ValueView value) {
  Writer writer(out, expected_size(value.encoded().size()));
  write_value(writer, value);
}

void append_json(std::string& out, ItemView item) {
  Writer writer(out, expected_size(item.encoded().size()));
  write_entries(writer, item.attributes());
}

void append_json_string(std::string& out, std::string_view text) {
  Writer writer(out, text.size() + kEscapeBytesMax + kFrameBytesMax + kSlack);
  write_string(writer, text);
}

}  // namespace ddb::value
