#include "shared/base/random.h"

#include <gmock/gmock.h>

namespace ddb {
namespace {

TEST(Random, UuidHasVersionAndVariant) {
  SeededRandom random(1);
  for (int i = 0; i < 100; ++i)
    EXPECT_THAT(random_uuid(random),
                testing::MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
}

TEST(Random, TextHasTheLengthAndTheAlphabet) {
  SeededRandom random(1);
  EXPECT_THAT(random_text(random, 40, "AB"), testing::MatchesRegex("[AB]{40}"));
}

}  // namespace
}  // namespace ddb
