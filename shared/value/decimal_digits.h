#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "shared/base/result.h"
#include "shared/value/number.h"

namespace ddb::value {

/// The power of ten of a number's first digit.
inline constexpr int kMagnitudeMax = 125;
inline constexpr int kMagnitudeMin = -130;

/// A decimal number as its digits: what text, the encoded form and the coefficient of a Number all turn into
/// and are made of. The value is 0.d1d2d3... * 10^point; no digits mean zero. The first and the last digit
/// are not zero.
struct DecimalDigits {
  /// Two more than allowed: base-100 digits bring a leading and a trailing zero with them.
  std::array<char, Number::kDigitsMax + 2> digits;  // values 0 to 9, not characters
  int count = 0;
  int point = 0;
  bool negative = false;
};

/// Reads a text of any length.
Result<void, NumberError> read_text(std::string_view text, DecimalDigits& number);

/// Reads a valid encoded number; asserts on what would not fit.
void read_encoded(std::string_view encoded, DecimalDigits& number);

/// Writes the plain text of a valid encoded number as `write_plain_text` does, and returns its size in bytes;
/// 0, and nothing of use, unless it is one of the common ones: zero, or at least 1 with up to 20 digits
/// before the point.
std::size_t write_common_text(std::string_view encoded, char* out);

/// Writes the encoded form, of at most `Number::kEncodedBytesMax` bytes, and returns its size in bytes.
std::size_t write_encoded(const DecimalDigits& number, char* out);

/// Writes plain text, of at most `Number::kTextBytesMax` bytes, and returns its size in bytes.
std::size_t write_plain_text(const DecimalDigits& number, char* out);

}  // namespace ddb::value
