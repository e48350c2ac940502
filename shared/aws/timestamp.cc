#include "shared/aws/timestamp.h"

#include <charconv>

namespace ddb::aws {
namespace {

/// Takes exactly `count` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

/// Date, 'T', and time to the second, with the given separators inside date and time.
std::optional<Clock::TimePoint> take_date_and_time(std::string_view& text, std::string_view date_separator,
                                                   std::string_view time_separator) {
  const auto year = take_digits(text, 4);
  if (!take(text, date_separator)) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!take(text, date_separator)) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!take(text, "T")) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!take(text, time_separator)) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!take(text, time_separator)) return std::nullopt;
  const auto second = take_digits(text, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return Clock::TimePoint(std::chrono::sys_days(date)) + std::chrono::hours(*hour) +
         std::chrono::minutes(*minute) + std::chrono::seconds(*second);
}

}  // namespace

std::optional<Clock::TimePoint> parse_iso8601_basic(std::string_view text) {
  const auto time = take_date_and_time(text, "", "");
  if (!time || text != "Z") return std::nullopt;
  return time;
}

std::optional<Clock::TimePoint> parse_iso8601(std::string_view text) {
  auto time = take_date_and_time(text, "-", ":");
  if (!time) return std::nullopt;
  if (take(text, ".")) {
    const auto digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
    text.remove_prefix(digits);  // Nothing here is finer than a second.
  }
  if (text == "Z") return time;
  const bool ahead = take(text, "+");
  if (!ahead && !take(text, "-")) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!take(text, ":")) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!hours || !minutes || !text.empty()) return std::nullopt;
  const auto offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return ahead ? *time - offset : *time + offset;
}

}  // namespace ddb::aws
