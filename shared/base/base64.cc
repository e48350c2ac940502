#include "shared/base/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ddb {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Two characters for every 12 bits: half the look-ups of one character for 6.
struct CharacterPair {
  char first;
  char second;
};

constexpr std::array<CharacterPair, 4096> make_encode_table() {
  std::array<CharacterPair, 4096> table{};
  for (std::size_t i = 0; i < table.size(); ++i)
    table[i] = {kAlphabet[i >> 6U], kAlphabet[i & 63U]};
  return table;
}

// One table for each of the four places, already shifted, so that a group of four characters is three ORs;
// what is outside the alphabet sets the top bit, which no group of 24 bits has.
constexpr std::uint32_t kInvalid = 0x8000'0000U;
using DecodeTable = std::array<std::uint32_t, 256>;

constexpr DecodeTable make_decode_table(unsigned shift) {
  DecodeTable table{};
  table.fill(kInvalid);
  for (std::uint32_t value = 0; value < 64; ++value) {
    table[static_cast<unsigned char>(kAlphabet[value])] = value << shift;
  }
  return table;
}

constexpr auto kEncode = make_encode_table();
constexpr auto kDecode0 = make_decode_table(18);
constexpr auto kDecode1 = make_decode_table(12);
constexpr auto kDecode2 = make_decode_table(6);
constexpr auto kDecode3 = make_decode_table(0);

std::uint32_t byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

void put_pair(char* output, std::uint32_t bits12) {
  output[0] = kEncode[bits12].first;
  output[1] = kEncode[bits12].second;
}

void put_bytes(char* output, std::uint32_t bits24, std::size_t count) {
  output[0] = static_cast<char>(bits24 >> 16U);
  if (count > 1) output[1] = static_cast<char>(bits24 >> 8U);
  if (count > 2) output[2] = static_cast<char>(bits24);
}

Base64Decoded failed(Base64Error error) {
  return {0, error};
}

}  // namespace

void base64_encode(std::string_view bytes, char* output) {
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3, output += 4) {
    const std::uint32_t bits = byte_at(bytes, i) << 16U | byte_at(bytes, i + 1) << 8U | byte_at(bytes, i + 2);
    put_pair(output, bits >> 12U);
    put_pair(output + 2, bits & 0xFFFU);
  }
  const std::size_t rest = bytes.size() - i;
  if (rest == 0) return;
  const std::uint32_t bits = byte_at(bytes, i) << 16U | (rest == 2 ? byte_at(bytes, i + 1) << 8U : 0U);
  put_pair(output, bits >> 12U);
  output[2] = rest == 2 ? kAlphabet[(bits >> 6U) & 63U] : '=';
  output[3] = '=';
}

std::string base64_encode(std::string_view bytes) {
  std::string text;
  base64_append(text, bytes);
  return text;
}

void base64_append(std::string& output, std::string_view bytes) {
  const std::size_t start = output.size();
  output.resize(start + base64_encoded_size(bytes.size()));
  base64_encode(bytes, output.data() + start);
}

Base64Decoded base64_decode(std::string_view text, char* output) {
  if (text.size() % 4 != 0) return failed(Base64Error::kLength);
  if (text.empty()) return {};
  const auto at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t last = text.size() - 4;
  char* end = output;
  std::uint32_t seen = 0;  // Checked once at the end: a branch for each group would cost more than it saves.
  for (std::size_t i = 0; i < last; i += 4, end += 3) {
    const std::uint32_t bits =
        kDecode0[at(i)] | kDecode1[at(i + 1)] | kDecode2[at(i + 2)] | kDecode3[at(i + 3)];
    seen |= bits;
    put_bytes(end, bits, 3);
  }

  const std::size_t padding = text[last + 3] != '=' ? 0 : text[last + 2] != '=' ? 1 : 2;
  std::uint32_t bits = kDecode0[at(last)] | kDecode1[at(last + 1)];
  if (padding < 2) bits |= kDecode2[at(last + 2)];
  if (padding < 1) bits |= kDecode3[at(last + 3)];
  if (((seen | bits) & kInvalid) != 0) return failed(Base64Error::kCharacter);
  const std::uint32_t unused = padding == 2 ? 0xFFFFU : padding == 1 ? 0xFFU : 0U;
  if ((bits & unused) != 0) return failed(Base64Error::kTrailingBits);
  put_bytes(end, bits, 3 - padding);
  end += 3 - padding;
  return {static_cast<std::size_t>(end - output), std::nullopt};
}

std::optional<std::string> base64_decode(std::string_view text) {
  std::string bytes(base64_decoded_size_max(text.size()), '\0');
  const Base64Decoded decoded = base64_decode(text, bytes.data());
  if (decoded.error) return std::nullopt;
  bytes.resize(decoded.size_bytes);
  return bytes;
}

std::string base64url_encode(std::string_view bytes) {
  std::string text = base64_encode(bytes);
  while (text.ends_with('='))
    text.pop_back();
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

std::optional<std::string> base64url_decode(std::string_view text) {
  if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
  std::string padded(text);
  std::replace(padded.begin(), padded.end(), '-', '+');
  std::replace(padded.begin(), padded.end(), '_', '/');
  // A length of 4n + 1 would need three: "A===" is no base64, and base64_decode says so.
  padded.append((4 - padded.size() % 4) % 4, '=');
  return base64_decode(padded);
}

}  // namespace ddb
