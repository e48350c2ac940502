// Times a server's start, from the start of its process to its first answer to ListTables.
//
//   start_timer PORT CORE COMMAND...
//
// The server runs on the core of that number; this program asks from any other, without a pause: connects
// until the port is open, sends one request, waits for the first bytes of the answer. Prints the
// milliseconds, and ends the server.

#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

#include "request_text.h"

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds kStartTimeout(60);

[[noreturn]] void become_server(int core, char** command) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(static_cast<std::size_t>(core), &cores);
  ::sched_setaffinity(0, sizeof cores, &cores);
  const int nowhere = ::open("/dev/null", O_RDWR);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  ::execvp(command[0], command);
  ::_exit(127);
}

/// Elsewhere than the server, where there is a second core.
void leave_core(int core) {
  cpu_set_t cores;
  if (::sched_getaffinity(0, sizeof cores, &cores) != 0) return;
  CPU_CLR(static_cast<std::size_t>(core), &cores);
  if (CPU_COUNT(&cores) > 0) ::sched_setaffinity(0, sizeof cores, &cores);
}

int connect_when_open(std::uint16_t port, pid_t server, SteadyClock::time_point deadline) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  while (true) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
    ::close(socket);
    siginfo_t ended{};
    ::waitid(P_PID, static_cast<id_t>(server), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (ended.si_pid == server) throw std::runtime_error("the server ended");
    if (SteadyClock::now() > deadline) throw std::runtime_error("the port did not open");
  }
}

void ask(int socket) {
  const std::string request = ddb::bench::request_text("DynamoDB_20120810.ListTables", "{}");
  std::array<char, 4096> answer;
  if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()) ||
      ::recv(socket, answer.data(), answer.size(), 0) <= 0)
    throw std::runtime_error("no answer");
}

/// A server that runs until the end of the scope.
class ServerProcess {
 public:
  ServerProcess(int core, char** command) : id_(::fork()) {
    if (id_ == 0) become_server(core, command);
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess() {
    ::kill(id_, SIGTERM);
    ::waitpid(id_, nullptr, 0);
  }

  pid_t id() const { return id_; }

 private:
  pid_t id_;
};

double start_ms(std::uint16_t port, int core, char** command) {
  const SteadyClock::time_point begin = SteadyClock::now();
  const ServerProcess server(core, command);
  const int socket = connect_when_open(port, server.id(), begin + kStartTimeout);
  ask(socket);
  const std::chrono::duration<double, std::milli> passed = SteadyClock::now() - begin;
  ::close(socket);
  return passed.count();
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 4) {
    std::fprintf(stderr, "usage: start_timer PORT CORE COMMAND...\n");
    return 2;
  }
  try {
    const auto port = static_cast<std::uint16_t>(std::stoul(arguments[1]));
    const int core = std::stoi(arguments[2]);
    leave_core(core);
    std::printf("%.3f\n", start_ms(port, core, arguments + 3));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "start_timer: %s\n", error.what());
    return 1;
  }
}
