#include "tests/property/reference/value.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "shared/base/base64.h"

namespace ddb::reference {
namespace {

constexpr std::array<std::string_view, 10> kTypeNames = {"S", "N", "B",  "BOOL", "NULL",
                                                         "L", "M", "SS", "NS",   "BS"};

Type element_type(Type set) {
  return set == Type::kStringSet ? Type::kString : set == Type::kNumberSet ? Type::kNumber : Type::kBinary;
}

std::optional<Value> scalar_from_json(Type type, const boost::json::value& json) {
  if (!json.is_string()) return std::nullopt;
  const std::string_view text = json.get_string();
  if (type == Type::kString) return Value::string(std::string(text));
  if (type == Type::kNumber) {
    const Decimal number(text);
    if (number.text() != text) return std::nullopt;
    return Value::of(number);
  }
  const auto bytes = base64_decode(text);
  if (!bytes) return std::nullopt;
  return Value::binary(*bytes);
}

std::optional<std::vector<Value>> elements_from_json(Type type, const boost::json::value& json) {
  if (!json.is_array()) return std::nullopt;
  std::vector<Value> elements;
  for (const boost::json::value& each : json.get_array()) {
    auto element = type == Type::kList ? value_from_json(each) : scalar_from_json(element_type(type), each);
    if (!element) return std::nullopt;
    elements.push_back(*std::move(element));
  }
  return elements;
}

/// The rest of each path that begins with `step`.
std::vector<Path> rests(const std::vector<Path>& paths, const PathStep& step) {
  std::vector<Path> found;
  for (const Path& path : paths)
    if (!path.empty() && path.front() == step) found.emplace_back(path.begin() + 1, path.end());
  return found;
}

std::optional<Value> project_value(const Value& value, const std::vector<Path>& paths) {
  if (paths.empty()) return std::nullopt;
  if (paths.front().empty()) return value;
  Value part;
  part.type = value.type;
  if (value.type == Type::kMap)
    for (const auto& [name, member] : value.members)
      if (auto kept = project_value(member, rests(paths, {name, {}}))) part.members.emplace(name, *kept);
  if (value.type == Type::kList)
    for (std::size_t i = 0; i < value.elements.size(); ++i)
      if (auto kept = project_value(value.elements[i], rests(paths, {"", i}))) part.elements.push_back(*kept);
  if (part.members.empty() && part.elements.empty()) return std::nullopt;
  return part;
}

}  // namespace

std::string type_name(Type type) {
  return std::string(kTypeNames[static_cast<std::size_t>(type)]);
}

bool is_set(Type type) {
  return type == Type::kStringSet || type == Type::kNumberSet || type == Type::kBinarySet;
}

Value Value::string(std::string text) {
  Value value;
  value.type = Type::kString;
  value.text = std::move(text);
  return value;
}

Value Value::of(Decimal number) {
  Value value;
  value.type = Type::kNumber;
  value.number = std::move(number);
  return value;
}

Value Value::binary(std::string bytes) {
  Value value;
  value.type = Type::kBinary;
  value.text = std::move(bytes);
  return value;
}

Value Value::boolean(bool truth) {
  Value value;
  value.type = Type::kBoolean;
  value.truth = truth;
  return value;
}

Value Value::list(std::vector<Value> elements) {
  Value value;
  value.type = Type::kList;
  value.elements = std::move(elements);
  return value;
}

Value Value::map(std::map<std::string, Value> members) {
  Value value;
  value.type = Type::kMap;
  value.members = std::move(members);
  return value;
}

Value Value::set(Type type, std::vector<Value> elements) {
  assert(is_set(type));
  std::sort(elements.begin(), elements.end(),
            [](const Value& left, const Value& right) { return order(left, right) < 0; });
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
  Value value;
  value.type = type;
  value.elements = std::move(elements);
  return value;
}

std::strong_ordering order(const Value& left, const Value& right) {
  assert(left.type == right.type);
  if (left.type == Type::kNumber) return left.number <=> right.number;
  // Bytes are compared as unsigned, whatever char is.
  const auto is_less = [](char one, char other) {
    return static_cast<unsigned char>(one) < static_cast<unsigned char>(other);
  };
  if (std::ranges::lexicographical_compare(left.text, right.text, is_less)) return std::strong_ordering::less;
  return left.text == right.text ? std::strong_ordering::equal : std::strong_ordering::greater;
}

std::size_t size_bytes(const Value& value) {
  std::size_t size = 0;
  switch (value.type) {
    case Type::kString:
    case Type::kBinary:
      return value.text.size();
    case Type::kNumber:
      return value.number.size_bytes();
    case Type::kBoolean:
    case Type::kNull:
      return 1;
    case Type::kList:
      size = 3;
      for (const Value& element : value.elements)
        size += 1 + size_bytes(element);
      return size;
    case Type::kMap:
      size = 3;
      for (const auto& [name, member] : value.members)
        size += 1 + name.size() + size_bytes(member);
      return size;
    default:
      for (const Value& element : value.elements)
        size += size_bytes(element);
      return size;
  }
}

std::size_t levels(const Value& value) {
  std::size_t below = 0;
  if (value.type == Type::kList)
    for (const Value& element : value.elements)
      below = std::max(below, levels(element));
  for (const auto& [name, member] : value.members)
    below = std::max(below, levels(member));
  return 1 + below;
}

std::size_t size_bytes(const Item& item) {
  std::size_t size = 0;
  for (const auto& [name, value] : item)
    size += name.size() + size_bytes(value);
  return size;
}

std::size_t levels(const Item& item) {
  std::size_t deepest = 0;
  for (const auto& [name, value] : item)
    deepest = std::max(deepest, levels(value));
  return deepest;
}

boost::json::value to_json(const Value& value) {
  boost::json::object json;
  boost::json::value& content = json[type_name(value.type)];
  const auto scalar = [](const Value& each) -> boost::json::string {
    if (each.type == Type::kString) return boost::json::string(each.text);
    if (each.type == Type::kNumber) return boost::json::string(each.number.text());
    return boost::json::string(base64_encode(each.text));
  };
  switch (value.type) {
    case Type::kString:
    case Type::kNumber:
    case Type::kBinary:
      content = scalar(value);
      break;
    case Type::kBoolean:
      content = value.truth;
      break;
    case Type::kNull:
      content = true;
      break;
    case Type::kList:
      for (boost::json::array& list = content.emplace_array(); const Value& element : value.elements)
        list.push_back(to_json(element));
      break;
    case Type::kMap:
      content = to_json(value.members);
      break;
    default:
      for (boost::json::array& set = content.emplace_array(); const Value& element : value.elements)
        set.push_back(scalar(element));
      break;
  }
  return json;
}

boost::json::object to_json(const Item& item) {
  boost::json::object json;
  for (const auto& [name, value] : item)
    json[name] = to_json(value);
  return json;
}

std::optional<Value> value_from_json(const boost::json::value& json) {
  if (!json.is_object() || json.get_object().size() != 1) return std::nullopt;
  const auto& [name, content] = *json.get_object().begin();
  const auto found = std::find(kTypeNames.begin(), kTypeNames.end(), std::string_view(name));
  if (found == kTypeNames.end()) return std::nullopt;
  const auto type = static_cast<Type>(found - kTypeNames.begin());
  if (type == Type::kBoolean && content.is_bool()) return Value::boolean(content.get_bool());
  if (type == Type::kNull && content.is_bool() && content.get_bool()) return Value();
  if (type == Type::kMap) {
    auto members = item_from_json(content);
    if (!members) return std::nullopt;
    return Value::map(*std::move(members));
  }
  if (type == Type::kList || is_set(type)) {
    auto elements = elements_from_json(type, content);
    if (!elements) return std::nullopt;
    if (type == Type::kList) return Value::list(*std::move(elements));
    const std::size_t count = elements->size();
    Value set = Value::set(type, *std::move(elements));
    if (set.elements.empty() || set.elements.size() != count) return std::nullopt;
    return set;
  }
  return scalar_from_json(type, content);
}

std::optional<Item> item_from_json(const boost::json::value& json) {
  if (!json.is_object()) return std::nullopt;
  Item item;
  for (const auto& [name, content] : json.get_object()) {
    auto value = value_from_json(content);
    if (!value || !item.emplace(std::string(name), *std::move(value)).second) return std::nullopt;
  }
  return item;
}

const Value* find(const Item& item, const Path& path) {
  const auto attribute = item.find(path.front().name);
  if (attribute == item.end()) return nullptr;
  const Value* value = &attribute->second;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const PathStep& step = path[i];
    if (step.index) {
      if (value->type != Type::kList || *step.index >= value->elements.size()) return nullptr;
      value = &value->elements[*step.index];
    } else {
      if (value->type != Type::kMap) return nullptr;
      const auto member = value->members.find(step.name);
      if (member == value->members.end()) return nullptr;
      value = &member->second;
    }
  }
  return value;
}

Item project(const Item& item, const std::vector<Path>& paths) {
  Item part;
  for (const auto& [name, value] : item)
    if (auto kept = project_value(value, rests(paths, {name, {}}))) part.emplace(name, *std::move(kept));
  return part;
}

}  // namespace ddb::reference
