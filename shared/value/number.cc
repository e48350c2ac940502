#include "shared/value/number.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <stdexcept>

#include "shared/value/decimal_digits.h"

namespace ddb::value {
namespace {

__extension__ using Uint128 = unsigned __int128;

constexpr std::array<Uint128, Number::kDigitsMax + 1> make_powers() {
  std::array<Uint128, Number::kDigitsMax + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i)
    powers[i] = powers[i - 1] * 10;
  return powers;
}
constexpr auto kPowersOf10 = make_powers();

Uint128 power_of_10(int exponent) {
  return kPowersOf10[static_cast<std::size_t>(exponent)];
}

int count_digits(Uint128 coefficient) {
  const auto above = std::upper_bound(kPowersOf10.begin(), kPowersOf10.end(), coefficient);
  return static_cast<int>(above - kPowersOf10.begin());
}

Uint128 to_coefficient(const DecimalDigits& number) {
  // 19 digits fit 64 bits, where the arithmetic is cheap.
  constexpr int kChunk = 19;
  Uint128 coefficient = 0;
  for (int i = 0; i < number.count;) {
    const int end = std::min(number.count, i + kChunk);
    const int size = end - i;
    std::uint64_t chunk = 0;
    for (; i < end; ++i)
      chunk = chunk * 10 + static_cast<std::uint64_t>(number.digits[static_cast<std::size_t>(i)]);
    coefficient = coefficient * power_of_10(size) + chunk;
  }
  return coefficient;
}

void to_digits(Uint128 coefficient, int exponent, bool negative, DecimalDigits& number) {
  number.count = coefficient == 0 ? 0 : count_digits(coefficient);
  number.point = number.count == 0 ? 0 : exponent + number.count;
  number.negative = negative;
  constexpr std::uint64_t kChunk = 10'000'000'000'000'000'000U;  // 10^19
  std::uint64_t low = static_cast<std::uint64_t>(coefficient % kChunk);
  std::uint64_t high = static_cast<std::uint64_t>(coefficient / kChunk);
  for (int i = number.count - 1; i >= 0; --i) {
    if (number.count - 1 - i == 19) low = high;
    number.digits[static_cast<std::size_t>(i)] = static_cast<char>(low % 10);
    low /= 10;
  }
}

}  // namespace

void throw_exception_from_error(NumberError, const boost::source_location&) {
  throw std::logic_error("value() of a number that was refused");
}

Number Number::normalized(Coefficient coefficient, int exponent, bool negative) {
  Number number;
  if (coefficient == 0) return number;
  for (; coefficient > std::numeric_limits<std::uint64_t>::max() && coefficient % 10 == 0; ++exponent)
    coefficient /= 10;
  if (coefficient <= std::numeric_limits<std::uint64_t>::max()) {
    auto small = static_cast<std::uint64_t>(coefficient);
    for (; small % 10 == 0; ++exponent)
      small /= 10;
    coefficient = small;
  }
  number.coefficient_ = coefficient;
  number.exponent_ = static_cast<std::int16_t>(exponent);
  number.negative_ = negative;
  return number;
}

Result<Number, NumberError> Number::parse(std::string_view text) {
  DecimalDigits digits;
  if (auto read = read_text(text, digits); !read) return read.error();
  Number number;
  if (digits.count == 0) return number;
  number.coefficient_ = to_coefficient(digits);
  number.exponent_ = static_cast<std::int16_t>(digits.point - digits.count);
  number.negative_ = digits.negative;
  return number;
}

Result<std::size_t, NumberError> Number::encode_text(std::string_view text, char* out) {
  DecimalDigits digits;
  if (auto read = read_text(text, digits); !read) return read.error();
  return write_encoded(digits, out);
}

Number Number::from_integer(std::int64_t integer) {
  const auto bits = static_cast<std::uint64_t>(integer);
  return normalized(integer < 0 ? std::uint64_t{0} - bits : bits, 0, integer < 0);
}

Number Number::decode(std::string_view encoded) {
  DecimalDigits digits;
  read_encoded(encoded, digits);
  Number number;
  if (digits.count == 0) return number;
  number.coefficient_ = to_coefficient(digits);
  number.exponent_ = static_cast<std::int16_t>(digits.point - digits.count);
  number.negative_ = digits.negative;
  return number;
}

bool Number::encoded_is_valid(std::string_view encoded) {
  if (encoded.size() < 2 || encoded.size() > kEncodedBytesMax) return false;
  const unsigned first = static_cast<unsigned char>(encoded[0]);
  if (first == 0x80 && encoded[1] == 0) return encoded.size() == 2;
  const unsigned flip = first < 0x80 ? 0xFF : 0;
  for (std::size_t i = 1; i < encoded.size(); ++i) {
    const unsigned byte = static_cast<unsigned char>(encoded[i]) ^ flip;
    const bool is_last = i + 1 == encoded.size();
    if ((byte & 1U) != (is_last ? 0U : 1U) || byte >> 1U >= 100) return false;
    if (byte >> 1U == 0 && (i == 1 || is_last)) return false;
  }
  DecimalDigits digits;
  read_encoded(encoded, digits);
  return digits.count <= kDigitsMax;
}

