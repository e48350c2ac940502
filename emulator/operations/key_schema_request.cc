#include "emulator/operations/key_schema_request.h"

#include <algorithm>
#include <set>

#include "emulator/model/limits.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"

namespace ddb::operations {

namespace messages = model::messages;
using model::KeyType;

namespace {

model::ServiceError invalid(std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
  return model::validation_error(messages::fill(sentence, values));
}

template <class Elements, class Name>
std::string joined(const Elements& elements, Name&& name_of) {
  std::string result;
  for (const auto& element : elements) {
    if (!result.empty()) result += ", ";
    result += name_of(element);
  }
  return result;
}

bool is_defined(std::string_view name, const AttributeDefinitions& definitions) {
  return std::ranges::any_of(definitions, [&](const model::AttributeDefinition& definition) {
    return definition.attribute_name == name;
  });
}

bool has_duplicate_name(const KeyElements& key) {
  std::set<std::string_view> names;
  return !std::ranges::all_of(key, [&](const model::KeySchemaElement& element) {
    return names.insert(element.attribute_name).second;
  });
}

}  // namespace

std::string joined_names(const KeyElements& key) {
  return joined(key, [](const model::KeySchemaElement& element) { return element.attribute_name; });
}

std::string joined_names(const AttributeDefinitions& definitions) {
  return joined(definitions,
                [](const model::AttributeDefinition& definition) { return definition.attribute_name; });
}

ServiceResult<void> check_no_duplicate_definition(const AttributeDefinitions& definitions) {
  std::set<std::string_view> names;
  for (const model::AttributeDefinition& definition : definitions)
    if (!names.insert(definition.attribute_name).second)
      return invalid(messages::kDuplicateDefinition, {definition.attribute_name});
  return {};
}

ServiceResult<void> check_defined(const KeyElements& key, const AttributeDefinitions& definitions) {
  const bool all_defined = std::ranges::all_of(key, [&](const model::KeySchemaElement& element) {
    return is_defined(element.attribute_name, definitions);
  });
  if (all_defined) return {};
  return invalid(messages::kKeyNotInDefinitions, {joined_names(key), joined_names(definitions)});
}

ServiceResult<void> check_simple_key(const KeyElements& key) {
  if (has_duplicate_name(key)) return invalid(messages::kSameHashAndRange);
  if (key.front().key_type != KeyType::kHash) return invalid(messages::kFirstKeyNotHash);
  if (key.size() > 1 && key[1].key_type != KeyType::kRange) return invalid(messages::kSecondKeyNotRange);
  return {};
}

ServiceResult<void> check_global_index_key(const KeyElements& key) {
  if (has_duplicate_name(key))
    return invalid(key.size() == 2 ? messages::kSameHashAndRange : messages::kDuplicateKeyAttribute);
  if (key.front().key_type != KeyType::kHash) return invalid(messages::kFirstKeyNotHash);
  const auto is_range = [](const model::KeySchemaElement& element) {
    return element.key_type == KeyType::kRange;
  };
  if (!std::ranges::is_partitioned(key, std::not_fn(is_range))) return invalid(messages::kHashAfterRange);
  const auto range_count = static_cast<std::size_t>(std::ranges::count_if(key, is_range));
  if (key.size() - range_count > model::kGlobalIndexKeyAttributesMax)
    return invalid(messages::kTooManyKeyAttributes, {"HASH"});
  if (range_count > model::kGlobalIndexKeyAttributesMax)
    return invalid(messages::kTooManyKeyAttributes, {"RANGE"});
  return {};
}

bool has_range(const KeyElements& key) {
  return std::ranges::any_of(
      key, [](const model::KeySchemaElement& element) { return element.key_type == KeyType::kRange; });
}

engine::KeyAttribute to_key_attribute(const model::AttributeDefinition& definition) {
  switch (definition.attribute_type) {
    case model::ScalarAttributeType::kN:
      return {definition.attribute_name, value::Type::kNumber};
    case model::ScalarAttributeType::kB:
      return {definition.attribute_name, value::Type::kBinary};
    case model::ScalarAttributeType::kS:
      break;
  }
  return {definition.attribute_name, value::Type::kString};
}

engine::KeySchema to_key_schema(const KeyElements& key,
                                const std::vector<engine::KeyAttribute>& definitions) {
  engine::KeySchema schema;
  for (const model::KeySchemaElement& element : key) {
    const auto definition =
        std::ranges::find(definitions, element.attribute_name, &engine::KeyAttribute::name);
    (element.key_type == KeyType::kHash ? schema.hash : schema.range).push_back(*definition);
  }
  return schema;
}

}  // namespace ddb::operations
