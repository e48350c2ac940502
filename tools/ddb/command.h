#pragma once

#include <string>
#include <vector>

#include "tools/cli/command.h"
#include "tools/ddb/session.h"

namespace ddb::cli {

/// Each group of commands; `ddb_program` joins them.
std::vector<Command> table_commands();
std::vector<Command> read_commands();
std::vector<Command> item_commands();
std::vector<Command> cruddur_commands();
std::vector<Command> stream_commands();

/// The table that a command works on: its operand, or --table-name. An error if neither or both are given.
Result<std::string, CommandError> table_name(const Options& options);

}  // namespace ddb::cli
