#include <gtest/gtest.h>

#include <charconv>
#include <iostream>
#include <string_view>

#include "tests/property/command_line.h"

namespace ddb::property {
namespace {

Options& options() {
  static Options options;
  return options;
}

template <class T>
bool read(const char* text, T& number) {
  const std::string_view view(text);
  const auto [end, error] = std::from_chars(view.data(), view.data() + view.size(), number);
  return error == std::errc() && end == view.data() + view.size();
}

bool read_option(std::string_view name, const char* text) {
  if (name == "--seed") return read(text, options().seed);
  if (name == "--steps") return read(text, options().steps);
  if (name == "--steps-per-history") return read(text, options().steps_per_history);
  return false;
}

}  // namespace

const Options& command_line() {
  return options();
}

}  // namespace ddb::property

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; i += 2)
    if (i + 1 == argc || !ddb::property::read_option(argv[i], argv[i + 1])) {
      std::cerr << argv[0] << ": options are --seed N, --steps N and --steps-per-history N\n";
      return 2;
    }
  return RUN_ALL_TESTS();
}
