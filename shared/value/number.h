#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace ddb::value {

/// Why a text or a sum is no DynamoDB number.
enum class NumberError {
  kNotANumber,     ///< The text is not a decimal number, or its exponent does not fit 64 bits.
  kTooManyDigits,  ///< The text has more than 38 significant digits.
  kOverflow,       ///< Magnitude above 9.9999999999999999999999999999999999999E+125.
  kUnderflow,      ///< Magnitude below 1E-130 and not zero.
};

/// Makes `value()` of a failed result a `std::logic_error`, as with every error of the project.
[[noreturn]] void throw_exception_from_error(NumberError error, const boost::source_location&);

/// A decimal number of up to 38 significant digits, magnitude 1E-130 to 9.99...E+125, or zero, always in
/// normal form (no leading or trailing zeros, no negative zero).
/// Source: Amazon DynamoDB Developer Guide, "Supported data types and naming rules", Number.
///
/// The encoded form (docs/item-format.md) is what items hold. The static functions that take `encoded` work
/// on it directly, and are the fast way where no arithmetic is done.
class Number {
 public:
  static constexpr int kDigitsMax = 38;
  /// The longest encoded form, in bytes.
  static constexpr std::size_t kEncodedBytesMax = 21;
  /// The longest text, in bytes: "-0.", 129 zeros and 38 digits.
  static constexpr std::size_t kTextBytesMax = 170;

  Number() = default;  ///< Zero.

  /// Reads DynamoDB's text form: optional sign, digits with at most one point, optional exponent. A zero's
  /// exponent must be in range too: "0e126" overflows.
  static Result<Number, NumberError> parse(std::string_view text);
  static Number from_integer(std::int64_t integer);

  /// Reads what `encode` wrote; asserts on anything else. For bytes from outside use `encoded_is_valid`
  /// first.
  static Number decode(std::string_view encoded);
  static bool encoded_is_valid(std::string_view encoded);
  /// The size in bytes of the encoded number at the front of `bytes`, by which byte ends it; 0 when none
  /// does.
  static std::size_t encoded_size_at_front(std::string_view bytes);

  /// Appends the order-preserving form: comparing two encoded numbers bytewise compares the numbers. It
  /// needs no length before it: no encoded number is a proper prefix of another.
  void encode(std::string& out) const;

  /// `parse` and `encode` in one: writes the encoded form at `out`, which must have room for
  /// `kEncodedBytesMax` bytes, and returns its size in bytes. `out` is unspecified after an error.
  static Result<std::size_t, NumberError> encode_text(std::string_view text, char* out);

  /// Appends the text that DynamoDB answers: plain digits, never an exponent.
  void append_text(std::string& out) const;
  std::string text() const;

  /// The same text from the encoded form, written at `out`, which must have room for `kTextBytesMax` bytes.
  /// Returns the text's size in bytes.
  static std::size_t write_text(std::string_view encoded, char* out);

  /// DynamoDB's size of the number in bytes, from its encoded form without decoding it: one, and one for
  /// each base-100 digit between the first and the last that is not zero, and one if negative; zero is one
  /// byte. Source: measured at the item size limit, paritysuite/dynamodb-conformance, numberByteSize.
  static std::size_t size_bytes(std::string_view encoded);

  /// The exact sum. One that needs more than 38 digits is `kOverflow`: DynamoDB refuses it with the words for
  /// that (observed by ScyllaDB, test/alternator/test_number.py).
  Result<Number, NumberError> add(const Number& other) const;
  Result<Number, NumberError> subtract(const Number& other) const;
  Number negated() const;

  bool is_zero() const { return coefficient_ == 0; }
  bool is_negative() const { return negative_; }
  /// The value as a 64-bit integer; empty when it has a fraction or does not fit.
  std::optional<std::int64_t> to_integer() const;

  bool operator==(const Number&) const = default;
  std::strong_ordering operator<=>(const Number& other) const;

 private:
  __extension__ using Coefficient = unsigned __int128;  // 10^38 fits

  static Result<Number, NumberError> sum(const Number& left, const Number& right);
  static Number normalized(Coefficient coefficient, int exponent, bool negative);

  // The value is coefficient * 10^exponent; the coefficient does not end in a decimal zero.
  Coefficient coefficient_ = 0;
  std::int16_t exponent_ = 0;
  bool negative_ = false;
};

inline std::size_t Number::size_bytes(std::string_view encoded) {
  if (encoded.size() == 2 && encoded[1] == 0) return 1;  // only zero has that second byte
  const bool negative = static_cast<unsigned char>(encoded.front()) < 0x80;
  return encoded.size() + (negative ? 1 : 0);
}

inline std::size_t Number::encoded_size_at_front(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const unsigned end_bit = static_cast<unsigned char>(bytes.front()) < 0x80 ? 1 : 0;
  for (std::size_t i = 1; i < bytes.size() && i < kEncodedBytesMax; ++i)
    if ((static_cast<unsigned char>(bytes[i]) & 1U) == end_bit) return i + 1;
  return 0;
}

}  // namespace ddb::value
