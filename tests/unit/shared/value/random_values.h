#pragma once

#include <random>
#include <string>

#include "shared/value/builder.h"
#include "shared/value/tree.h"

/// Random numbers, values and items for property tests, the same for the same seed.
namespace ddb::value::testing {

class RandomValues {
 public:
  explicit RandomValues(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t bound) { return engine_() % bound; }

  /// A number's text: any sign, magnitude and count of digits, each kind often.
  std::string number_text() {
    std::string text = below(2) == 0 ? "-" : "";
    const std::size_t digits = 1 + below(below(2) == 0 ? 4 : 38);
    for (std::size_t i = 0; i < digits; ++i)
      text += static_cast<char>('0' + below(10));
    const std::size_t span = below(2) == 0 ? 4 : 88;
    return text + 'e' + std::to_string(static_cast<int>(below(2 * span)) - static_cast<int>(span));
  }
  Number number() { return *Number::parse(number_text()); }

  std::string bytes(std::size_t size_max) {
    std::string bytes;
    for (std::size_t size = below(size_max + 1); size != 0; --size)
      bytes += static_cast<char>(below(256));
    return bytes;
  }

  std::string utf8(std::size_t characters_max) {
    static constexpr std::array<std::string_view, 10> kCharacters = {
        "a", "B", " ", "\"", "\\", "\n", std::string_view("\0", 1), "\x7F", "\u00e9", "\U0001F600"};
    std::string text;
    for (std::size_t count = below(characters_max + 1); count != 0; --count)
      text += below(3) == 0 ? kCharacters[below(kCharacters.size())]
                            : std::string_view("plain text").substr(0, below(11));
    return text;
  }

  Value scalar(Type type) {
    switch (type) {
      case Type::kString:
        return Value::string(utf8(12));
      case Type::kNumber:
        return Value::number(number());
      case Type::kBinary:
        return Value::binary(bytes(20));
      case Type::kBoolean:
        return Value::boolean(below(2) == 0);
      default:
        return Value::null();
    }
  }

  Value set(Type type) {
    std::vector<Value> elements;
    for (std::size_t count = 1 + below(6); count != 0; --count)
      elements.push_back(scalar(set_element_type(type)));
    return *make_set(type, {elements.begin(), elements.end()});
  }

  Tree tree(int levels) {
    const auto type = static_cast<Type>(1 + below(10));
    if (is_set(type)) return Tree(set(type));
    if (!is_container(type)) return Tree(scalar(type));
    const std::size_t count = levels > 1 ? below(5) : 0;
    if (type == Type::kList) {
      TreeList list;
      for (std::size_t i = 0; i < count; ++i)
        list.push_back(tree(levels - 1));
      return Tree(std::move(list));
    }
    return Tree(tree_map(count, levels - 1));
  }

  TreeMap tree_map(std::size_t count, int levels) {
    TreeMap map;
    for (std::size_t i = 0; i < count; ++i)
      map.insert_or_assign("n" + utf8(4), tree(levels));
    return map;
  }

  Item item() { return close(tree_map(below(8), 6)); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace ddb::value::testing
