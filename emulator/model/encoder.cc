#include "emulator/model/encoder.h"

#include <array>
#include <cassert>
#include <charconv>
#include <chrono>
#include <cmath>

#include "shared/value/item_list_json.h"

namespace ddb::model {
namespace {

/// From here on the service, being written in Java, shows doubles with an exponent.
constexpr double kExponentFrom = 1e7;
constexpr double kExponentBelow = 1e-3;

}  // namespace

void append_integer(std::string& out, std::int64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_double(std::string& out, double number) {
  assert(std::isfinite(number));
  const double magnitude = std::abs(number);
  const bool plain = number == 0 || (magnitude >= kExponentBelow && magnitude < kExponentFrom);
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific)
                       .ptr;
  const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  const std::size_t exponent = text.find('e');
  const std::string_view mantissa = text.substr(0, exponent);
  out += mantissa;
  if (mantissa.find('.') == std::string_view::npos) out += ".0";
  if (plain) return;
  int power = 0;  // Written by C++ as "e+09", by Java as "E9".
  const char* const from = digits.data() + exponent + (text[exponent + 1] == '+' ? 2 : 1);
  std::from_chars(from, end, power);
  out += 'E';
  append_integer(out, power);
}

void append_timestamp(std::string& out, Clock::TimePoint time) {
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch();
  append_double(out, static_cast<double>(milliseconds.count()) / 1000.0);
}

void append_whole_seconds(std::string& out, Clock::TimePoint time) {
  append_double(out, static_cast<double>(unix_seconds(time)));
}

void append_value(std::string& out, const value::ItemList& items) {
  value::append_json(out, items);
}

}  // namespace ddb::model
