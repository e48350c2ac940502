#include "emulator/operations/index_request.h"

#include <algorithm>

#include "emulator/model/limits.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"

namespace ddb::operations {

namespace messages = model::messages;
using model::ProjectionType;

namespace {

model::ServiceError invalid(std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
  return model::validation_error(messages::fill(sentence, values));
}

/// What CreateTable's local and global indexes have in common.
struct IndexView {
  const std::string& name;
  const KeyElements& key;
  const model::Projection& projection;
};

std::vector<IndexView> all_indexes(const model::CreateTableInput& input) {
  std::vector<IndexView> indexes;
  if (input.local_secondary_indexes)
    for (const model::LocalSecondaryIndex& index : *input.local_secondary_indexes)
      indexes.push_back({index.index_name, index.key_schema, index.projection});
  if (input.global_secondary_indexes)
    for (const model::GlobalSecondaryIndex& index : *input.global_secondary_indexes)
      indexes.push_back({index.index_name, index.key_schema, index.projection});
  return indexes;
}

ServiceResult<void> check_definitions_used(const model::CreateTableInput& input,
                                           const std::vector<IndexView>& indexes) {
  std::vector<std::string> used;
  const auto use = [&used](const KeyElements& key) {
    for (const model::KeySchemaElement& element : key)
      if (std::ranges::find(used, element.attribute_name) == used.end())
        used.push_back(element.attribute_name);
  };
  use(*input.key_schema);
  for (const IndexView& index : indexes)
    use(index.key);
  if (used.size() == input.attribute_definitions->size()) return {};
  std::string names;
  for (const std::string& name : used)
    names += (names.empty() ? "" : ", ") + name;
  return invalid(messages::kUnusedDefinitions, {joined_names(*input.attribute_definitions), names});
}

ServiceResult<void> check_local_index_key(const model::LocalSecondaryIndex& index,
                                          const KeyElements& table_key) {
  DDB_CHECK(check_simple_key(index.key_schema));
  if (!has_range(index.key_schema)) return invalid(messages::kLocalIndexNeedsRange, {index.index_name});
  const std::string& hash = index.key_schema.front().attribute_name;
  const std::string& table_hash = table_key.front().attribute_name;
  if (hash != table_hash)
    return invalid(messages::kLocalIndexOtherHash, {index.index_name, hash, table_hash});
  return {};
}

ServiceResult<void> check_name(std::set<std::string_view>& names, const std::string& name) {
  if (!names.insert(name).second) return invalid(messages::kDuplicateIndexName, {name});
  return {};
}

ServiceResult<void> check_index_counts(const model::CreateTableInput& input) {
  if (input.local_secondary_indexes && input.local_secondary_indexes->size() > model::kLocalIndexesMax)
    return invalid(messages::kTooManyLocalIndexes, {std::to_string(model::kLocalIndexesMax)});
  if (input.global_secondary_indexes && input.global_secondary_indexes->size() > model::kGlobalIndexesMax)
    return invalid(messages::kTooManyGlobalIndexes, {std::to_string(model::kGlobalIndexesMax)});
  return {};
}

ServiceResult<void> check_index_lists(const model::CreateTableInput& input) {
  if (input.local_secondary_indexes && input.local_secondary_indexes->empty())
    return invalid(messages::kEmptyIndexList, {"LocalSecondaryIndexes"});
  if (input.global_secondary_indexes && input.global_secondary_indexes->empty())
    return invalid(messages::kEmptyIndexList, {"GlobalSecondaryIndexes"});
  if (input.local_secondary_indexes && !has_range(*input.key_schema))
    return invalid(messages::kLocalIndexNeedsTableRange);
  return {};
}

}  // namespace

ServiceResult<void> check_projection(const model::Projection& projection) {
  if (!projection.projection_type) return invalid(messages::kUnknownProjectionType);
  const ProjectionType type = *projection.projection_type;
  if (type != ProjectionType::kInclude) {
    if (projection.non_key_attributes)
      return invalid(messages::kNonKeyAttributesGiven, {model::to_text(type)});
    return {};
  }
  if (!projection.non_key_attributes) return invalid(messages::kNonKeyAttributesMissing);
  std::set<std::string_view> names;
  for (const std::string& name : *projection.non_key_attributes)
    if (!names.insert(name).second) return invalid(messages::kDuplicateNonKeyAttribute, {name});
  return {};
}

ServiceResult<void> check_projected_attribute_count(const std::vector<engine::SecondaryIndex>& indexes) {
  std::size_t count = 0;
  for (const engine::SecondaryIndex& index : indexes)
    count += index.projection.non_key_attributes.size();
  if (count > model::kProjectedAttributesMax)
    return invalid(messages::kTooManyProjectedAttributes, {std::to_string(model::kProjectedAttributesMax)});
  return {};
}

ServiceResult<void> check_indexes(const model::CreateTableInput& input) {
  const std::vector<IndexView> indexes = all_indexes(input);
  DDB_CHECK(check_index_lists(input));
  for (const IndexView& index : indexes)
    DDB_CHECK(check_defined(index.key, *input.attribute_definitions));
  if (!indexes.empty()) DDB_CHECK(check_definitions_used(input, indexes));

  std::set<std::string_view> names;
  if (input.local_secondary_indexes)
    for (const model::LocalSecondaryIndex& index : *input.local_secondary_indexes) {
      DDB_CHECK(check_local_index_key(index, *input.key_schema));
      DDB_CHECK(check_projection(index.projection));
      DDB_CHECK(check_name(names, index.index_name));
    }
  if (input.global_secondary_indexes)
    for (const model::GlobalSecondaryIndex& index : *input.global_secondary_indexes) {
      DDB_CHECK(check_global_index_key(index.key_schema));
      DDB_CHECK(check_projection(index.projection));
      DDB_CHECK(check_name(names, index.index_name));
    }
  return check_index_counts(input);
}

engine::SecondaryIndex to_secondary_index(std::string index_name, engine::IndexScope scope,
                                          const KeyElements& key, const model::Projection& projection,
                                          const std::vector<engine::KeyAttribute>& definitions) {
  engine::SecondaryIndex index;
  index.name = std::move(index_name);
  index.scope = scope;
  index.key = to_key_schema(key, definitions);
  index.projection.type = *projection.projection_type;
  if (projection.non_key_attributes) index.projection.non_key_attributes = *projection.non_key_attributes;
  return index;
}

}  // namespace ddb::operations
