#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ddb::fault {

/// The command line of a fault program: `[--seed N] [--long] [--rounds N]`.
struct Arguments {
  std::uint64_t seed = 0;  ///< What every choice follows from; a new one when none is given.
  bool is_long = false;
  std::uint64_t rounds = 0;
};

/// Ends the program with a usage message when the command line is not understood.
Arguments parse_arguments(int argc, char** argv, std::uint64_t rounds_short, std::uint64_t rounds_long);

/// What a program prints, and whether it holds.
class Figures {
 public:
  Figures(std::string program, const Arguments& arguments);
  void show(std::string_view name, const std::string& value) const;
  /// `what` is told when it does not hold, of the first few.
  void check(bool holds, const std::string& what);
  bool ok() const { return wrong_count_ == 0; }
  /// The program's exit status.
  int finish() const;

 private:
  const std::string program_;
  const std::uint64_t seed_;
  std::uint64_t wrong_count_ = 0;
};

/// The seed of one round: one number for all that leads to it.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t number);

}  // namespace ddb::fault
