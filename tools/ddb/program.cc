#include "tools/ddb/program.h"

#include <algorithm>

#include "tools/ddb/command.h"

namespace ddb::cli {
namespace {

const Command* find_command(std::string_view name) {
  const auto& all = commands();
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const Command& command) { return command.name == name; });
  return found == all.end() ? nullptr : &*found;
}

CommandError unknown_command(const std::string& name) {
  std::vector<std::string_view> names;
  for (const auto& command : commands())
    names.push_back(command.name);
  const std::string_view similar = most_similar(name, names);
  return usage_error("There is no command \"" + name + "\"" +
                     (similar.empty() ? "; `ddb --help` lists those there are."
                                      : "; did you mean \"" + std::string(similar) + "\"?"));
}

Result<void, CommandError> run_command(const Command& command, const Options& options, const Host& host) {
  DDB_TRY(format, parse_output_format(options.value_or("output", "table")));
  const auto profile =
      aws::Profile::load(options.value_or("profile", ""), host.system.environment, host.system.files);
  if (!profile) return usage_error(profile.error().message);
  const auto endpoint = aws::find_endpoint(
      {.endpoint_url = options.value_or("endpoint-url", ""), .region = options.value_or("region", "")},
      host.system.environment, *profile);
  if (!endpoint) return usage_error(endpoint.error().message);

  // A server on this machine that refuses the connection will not come up while we wait for it.
  aws::RetryPolicy policy;
  if (!endpoint->is_aws) policy.connection_attempts_max = 1;
  aws::EndpointCredentials credentials(*endpoint, host.system, *profile);
  aws::DynamoDbClient client(
      *endpoint, {host.system.transport, credentials, host.system.clock, host.random, host.sleeper}, policy);
  Session session(host, options, format, client, *endpoint);
  return command.run(session);
}

Result<void, CommandError> run(std::span<const std::string> arguments, const Host& host) {
  const bool asks_for_help =
      arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h" || arguments[0] == "help";
  if (asks_for_help && arguments.size() < 2) {
    host.out << program_help();
    if (arguments.empty()) return usage_error("No command was given.");
    return {};
  }
  if (arguments[0] == "--version") {
    host.out << "ddb " DDB_VERSION "\n";
    return {};
  }
  const std::string& name = asks_for_help ? arguments[1] : arguments[0];
  if (name.starts_with("-")) return usage_error("The command comes first: ddb COMMAND [OPTION...].");
  const Command* command = find_command(name);
  if (!command) return unknown_command(name);

  std::vector<OptionSpec> specs = command->options;
  specs.insert(specs.end(), common_options().begin(), common_options().end());
  DDB_TRY(options, Options::parse(arguments.subspan(asks_for_help ? 2 : 1), specs, command->operands_max));
  if (asks_for_help || options.has("help")) {
    host.out << command_help(*command);
    return {};
  }
  return run_command(*command, options, host);
}

}  // namespace

ExitCode run_program(std::span<const std::string> arguments, const Host& host) {
  auto result = run(arguments, host);
  host.out.flush();
  if (result && !host.out) {
    result = CommandError{ExitCode::kFailed, "The output could not be written."};
  }
  if (result) return ExitCode::kSuccess;
  host.err << "ddb: " << result.error().message << '\n';
  return result.error().exit_code;
}

}  // namespace ddb::cli
