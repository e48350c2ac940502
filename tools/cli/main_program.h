#pragma once

#include "tools/cli/command.h"

namespace ddb::cli {

/// `run_program` on this machine: its environment, files, network, clock and terminal. What `main` is called
/// with goes in, and what it returns comes out. An exception is told as a bug on standard error.
int run_main(const CommandProgram& program, int argument_count, const char* const* arguments);

}  // namespace ddb::cli
