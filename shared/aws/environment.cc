#include "shared/aws/environment.h"

#include <unistd.h>

#include "shared/http/message.h"

namespace ddb::aws {

Environment Environment::of_process() {
  std::map<std::string, std::string, std::less<>> variables;
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return Environment(std::move(variables));
}

std::optional<std::string> Environment::find(std::string_view name) const {
  const auto found = variables_.find(name);
  if (found == variables_.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

bool Environment::is_true(std::string_view name) const {
  const auto value = find(name);
  return value && http::equals_ignoring_case(*value, "true");
}

}  // namespace ddb::aws
