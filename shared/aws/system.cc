#include "shared/aws/system.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <thread>

namespace ddb::aws {
namespace {

constexpr std::size_t kReadBlockSizeBytes = std::size_t{64} * 1024;

using SteadyTime = std::chrono::steady_clock::time_point;

/// The reading end of a child's standard output.
class Pipe {
 public:
  Pipe() { open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    if (!open_) return;
    ::close(ends_[0]);
    close_writing_end();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool is_open() const { return open_; }
  int reading_end() const { return ends_[0]; }
  int writing_end() const { return ends_[1]; }
  void close_writing_end() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  bool open_ = false;
};

/// Starts the shell in a process group of its own, so that all that it starts can be killed with it.
Result<pid_t> start_shell(const std::string& command_line, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  std::string shell = "sh", option = "-c", text = command_line;
  const std::array<char*, 4> arguments{shell.data(), option.data(), text.data(), nullptr};
  pid_t child = 0;
  const int status = ::posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments.data(), ::environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (status != 0) return Error{"/bin/sh could not be started: " + std::string(std::strerror(status)) + "."};
  return child;
}

Result<std::string> read_to_end(int descriptor, SteadyTime deadline) {
  std::string output;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd waiting{.fd = descriptor, .events = POLLIN, .revents = 0};
    const int ready = left.count() <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready == 0) return Error{"it did not end within the time."};
    const ssize_t count = ready < 0 ? -1 : ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Error{std::string("its output could not be read: ") + std::strerror(errno) + "."};
    if (count == 0) return {boost::system::in_place_value, std::move(output)};
    output.append(buffer.data(), static_cast<std::size_t>(count));
    if (output.size() > CommandRunner::kOutputSizeBytesMax) return Error{"it wrote more than 64 KiB."};
  }
}

}  // namespace

Result<std::optional<std::string>> SystemFileReader::read(const std::string& path,
                                                          std::size_t size_bytes_max) const {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (errno == ENOENT || errno == ENOTDIR) return std::optional<std::string>();
    return Error{path + " cannot be read: " + std::strerror(errno) + "."};
  }
  std::string text;
  std::string block(kReadBlockSizeBytes, '\0');
  while (file) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    text.append(block, 0, static_cast<std::size_t>(file.gcount()));
    if (text.size() > size_bytes_max) {
      return Error{path + " is larger than " + std::to_string(size_bytes_max) + " bytes."};
    }
  }
  if (file.bad()) return Error{path + " cannot be read: " + std::strerror(errno) + "."};
  return std::optional<std::string>(std::move(text));
}

Result<std::string> ShellCommandRunner::run(const std::string& command_line,
                                            std::chrono::milliseconds timeout) const {
  Pipe pipe;
  if (!pipe.is_open()) return Error{std::string("no pipe: ") + std::strerror(errno) + "."};
  DDB_TRY(child, start_shell(command_line, pipe.writing_end()));
  pipe.close_writing_end();
  auto output = read_to_end(pipe.reading_end(), std::chrono::steady_clock::now() + timeout);
  // What has closed its output has nothing more to say; and what has not must not keep us waiting.
  if (!output) ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (output && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
    return Error{WIFEXITED(status) ? "it ended with status " + std::to_string(WEXITSTATUS(status)) + "."
                                   : "it was killed by a signal."};
  }
  return output;
}

void SystemSleeper::sleep(std::chrono::milliseconds duration) {
  std::this_thread::sleep_for(duration);
}

}  // namespace ddb::aws
