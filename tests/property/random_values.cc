#include "tests/property/random_values.h"

#include <utility>
#include <vector>

namespace ddb::property {

using reference::Decimal;
using reference::Type;
using reference::Value;

std::string RandomValues::text() {
  static const std::vector<std::string> kTexts = {"",
                                                  "a",
                                                  "b",
                                                  "ab",
                                                  "abc",
                                                  "abd",
                                                  "B",
                                                  "z",
                                                  "1",
                                                  "10",
                                                  "9",
                                                  " ",
                                                  "a b",
                                                  "\u00e9",
                                                  "e\u0301",
                                                  "\uFFFD",
                                                  "\U0001F600",
                                                  "a\u00e9",
                                                  std::string("a\0", 2),
                                                  std::string("a\0b", 3),
                                                  std::string("\0", 1),
                                                  std::string("a\x01", 2),
                                                  "\x7F",
                                                  "\"\\\n"};
  std::string text = dice_.pick(kTexts);
  if (dice_.percent(15)) text += dice_.pick(kTexts);
  if (dice_.percent(2)) text += std::string(dice_.below(300), 'x');
  return text;
}

std::string RandomValues::bytes() {
  static const std::vector<std::string> kBytes = {"\x01", "\xFF", "\x7F", "\x80", "a", std::string("\0", 1)};
  std::string bytes;
  for (std::size_t count = dice_.below(4); count > 0; --count)
    bytes += dice_.pick(kBytes);
  return bytes;
}

Decimal RandomValues::number() {
  if (dice_.percent(60)) return static_cast<long long>(dice_.below(12)) - 3;
  static const std::vector<std::string> kAwkward = {"0.5",
                                                    "-0.5",
                                                    "1.5",
                                                    "1.25",
                                                    "99",
                                                    "100",
                                                    "101",
                                                    "-100",
                                                    "1000",
                                                    "0.01",
                                                    "1e20",
                                                    "-1e20",
                                                    "1e-130",
                                                    "-1e-130",
                                                    "1e125",
                                                    "9.9999999999999999999999999999999999999e125",
                                                    "-9.9999999999999999999999999999999999999e125",
                                                    "12345678901234567890123456789012345678",
                                                    "99999999999999999999999999999999999999",
                                                    "0.1",
                                                    "1e37",
                                                    "1e38",
                                                    "1e39",
                                                    "3.1415926535897932384626433832795028841"};
  if (dice_.percent(70)) return Decimal(dice_.pick(kAwkward));
  std::string text = dice_.percent(40) ? "-" : "";
  for (std::size_t count = dice_.between(1, 38); count > 0; --count)
    text += static_cast<char>('0' + dice_.below(10));
  return Decimal(text + "e" + std::to_string(static_cast<int>(dice_.below(170)) - 90));
}

Value RandomValues::scalar(Type type) {
  switch (type) {
    case Type::kString:
      return Value::string(text());
    case Type::kNumber:
      return Value::of(number());
    case Type::kBinary:
      return Value::binary(bytes());
    case Type::kBoolean:
      return Value::boolean(dice_.percent(50));
    default:
      return Value();
  }
}

Value RandomValues::set(Type type) {
  const Type element = type == Type::kStringSet   ? Type::kString
                       : type == Type::kNumberSet ? Type::kNumber
                                                  : Type::kBinary;
  std::vector<Value> elements;
  for (std::size_t count = dice_.between(1, 5); count > 0; --count)
    elements.push_back(scalar(element));
  return Value::set(type, std::move(elements));
}

Value RandomValues::value(std::size_t levels) {
  static const std::vector<Type> kTypes = {
      Type::kString,  Type::kString,    Type::kNumber,    Type::kNumber,   Type::kNumber, Type::kBinary,
      Type::kBoolean, Type::kNull,      Type::kList,      Type::kList,     Type::kMap,    Type::kMap,
      Type::kMap,     Type::kStringSet, Type::kNumberSet, Type::kBinarySet};
  const Type type = dice_.pick(kTypes);
  if (reference::is_set(type)) return set(type);
  if (type != Type::kList && type != Type::kMap) return scalar(type);
  Value container;
  container.type = type;
  for (std::size_t count = levels > 1 ? dice_.below(4) : 0; count > 0; --count) {
    if (type == Type::kList)
      container.elements.push_back(value(levels - 1));
    else
      container.members.insert_or_assign(name(), value(levels - 1));
  }
  return container;
}

Value RandomValues::key(Type type) {
  while (true) {
    Value key = scalar(type);
    if (type == Type::kNumber || !key.text.empty()) return key;
  }
}

Value RandomValues::near(const Value& value) {
  if (dice_.percent(50)) return value;
  switch (value.type) {
    case Type::kNumber: {
      Value other = Value::of(value.number + Decimal(dice_.percent(50) ? 1 : -1));
      return other.number.fits() ? other : value;
    }
    case Type::kString:
      if (dice_.percent(50)) return Value::string(value.text + text());
      return value.text.empty() || static_cast<unsigned char>(value.text[0]) >= 0x80
                 ? Value::string("")
                 : Value::string(value.text.substr(0, 1));
    case Type::kBinary:
      if (dice_.percent(50)) return Value::binary(value.text + bytes());
      return Value::binary(value.text.substr(0, dice_.below(value.text.size() + 1)));
    case Type::kList:
      if (!value.elements.empty()) return dice_.pick(value.elements);
      return value;
    case Type::kStringSet:
    case Type::kNumberSet:
    case Type::kBinarySet:
      if (dice_.percent(50)) return dice_.pick(value.elements);
      return set(value.type);
    default:
      return this->value(2);
  }
}

std::string RandomValues::name() {
  static const std::vector<std::string> kNames = {"m1",  "m2",     "m3",   "m10", "with space",
                                                  "a.b", "\u00e9", "size", "Name"};
  return dice_.pick(kNames);
}

reference::Item RandomValues::document() {
  reference::Item item;
  for (std::size_t count = dice_.below(6); count > 0; --count)
    item.insert_or_assign("d" + std::to_string(dice_.between(1, 6)), value(dice_.between(1, 4)));
  return item;
}

}  // namespace ddb::property
