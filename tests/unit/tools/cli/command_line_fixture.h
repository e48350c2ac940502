#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/shared/aws/fakes.h"
#include "tools/cli/command.h"

namespace ddb::cli {

/// Runs a program on a machine that has nothing but what the test puts there, with a scripted service.
class CommandLineTest : public ::testing::Test {
 protected:
  ExitCode run(const CommandProgram& program, const std::vector<std::string>& arguments) {
    out_.str("");
    err_.str("");
    return run_program(program, arguments,
                       {.system = machine_.system(),
                        .random = random_,
                        .sleeper = sleeper_,
                        .in = in_,
                        .out = out_,
                        .err = err_,
                        .in_is_terminal = in_is_terminal_,
                        .err_is_terminal = err_is_terminal_});
  }

  /// Answers in the order of the calls.
  void answer(std::string body) { machine_.transport.answer(200, std::move(body)); }
  void refuse(const std::string& type, const std::string& message = "no") {
    machine_.transport.answer(
        400, R"({"__type":"com.amazonaws.example#)" + type + R"(","message":")" + message + "\"}");
  }

  /// The operation and input of a call that was made.
  std::string operation(std::size_t index) const {
    const std::string target(machine_.transport.requests.at(index).headers.find("X-Amz-Target"));
    return target.substr(target.find('.') + 1);
  }
  boost::json::object input(std::size_t index) const {
    return boost::json::parse(machine_.transport.requests.at(index).body).as_object();
  }
  std::size_t call_count() const { return machine_.transport.requests.size(); }

  std::string out() const { return out_.str(); }
  std::string err() const { return err_.str(); }

  aws::FakeMachine machine_;
  SeededRandom random_{1};
  aws::FakeSleeper sleeper_{machine_.clock};
  std::istringstream in_;
  std::ostringstream out_, err_;
  bool in_is_terminal_ = false;
  bool err_is_terminal_ = false;
};

}  // namespace ddb::cli
