#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/cli/console.h"
#include "tools/cli/options.h"

namespace ddb::cli {

/// What a command does. A program binds what its commands need besides, such as a service or a database.
using CommandAction = std::function<Result<void, CommandError>(Console& console)>;

/// One command of a program: what it is called, what it takes, and what it does.
struct Command {
  std::string_view name;      ///< One word, or two where commands come in groups: "db seed".
  std::string_view operands;  ///< As the help shows them: "TABLE".
  std::size_t operands_max;
  std::string_view summary;         ///< One line.
  std::string_view description;     ///< What it does, prints and changes; lines of at most 80 characters.
  std::vector<OptionSpec> options;  ///< Its own; the common ones are added.
  std::vector<std::string_view> examples;
  CommandAction run;
};

/// A program of several commands.
struct CommandProgram {
  std::string_view name;                       ///< As it is typed: "ddb".
  std::string_view purpose;                    ///< The help's first line, after "NAME - ".
  std::string_view notes;                      ///< The help's end: environment, exit status, how to begin.
  std::span<const OptionSpec> common_options;  ///< Every command takes them; `help` and `output` among them.
  std::span<const Command> commands;           ///< In the order of the help.
};

/// What `PROGRAM --help` prints.
std::string program_help(const CommandProgram& program);
/// What `PROGRAM COMMAND --help` prints.
std::string command_help(const CommandProgram& program, const Command& command);

/// Runs the program with the arguments after its name. Results go to `host.out`; an error is one sentence on
/// `host.err`.
ExitCode run_program(const CommandProgram& program, std::span<const std::string> arguments, const Host& host);

}  // namespace ddb::cli
