#include "tools/cli/main_program.h"
#include "tools/ddb/program.h"

int main(int argc, char** argv) {
  return ddb::cli::run_main(ddb::cli::ddb_program(), argc, argv);
}
