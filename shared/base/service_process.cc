#include "shared/base/service_process.h"

#include <malloc.h>
#include <unistd.h>

#include <exception>
#include <fstream>
#include <iostream>
#include <system_error>

namespace ddb {

namespace {

/// Any other cause of the signal ends the program as if it was not handled: the access is repeated.
void on_bus_error(int signal_number, siginfo_t* information, void*) {
  if (information->si_code != BUS_ADRERR) {
    std::signal(signal_number, SIG_DFL);
    return;
  }
  constexpr std::string_view kSentence =
      "The disk failed to give back a part of a file that is in use. Check the disk and start again; what "
      "was acknowledged is in the file and its log.\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kSentence.data(), kSentence.size());
  ::_exit(kExitFailure);
}

}  // namespace

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

void explain_failing_disk() {
  struct sigaction action {};
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO;
  ::sigaction(SIGBUS, &action, nullptr);
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
