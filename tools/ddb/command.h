#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/ddb/options.h"
#include "tools/ddb/session.h"

namespace ddb::cli {

/// One command of the program: what it is called, what it takes, and what it does.
struct Command {
  std::string_view name;
  std::string_view operands;  ///< As the help shows them: "TABLE".
  std::size_t operands_max;
  std::string_view summary;         ///< One line.
  std::string_view description;     ///< What it does, prints and changes; lines of at most 80 characters.
  std::vector<OptionSpec> options;  ///< Its own; the common ones are added.
  std::vector<std::string_view> examples;
  Result<void, CommandError> (*run)(Session& session);
};

/// The options that every command takes.
std::span<const OptionSpec> common_options();

/// All commands, in the order of the help.
const std::vector<Command>& commands();

/// Each group of commands; `commands` joins them.
std::vector<Command> table_commands();
std::vector<Command> read_commands();
std::vector<Command> item_commands();
std::vector<Command> cruddur_commands();
std::vector<Command> stream_commands();

/// The table that a command works on: its operand, or --table-name. An error if neither or both are given.
Result<std::string, CommandError> table_name(const Options& options);

/// What `ddb --help` prints.
std::string program_help();
/// What `ddb COMMAND --help` prints.
std::string command_help(const Command& command);

}  // namespace ddb::cli
