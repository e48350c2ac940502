#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Base64 as RFC 4648 section 4 has it: the alphabet with '+' and '/', always padded with '=', no line
/// breaks. DynamoDB writes binary values so. Bytes travel as `std::string_view`/`char`, as in the rest of the
/// project.
namespace ddb {

/// How many characters `size_bytes` bytes become.
constexpr std::size_t base64_encoded_size(std::size_t size_bytes) {
  return (size_bytes + 2) / 3 * 4;
}

/// How many bytes a text of `size_chars` characters becomes at most.
constexpr std::size_t base64_decoded_size_max(std::size_t size_chars) {
  return size_chars / 4 * 3;
}

/// Writes exactly `base64_encoded_size(bytes.size())` characters to `output`, which has room for them.
void base64_encode(std::string_view bytes, char* output);

/// The same, as a string.
std::string base64_encode(std::string_view bytes);

/// The same, appended to `output`.
void base64_append(std::string& output, std::string_view bytes);

enum class Base64Error {
  kLength,        ///< The text's length is not a multiple of four.
  kCharacter,     ///< A character outside the alphabet, or '=' anywhere but at the end.
  kTrailingBits,  ///< The last character carries bits that no byte holds ("QR==" for "QQ=="), so two texts
                  ///< would stand for the same bytes.
};

/// What `base64_decode` found: `size_bytes` bytes written, or `error`.
struct Base64Decoded {
  std::size_t size_bytes = 0;
  std::optional<Base64Error> error;
};

/// Writes the bytes that `text` stands for to `output`, which has room for
/// `base64_decoded_size_max(text.size())` bytes and does not overlap `text`. After an error, what `output`
/// holds is unspecified. The empty text stands for no bytes.
Base64Decoded base64_decode(std::string_view text, char* output);

/// The same, as a string; nothing when `text` is not strict base64.
std::optional<std::string> base64_decode(std::string_view text);

/// Base64url of RFC 4648 section 5, without padding, as RFC 7515 (JWS) has it: '-' and '_' in place of '+'
/// and '/', and no '='.
std::string base64url_encode(std::string_view bytes);

/// The bytes that `text` stands for; nothing when it has a character outside the alphabet ('=' and line
/// breaks included), a length that no bytes have, or trailing bits that no byte holds.
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace ddb
