// Random histories: the emulator and a plain reference store go through the same steps and must give the same
// answers.
#include <gtest/gtest.h>

#include "tests/property/random_history.h"
#include "tests/property/run_histories.h"

namespace ddb::property {
namespace {

TEST(History, answers_as_the_reference_does) {
  run_histories([](std::uint64_t seed) { return std::make_unique<RandomHistory>(seed); });
}

}  // namespace
}  // namespace ddb::property
