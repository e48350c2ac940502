#pragma once

#include "tools/cli/command.h"

namespace ddb::cli {

/// The program `ddb`.
const CommandProgram& ddb_program();

}  // namespace ddb::cli
