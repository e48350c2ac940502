#pragma once

#include <vector>

#include "tools/cli/command.h"
#include "tools/cruddur/program_starter.h"

namespace ddb::cruddur {

/// The program `cruddur`.
class Program {
 public:
  /// `starter` must outlive it.
  explicit Program(ProgramStarter& starter);

  /// For `cli::run_program`; lives as long as this.
  const cli::CommandProgram& description() const { return description_; }

 private:
  const std::vector<cli::Command> commands_;
  const cli::CommandProgram description_;
};

}  // namespace ddb::cruddur
