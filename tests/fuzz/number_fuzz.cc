// links: shared_value
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/value/number.h"

using ddb::value::Number;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string encoded(const Number& number) {
  std::string bytes;
  number.encode(bytes);
  return bytes;
}

void check_text(std::string_view text) {
  std::array<char, Number::kEncodedBytesMax> bytes;
  const auto size = Number::encode_text(text, bytes.data());
  const auto number = Number::parse(text);
  require(size.has_value() == number.has_value());
  if (!number) return require(size.error() == number.error());
  const std::string_view direct(bytes.data(), *size);
  require(direct == encoded(*number) && Number::encoded_is_valid(direct));
  require(Number::decode(direct) == *number);
  require(*Number::parse(number->text()) == *number);
}

void check_encoded(std::string_view bytes) {
  if (!Number::encoded_is_valid(bytes)) return;
  const Number number = Number::decode(bytes);
  require(encoded(number) == bytes);
  std::array<char, Number::kTextBytesMax> text;
  require(number.text() == std::string_view(text.data(), Number::write_text(bytes, text.data())));
  require(*Number::parse(number.text()) == number);
  require(Number::size_bytes(bytes) <= bytes.size() + 1);
}

void check_pair(std::string_view left_text, std::string_view right_text) {
  const auto left = Number::parse(left_text);
  const auto right = Number::parse(right_text);
  if (!left || !right) return;
  require((*left <=> *right) == (encoded(*left) <=> encoded(*right)));
  require((*left == *right) == (encoded(*left) == encoded(*right)));
  const auto sum = left->add(*right);
  const auto turned = right->add(*left);
  require(sum.has_value() == turned.has_value());
  if (!sum) return;
  require(*sum == *turned);
  const auto back = sum->subtract(*right);  // exact, so it leads back, where the way is allowed
  if (back) require(*back == *left);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check_text(input);
  check_encoded(input);
  const std::size_t space = input.find(' ');
  if (space != std::string_view::npos) check_pair(input.substr(0, space), input.substr(space + 1));
  return 0;
}
