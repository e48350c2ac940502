#include "shared/base/service_process.h"

#include <malloc.h>

#include <exception>
#include <fstream>
#include <iostream>
#include <system_error>

namespace ddb {

int fail(std::string_view program, const Error& error, int exit_status) {
  std::cerr << program << ": " << error.message << std::endl;
  return exit_status;
}

int run_program(std::string_view program, const std::function<int()>& body) {
  try {
    return body();
  } catch (const std::exception& failure) {
    return fail(program, Error{std::string("This should not happen; please report it: ") + failure.what()},
                kExitFailure);
  }
}

sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  return signals;
}

void keep_freed_memory() {
  constexpr int kKeptBytesMax = 16 * 1024 * 1024;
  constexpr int kBufferBytesMax = 8 * 1024 * 1024;
  mallopt(M_TRIM_THRESHOLD, kKeptBytesMax);
  mallopt(M_MMAP_THRESHOLD, kBufferBytesMax);
}

void wait_for_stop(const sigset_t& signals) {
  int received = 0;
  sigwait(&signals, &received);
}

Result<void> write_ready_file(const std::filesystem::path& path, const std::string& endpoint) {
  const std::filesystem::path unfinished = path.string() + ".part";
  std::ofstream file(unfinished);
  file << endpoint << '\n';
  file.close();
  std::error_code failure;
  if (file) std::filesystem::rename(unfinished, path, failure);
  if (!file || failure)
    return Error{"Cannot write the ready file " + path.string() + "; choose another with --ready-file."};
  return {};
}

}  // namespace ddb
