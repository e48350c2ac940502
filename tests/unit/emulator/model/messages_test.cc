#include "emulator/model/messages.h"

#include <gtest/gtest.h>

namespace ddb::model::messages {
namespace {

TEST(Messages, FillPutsValuesIntoTheGapsInOrder) {
  EXPECT_EQ(fill("Value '{}' at '{}'", {"a", "b"}), "Value 'a' at 'b'");
  EXPECT_EQ(fill("nothing", {}), "nothing");
  EXPECT_EQ(fill("{}", {"{}"}), "{}");
}

TEST(MessagesDeathTest, FillInsistsOnAsManyValuesAsGaps) {
  EXPECT_DEATH(fill("{} {}", {"a"}), "");
  EXPECT_DEATH(fill("{}", {"a", "b"}), "");
}

}  // namespace
}  // namespace ddb::model::messages
