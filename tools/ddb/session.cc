#include "tools/ddb/session.h"

namespace ddb::cli {
namespace {

Result<void, CommandError> run_with_session(const Console& console,
                                            Result<void, CommandError> (*run)(Session& session)) {
  const Options& options = console.options();
  const Host& host = console.host();
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
  aws::EndpointCredentials credentials(aws::tables_endpoint(*endpoint), host.system, *profile);
  aws::DynamoDbClient client(
      *endpoint, {host.system.transport, credentials, host.system.clock, host.random, host.sleeper}, policy);
  Session session(console, client, *endpoint);
  return run(session);
}

}  // namespace

Result<boost::json::object, CommandError> Session::call(const std::string& operation,
                                                        const boost::json::object& input,
                                                        const std::string& table) {
  auto output = dynamodb_.call(operation, input);
  if (!output) return describe(output.error(), {operation, table});
  return *std::move(output);
}

void Session::say_if_verbose(const std::string& sentence) {
  if (is_verbose()) say(sentence);
}

Progress::Mode Session::progress_mode() const {
  return host().err_is_terminal || options().has("progress") ? Progress::Mode::kShown
                                                             : Progress::Mode::kSilent;
}

CommandAction with_session(Result<void, CommandError> (*run)(Session& session)) {
  return [run](Console& console) { return run_with_session(console, run); };
}

}  // namespace ddb::cli
