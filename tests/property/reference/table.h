#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/property/reference/condition.h"
#include "tests/property/reference/update.h"
#include "tests/property/reference/value.h"

namespace ddb::reference {

inline constexpr std::size_t kItemSizeBytesMax = 400 * 1024;

struct KeyAttribute {
  std::string name;
  Type type = Type::kString;
};

struct KeySchema {
  std::vector<KeyAttribute> hash;   ///< One; in a global index up to four.
  std::vector<KeyAttribute> range;  ///< None or one; in a global index up to four.

  std::vector<KeyAttribute> attributes() const;
  bool contains(const std::string& name) const;
};

struct Index {
  std::string name;
  bool is_global = true;
  KeySchema key;
  bool projects_all = true;
  std::vector<std::string> included;  ///< Unless it projects all: what it has beside the keys.
};

struct TableDefinition {
  std::string name;
  KeySchema key;
  std::vector<Index> indexes;
  std::string stream_view_type;        ///< Empty without a stream.
  std::string time_to_live_attribute;  ///< Empty without time to live.

  const Index* find_index(const std::string& name) const;
};

/// The values of some key attributes, compared from the first to the last.
struct Key {
  std::vector<Value> values;
  bool operator==(const Key&) const = default;
  friend bool operator<(const Key& left, const Key& right);
};

/// What a stream shows of one write.
struct StreamRecord {
  std::string event_name;  ///< INSERT, MODIFY or REMOVE.
  Item keys;
  std::optional<Item> old_image;
  std::optional<Item> new_image;
  std::size_t size_bytes = 0;
  bool is_by_time_to_live = false;
  long long created_seconds = 0;
  /// Records of one sweep, which may come in any order, have a number in common; 0 for all others.
  std::uint64_t sweep = 0;
  bool operator==(const StreamRecord&) const = default;
};

/// One write to one item.
struct Write {
  enum class Kind { kPut, kUpdate, kDelete, kConditionCheck };
  Kind kind = Kind::kPut;
  std::string table_name;
  Item item_or_key;
  std::optional<Condition> condition;
  std::optional<Update> update;
};

/// What a write did: `failures`, or the item before and after it. An item that is missing has no attributes.
struct Written {
  Failures failures;
  Item old_item;
  Item new_item;
};

/// Why the expressions of the write would be refused whatever the table is.
Failures check_expressions(const Write& write);

/// A table with its items and its stream.
class Table {
 public:
  explicit Table(TableDefinition definition) : definition_(std::move(definition)) {}

  const TableDefinition& definition() const { return definition_; }
  const std::map<Key, Item>& items() const { return items_; }
  const std::vector<StreamRecord>& records() const { return records_; }
  Item key_of(const Item& item) const;
  /// The item of that key, or one without attributes.
  Item get(const Item& key) const;

  /// Why these paths can't be read: one leads into an attribute of a key.
  Failures check_paths(const std::vector<Path>& paths) const;
  /// What the write would do; nothing is changed.
  Written judge(const Write& write) const;
  /// Does it, at a time in seconds since 1970.
  Written write(const Write& write, long long now_seconds);
  /// Deletes what has expired. `sweep` is not 0.
  void expire(long long now_seconds, std::uint64_t sweep);

  /// The item as an index has it, if it has it.
  std::optional<Item> entry(const Index& index, const Item& item) const;
  /// The items as an index has them, or as they are (`index` null); ordered by the index's range attributes,
  /// then by the table's key; of all partitions.
  std::vector<Item> entries(const Index* index) const;
  /// What they are ordered by.
  Key place(const Index* index, const Item& entry) const;

  void create_index(const Index& index) { definition_.indexes.push_back(index); }
  void delete_index(const std::string& name);
  /// Turns the stream on, as a new one, or off with an empty text.
  void set_stream(const std::string& view_type);
  void set_time_to_live(const std::string& attribute) { definition_.time_to_live_attribute = attribute; }
  void forget_records_before(long long created_seconds);

 private:
  Key key_values(const Item& item) const;
  Failures check_attributes(const Write& write) const;
  Failures check_index_keys(const Item& item) const;
  Failures check_updated_index_keys(const Item& item) const;
  Failures check_update(const Update& update) const;
  /// The attributes of indexes' keys that are none of the table's key.
  std::vector<KeyAttribute> index_attributes() const;
  Written updated(const Write& write, const Item& old_item) const;
  void record(const Item& old_item, const Item& new_item, long long now_seconds, std::uint64_t sweep);

  TableDefinition definition_;
  std::map<Key, Item> items_;
  std::vector<StreamRecord> records_;
};

/// The values of the key's attributes, if the item has all of them in the right types.
std::optional<Key> key_of(const std::vector<KeyAttribute>& attributes, const Item& item);

}  // namespace ddb::reference
