// The bytes of stored keys sort as the values do.
#include <gtest/gtest.h>

#include <algorithm>

#include "emulator/engine/key_codec.h"
#include "tests/property/command_line.h"
#include "tests/property/random_values.h"
#include "tests/property/reference/table.h"

namespace ddb::property {
namespace {

using reference::Key;
using reference::Type;
using reference::Value;

value::Value engine_value(const Value& value) {
  if (value.type == Type::kString) return value::Value::string(value.text);
  if (value.type == Type::kBinary) return value::Value::binary(value.text);
  return value::Value::number(value::Number::parse(value.number.text()).value());
}

std::string encoded(const Key& key) {
  std::string bytes;
  for (const Value& value : key.values)
    engine::append_component(bytes, engine_value(value));
  return bytes;
}

/// Keys of one to four attributes of the same types, many of them alike.
class RandomKeys {
 public:
  explicit RandomKeys(std::uint64_t seed) : dice_(seed), values_(dice_) {
    static const std::vector<Type> kTypes = {Type::kString, Type::kNumber, Type::kBinary};
    for (std::size_t count = dice_.between(1, 4); count > 0; --count)
      types_.push_back(dice_.pick(kTypes));
  }

  Key next() {
    Key key;
    for (std::size_t i = 0; i < types_.size(); ++i) {
      Value value = values_.scalar(types_[i]);
      if (!last_.values.empty() && dice_.percent(50)) value = values_.near(last_.values[i]);
      key.values.push_back(value.type == types_[i] ? value : values_.scalar(types_[i]));
    }
    last_ = key;
    return key;
  }

 private:
  Dice dice_;
  RandomValues values_;
  std::vector<Type> types_;
  Key last_;
};

int sign(const auto& left, const auto& right) {
  return left < right ? -1 : right < left ? 1 : 0;
}

TEST(KeyOrder, encoded_keys_sort_as_their_values_do) {
  constexpr std::size_t kKeysPerSet = 200;
  const Options& options = command_line();
  for (std::uint64_t seed = options.seed; seed < options.seed + options.steps / kKeysPerSet + 1; ++seed) {
    RandomKeys random(seed);
    std::vector<Key> keys(kKeysPerSet);
    std::generate(keys.begin(), keys.end(), [&] { return random.next(); });
    for (std::size_t i = 1; i < keys.size(); ++i) {
      const Key& left = keys[i - 1];
      const Key& right = keys[i];
      ASSERT_EQ(sign(encoded(left), encoded(right)), sign(left, right)) << "--seed " << seed << ", key " << i;
    }
    // And all of them at once: what a table is.
    std::vector<std::string> bytes;
    std::transform(keys.begin(), keys.end(), std::back_inserter(bytes), encoded);
    std::sort(bytes.begin(), bytes.end());
    std::stable_sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i)
      ASSERT_EQ(encoded(keys[i]), bytes[i]) << "--seed " << seed << ", at " << i << " of the sorted keys";
    for (std::size_t i = 1; i < bytes.size(); ++i)
      ASSERT_TRUE(bytes[i] == bytes[i - 1] || !bytes[i].starts_with(bytes[i - 1]))
          << "--seed " << seed << ": a key is a prefix of another one, at " << i;
  }
}

TEST(KeyOrder, values_that_begin_with_a_prefix_are_one_range) {
  const Options& options = command_line();
  for (std::size_t step = 0; step < options.steps; ++step) {
    Dice dice(options.seed + step);
    RandomValues values(dice);
    const Type type = dice.percent(50) ? Type::kString : Type::kBinary;
    const Value prefix = values.key(type);
    const Value value = dice.percent(50) ? values.scalar(type) : values.near(prefix);
    if (value.type != type) continue;
    std::string lower;
    engine::append_component_prefix(lower, engine_value(prefix));
    const std::string upper = engine::prefix_successor(lower);
    const std::string key = encoded({{value}});
    const bool is_between = lower <= key && (upper.empty() || key < upper);
    ASSERT_EQ(is_between, value.text.starts_with(prefix.text)) << "--seed " << options.seed + step;
  }
}

}  // namespace
}  // namespace ddb::property
