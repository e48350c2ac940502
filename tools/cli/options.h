#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "tools/cli/command_error.h"

namespace ddb::cli {

/// One option that a command takes.
struct OptionSpec {
  std::string_view name;  ///< Without the dashes: "endpoint-url".
  std::string_view
      value;  ///< What its value is called in the help, such as "URL"; empty for one without a value.
  std::string_view help;  ///< One line, or several separated by line feeds.
};

/// A command line, taken apart.
class Options {
 public:
  /// Reads GNU-style arguments: `--name value`, `--name=value`, `--name`, `-h` for `--help`, and `--`, after
  /// which everything is an operand. Options and operands mix in any order. The error names an unknown option
  /// (and the most similar known one), a missing value, a value too many, or an operand beyond
  /// `operands_max`.
  static Result<Options, CommandError> parse(std::span<const std::string> arguments,
                                             std::span<const OptionSpec> specs, std::size_t operands_max);

  bool has(std::string_view name) const { return values_.contains(name); }
  /// The last value given.
  std::optional<std::string> find(std::string_view name) const;
  std::string value_or(std::string_view name, std::string_view otherwise) const;
  /// All values of an option that may be repeated, in order.
  std::vector<std::string> all(std::string_view name) const;
  /// The value as an integer within limits; an error that names the option when it is none.
  Result<std::optional<std::int64_t>, CommandError> integer(std::string_view name, std::int64_t min,
                                                            std::int64_t max) const;

  const std::vector<std::string>& operands() const { return operands_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> operands_;
};

/// The candidate that differs from `text` in the fewest single-character edits; empty if none is near.
std::string_view most_similar(std::string_view text, std::span<const std::string_view> candidates);

}  // namespace ddb::cli
