#include "tests/property/run_histories.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include "tests/property/command_line.h"

namespace ddb::property {
namespace {

/// What went wrong after some steps, and how it looks.
struct Failure {
  std::vector<Step> steps;  ///< The last one fails.
  std::string difference;
};

/// Runs these steps on a new emulator.
std::optional<Failure> fails(const StepSource& source, const std::vector<Step>& steps) {
  History history(source.storage(), source.tables());
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (auto difference = history.run(steps[i]))
      return Failure{{steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(i) + 1}, *difference};
  return std::nullopt;
}

/// Leaves out steps, first many at a time, as long as it fails without them.
Failure shrink(const StepSource& source, Failure failure) {
  for (std::size_t chunk = failure.steps.size() / 2; chunk > 0; chunk /= 2)
    for (std::size_t end = failure.steps.size(); end > 0; end -= std::min(end, chunk)) {
      if (end > failure.steps.size()) continue;
      std::vector<Step> fewer = failure.steps;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(end - std::min(end, chunk)),
                  fewer.begin() + static_cast<std::ptrdiff_t>(end));
      if (auto still = fails(source, fewer)) failure = *std::move(still);
    }
  return failure;
}

std::string text_of(const Failure& failure, std::uint64_t seed, std::size_t step) {
  const std::string steps = std::to_string(command_line().steps_per_history);
  std::string text = "Step " + std::to_string(step) + " of the history with seed " + std::to_string(seed) +
                     " went wrong. To replay it: --seed " + std::to_string(seed) + " --steps " + steps +
                     " --steps-per-history " + steps + "\nShrunk to " + std::to_string(failure.steps.size()) +
                     " steps:\n";
  for (const Step& each : failure.steps)
    text += "  " + describe(each) + "\n";
  return text + "The last one:\n" + failure.difference;
}

}  // namespace

void run_histories(const std::function<std::unique_ptr<StepSource>(std::uint64_t seed)>& make_source) {
  const Options& options = command_line();
  std::size_t steps = 0;
  std::map<std::string, std::size_t> figures;
  std::uint64_t seed = options.seed;
  for (; steps < options.steps; ++seed) {
    const std::unique_ptr<StepSource> source = make_source(seed);
    History history(source->storage(), source->tables());
    std::vector<Step> done;
    const std::size_t count = std::min(options.steps - steps, options.steps_per_history);
    for (std::size_t i = 0; i < count; ++i) {
      done.push_back(i + 1 == count ? Step(CompareEverything{}) : source->next(history));
      if (const auto difference = history.run(done.back()))
        FAIL() << text_of(shrink(*source, {done, *difference}), seed, i);
    }
    steps += count;
    for (const auto& [name, figure] : history.figures())
      figures[name] += figure;
  }
  std::cout << steps << " steps, seeds " << options.seed << " to " << seed - 1 << "\n";
  for (const auto& [name, figure] : figures)
    std::cout << "  " << name << ": " << figure << "\n";
}

}  // namespace ddb::property
