#include "shared/base/option_values.h"

namespace ddb {

ApplyOption set_text(std::string& target) {
  return [&target](std::string_view value) -> Result<void> {
    if (value.empty()) return Error{"it must not be empty."};
    target = value;
    return {};
  };
}

ApplyOption set_path(std::optional<std::filesystem::path>& target) {
  return [&target](std::string_view value) -> Result<void> {
    if (value.empty()) return Error{"it must not be empty."};
    target = std::filesystem::path(value);
    return {};
  };
}

ApplyOption set_hosts(std::vector<std::string>& target) {
  return [&target](std::string_view value) -> Result<void> {
    if (value.empty()) return Error{"it must not be empty."};
    if (value == "localhost")
      target = {"127.0.0.1", "::1"};
    else
      target = {std::string(value)};
    return {};
  };
}

ApplyOption set_log_level(LogLevel& target) {
  return set_choice(target,
                    std::array<std::pair<std::string_view, LogLevel>, 4>{{{"error", LogLevel::kError},
                                                                          {"warning", LogLevel::kWarning},
                                                                          {"info", LogLevel::kInfo},
                                                                          {"debug", LogLevel::kDebug}}});
}

ApplyOption set_log_format(LogFormat& target) {
  return set_choice(target, std::array<std::pair<std::string_view, LogFormat>, 2>{
                                {{"text", LogFormat::kText}, {"json", LogFormat::kJson}}});
}

}  // namespace ddb