void Number::encode(std::string& out) const {
  DecimalDigits digits;
  to_digits(coefficient_, exponent_, negative_, digits);
  std::array<char, kEncodedBytesMax> encoded;
  out.append(encoded.data(), write_encoded(digits, encoded.data()));
}

void Number::append_text(std::string& out) const {
  DecimalDigits digits;
  to_digits(coefficient_, exponent_, negative_, digits);
  std::array<char, kTextBytesMax> text;
  out.append(text.data(), write_plain_text(digits, text.data()));
}

std::string Number::text() const {
  std::string text;
  append_text(text);
  return text;
}

std::size_t Number::write_text(std::string_view encoded, char* out) {
  if (const std::size_t size = write_common_text(encoded, out); size > 0) return size;
  DecimalDigits digits;
  read_encoded(encoded, digits);
  return write_plain_text(digits, out);
}

Result<Number, NumberError> Number::sum(const Number& left, const Number& right) {
  if (left.is_zero()) return right;
  if (right.is_zero()) return left;
  const Number& high = left.exponent_ >= right.exponent_ ? left : right;
  const Number& low = left.exponent_ >= right.exponent_ ? right : left;
  // The last digit of `low` stays in the sum, so with more than one digit over the limit no borrow can bring
  // the sum back to 38 digits; with one ("1E38" - 1) it can, and what fits no 128 bits is still above it.
  const int shift = high.exponent_ - low.exponent_;
  if (shift > kDigitsMax || count_digits(high.coefficient_) + shift > kDigitsMax + 1)
    return NumberError::kOverflow;
  Coefficient aligned = 0;
  if (__builtin_mul_overflow(high.coefficient_, power_of_10(shift), &aligned)) return NumberError::kOverflow;

  Number result;
  if (high.negative_ == low.negative_) {
    Coefficient total = 0;
    if (__builtin_add_overflow(aligned, low.coefficient_, &total)) return NumberError::kOverflow;
    result = normalized(total, low.exponent_, low.negative_);
  } else if (aligned >= low.coefficient_) {
    result = normalized(aligned - low.coefficient_, low.exponent_, high.negative_);
  } else {
    result = normalized(low.coefficient_ - aligned, low.exponent_, low.negative_);
  }
  if (result.is_zero()) return result;
  if (result.coefficient_ >= power_of_10(kDigitsMax)) return NumberError::kOverflow;
  const int magnitude = result.exponent_ + count_digits(result.coefficient_) - 1;
  if (magnitude > kMagnitudeMax) return NumberError::kOverflow;
  if (magnitude < kMagnitudeMin) return NumberError::kUnderflow;
  return result;
}

Result<Number, NumberError> Number::add(const Number& other) const {
  return sum(*this, other);
}

Result<Number, NumberError> Number::subtract(const Number& other) const {
  return sum(*this, other.negated());
}

Number Number::negated() const {
  Number number = *this;
  number.negative_ = !negative_ && !is_zero();
  return number;
}

std::optional<std::int64_t> Number::to_integer() const {
  if (is_zero()) return 0;
  if (exponent_ < 0 || exponent_ > 18) return std::nullopt;
  Coefficient magnitude = 0;
  if (__builtin_mul_overflow(coefficient_, power_of_10(exponent_), &magnitude)) return std::nullopt;
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (magnitude > kMax + (negative_ ? 1U : 0U)) return std::nullopt;
  const auto bits = static_cast<std::uint64_t>(magnitude);
  return static_cast<std::int64_t>(negative_ ? std::uint64_t{0} - bits : bits);
}

std::strong_ordering Number::operator<=>(const Number& other) const {
  if (negative_ != other.negative_)
    return negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
  if (is_zero() || other.is_zero()) return other.is_zero() <=> is_zero();
  // Of negative numbers the one of the larger magnitude is less.
  const Number& left = negative_ ? other : *this;
  const Number& right = negative_ ? *this : other;
  const int left_digits = count_digits(left.coefficient_);
  const int right_digits = count_digits(right.coefficient_);
  const auto by_magnitude = left.exponent_ + left_digits <=> right.exponent_ + right_digits;
  if (std::is_neq(by_magnitude)) return by_magnitude;
  return left.coefficient_ * power_of_10(std::max(0, right_digits - left_digits)) <=>
         right.coefficient_ * power_of_10(std::max(0, left_digits - right_digits));
}

}  // namespace ddb::value
