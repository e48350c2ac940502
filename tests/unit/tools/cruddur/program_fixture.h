#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "backend/users/users_database.h"
#include "tests/unit/temporary_directory.h"
#include "tests/unit/tools/cli/command_line_fixture.h"
#include "tools/cruddur/program.h"

namespace ddb::cruddur {

/// Keeps what was to be started.
class FakeStarter final : public ProgramStarter {
 public:
  Result<void, StartError> replace_with(const StartRequest& request) override {
    requests.push_back(request);
    if (is_installed) return {};
    return StartError{.is_installed = false, .message = "not there"};
  }
  std::vector<StartRequest> requests;
  bool is_installed = true;
};

/// Runs the whole program against an SQLite file of its own and a scripted user pool.
class ProgramTest : public cli::CommandLineTest {
 protected:
  ProgramTest() { set_environment({}); }

  void set_environment(std::vector<std::pair<std::string, std::string>> variables) {
    std::map<std::string, std::string, std::less<>> all{
        {"CONNECTION_URL", url()},
        {"AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://localhost:8000"},
        {"AWS_COGNITO_USER_POOL_ID", "eu-west-2_abc123"}};
    for (auto& [name, value] : variables)
      all[name] = value;
    machine_.environment = aws::Environment(std::move(all));
  }

  cli::ExitCode run(const std::vector<std::string>& arguments) {
    return CommandLineTest::run(program_.description(), arguments);
  }

  std::string file() const { return (directory_.path() / "users.db").string(); }
  std::string url() const { return "sqlite:" + file(); }
  /// The database as it is, for a look at what a command did.
  std::unique_ptr<backend::UsersDatabase> database() {
    auto opened = backend::UsersDatabase::open(url(), machine_.clock);
    return *std::move(opened);
  }

  TemporaryDirectory directory_;
  FakeStarter starter_;
  const Program program_{starter_};
};

}  // namespace ddb::cruddur
