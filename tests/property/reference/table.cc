#include "tests/property/reference/table.h"

#include <algorithm>
#include <utility>

namespace ddb::reference {
namespace {

constexpr std::size_t kLevelsMax = 32;
constexpr long long kExpiryAgeSecondsMax = 5LL * 365 * 24 * 60 * 60;

constexpr const char* kKeyUpdated =
    "ValidationException: One or more parameter values were invalid: Cannot update attribute ";
constexpr const char* kIndexKeyType =
    "ValidationException: One or more parameter values were invalid: Type mismatch for Index Key ";
constexpr const char* kIndexKeyEmpty =
    "ValidationException: One or more parameter values are not valid. A value specified for a secondary "
    "index key is not supported.";
constexpr const char* kUpdatedIndexKeyType =
    "ValidationException: The update expression attempted to update the secondary index key to unsupported "
    "type";
constexpr const char* kUpdatedIndexKeyEmpty =
    "ValidationException: One or more parameter values are not valid. The update expression attempted to "
    "update a "
    "secondary index key to a value that is not supported.";
constexpr const char* kPathIntoKey = "ValidationException: Key attributes must be scalars; ";
constexpr const char* kPutTooLarge = "ValidationException: Item size has exceeded the maximum allowed size";
constexpr const char* kTooLarge =
    "ValidationException: Item size to update has exceeded the maximum allowed size";
constexpr const char* kTooDeep = "ValidationException: Nesting Levels have exceeded supported limits";

std::vector<Path> paths_of(const std::vector<std::string>& names) {
  std::vector<Path> paths;
  for (const std::string& name : names)
    paths.push_back({{name, {}}});
  return paths;
}

/// The second at which the item expires; nothing when it never does.
std::optional<long long> expiry_second(const TableDefinition& table, const Item& item) {
  const auto found = item.find(table.time_to_live_attribute);
  if (found == item.end() || found->second.type != Type::kNumber || !found->second.number.is_positive())
    return std::nullopt;
  const auto second = found->second.number.whole();
  if (second == 0) return std::nullopt;
  return second;
}

}  // namespace

std::vector<KeyAttribute> KeySchema::attributes() const {
  std::vector<KeyAttribute> all = hash;
  all.insert(all.end(), range.begin(), range.end());
  return all;
}

bool KeySchema::contains(const std::string& name) const {
  const std::vector<KeyAttribute> all = attributes();
  return std::any_of(all.begin(), all.end(), [&](const KeyAttribute& each) { return each.name == name; });
}

const Index* TableDefinition::find_index(const std::string& index_name) const {
  for (const Index& index : indexes)
    if (index.name == index_name) return &index;
  return nullptr;
}

bool operator<(const Key& left, const Key& right) {
  return std::lexicographical_compare(
      left.values.begin(), left.values.end(), right.values.begin(), right.values.end(),
      [](const Value& one, const Value& other) { return order(one, other) < 0; });
}

std::optional<Key> key_of(const std::vector<KeyAttribute>& attributes, const Item& item) {
  Key key;
  for (const KeyAttribute& attribute : attributes) {
    const auto found = item.find(attribute.name);
    if (found == item.end() || found->second.type != attribute.type) return std::nullopt;
    key.values.push_back(found->second);
  }
  return key;
}

Key Table::key_values(const Item& item) const {
  return reference::key_of(definition_.key.attributes(), item).value();
}

Item Table::key_of(const Item& item) const {
  Item key;
  for (const KeyAttribute& attribute : definition_.key.attributes())
    key.emplace(attribute.name, item.at(attribute.name));
  return key;
}

Item Table::get(const Item& key) const {
  const auto found = items_.find(key_values(key));
  return found == items_.end() ? Item() : found->second;
}

std::vector<KeyAttribute> Table::index_attributes() const {
  std::vector<KeyAttribute> attributes;
  for (const Index& index : definition_.indexes)
    for (const KeyAttribute& attribute : index.key.attributes())
      if (!definition_.key.contains(attribute.name)) attributes.push_back(attribute);
  return attributes;
}

Failures Table::check_index_keys(const Item& item) const {
  Failures failures;
  for (const KeyAttribute& attribute : index_attributes()) {
    const auto found = item.find(attribute.name);
    if (found == item.end()) continue;
    if (found->second.type != attribute.type)
      failures.insert(kIndexKeyType);
    else if (attribute.type != Type::kNumber && found->second.text.empty())
      failures.insert(kIndexKeyEmpty);
  }
  return failures;
}

Failures Table::check_updated_index_keys(const Item& item) const {
  Failures failures;
  for (const std::string& failure : check_index_keys(item))
    failures.insert(failure == kIndexKeyType ? kUpdatedIndexKeyType : kUpdatedIndexKeyEmpty);
  return failures;
}

Failures Table::check_paths(const std::vector<Path>& paths) const {
  std::vector<KeyAttribute> keys = index_attributes();
  for (const KeyAttribute& attribute : definition_.key.attributes())
    keys.push_back(attribute);
  for (const Path& path : paths)
    for (const KeyAttribute& key : keys)
      if (path.size() > 1 && path.front().name == key.name) return {kPathIntoKey};
  return {};
}

/// What is refused of an update before the item is read.
Failures Table::check_update(const Update& update) const {
  Failures failures = check_paths(targets(update));
  failures.merge(check_paths(sources(update)));
  for (const UpdateAction& action : update) {
    const std::string& name = action.target.front().name;
    if (definition_.key.contains(name)) failures.insert(kKeyUpdated);
    const std::optional<Type> type = known_type(action);
    for (const KeyAttribute& attribute : index_attributes())
      if (attribute.name == name && action.target.size() == 1 && type && type != attribute.type)
        failures.insert(kIndexKeyType);
  }
  return failures;
}

Failures check_expressions(const Write& write) {
  Failures failures;
  if (write.condition) failures.merge(check(*write.condition));
  if (write.update) failures.merge(check(*write.update));
  return failures;
}

/// What a table refuses before it looks at the stored item.
Failures Table::check_attributes(const Write& write) const {
  Failures failures;
  if (write.kind == Write::Kind::kPut) {
    failures = check_index_keys(write.item_or_key);
    if (size_bytes(write.item_or_key) > kItemSizeBytesMax) failures.insert(kPutTooLarge);
  }
  if (write.update) failures = check_update(*write.update);
  return failures;
}

Written Table::updated(const Write& write, const Item& old_item) const {
  const bool exists = !old_item.empty();
  if (!exists && write.update && !makes_item(*write.update)) return {{}, old_item, {}};
  if (!write.update) return {{}, old_item, exists ? old_item : write.item_or_key};
  Updated updated = apply(*write.update, exists ? old_item : write.item_or_key, exists);
  if (updated.failures.empty()) {
    if (size_bytes(updated.item) > kItemSizeBytesMax) updated.failures.insert(kTooLarge);
    if (levels(updated.item) > kLevelsMax) updated.failures.insert(kTooDeep);
    updated.failures.merge(check_updated_index_keys(updated.item));
  }
  return {updated.failures, old_item, updated.item};
}

Written Table::judge(const Write& write) const {
  if (Failures failures = check_expressions(write); !failures.empty()) return {failures, {}, {}};
  if (Failures failures = check_attributes(write); !failures.empty()) return {failures, {}, {}};
  const Item old_item = get(key_of(write.item_or_key));
  if (write.condition && !holds(*write.condition, old_item)) return {{kConditionFailed}, old_item, {}};
  switch (write.kind) {
    case Write::Kind::kPut:
      return {{}, old_item, write.item_or_key};
    case Write::Kind::kUpdate:
      return updated(write, old_item);
    case Write::Kind::kConditionCheck:
      return {{}, old_item, old_item};
    case Write::Kind::kDelete:
      break;
  }
  return {{}, old_item, {}};
}

Written Table::write(const Write& write, long long now_seconds) {
  Written written = judge(write);
  if (!written.failures.empty() || written.old_item == written.new_item) return written;
  if (written.new_item.empty())
    items_.erase(key_values(write.item_or_key));
  else
    items_[key_values(write.item_or_key)] = written.new_item;
  record(written.old_item, written.new_item, now_seconds, 0);
  return written;
}

void Table::record(const Item& old_item, const Item& new_item, long long now_seconds, std::uint64_t sweep) {
  const std::string& view = definition_.stream_view_type;
  if (view.empty()) return;
  StreamRecord record;
  record.event_name = old_item.empty() ? "INSERT" : new_item.empty() ? "REMOVE" : "MODIFY";
  record.keys = key_of(old_item.empty() ? new_item : old_item);
  record.size_bytes = size_bytes(record.keys);
  if (!old_item.empty() && (view == "OLD_IMAGE" || view == "NEW_AND_OLD_IMAGES")) {
    record.old_image = old_item;
    record.size_bytes += size_bytes(old_item);
  }
  if (!new_item.empty() && (view == "NEW_IMAGE" || view == "NEW_AND_OLD_IMAGES")) {
    record.new_image = new_item;
    record.size_bytes += size_bytes(new_item);
  }
  record.created_seconds = now_seconds;
  record.is_by_time_to_live = sweep != 0;
  record.sweep = sweep;
  records_.push_back(std::move(record));
}

void Table::expire(long long now_seconds, std::uint64_t sweep) {
  if (definition_.time_to_live_attribute.empty()) return;
  for (auto each = items_.begin(); each != items_.end();) {
    const auto second = expiry_second(definition_, each->second);
    if (second && *second <= now_seconds && *second >= now_seconds - kExpiryAgeSecondsMax) {
      record(each->second, {}, now_seconds, sweep);
      each = items_.erase(each);
    } else {
      ++each;
    }
  }
}

/// An index has the items that have all its key attributes, in the right types and not empty. (An item can
/// have others where the index is younger than the item.)
std::optional<Item> Table::entry(const Index& index, const Item& item) const {
  const std::optional<Key> key = reference::key_of(index.key.attributes(), item);
  if (!key) return std::nullopt;
  for (const Value& value : key->values)
    if (value.type != Type::kNumber && value.text.empty()) return std::nullopt;
  if (index.projects_all) return item;
  std::vector<std::string> names = index.included;
  for (const KeyAttribute& attribute : definition_.key.attributes())
    names.push_back(attribute.name);
  for (const KeyAttribute& attribute : index.key.attributes())
    names.push_back(attribute.name);
  return project(item, paths_of(names));
}

Key Table::place(const Index* index, const Item& entry) const {
  Key place;
  if (index) place = reference::key_of(index->key.range, entry).value();
  const Key key = key_values(entry);
  place.values.insert(place.values.end(), key.values.begin(), key.values.end());
  return place;
}

std::vector<Item> Table::entries(const Index* index) const {
  std::vector<std::pair<Key, Item>> sorted;
  for (const auto& [key, item] : items_) {
    if (!index)
      sorted.emplace_back(key, item);
    else if (auto of_index = entry(*index, item))
      sorted.emplace_back(place(index, item), *std::move(of_index));
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<Item> entries;
  for (auto& [key, item] : sorted)
    entries.push_back(std::move(item));
  return entries;
}

void Table::delete_index(const std::string& name) {
  std::erase_if(definition_.indexes, [&](const Index& index) { return index.name == name; });
}

void Table::set_stream(const std::string& view_type) {
  definition_.stream_view_type = view_type;
  records_.clear();
}

void Table::forget_records_before(long long created_seconds) {
  std::erase_if(records_,
                [&](const StreamRecord& record) { return record.created_seconds < created_seconds; });
}

}  // namespace ddb::reference
