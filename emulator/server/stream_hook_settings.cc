#include "emulator/server/stream_hook_settings.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ddb::server {

namespace {

constexpr std::size_t kTableNameBytesMin = 3;
constexpr std::size_t kTableNameBytesMax = 255;

Error setting_error(std::string_view name, std::string_view value, const std::string& allowed) {
  return Error{"The stream hook's " + std::string(name) + " is \"" + std::string(value) + "\", but must be " +
               allowed + "."};
}

Result<std::uint32_t> parse_number(std::string_view name, std::string_view value, std::uint32_t min,
                                   std::uint32_t max) {
  std::uint32_t number = 0;
  const char* end = value.data() + value.size();
  const auto [stopped, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc() || stopped != end || number < min || number > max)
    return setting_error(name, value,
                         "a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return number;
}

bool is_table_name_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '_' || character == '-' || character == '.';
}

/// The settings whose values are numbers.
struct NumberSetting {
  std::string_view name;
  std::uint32_t min;
  std::uint32_t max;
  void (*set)(StreamHookSettings& settings, std::uint32_t number);
};

constexpr std::array<NumberSetting, 5> kNumberSettings = {{
    {"batch-size", 1, kHookBatchSizeMax,
     [](StreamHookSettings& settings, std::uint32_t number) { settings.batch_size = number; }},
    {"window-ms", 0, kHookWindowMsMax,
     [](StreamHookSettings& settings, std::uint32_t number) { settings.window_ms = number; }},
    {"max-attempts", 1, kHookAttemptsMax,
     [](StreamHookSettings& settings, std::uint32_t number) { settings.max_attempts = number; }},
    {"max-age-s", 1, kHookAgeSecondsMax,
     [](StreamHookSettings& settings, std::uint32_t number) { settings.max_age_s = number; }},
    {"timeout-ms", 1, kHookTimeoutMsMax,
     [](StreamHookSettings& settings, std::uint32_t number) { settings.timeout_ms = number; }},
}};

}  // namespace

Result<void> set_hook_setting(StreamHookSettings& settings, std::string_view name, std::string_view value) {
  for (const NumberSetting& setting : kNumberSettings) {
    if (setting.name != name) continue;
    DDB_TRY(number, parse_number(name, value, setting.min, setting.max));
    setting.set(settings, number);
    return {};
  }
  if (name == "dead-letter") {
    if (value.empty()) return setting_error(name, value, "the path of a file");
    settings.dead_letter = std::filesystem::path(value);
    return {};
  }
  if (name == "start") {
    if (value != "trim-horizon" && value != "latest")
      return setting_error(name, value, "trim-horizon or latest");
    settings.start = value == "latest" ? HookStart::kLatest : HookStart::kTrimHorizon;
    return {};
  }
  return Error{"A stream hook has no setting \"" + std::string(name) +
               "\"; there are batch-size, window-ms, max-attempts, max-age-s, dead-letter, timeout-ms and "
               "start."};
}

Result<void> check_hook_table_name(std::string_view name) {
  if (name.size() >= kTableNameBytesMin && name.size() <= kTableNameBytesMax &&
      std::ranges::all_of(name, is_table_name_character))
    return {};
  return Error{
      "A stream hook's table name has 3 to 255 of the characters a-z, A-Z, 0-9, '_', '-' and '.', "
      "unlike \"" +
      std::string(name.substr(0, kTableNameBytesMax)) + "\"."};
}

Result<StreamHookOption> parse_stream_hook(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos)
    return Error{"A stream hook is written TABLE=URL, such as orders=http://localhost:9000/hook."};
  StreamHookOption hook;
  hook.table = text.substr(0, equals);
  DDB_CHECK(check_hook_table_name(hook.table));
  std::string_view rest = text.substr(equals + 1);
  hook.url_text = rest.substr(0, rest.find(','));
  DDB_TRY(url, http::parse_url(hook.url_text));
  hook.url = std::move(url);
  rest.remove_prefix(hook.url_text.size());
  while (!rest.empty()) {
    rest.remove_prefix(1);  // the comma
    const std::string_view setting = rest.substr(0, rest.find(','));
    const std::size_t sign = setting.find('=');
    if (sign == std::string_view::npos)
      return Error{"A stream hook's setting is written NAME=VALUE, unlike \"" + std::string(setting) +
                   "\"; a comma in the URL is written %2C."};
    DDB_CHECK(set_hook_setting(hook.settings, setting.substr(0, sign), setting.substr(sign + 1)));
    rest.remove_prefix(setting.size());
  }
  return hook;
}

}  // namespace ddb::server
