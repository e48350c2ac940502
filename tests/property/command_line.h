#pragma once

#include <cstddef>
#include <cstdint>

namespace ddb::property {

/// What a property test may be told: `--seed N`, `--steps N`, `--steps-per-history N`.
struct Options {
  std::uint64_t seed = 1;
  std::size_t steps = 10'000;
  std::size_t steps_per_history = 2'000;
};

/// The options of this process.
const Options& command_line();

}  // namespace ddb::property
