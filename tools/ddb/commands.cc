#include <array>

#include "tools/ddb/command.h"

namespace ddb::cli {

std::span<const OptionSpec> common_options() {
  static constexpr std::array<OptionSpec, 7> options{{
      {"endpoint-url", "URL", "The server, such as http://localhost:8000"},
      {"region", "NAME", "The AWS region, such as eu-west-2"},
      {"profile", "NAME", "The profile of ~/.aws/credentials and ~/.aws/config"},
      {"output", "FORMAT", "table (aligned, the default), plain (tab-separated lines,\nno heading) or json"},
      {"progress", "", "Show progress on standard error even if it is no terminal"},
      {"verbose", "", "Say more on standard error, such as the consumed capacity"},
      {"help", "", "Show this help"},
  }};
  return options;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> all = [] {
    std::vector<Command> result;
    for (auto* group : {table_commands, read_commands, item_commands, cruddur_commands, stream_commands}) {
      for (auto& command : group())
        result.push_back(std::move(command));
    }
    return result;
  }();
  return all;
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
