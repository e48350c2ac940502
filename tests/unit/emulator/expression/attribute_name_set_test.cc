#include "emulator/expression/attribute_name_set.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ddb::expression {
namespace {

TEST(AttributeNameSetTest, KeepsEachNameOnceInOrderOfAppearance) {
  AttributeNameSet names;
  for (const std::string_view name : {"b", "a", "b", "c", "a"})
    names.add(name);
  EXPECT_EQ(names.take(), (std::vector<std::string_view>{"b", "a", "c"}));
}

TEST(AttributeNameSetTest, DoesTheSameWithThousands) {
  std::vector<std::string> texts;
  for (int i = 5000; i > 0; --i)
    texts.push_back("name" + std::to_string(i));
  AttributeNameSet names;
  for (int round = 0; round < 2; ++round)
    for (const std::string& text : texts)
      names.add(text);
  EXPECT_EQ(names.take(), std::vector<std::string_view>(texts.begin(), texts.end()));
}

}  // namespace
}  // namespace ddb::expression
