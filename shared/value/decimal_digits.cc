#include "shared/value/decimal_digits.h"

#include <cassert>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>

namespace ddb::value {
namespace {

// The encoded form's first byte: 0x80 and the biased power of 100 for numbers of zero and more, the
// complement of that for negative ones.
constexpr int kPower100Min = -65;
constexpr unsigned kNotNegative = 0x80;
constexpr unsigned char kZeroSecondByte = 0;
constexpr int kPairsMax = 20;

/// "00", "01" ... "99".
constexpr std::array<char, 200> make_pair_texts() {
  std::array<char, 200> texts{};
  for (std::size_t pair = 0; pair < 100; ++pair) {
    texts[2 * pair] = static_cast<char>('0' + pair / 10);
    texts[2 * pair + 1] = static_cast<char>('0' + pair % 10);
  }
  return texts;
}
constexpr std::array<char, 200> kPairTexts = make_pair_texts();

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The exponent after the "e"; nothing when it is malformed or does not fit 64 bits.
std::optional<std::int64_t> read_exponent(const char* at, const char* end) {
  const bool negative = at != end && *at == '-';
  if (at != end && (*at == '-' || *at == '+')) ++at;
  if (at == end) return std::nullopt;
  std::int64_t exponent = 0;
  for (; at != end; ++at) {
    if (!is_digit(*at)) return std::nullopt;
    const int digit = *at - '0';
    if (__builtin_mul_overflow(exponent, 10, &exponent)) return std::nullopt;
    if (__builtin_add_overflow(exponent, negative ? -digit : digit, &exponent)) return std::nullopt;
  }
  return exponent;
}

/// The digits before the exponent.
struct Mantissa {
  std::int64_t significant = 0;     // from the first to the last digit that is not zero
  std::int64_t trailing_zeros = 0;  // after those
  std::int64_t fraction = 0;        // digits after the point
  const char* end = nullptr;
};

/// Reads digits and at most one point from `at` on; nothing when there is no digit.
std::optional<Mantissa> read_mantissa(const char* at, const char* end, DecimalDigits& number) {
  Mantissa mantissa;
  const char* first = at;
  const char* point = nullptr;
  for (; at != end; ++at) {
    if (!is_digit(*at)) {
      if (*at != '.' || point != nullptr) break;
      point = at;
      continue;
    }
    if (*at == '0') {
      if (mantissa.significant != 0) ++mantissa.trailing_zeros;
      continue;
    }
    for (; mantissa.trailing_zeros != 0; --mantissa.trailing_zeros, ++mantissa.significant) {
      if (mantissa.significant < Number::kDigitsMax)
        number.digits[static_cast<std::size_t>(mantissa.significant)] = 0;
    }
    if (mantissa.significant < Number::kDigitsMax)
      number.digits[static_cast<std::size_t>(mantissa.significant)] = static_cast<char>(*at - '0');
    ++mantissa.significant;
  }
  const std::int64_t digits = at - first - (point != nullptr ? 1 : 0);
  if (digits == 0) return std::nullopt;
  if (point != nullptr) mantissa.fraction = at - point - 1;
  mantissa.end = at;
  return mantissa;
}

}  // namespace

Result<void, NumberError> read_text(std::string_view text, DecimalDigits& number) {
  const char* at = text.data();
  const char* end = at + text.size();
  number.negative = at != end && *at == '-';
  if (at != end && (*at == '-' || *at == '+')) ++at;
  const std::optional<Mantissa> mantissa = read_mantissa(at, end, number);
  if (!mantissa) return NumberError::kNotANumber;
  std::int64_t exponent = 0;
  if (at = mantissa->end; at != end) {
    if (*at != 'e' && *at != 'E') return NumberError::kNotANumber;
    const std::optional<std::int64_t> given = read_exponent(at + 1, end);
    if (!given) return NumberError::kNotANumber;
    exponent = *given;
  }

  // A zero has a magnitude here too: "0e126" is refused (vector num-068). Clamped, so that no sum overflows.
  constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
  exponent = std::min(std::max(exponent, -kFar), kFar);
  const std::int64_t leading = mantissa->significant == 0 ? 0 : mantissa->significant - 1;
  const std::int64_t magnitude = leading + mantissa->trailing_zeros - mantissa->fraction + exponent;
  if (magnitude > kMagnitudeMax) return NumberError::kOverflow;
  if (magnitude < kMagnitudeMin) return NumberError::kUnderflow;
  if (mantissa->significant > Number::kDigitsMax) return NumberError::kTooManyDigits;
  number.count = static_cast<int>(mantissa->significant);
  number.point = number.count == 0 ? 0 : static_cast<int>(magnitude) + 1;
  if (number.count == 0) number.negative = false;
  return {};
}

void read_encoded(std::string_view encoded, DecimalDigits& number) {
  assert(encoded.size() >= 2 && encoded.size() <= 1 + kPairsMax);
  const unsigned first = static_cast<unsigned char>(encoded[0]);
  number.negative = first < kNotNegative;
  number.count = 0;
  number.point = 0;
  if (first == kNotNegative && encoded[1] == kZeroSecondByte) return;
  const unsigned flip = number.negative ? 0xFF : 0;
  const int power100 = static_cast<int>((first ^ flip) - kNotNegative) + kPower100Min;
  number.point = 2 * power100 + 2;
  char* out = number.digits.data();
  const auto put_pair = [&](std::size_t i) {
    const unsigned pair = (static_cast<unsigned char>(encoded[i]) ^ flip) >> 1U;
    assert(pair < 100);
    *out++ = static_cast<char>(pair / 10);
    *out++ = static_cast<char>(pair % 10);
  };
  put_pair(1);
  if (number.digits[0] == 0) {
    number.digits[0] = number.digits[1];
    --out;
    --number.point;
  }
  for (std::size_t i = 2; i < encoded.size(); ++i)
    put_pair(i);
  if (out[-1] == 0) --out;
  number.count = static_cast<int>(out - number.digits.data());
}

std::size_t write_common_text(std::string_view encoded, char* out) {
  constexpr int kIntegerPairsMax = 10;
  if (static_cast<unsigned char>(encoded[0]) == kNotNegative && encoded[1] == kZeroSecondByte) {
    *out = '0';
    return 1;
  }
  const int integer_pairs =
      static_cast<unsigned char>(encoded[0]) - static_cast<int>(kNotNegative) + kPower100Min + 1;
  if (integer_pairs < 1 || integer_pairs > kIntegerPairsMax) return 0;
  char* at = out;
  const auto pair_at = [&](int i) {
    return static_cast<unsigned char>(encoded[static_cast<std::size_t>(i)]) >> 1U;
  };
  const auto put_pair = [&](int pair) {
    std::memcpy(at, &kPairTexts[static_cast<std::size_t>(2 * pair)], 2);
    at += 2;
  };
  const int pairs = static_cast<int>(encoded.size()) - 1;
  if (const int first = pair_at(1); first < 10)
    *at++ = static_cast<char>('0' + first);
  else
    put_pair(first);
  int i = 2;
  for (; i <= integer_pairs; ++i)
    put_pair(i <= pairs ? pair_at(i) : 0);
  if (i <= pairs) {
    *at++ = '.';
    for (; i <= pairs; ++i)
      put_pair(pair_at(i));
    if (at[-1] == '0') --at;
  }
  return static_cast<std::size_t>(at - out);
}

std::size_t write_encoded(const DecimalDigits& number, char* out) {
  if (number.count == 0) {
    out[0] = static_cast<char>(kNotNegative);
    out[1] = static_cast<char>(kZeroSecondByte);
    return 2;
  }
  const unsigned flip = number.negative ? 0xFF : 0;
  const int magnitude = number.point - 1;
  const int power100 = (magnitude - kPower100Min * 2) / 2 + kPower100Min;  // rounded down
  char* at = out;
  *at++ = static_cast<char>((kNotNegative + static_cast<unsigned>(power100 - kPower100Min)) ^ flip);

  const char* digit = number.digits.data();
  const char* end = digit + number.count;
  const auto put = [&](int tens, int ones, const char* next) {
    const unsigned more = next != end ? 1U : 0U;
    *at++ = static_cast<char>((static_cast<unsigned>(tens * 10 + ones) << 1U | more) ^ flip);
  };
  if (magnitude % 2 == 0) {
    put(0, digit[0], digit + 1);
    ++digit;
  }
  for (; end - digit >= 2; digit += 2)
    put(digit[0], digit[1], digit + 2);
  if (digit != end) put(digit[0], 0, end);
  return static_cast<std::size_t>(at - out);
}

std::size_t write_plain_text(const DecimalDigits& number, char* out) {
  if (number.count == 0) {
    *out = '0';
    return 1;
  }
  char* at = out;
  const char* digit = number.digits.data();
  const auto put_digits = [&](int count) {
    for (int i = 0; i < count; ++i)
      *at++ = static_cast<char>('0' + *digit++);
  };
  const auto put_zeros = [&](int count) {
    std::memset(at, '0', static_cast<std::size_t>(count));
    at += count;
  };
  if (number.negative) *at++ = '-';
  if (number.point <= 0) {
    *at++ = '0';
    *at++ = '.';
    put_zeros(-number.point);
    put_digits(number.count);
  } else if (number.point >= number.count) {
    put_digits(number.count);
    put_zeros(number.point - number.count);
  } else {
    put_digits(number.point);
    *at++ = '.';
    put_digits(number.count - number.point);
  }
  return static_cast<std::size_t>(at - out);
}

}  // namespace ddb::value
