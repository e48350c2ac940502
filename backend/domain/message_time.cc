#include "backend/domain/message_time.h"

#include <algorithm>
#include <charconv>

#include "shared/base/time_format.h"

namespace ddb::backend {
namespace {

constexpr std::string_view kOffset = "+00:00";
constexpr std::string_view kForm = "0000-00-00T00:00:00.000000+00:00";

/// Same length, digits where `kForm` has digits, else the same characters.
bool has_form(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.ends_with(kOffset) && std::ranges::equal(text, kForm, [&](char c, char form) {
           return is_digit(form) ? is_digit(c) : c == form;
         });
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::string message_time(Clock::TimePoint time) {
  std::string text = iso8601(time);
  text.back() = '+';  // In the place of the Z.
  text += kOffset.substr(1);
  return text;
}

std::optional<Clock::TimePoint> parse_message_time(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(number(text.substr(0, 4))),
                                         std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))),
                                         std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2)))));
  const int hours = number(text.substr(11, 2));
  const int minutes = number(text.substr(14, 2));
  const int seconds = number(text.substr(17, 2));
  if (!date.ok() || hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
  return Clock::TimePoint(std::chrono::sys_days(date)) + std::chrono::hours(hours) +
         std::chrono::minutes(minutes) + std::chrono::seconds(seconds) +
         std::chrono::microseconds(number(text.substr(20, 6)));
}

}  // namespace ddb::backend
