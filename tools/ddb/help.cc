#include <algorithm>

#include "tools/ddb/command.h"
#include "tools/ddb/text.h"

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

}  // namespace

std::string program_help() {
  std::string out =
      "ddb - works with the tables of Amazon DynamoDB, or of any server that speaks its protocol\n"
      "\n"
      "Usage: ddb COMMAND [OPTION...]     ddb COMMAND --help shows what a command takes\n"
      "\n"
      "Commands:\n";
  std::size_t width = 0;
  for (const auto& command : commands())
    width = std::max(width, command.name.size());
  for (const auto& command : commands()) {
    out.append("  ").append(padded(command.name, width + 2)).append(command.summary).append("\n");
  }
  out += "\nOptions of every command:\n";
  for (const auto& option : common_options())
    append_option(out, option);
  out +=
      "\n"
      "Where to: --endpoint-url, else AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL, or the\n"
      "profile's endpoint_url; else the real service in the region of --region, AWS_REGION,\n"
      "AWS_DEFAULT_REGION, or the profile.\n"
      "Credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the shared files of the AWS\n"
      "tools (~/.aws), a container's or an instance's role. For a server that is not AWS's\n"
      "none are needed: the access key \"local\" and the region us-east-1 are used then.\n"
      "\n"
      "Exit status: 0 done; 1 refused by DynamoDB, or no such table or item; 2 the command\n"
      "line or a file is not understood; 3 the endpoint is not reachable or is not DynamoDB;\n"
      "4 no credentials, or not accepted.\n"
      "\n"
      "To begin, with the emulator running (ddb-emulator):\n"
      "  export AWS_ENDPOINT_URL_DYNAMODB=http://localhost:8000\n"
      "  ddb schema-load && ddb seed && ddb get-conversations\n";
  return out;
}

std::string command_help(const Command& command) {
  std::string out = "Usage: ddb " + std::string(command.name);
  if (!command.operands.empty()) out.append(" ").append(command.operands);
  out += " [OPTION...]\n\n";
  out.append(command.description).append("\n");
  if (!command.options.empty()) {
    out += "\nOptions:\n";
    for (const auto& option : command.options)
      append_option(out, option);
  }
  out += "\nOptions of every command:\n";
  for (const auto& option : common_options())
    append_option(out, option);
  out += command.examples.size() == 1 ? "\nExample:\n" : "\nExamples:\n";
  for (const auto example : command.examples)
    out.append("  ").append(example).append("\n");
  return out;
}

}  // namespace ddb::cli
