#include "tools/cruddur/program.h"

#include <array>

#include "tools/cruddur/commands.h"

namespace ddb::cruddur {
namespace {

constexpr std::array<cli::OptionSpec, 2> kCommonOptions{{
    {"output", "FORMAT", "table (aligned, the default), plain (tab-separated lines,\nno heading) or json"},
    {"help", "", "Show this help"},
}};

constexpr std::string_view kNotes =
    "Which database: --connection-url, else CONNECTION_URL; sqlite:PATH, or\n"
    "postgresql://USER:PASSWORD@HOST:PORT/NAME; else the file cruddur.db.\n"
    "Which user pool: --user-pool-id, else AWS_COGNITO_USER_POOL_ID. Where it is:\n"
    "--endpoint-url, else AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, AWS_ENDPOINT_URL, or\n"
    "the profile's endpoint_url; else Amazon Cognito in the region that the id begins with.\n"
    "Credentials: as for ddb; a local pool needs none.\n"
    "\n"
    "Exit status: 0 done; 1 refused, or not done for every user; 2 the command line or a\n"
    "file is not understood; 3 the database can't be opened, or the user pool not reached;\n"
    "4 no credentials, or not accepted.\n"
    "\n"
    "To begin, with the emulator running (ddb-emulator, with --user-pool):\n"
    "  cruddur db setup\n"
    "  cruddur cognito create-user mara --email mara@example.com --password SECRET\n"
    "  cruddur cognito update-cognito-user-ids\n";

std::vector<cli::Command> all_commands(ProgramStarter& starter) {
  std::vector<cli::Command> result = database_commands(starter);
  for (auto& command : cognito_commands())
    result.push_back(std::move(command));
  return result;
}

}  // namespace

Program::Program(ProgramStarter& starter)
    : commands_(all_commands(starter)),
      description_{.name = "cruddur",
                   .purpose = "works with the users database and the user pool of Cruddur",
                   .notes = kNotes,
                   .common_options = kCommonOptions,
                   .commands = commands_} {}

}  // namespace ddb::cruddur
