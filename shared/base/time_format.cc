#include "shared/base/time_format.h"

#include <array>
#include <cstdio>

namespace ddb {
namespace {

struct CivilTime {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<std::chrono::microseconds> time;
  unsigned weekday;  // 0 is Sunday
};

CivilTime civil(Clock::TimePoint time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return {std::chrono::year_month_day(day), std::chrono::hh_mm_ss<std::chrono::microseconds>(time - day),
          std::chrono::weekday(day).c_encoding()};
}

template <class... Arguments>
std::string format(const char* pattern, Arguments... arguments) {
  std::array<char, 96> text{};
  const int length = std::snprintf(text.data(), text.size(), pattern, arguments...);
  return std::string(text.data(), static_cast<std::size_t>(length));
}

}  // namespace

std::string iso8601(Clock::TimePoint time) {
  const CivilTime at = civil(time);
  return format("%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(at.date.year()),
                static_cast<unsigned>(at.date.month()), static_cast<unsigned>(at.date.day()),
                static_cast<int>(at.time.hours().count()), static_cast<int>(at.time.minutes().count()),
                static_cast<int>(at.time.seconds().count()), static_cast<int>(at.time.subseconds().count()));
}

std::string iso8601_basic(Clock::TimePoint time) {
  const CivilTime at = civil(time);
  return format("%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(at.date.year()),
                static_cast<unsigned>(at.date.month()), static_cast<unsigned>(at.date.day()),
                static_cast<int>(at.time.hours().count()), static_cast<int>(at.time.minutes().count()),
                static_cast<int>(at.time.seconds().count()));
}

std::string http_date(Clock::TimePoint time) {
  constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const CivilTime at = civil(time);
  return format("%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[at.weekday],
                static_cast<unsigned>(at.date.day()), months[static_cast<unsigned>(at.date.month()) - 1],
                static_cast<int>(at.date.year()), static_cast<int>(at.time.hours().count()),
                static_cast<int>(at.time.minutes().count()), static_cast<int>(at.time.seconds().count()));
}

}  // namespace ddb
