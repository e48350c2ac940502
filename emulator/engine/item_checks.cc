#include "emulator/engine/item_checks.h"

#include <string>

#include "emulator/model/item_messages.h"
#include "emulator/model/limits.h"

namespace ddb::engine {
namespace {

using model::ServiceError;
using model::ServiceResult;
using model::validation_error;
namespace messages = model::messages;

enum class KeyPart { kHash, kRange };

std::size_t key_size_bytes_max(KeyPart part) {
  return part == KeyPart::kHash ? model::kPartitionKeyBytesMax : model::kSortKeyBytesMax;
}

ServiceError too_long(KeyPart part) {
  return validation_error(
      std::string(part == KeyPart::kHash ? messages::kHashKeyTooLong : messages::kRangeKeyTooLong));
}

std::string_view empty_kind(value::Type type) {
  return type == value::Type::kBinary ? "binary" : "string";
}

bool is_empty_text(value::ValueView key_value) {
  return key_value.type() != value::Type::kNumber && key_value.bytes().empty();
}

bool is_too_long(value::ValueView key_value, KeyPart part) {
  return key_value.type() != value::Type::kNumber && key_value.bytes().size() > key_size_bytes_max(part);
}

/// The rules for a key attribute's value, once its type is right.
ServiceResult<void> check_key_value(const KeyAttribute& attribute, value::ValueView key_value, KeyPart part) {
  if (is_empty_text(key_value)) return empty_key_value(attribute);
  if (is_too_long(key_value, part)) return too_long(part);
  return {};
}

/// Calls `check(attribute, part)` for each key attribute until one fails.
template <class Check>
ServiceResult<void> for_each_key(const KeySchema& key, Check&& check) {
  for (const KeyAttribute& attribute : key.hash)
    DDB_CHECK(check(attribute, KeyPart::kHash));
  for (const KeyAttribute& attribute : key.range)
    DDB_CHECK(check(attribute, KeyPart::kRange));
  return {};
}

/// Names the first index in the alphabet that has the attribute in its key. Source: ExtendDB's pull request
/// 184, which observed it of the service.
ServiceError type_mismatch(const Table& table, const KeyAttribute& attribute, value::Type actual) {
  std::string_view index_name;
  for (const SecondaryIndex& index : table.indexes)
    if (index.key.contains(attribute.name) && (index_name.empty() || index.name < index_name))
      index_name = index.name;
  return validation_error(messages::fill(
      messages::kIndexKeyTypeMismatch,
      {attribute.name, value::type_name(attribute.type), value::type_name(actual), index_name}));
}

ServiceResult<void> check_index_key(const Table& table, const SecondaryIndex& index,
                                    const KeyAttribute& attribute, KeyPart part, value::ItemView item) {
  const auto found = item.find(attribute.name);
  if (!found) return {};
  if (found->type() != attribute.type) return type_mismatch(table, attribute, found->type());
  if (is_empty_text(*found))
    return validation_error(messages::fill(messages::kEmptyIndexKeyValue,
                                           {empty_kind(attribute.type), index.name, attribute.name}));
  if (is_too_long(*found, part)) return too_long(part);
  return {};
}

/// Calls `check(index, attribute, part)` for each index key attribute that is none of the table's key, until
/// one fails.
template <class Check>
ServiceResult<void> for_each_index_key(const Table& table, Check&& check) {
  for (const SecondaryIndex& index : table.indexes)
    DDB_CHECK(
        for_each_key(index.key, [&](const KeyAttribute& attribute, KeyPart part) -> ServiceResult<void> {
          if (table.key.contains(attribute.name)) return {};
          return check(index, attribute, part);
        }));
  return {};
}

ServiceResult<void> check_index_keys(const Table& table, value::ItemView item) {
  return for_each_index_key(table,
                            [&](const SecondaryIndex& index, const KeyAttribute& attribute, KeyPart part) {
                              return check_index_key(table, index, attribute, part, item);
                            });
}

ServiceError path_into_key(std::string_view kind, const KeyAttribute& attribute) {
  return validation_error(messages::fill(messages::kPathIntoKey, {kind, attribute.name}));
}

template <class Program>
ServiceResult<void> check_paths_of(const Table& table, const Program& program) {
  DDB_CHECK(for_each_key(table.key, [&](const KeyAttribute& attribute, KeyPart) -> ServiceResult<void> {
    if (program.leads_into(attribute.name)) return path_into_key("Key", attribute);
    return {};
  }));
  return for_each_index_key(
      table, [&](const SecondaryIndex&, const KeyAttribute& attribute, KeyPart) -> ServiceResult<void> {
        if (program.leads_into(attribute.name)) return path_into_key("IndexKey", attribute);
        return {};
      });
}

}  // namespace

ServiceResult<void> check_updated_index_keys(const Table& table, value::ItemView item) {
  return for_each_index_key(
      table, [&](const SecondaryIndex&, const KeyAttribute& attribute, KeyPart part) -> ServiceResult<void> {
        const auto found = item.find(attribute.name);
        if (!found) return {};
        if (found->type() != attribute.type)
          return validation_error(std::string(messages::kUpdatedIndexKeyType));
        if (is_empty_text(*found))
          return validation_error(
              messages::fill(messages::kUpdatedIndexKeyEmpty, {empty_kind(attribute.type)}));
        if (is_too_long(*found, part))
          return validation_error(std::string(messages::kUpdatedIndexKeyTooLong));
        return {};
      });
}

ServiceResult<void> check_update(const Table& table, const expression::Update& update) {
  for (const std::string_view name : update.attribute_names())
    if (table.key.contains(name)) return validation_error(messages::fill(messages::kCannotUpdateKey, {name}));
  DDB_CHECK(for_each_index_key(
      table, [&](const SecondaryIndex&, const KeyAttribute& attribute, KeyPart) -> ServiceResult<void> {
        const auto type = update.known_type(attribute.name);
        if (!type || *type == attribute.type) return {};
        return type_mismatch(table, attribute, *type);
      }));
  return check_paths_of(table, update);
}

ServiceResult<void> check_paths(const Table& table, const expression::Projection& projection) {
  return check_paths_of(table, projection);
}

ServiceResult<void> check_paths(const Table& table, const expression::Condition& filter) {
  return check_paths_of(table, filter);
}

ServiceResult<void> check_item(const Table& table, value::ItemView item) {
  DDB_CHECK(for_each_key(table.key, [&](const KeyAttribute& attribute, KeyPart part) -> ServiceResult<void> {
    const auto found = item.find(attribute.name);
    if (!found) return validation_error(messages::fill(messages::kMissingKey, {attribute.name}));
    if (found->type() != attribute.type)
      return validation_error(messages::fill(
          messages::kKeyTypeMismatch,
          {attribute.name, value::type_name(attribute.type), value::type_name(found->type())}));
    return check_key_value(attribute, *found, part);
  }));
  return check_item_but_key(table, item);
}

ServiceResult<void> check_item_but_key(const Table& table, value::ItemView item) {
  DDB_CHECK(check_index_keys(table, item));
  return check_item_size(item);
}

ServiceError empty_key_value(const KeyAttribute& attribute) {
  return validation_error(
      messages::fill(messages::kEmptyKeyValue, {empty_kind(attribute.type), attribute.name}));
}

ServiceResult<void> check_item_size(value::ItemView item) {
  if (item.size_bytes() > model::kItemSizeBytesMax)
    return validation_error(std::string(messages::kItemTooLarge));
  return {};
}

ServiceResult<void> check_key(const Table& table, value::ItemView key) {
  if (key.attributes().count() != table.key.hash.size() + table.key.range.size())
    return validation_error(std::string(messages::kKeyDoesNotMatchSchema));
  for (const KeyAttribute& attribute : table.key.hash)
    if (const auto found = key.find(attribute.name); !found || found->type() != attribute.type)
      return validation_error(std::string(messages::kKeyDoesNotMatchSchema));
  for (const KeyAttribute& attribute : table.key.range)
    if (const auto found = key.find(attribute.name); !found || found->type() != attribute.type)
      return validation_error(std::string(messages::kKeyDoesNotMatchSchema));
  return check_key_values(table, key);
}

ServiceResult<void> check_key_values(const Table& table, value::ItemView item_or_key) {
  return for_each_key(table.key, [&](const KeyAttribute& attribute, KeyPart part) {
    return check_key_value(attribute, *item_or_key.find(attribute.name), part);
  });
}

}  // namespace ddb::engine
