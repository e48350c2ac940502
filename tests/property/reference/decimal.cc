#include "tests/property/reference/decimal.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace ddb::reference {
namespace {

/// `digits` with zeros at its end, and then at its begin, so that it counts units of 10^`exponent` in `width`
/// digits.
std::string aligned(const std::string& digits, int digits_exponent, int exponent, std::size_t width) {
  const std::string shifted = digits + std::string(static_cast<std::size_t>(digits_exponent - exponent), '0');
  return std::string(width - shifted.size(), '0') + shifted;
}

/// On paper: from the right, with a carry. Both texts are equally long, with room for the result.
std::string add_digits(const std::string& left, const std::string& right) {
  std::string sum(left.size(), '0');
  int carry = 0;
  for (std::size_t i = left.size(); i-- > 0;) {
    const int column = (left[i] - '0') + (right[i] - '0') + carry;
    sum[i] = static_cast<char>('0' + column % 10);
    carry = column / 10;
  }
  assert(carry == 0);
  return sum;
}

/// `larger` minus `smaller`, in the same way.
std::string subtract_digits(const std::string& larger, const std::string& smaller) {
  std::string difference(larger.size(), '0');
  int borrowed = 0;
  for (std::size_t i = larger.size(); i-- > 0;) {
    const int column = (larger[i] - '0') - (smaller[i] - '0') - borrowed;
    borrowed = column < 0;
    difference[i] = static_cast<char>('0' + (column + 10) % 10);
  }
  assert(borrowed == 0);
  return difference;
}

}  // namespace

Decimal::Decimal(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  std::string_view mantissa = text.substr(0, e);
  if (e != std::string_view::npos) exponent_ = std::stoi(std::string(text.substr(e + 1)));
  if (mantissa.starts_with('-') || mantissa.starts_with('+')) {
    negative_ = mantissa.front() == '-';
    mantissa.remove_prefix(1);
  }
  bool after_point = false;
  for (const char c : mantissa) {
    assert(c == '.' || ('0' <= c && c <= '9'));
    if (c == '.') {
      after_point = true;
    } else {
      digits_ += c;
      exponent_ -= after_point;
    }
  }
  trim();
}

void Decimal::trim() {
  digits_.erase(0, std::min(digits_.find_first_not_of('0'), digits_.size()));
  while (!digits_.empty() && digits_.back() == '0') {
    digits_.pop_back();
    ++exponent_;
  }
  if (!digits_.empty()) return;
  negative_ = false;
  exponent_ = 0;
}

std::string Decimal::text() const {
  if (digits_.empty()) return "0";
  const std::string sign = negative_ ? "-" : "";
  if (exponent_ >= 0) return sign + digits_ + std::string(static_cast<std::size_t>(exponent_), '0');
  const auto after_point = static_cast<std::size_t>(-exponent_);
  if (digits_.size() <= after_point)
    return sign + "0." + std::string(after_point - digits_.size(), '0') + digits_;
  const std::size_t point = digits_.size() - after_point;
  return sign + digits_.substr(0, point) + '.' + digits_.substr(point);
}

bool Decimal::fits() const {
  if (digits_.empty()) return true;
  const int magnitude = exponent_ + static_cast<int>(digits_.size()) - 1;  // of d.ddd * 10^magnitude
  return digits_.size() <= 38 && -130 <= magnitude && magnitude <= 125;
}

std::size_t Decimal::size_bytes() const {
  if (digits_.empty()) return 1;
  // Pairs of digits, counted from the decimal point, from the first pair that is not 00 to the last such.
  const auto pair_of = [](int power) { return power >= 0 ? power / 2 : (power - 1) / 2; };
  const int first = pair_of(exponent_ + static_cast<int>(digits_.size()) - 1);
  const int last = pair_of(exponent_);
  return 1 + static_cast<std::size_t>(first - last + 1) + (negative_ ? 1 : 0);
}

Decimal Decimal::negated() const {
  Decimal result = *this;
  result.negative_ = !negative_ && !digits_.empty();
  return result;
}

std::optional<long long> Decimal::whole() const {
  assert(!negative_);
  const std::string plain = text();
  const std::string integer = plain.substr(0, plain.find('.'));
  if (integer.size() > 18) return std::nullopt;
  return std::stoll(integer);
}

Decimal operator+(const Decimal& left, const Decimal& right) {
  if (left.digits_.empty()) return right;
  if (right.digits_.empty()) return left;
  Decimal sum;
  sum.exponent_ = std::min(left.exponent_, right.exponent_);
  const auto width = [&](const Decimal& number) {
    return number.digits_.size() + static_cast<std::size_t>(number.exponent_ - sum.exponent_);
  };
  const std::size_t columns = std::max(width(left), width(right)) + 1;
  std::string left_digits = aligned(left.digits_, left.exponent_, sum.exponent_, columns);
  std::string right_digits = aligned(right.digits_, right.exponent_, sum.exponent_, columns);
  sum.negative_ = left.negative_;
  if (left.negative_ == right.negative_) {
    sum.digits_ = add_digits(left_digits, right_digits);
  } else {
    if (left_digits < right_digits) {
      std::swap(left_digits, right_digits);
      sum.negative_ = right.negative_;
    }
    sum.digits_ = subtract_digits(left_digits, right_digits);
  }
  sum.trim();
  return sum;
}

std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
  const Decimal difference = left + right.negated();
  if (difference.digits_.empty()) return std::strong_ordering::equal;
  return difference.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace ddb::reference
