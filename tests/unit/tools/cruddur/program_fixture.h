#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "backend/users/users_database.h"
#include "tests/unit/shared/aws/fakes.h"
#include "tests/unit/temporary_directory.h"
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
class ProgramTest : public ::testing::Test {
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

  cli::ExitCode run(std::vector<std::string> arguments) {
    out_.str("");
    err_.str("");
    return cli::run_program(program_.description(), arguments,
                            {.system = machine_.system(),
                             .random = random_,
                             .sleeper = sleeper_,
                             .in = in_,
                             .out = out_,
                             .err = err_,
                             .in_is_terminal = in_is_terminal_,
                             .err_is_terminal = false});
  }

  std::string file() const { return (directory_.path() / "users.db").string(); }
  std::string url() const { return "sqlite:" + file(); }
  /// The database as it is, for a look at what a command did.
  std::unique_ptr<backend::UsersDatabase> database() {
    auto opened = backend::UsersDatabase::open(url(), machine_.clock);
    return *std::move(opened);
  }

  /// Answers of the pool in the order of the calls.
  void answer(std::string body) { machine_.transport.answer(200, std::move(body)); }
  void refuse(const std::string& type, const std::string& message = "no") {
    machine_.transport.answer(400, R"({"__type":")" + type + R"(","message":")" + message + "\"}");
  }
  std::string operation(std::size_t index) const {
    return std::string(machine_.transport.requests.at(index).headers.find("X-Amz-Target"));
  }
  boost::json::value input(std::size_t index) const {
    return boost::json::parse(machine_.transport.requests.at(index).body);
  }
  std::size_t call_count() const { return machine_.transport.requests.size(); }

  std::string out() const { return out_.str(); }
  std::string err() const { return err_.str(); }

  TemporaryDirectory directory_;
  aws::FakeMachine machine_;
  SeededRandom random_{1};
  aws::FakeSleeper sleeper_{machine_.clock};
  std::istringstream in_;
  std::ostringstream out_, err_;
  bool in_is_terminal_ = false;
  FakeStarter starter_;
  const Program program_{starter_};
};

}  // namespace ddb::cruddur
