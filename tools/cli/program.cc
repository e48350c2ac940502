#include <algorithm>

#include "tools/cli/command.h"

namespace ddb::cli {
namespace {

bool is_help(std::string_view argument) {
  return argument == "--help" || argument == "-h";
}

const Command* find_command(const CommandProgram& program, std::string_view name) {
  const auto found = std::find_if(program.commands.begin(), program.commands.end(),
                                  [name](const Command& command) { return command.name == name; });
  return found == program.commands.end() ? nullptr : &*found;
}

/// The second words of the commands whose first is `group`.
std::vector<std::string_view> words_of_group(const CommandProgram& program, std::string_view group) {
  std::vector<std::string_view> words;
  for (const auto& command : program.commands) {
    const auto space = command.name.find(' ');
    if (space != std::string_view::npos && command.name.substr(0, space) == group)
      words.push_back(command.name.substr(space + 1));
  }
  return words;
}

CommandError unknown_command(const CommandProgram& program, const std::string& name) {
  std::vector<std::string_view> names;
  for (const auto& command : program.commands)
    names.push_back(command.name);
  const std::string_view similar = most_similar(name, names);
  return usage_error("There is no command \"" + name + "\"" +
                     (similar.empty() ? "; `" + std::string(program.name) + " --help` lists those there are."
                                      : "; did you mean \"" + std::string(similar) + "\"?"));
}

CommandError half_command(const CommandProgram& program, const std::string& group,
                          std::span<const std::string_view> words) {
  std::string message = "\"" + group + "\" is half a command: write `" + std::string(program.name) + " " +
                        group + "` and one of ";
  const char* separator = "";
  for (const auto word : words)
    message.append(std::exchange(separator, ", ")).append(word);
  return usage_error(message + ".");
}

struct FoundCommand {
  const Command* command;
  std::span<const std::string> arguments;  ///< Those after its name.
};

/// The command that `arguments`, which are not empty, begin with.
Result<FoundCommand, CommandError> take_command(const CommandProgram& program,
                                                std::span<const std::string> arguments) {
  const std::string& first = arguments[0];
  if (first.starts_with("-")) {
    return usage_error("The command comes first: " + std::string(program.name) + " COMMAND [OPTION...].");
  }
  if (const Command* command = find_command(program, first))
    return FoundCommand{command, arguments.subspan(1)};
  const auto words = words_of_group(program, first);
  if (words.empty()) return unknown_command(program, first);
  if (arguments.size() < 2 || arguments[1].starts_with("-")) return half_command(program, first, words);
  const std::string name = first + " " + arguments[1];
  if (const Command* command = find_command(program, name))
    return FoundCommand{command, arguments.subspan(2)};
  return unknown_command(program, name);
}

Result<void, CommandError> run(const CommandProgram& program, std::span<const std::string> arguments,
                               const Host& host) {
  const bool asks_for_help = arguments.empty() || is_help(arguments[0]) || arguments[0] == "help";
  if (asks_for_help && arguments.size() < 2) {
    host.out << program_help(program);
    if (arguments.empty()) return usage_error("No command was given.");
    return {};
  }
  if (arguments[0] == "--version") {
    host.out << program.name << " " DDB_VERSION "\n";
    return {};
  }
  DDB_TRY(found, take_command(program, asks_for_help ? arguments.subspan(1) : arguments));
  const Command& command = *found.command;
  std::vector<OptionSpec> specs = command.options;
  specs.insert(specs.end(), program.common_options.begin(), program.common_options.end());
  DDB_TRY(options, Options::parse(found.arguments, specs, command.operands_max));
  if (asks_for_help || options.has("help")) {
    host.out << command_help(program, command);
    return {};
  }
  DDB_TRY(format, parse_output_format(options.value_or("output", "table")));
  Console console(host, options, format);
  return command.run(console);
}

}  // namespace

ExitCode run_program(const CommandProgram& program, std::span<const std::string> arguments,
                     const Host& host) {
  auto result = run(program, arguments, host);
  host.out.flush();
  if (result && !host.out) {
    result = CommandError{ExitCode::kFailed, "The output could not be written."};
  }
  if (result) return ExitCode::kSuccess;
  host.err << program.name << ": " << result.error().message << '\n';
  return result.error().exit_code;
}

}  // namespace ddb::cli
