#include "emulator/protocol/request_id.h"

#include <gmock/gmock.h>

#include <set>

namespace ddb::protocol {
namespace {

TEST(RequestId, Is52UpperCaseCharactersAndDigits) {
  SeededRandom random(7);
  EXPECT_THAT(new_request_id(random), testing::MatchesRegex("[0-9A-V]+"));
  EXPECT_EQ(new_request_id(random).size(), 52U);
}

TEST(RequestId, IsNewEachTime) {
  SeededRandom random(7);
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i)
    ids.insert(new_request_id(random));
  EXPECT_EQ(ids.size(), 1000U);
}

}  // namespace
}  // namespace ddb::protocol
