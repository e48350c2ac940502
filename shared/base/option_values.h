#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/command_line.h"
#include "shared/base/log.h"
#include "shared/base/result.h"

/// What `CommandOption::apply` of the usual kinds of options does. Each writes to `target`, which outlives
/// it.
namespace ddb {

using ApplyOption = std::function<Result<void>(std::string_view value)>;

ApplyOption set_text(std::string& target);
ApplyOption set_path(std::optional<std::filesystem::path>& target);

/// Numeric addresses to listen on: `localhost` for both loopback addresses, else the one that is given.
ApplyOption set_hosts(std::vector<std::string>& target);

template <class Integer>
ApplyOption set_integer(Integer& target, long long minimum, long long maximum) {
  return [&target, minimum, maximum](std::string_view value) -> Result<void> {
    DDB_TRY(number, parse_integer(value, minimum, maximum));
    target = static_cast<Integer>(number);
    return {};
  };
}

/// One of a few words.
template <class T, std::size_t kCount>
ApplyOption set_choice(T& target, const std::array<std::pair<std::string_view, T>, kCount>& choices) {
  return [&target, choices](std::string_view value) -> Result<void> {
    std::string words;
    for (const auto& [word, meaning] : choices) {
      if (word == value) {
        target = meaning;
        return {};
      }
      words += (words.empty() ? "" : ", ") + std::string(word);
    }
    return Error{"\"" + std::string(value) + "\" is none of " + words + "."};
  };
}

/// "error", "warning", "info", "debug".
ApplyOption set_log_level(LogLevel& target);
/// "text", "json".
ApplyOption set_log_format(LogFormat& target);

/// For a flag: `target` becomes `value`.
template <class T>
ApplyOption set_to(T& target, T value) {
  return [&target, value](std::string_view) -> Result<void> {
    target = value;
    return {};
  };
}

}  // namespace ddb
