#pragma once

#include <string_view>
#include <vector>

#include "tools/cli/command.h"
#include "tools/cruddur/program_starter.h"

namespace ddb::cruddur {

/// Each group of commands; `Program` joins them. `starter` must outlive what is returned.
std::vector<cli::Command> database_commands(ProgramStarter& starter);
std::vector<cli::Command> cognito_commands();
/// `update-cognito-user-ids`, which is in both groups.
cli::Command update_cognito_user_ids_command(std::string_view name, std::string_view example);

}  // namespace ddb::cruddur
