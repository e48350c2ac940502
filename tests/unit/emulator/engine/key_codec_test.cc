#include "emulator/engine/key_codec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

std::string component(value::ValueView key_value) {
  std::string out;
  append_component(out, key_value);
  return out;
}

TEST(KeyCodec, ComponentsSortAsTheirValuesDo) {
  std::mt19937 random(7);
  const auto text = [&] {
    std::string bytes(random() % 5, '\0');
    for (char& c : bytes)
      c = "\x00\x01\x02\xFE\xFF"
          "a"[random() % 6];
    return bytes;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string left = text();
    const std::string right = text();
    const std::string left_component = component(value::Value::binary(left));
    const std::string right_component = component(value::Value::binary(right));
    EXPECT_EQ(left <=> right, left_component <=> right_component);
    EXPECT_EQ(right_component.starts_with(left_component), left == right);
  }
}

TEST(KeyCodec, EveryValueWithAPrefixLiesInOneRange) {
  const value::Value prefix = value::Value::string("ab");
  std::string lower;
  append_component_prefix(lower, prefix);
  const std::string upper = prefix_successor(lower);
  for (const char* inside : {"ab", "aba", "ab\xFF\xFF"}) {
    const std::string key = component(value::Value::string(inside));
    EXPECT_TRUE(lower <= key && key < upper) << inside;
  }
  for (const char* outside : {"a", "aa", "ac", "b"}) {
    const std::string key = component(value::Value::string(outside));
    EXPECT_FALSE(lower <= key && key < upper) << outside;
  }
}

TEST(KeyCodec, GivesBackTheValuesOfAKey) {
  const value::Value text = value::Value::string(std::string_view("a\0b\0\0", 5));
  const value::Value number = value::Value::number(*value::Number::parse("-12.5"));
  const value::Value bytes = value::Value::binary("plain");
  const std::string key = "hash" + component(text) + component(number) + component(bytes);
  ComponentReader reader(key);
  std::string unescaped;
  EXPECT_EQ(reader.take(value::Type::kString, unescaped), text.view().bytes());
  EXPECT_EQ(reader.take(value::Type::kNumber, unescaped), number.view().bytes());
  EXPECT_EQ(reader.take(value::Type::kBinary, unescaped), "plain");
  EXPECT_FALSE(reader.take(value::Type::kBinary, unescaped));
  EXPECT_FALSE(reader.take(value::Type::kNumber, unescaped));
}

TEST(KeyCodec, GivesNoValueOfAKeyThatIsCutOff) {
  const std::string key = "hash" + component(value::Value::string(std::string_view("a\0b", 3)));
  std::string unescaped;
  for (std::size_t size = 0; size < key.size(); ++size)
    EXPECT_FALSE(
        ComponentReader(std::string_view(key).substr(0, size)).take(value::Type::kString, unescaped));
}

TEST(KeyCodec, PrefixSuccessorSkipsBytesThatCanNotGrow) {
  EXPECT_EQ(prefix_successor("a"), "b");
  EXPECT_EQ(prefix_successor("a\xFF"), "b");
  EXPECT_EQ(prefix_successor("\xFF\xFF"), "");
}

TEST(KeyCodec, SegmentsCoverEveryHashOnce) {
  for (const std::int64_t total : {1, 2, 3, 7, 1'000'000}) {
    EXPECT_EQ(segment_bound(0, total), std::string(4, '\0'));
    EXPECT_EQ(segment_bound(total, total), "");
    for (std::int64_t segment = 1; segment < std::min<std::int64_t>(total, 100); ++segment)
      EXPECT_LT(segment_bound(segment - 1, total), segment_bound(segment, total));
  }
}

TEST(KeyCodec, HashesSpreadSimilarPartitionKeys) {
  std::vector<int> counts(16);
  for (int i = 0; i < 16'000; ++i) {
    std::string hash;
    append_partition_hash(hash, component(value::Value::string("user#" + std::to_string(i))));
    ++counts[static_cast<unsigned char>(hash[0]) / 16];
  }
  for (const int count : counts) {
    EXPECT_GT(count, 850);
    EXPECT_LT(count, 1'150);
  }
}

TEST(KeyCodec, TheHashIsPartOfTheFileFormat) {
  std::string hash;
  append_partition_hash(hash, component(value::Value::string("fixed")));
  std::string again;
  append_partition_hash(again, component(value::Value::string("fixed")));
  EXPECT_EQ(hash, again);
  EXPECT_EQ(hash.size(), 4U);
}

}  // namespace
}  // namespace ddb::engine
