#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

/// DynamoDB as a few obvious functions over plain values: what the property tests hold the emulator against.
/// Nothing here uses the emulator's code, and nothing here cares for speed.
namespace ddb::reference {

/// A decimal number: its sign, its significant digits, and the power of ten that they are multiplied with.
/// 1.5 is "15" with exponent -1. Zero has no digits. No digits are ever lost: DynamoDB's limits are a
/// question of their own (`fits`).
class Decimal {
 public:
  Decimal() = default;  ///< Zero.
  Decimal(long long integer) : Decimal(std::to_string(integer)) {}
  /// Reads "[+-]digits[.digits][e[+-]digits]"; asserts on anything else.
  explicit Decimal(std::string_view text);

  /// As DynamoDB writes it: plain digits, without an exponent.
  std::string text() const;
  /// Whether DynamoDB has such a number: at most 38 digits, zero or 1E-130 to 9.99...E+125.
  bool fits() const;
  /// What DynamoDB charges for it, in bytes.
  std::size_t size_bytes() const;
  Decimal negated() const;
  bool is_positive() const { return !digits_.empty() && !negative_; }
  /// The integer that is left without the fraction, of a number that is not negative; nothing when it is too
  /// large for 18 digits.
  std::optional<long long> whole() const;

  friend Decimal operator+(const Decimal& left, const Decimal& right);
  bool operator==(const Decimal&) const = default;
  friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right);

 private:
  void trim();

  bool negative_ = false;
  std::string digits_;  ///< Neither the first nor the last is a zero.
  int exponent_ = 0;
};

}  // namespace ddb::reference
