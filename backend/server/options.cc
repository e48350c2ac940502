#include "backend/server/options.h"

#include "shared/base/command_line.h"
#include "shared/base/option_values.h"

namespace ddb::backend {
namespace {

CommandLine command_line(Options& options) {
  return CommandLine({
      {"port", "NUMBER", "Port to listen on; 0 picks a free one. Default 4567.",
       set_integer(options.port, 0, 65535)},
      {"host", "ADDRESS", "Address to listen on; 0.0.0.0 for every one. Default 127.0.0.1 and ::1.",
       set_hosts(options.hosts)},
      {"threads", "NUMBER", "Threads that read requests and write answers. Default 1.",
       set_integer(options.thread_count, 1, 64)},
      {"workers", "NUMBER", "Requests that wait for DynamoDB or the users database at once. Default 16.",
       set_integer(options.worker_count, 1, 1024)},
      {"poll-stream", "",
       "Read the table's stream and move conversations as its messages tell, where no Lambda\n"
       "function and no stream hook does.",
       set_to(options.stream_source, StreamSource::kPoller)},
      {"log-level", "LEVEL", "error, warning, info or debug. Each request is a line of info. Default info.",
       set_log_level(options.log_level)},
      {"log-format", "FORMAT", "text or json. Default text.", set_log_format(options.log_format)},
      {"ready-file", "FILE", "File to write the address to once requests are served.",
       set_path(options.ready_file)},
      {"version", "", "Print the version.", set_to(options.action, Options::Action::kShowVersion)},
      {"help", "", "Print this.", set_to(options.action, Options::Action::kShowHelp)},
  });
}

constexpr std::string_view kEnvironmentHelp =
    "Environment:\n"
    "  AWS_COGNITO_USER_POOL_ID, AWS_COGNITO_USER_POOL_CLIENT_ID\n"
    "      The user pool whose access tokens count, and its app client. Needed.\n"
    "  AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER\n"
    "      Servers that stand in for AWS, such as http://localhost:8000. Default AWS itself.\n"
    "  AWS_REGION, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID, AWS_PROFILE ...\n"
    "      As the AWS CLI understands them.\n"
    "  DDB_MESSAGE_TABLE     The table. Default cruddur-messages.\n"
    "  DDB_TRANSACTIONS      off where the table's server knows no TransactWriteItems. Default on.\n"
    "  CONNECTION_URL        The users database: postgresql://..., or sqlite:PATH. Default "
    "sqlite:cruddur.db.\n"
    "  FRONTEND_URL, BACKEND_URL\n"
    "      Addresses whose pages may call, such as https://cruddur.example.com. Those of the\n"
    "      backend itself always may.\n"
    "  CRUDDUR_HOOK_SECRET   Lets the emulator's stream hook deliver to /hooks/dynamodb-stream/<secret>;\n"
    "                        at least 16 characters.\n";

}  // namespace

Result<Options> parse_options(std::span<const std::string> arguments) {
  Options options;
  DDB_CHECK(command_line(options).parse_options(arguments));
  return options;
}

std::string help_text() {
  Options options;
  return "Usage: cruddur-backend [OPTION]...\n"
         "Serves Cruddur's direct messages: the API and the pages.\n"
         "\n"
         "Options:\n" +
         command_line(options).help() + "\n" + std::string(kEnvironmentHelp);
}

std::string version_text() {
  return "cruddur-backend " DDB_VERSION;
}

}  // namespace ddb::backend
