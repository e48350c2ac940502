#include <algorithm>

#include "tools/cli/command.h"
#include "tools/cli/text.h"

namespace ddb::cli {
namespace {

constexpr std::size_t kHelpColumn = 32;

void append_option(std::string& out, const OptionSpec& option) {
  std::string left = "  --" + std::string(option.name);
  if (!option.value.empty()) left.append(" ").append(option.value);
  std::string_view help = option.help;
  if (left.size() + 2 > kHelpColumn) {
    out.append(left).append("\n");
    left.clear();
  }
  while (true) {
    const auto line_feed = help.find('\n');
    out.append(padded(left, kHelpColumn)).append(help.substr(0, line_feed)).append("\n");
    if (line_feed == std::string_view::npos) return;
    help.remove_prefix(line_feed + 1);
    left.clear();
  }
}

void append_common_options(std::string& out, const CommandProgram& program) {
  out += "\nOptions of every command:\n";
  for (const auto& option : program.common_options)
    append_option(out, option);
}

}  // namespace

std::string program_help(const CommandProgram& program) {
  const std::string name(program.name);
  std::string out = name;
  out.append(" - ").append(program.purpose).append("\n\n");
  out += "Usage: " + name + " COMMAND [OPTION...]     " + name +
         " COMMAND --help shows what a command takes\n\nCommands:\n";
  std::size_t width = 0;
  for (const auto& command : program.commands)
    width = std::max(width, command.name.size());
  for (const auto& command : program.commands)
    out.append("  ").append(padded(command.name, width + 2)).append(command.summary).append("\n");
  append_common_options(out, program);
  out.append("\n").append(program.notes);
  return out;
}

std::string command_help(const CommandProgram& program, const Command& command) {
  std::string out = "Usage: ";
  out.append(program.name).append(" ").append(command.name);
  if (!command.operands.empty()) out.append(" ").append(command.operands);
  out += " [OPTION...]\n\n";
  out.append(command.description).append("\n");
  if (!command.options.empty()) {
    out += "\nOptions:\n";
    for (const auto& option : command.options)
      append_option(out, option);
  }
  append_common_options(out, program);
  out += command.examples.size() == 1 ? "\nExample:\n" : "\nExamples:\n";
  for (const auto example : command.examples)
    out.append("  ").append(example).append("\n");
  return out;
}

}  // namespace ddb::cli
