// cruddur-backend: Cruddur's direct messages, the API and the pages.

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "backend/server/backend.h"
#include "backend/server/options.h"
#include "backend/server/settings.h"
#include "shared/base/log.h"
#include "shared/base/service_process.h"

namespace {

using namespace ddb;

constexpr std::string_view kProgram = "cruddur-backend";

int serve(const backend::Options& options) {
  const sigset_t signals = block_stop_signals();
  const aws::Environment environment = aws::Environment::of_process();
  const aws::SystemFileReader files;
  const aws::ShellCommandRunner commands;
  const SystemClock clock;
  SystemRandom random;
  aws::SystemSleeper sleeper;
  Log log(std::cerr, clock, options.log_level, options.log_format);

  const auto profile = aws::Profile::load("", environment, files);
  if (!profile) return fail(kProgram, profile.error(), kExitUsage);
  const auto settings = backend::read_settings(environment, *profile);
  if (!settings) return fail(kProgram, settings.error(), kExitUsage);
  const auto running = backend::Backend::start(options, *settings, *profile,
                                               {environment, files, commands, clock, random, sleeper, log});
  if (!running) return fail(kProgram, running.error(), kExitFailure);

  const std::string endpoint = (*running)->endpoints().front();
  if (options.ready_file)
    if (const auto written = write_ready_file(*options.ready_file, endpoint); !written)
      return fail(kProgram, written.error(), kExitFailure);
  std::printf("cruddur-backend is ready at %s\n", endpoint.c_str());
  std::fflush(stdout);

  wait_for_stop(signals);
  log.info("Stopping.");
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  using Action = backend::Options::Action;
  const auto options = backend::parse_options(arguments);
  if (!options) return fail(kProgram, options.error(), kExitUsage);
  switch (options->action) {
    case Action::kShowHelp:
      std::fputs(backend::help_text().c_str(), stdout);
      return 0;
    case Action::kShowVersion:
      std::puts(backend::version_text().c_str());
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
