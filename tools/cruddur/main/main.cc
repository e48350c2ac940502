#include "tools/cli/main_program.h"
#include "tools/cruddur/program.h"

int main(int argc, char** argv) {
  ddb::cruddur::SystemProgramStarter starter;
  const ddb::cruddur::Program program(starter);
  return ddb::cli::run_main(program.description(), argc, argv);
}
