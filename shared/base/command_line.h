#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace ddb {

/// One option of a program.
struct CommandOption {
  std::string_view name;  ///< Without dashes: "port".
  std::string_view
      value_name;         ///< How the help calls its value ("NUMBER"); empty for a flag, which takes none.
  std::string_view help;  ///< One line or more, split by '\n'; empty: understood, but not shown.
  /// Takes the value (empty for a flag). An error is a sentence that need not name the option.
  std::function<Result<void>(std::string_view value)> apply;
  std::string_view alias = {};  ///< Another name for it.
};

/// Reads a command line in GNU's style: `--name value`, `--name=value`; a single dash (`-name value`) is
/// understood the same way. `--` ends the options. An option given twice is applied twice.
class CommandLine {
 public:
  explicit CommandLine(std::vector<CommandOption> options) : options_(std::move(options)) {}

  /// Applies every option, in order, and gives back the arguments that are none. The error names the option
  /// and what to do.
  Result<std::vector<std::string>> parse(std::span<const std::string> arguments) const;

  /// The same where every argument has to be an option.
  Result<void> parse_options(std::span<const std::string> arguments) const;

  /// The options, one a paragraph, in the order of the table.
  std::string help() const;

 private:
  const CommandOption* find(std::string_view name) const;
  Error unknown(std::string_view argument, std::string_view name) const;

  std::vector<CommandOption> options_;
};

/// A whole number from `minimum` to `maximum`, or a sentence that says what it should be.
Result<long long> parse_integer(std::string_view text, long long minimum, long long maximum);

}  // namespace ddb
