// ddb-emulator: Amazon DynamoDB's API on this machine.

#include <nss.h>

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/server/emulator.h"
#include "emulator/server/options.h"
#include "shared/base/log.h"
#include "shared/base/service_process.h"

namespace {

constexpr std::string_view kProgram = "ddb-emulator";

/// Names of hosts come from the hosts file and from DNS, both of which glibc has inside, whatever else the
/// machine's nsswitch.conf asks for: a static program can't rely on the machine's modules, which belong to
/// the machine's own glibc.
void look_names_up_without_modules() {
  __nss_configure_lookup("hosts", "files dns");
}

int serve(const ddb::server::Options& options) {
  look_names_up_without_modules();
  ddb::keep_freed_memory();
  ddb::explain_failing_disk();
  const sigset_t signals = ddb::block_stop_signals();
  const ddb::SystemClock clock;
  ddb::SystemRandom random;
  ddb::Log log(std::cerr, clock, options.log_level);
  for (const std::string& notice : options.notices)
    log.info(notice);

  auto emulator = ddb::server::Emulator::start(options, clock, random, log);
  if (!emulator) return ddb::fail(kProgram, emulator.error(), ddb::kExitFailure);
  const std::string endpoint = (*emulator)->endpoints().front();
  if (options.ready_file)
    if (const auto written = ddb::write_ready_file(*options.ready_file, endpoint); !written)
      return ddb::fail(kProgram, written.error(), ddb::kExitFailure);
  std::printf("ddb-emulator is ready at %s\n", endpoint.c_str());
  std::fflush(stdout);

  ddb::wait_for_stop(signals);
  log.info("Stopping.");
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  using Action = ddb::server::Options::Action;
  const auto options = ddb::server::parse_options(arguments);
  if (!options) return ddb::fail(kProgram, options.error(), ddb::kExitUsage);
  switch (options->action) {
    case Action::kShowHelp:
      std::fputs(ddb::server::help_text().c_str(), stdout);
      return 0;
    case Action::kShowVersion:
      std::puts(ddb::server::version_text().c_str());
      return 0;
    case Action::kServe:
      break;
  }
  return serve(*options);
}

}  // namespace

int main(int argc, char** argv) {
  return ddb::run_program(kProgram, [&] { return run(std::vector<std::string>(argv + 1, argv + argc)); });
}
