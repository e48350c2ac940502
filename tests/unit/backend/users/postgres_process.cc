#include "tests/unit/backend/users/postgres_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace ddb::backend {

namespace {

std::array<int, 2> new_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return ends;
}

}  // namespace

PostgresProcess& PostgresProcess::of_this_program() {
  static PostgresProcess process;
  return process;
}

PostgresProcess::PostgresProcess() {
  const auto in = new_pipe();
  const auto out = new_pipe();
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  std::string python = "python3";
  std::string script = std::string(DDB_SOURCE_DIR) + "/tests/e2e/postgres_server.py";
  const std::array<char*, 3> arguments = {python.data(), script.data(), nullptr};
  const int error = ::posix_spawnp(&child_, python.c_str(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  to_child_ = in[1];
  from_child_ = out[0];
  if (error != 0) throw std::runtime_error("python3 can't be started");
  // postgresql://USER:PASSWORD@HOST:PORT/postgres?...
  const std::string url = read_line();
  const std::size_t user = url.find("//") + 2;
  const std::size_t password = url.find(':', user) + 1;
  const std::size_t authority = url.find('@') + 1;
  user_ = url.substr(user, password - user - 1);
  password_ = url.substr(password, authority - password - 1);
  authority_ = url.substr(authority, url.find('/', authority) - authority);
}

PostgresProcess::~PostgresProcess() {
  ::close(to_child_);
  ::close(from_child_);
  ::waitpid(child_, nullptr, 0);
}

std::string PostgresProcess::url(const std::string& database, const std::string& parameters) const {
  return "postgresql://" + user_ + ":" + password_ + "@" + authority_ + "/" + database + "?" + parameters;
}

std::string PostgresProcess::url_with_password(const std::string& password) const {
  return "postgresql://" + user_ + ":" + password + "@" + authority_ + "/postgres?sslmode=disable";
}

void PostgresProcess::obey(const std::string& command) {
  const std::string line = command + "\n";
  if (::write(to_child_, line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
      read_line() != "done")
    throw std::runtime_error("postgres_server.py did not " + command);
}

std::string PostgresProcess::read_line() const {
  std::string line;
  for (char c = 0; ::read(from_child_, &c, 1) == 1 && c != '\n';)
    line.push_back(c);
  if (line.empty()) throw std::runtime_error("postgres_server.py ended; what it said stands above");
  return line;
}

}  // namespace ddb::backend
