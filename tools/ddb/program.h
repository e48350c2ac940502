#pragma once

#include <span>
#include <string>

#include "tools/ddb/command_error.h"
#include "tools/ddb/session.h"

namespace ddb::cli {

/// Runs the program with the arguments after its name. Results go to `host.out`; an error is one sentence on
/// `host.err`.
ExitCode run_program(std::span<const std::string> arguments, const Host& host);

}  // namespace ddb::cli
