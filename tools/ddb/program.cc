#include "tools/ddb/program.h"

#include <array>

#include "tools/ddb/command.h"

namespace ddb::cli {
namespace {

constexpr std::array<OptionSpec, 7> kCommonOptions{{
    {"endpoint-url", "URL", "The server, such as http://localhost:8000"},
    {"region", "NAME", "The AWS region, such as eu-west-2"},
    {"profile", "NAME", "The profile of ~/.aws/credentials and ~/.aws/config"},
    {"output", "FORMAT", "table (aligned, the default), plain (tab-separated lines,\nno heading) or json"},
    {"progress", "", "Show progress on standard error even if it is no terminal"},
    {"verbose", "", "Say more on standard error, such as the consumed capacity"},
    {"help", "", "Show this help"},
}};

constexpr std::string_view kNotes =
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

std::vector<Command> all_commands() {
  std::vector<Command> result;
  for (auto* group : {table_commands, read_commands, item_commands, cruddur_commands, stream_commands}) {
    for (auto& command : group())
      result.push_back(std::move(command));
  }
  return result;
}

}  // namespace

const CommandProgram& ddb_program() {
  static const std::vector<Command> commands = all_commands();
  static const CommandProgram program{
      .name = "ddb",
      .purpose = "works with the tables of Amazon DynamoDB, or of any server that speaks its protocol",
      .notes = kNotes,
      .common_options = kCommonOptions,
      .commands = commands};
  return program;
}

Result<std::string, CommandError> table_name(const Options& options) {
  const auto option = options.find("table-name");
  const bool has_operand = !options.operands().empty();
  if (option && has_operand)
    return usage_error("The table is named twice: as an argument and by --table-name.");
  const std::string name = option ? *option : has_operand ? options.operands()[0] : "";
  if (name.empty()) return usage_error("The name of the table is missing; --help shows an example.");
  return name;
}

}  // namespace ddb::cli
