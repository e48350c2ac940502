#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ddb::aws {

/// The variables that a program was started with, handed in so that a test decides them.
class Environment {
 public:
  Environment() = default;
  explicit Environment(std::map<std::string, std::string, std::less<>> variables)
      : variables_(std::move(variables)) {}

  /// Those of this process, as they are now.
  static Environment of_process();

  /// The value of a variable that is set and not empty.
  std::optional<std::string> find(std::string_view name) const;

  /// Whether a variable says "true", in any case of letters.
  bool is_true(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> variables_;
};

}  // namespace ddb::aws
