#include "tests/fault/program.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>

namespace ddb::fault {

namespace {

constexpr std::uint64_t kWrongShownMax = 20;

[[noreturn]] void usage(const char* program) {
  std::fprintf(stderr, "Usage: %s [--seed NUMBER] [--long] [--rounds NUMBER]\n", program);
  std::exit(2);
}

std::optional<std::uint64_t> number_from(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Arguments parse_arguments(int argc, char** argv, std::uint64_t rounds_short, std::uint64_t rounds_long) {
  Arguments arguments;
  std::optional<std::uint64_t> seed;
  std::optional<std::uint64_t> rounds;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    if (option == "--long") {
      arguments.is_long = true;
      continue;
    }
    if ((option != "--seed" && option != "--rounds") || i + 1 == argc) usage(argv[0]);
    const auto number = number_from(argv[++i]);
    if (!number) usage(argv[0]);
    (option == "--seed" ? seed : rounds) = number;
  }
  arguments.seed = seed ? *seed : std::random_device()();
  arguments.rounds = rounds ? *rounds : arguments.is_long ? rounds_long : rounds_short;
  return arguments;
}

Figures::Figures(std::string program, const Arguments& arguments)
    : program_(std::move(program)), seed_(arguments.seed) {
  std::printf("%s: %llu rounds, seed %llu\n", program_.c_str(),
              static_cast<unsigned long long>(arguments.rounds), static_cast<unsigned long long>(seed_));
  std::fflush(stdout);
}

void Figures::show(std::string_view name, const std::string& value) const {
  std::printf("  %.*s: %s\n", static_cast<int>(name.size()), name.data(), value.c_str());
  std::fflush(stdout);
}

void Figures::check(bool holds, const std::string& what) {
  if (holds) return;
  if (++wrong_count_ <= kWrongShownMax) show("WRONG", what);
}

int Figures::finish() const {
  if (ok())
    std::printf("%s: ok\n", program_.c_str());
  else
    std::printf("%s: FAILED (%llu); again with --seed %llu\n", program_.c_str(),
                static_cast<unsigned long long>(wrong_count_), static_cast<unsigned long long>(seed_));
  return ok() ? 0 : 1;
}

std::uint64_t mixed(std::uint64_t seed, std::uint64_t number) {
  std::uint64_t x = seed + 0x9E3779B97F4A7C15u * (number + 1);
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

}  // namespace ddb::fault
