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
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>

#include "request_text.h"

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds kStartTimeout(60);

void run_on(const cpu_set_t& cores) {
  ::sched_setaffinity(0, sizeof cores, &cores);
}

cpu_set_t cores_of_this_process() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  ::sched_getaffinity(0, sizeof cores, &cores);
  return cores;
}

/// Elsewhere than the server, where there is a second core.
void leave_core(int core) {
  cpu_set_t cores = cores_of_this_process();
  CPU_CLR(static_cast<std::size_t>(core), &cores);
  if (CPU_COUNT(&cores) > 0) run_on(cores);
}

/// Not by fork, which would copy this program's page tables first: that is no part of a server's start.
pid_t spawn(char** command) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  for (const int output : {STDOUT_FILENO, STDERR_FILENO})
    ::posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_RDWR, 0);
  pid_t id = 0;
  const int failure = ::posix_spawnp(&id, command[0], &actions, nullptr, command, environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) throw std::runtime_error(std::string(command[0]) + ": " + std::strerror(failure));
  return id;
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
  explicit ServerProcess(char** command) : id_(spawn(command)) {}
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
  const cpu_set_t all_cores = cores_of_this_process();
  cpu_set_t server_core;
  CPU_ZERO(&server_core);
  CPU_SET(static_cast<std::size_t>(core), &server_core);
  run_on(server_core);  // what is started there runs there
  const SteadyClock::time_point begin = SteadyClock::now();
  const ServerProcess server(command);
  run_on(all_cores);
  leave_core(core);
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
    std::printf("%.3f\n", start_ms(port, core, arguments + 3));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "start_timer: %s\n", error.what());
    return 1;
  }
}
