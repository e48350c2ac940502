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
  kNotANumber,     ///< The text is not a decimal number.
  kTooManyDigits,  ///< More than 38 significant digits.
  kOverflow,       ///< Magnitude above 9.9999999999999999999999999999999999999E+125.
  kUnderflow,      ///< Magnitude below 1E-130 and not zero.
};

/// A decimal number of up to 38 significant digits, magnitude 1E-130 to 9.99...E+125, or zero, always in
/// normal form (no leading or trailing zeros, no negative zero).
/// Source: Amazon DynamoDB Developer Guide, "Supported data types and naming rules", Number.
class Number {
 public:
  static constexpr int kDigitsMax = 38;
  /// The longest encoded form, in bytes.
  static constexpr std::size_t kEncodedBytesMax = 23;

  Number() = default;  ///< Zero.

  /// Reads DynamoDB's text form: optional sign, digits with at most one point, optional exponent.
  static Result<Number, NumberError> parse(std::string_view text);
  static Number from_integer(std::int64_t integer);

  /// Reads what `encode` wrote; asserts on anything else. For bytes from outside use `encoded_is_valid`
  /// first.
  static Number decode(std::string_view encoded);
  static bool encoded_is_valid(std::string_view encoded);

  /// Appends the order-preserving form: comparing two encoded numbers bytewise compares the numbers. It
  /// needs no length before it: no encoded number is a proper prefix of another.
  void encode(std::string& out) const;

  /// Appends the text that DynamoDB answers.
  void append_text(std::string& out) const;
  std::string text() const;

  /// DynamoDB's size of the number in bytes, from its encoded form without decoding it.
  static std::size_t size_bytes(std::string_view encoded);

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

  // The value is coefficient * 10^exponent; the coefficient does not end in a decimal zero.
  Coefficient coefficient_ = 0;
  std::int16_t exponent_ = 0;
  bool negative_ = false;
};

}  // namespace ddb::value
