#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/engine/table.h"
#include "shared/value/value.h"

/// The bytes under which items and index entries are stored: in the order that Query and Scan walk them.
///
/// A key is the hash of the partition key (4 bytes), then one component for each key attribute. An index
/// entry's key goes on with the components of the item's own primary key, which make it unique. No component
/// is a prefix of another one, and comparing components bytewise compares the values, so that every key
/// condition is one range.
namespace ddb::engine {

/// Appends one key attribute value: a String or Binary as its bytes with 0x00 written 0x00 0xFF and 0x00 0x01
/// at the end; a Number in its order-preserving form.
void append_component(std::string& out, value::ValueView key_value);

/// Appends a String or Binary component without its end: what every component with this prefix begins with.
void append_component_prefix(std::string& out, value::ValueView key_value);

/// What stands between the hash and the end of a stored key, component by component.
class ComponentReader {
 public:
  explicit ComponentReader(std::string_view stored_key);

  /// The next component's value, as `ValueView::bytes` gives it, if it is one of an attribute of `type`.
  /// Valid as long as the stored key, and until `unescaped`, which is written when the value is not in the
  /// key as it is, is changed.
  std::optional<std::string_view> take(value::Type type, std::string& unescaped);

 private:
  std::optional<std::string_view> take_escaped(std::string& unescaped);

  std::string_view left_;
};

/// Appends the 4-byte hash of the components in `hash_components` (one or more, one after the other). The
/// hash is part of the file format: it decides the order of Scan and the bounds of parallel segments.
void append_partition_hash(std::string& out, std::string_view hash_components);

/// The values of a table's key attributes in an item or a key, seen in it; absent where there is none of the
/// right type.
struct KeyValues {
  std::optional<value::ValueView> hash;
  std::optional<value::ValueView> range;  ///< Absent, too, where the table has no sort key.
};

KeyValues find_key_values(const Table& table, value::ItemView item_or_key);

/// The key of the item in its table. `item` has every key attribute, with the right type.
std::string item_key(const Table& table, value::ItemView item);

/// Appends the same for any item, unless it lacks a key attribute, or has one of another type: then false.
bool append_item_key(std::string& out, const Table& table, const KeyValues& values);

/// The primary key attributes of `item`, as an item of their own.
value::Item primary_key(const Table& table, value::ItemView item);

/// The smallest text above every text that begins with `prefix`; empty when there is none.
std::string prefix_successor(std::string_view prefix);

/// The first partition hash of `segment` when the hashes are cut into `total_segments` ranges of equal width,
/// as the 4 bytes that a key begins with. `segment == total_segments` gives the empty text: no upper bound.
std::string segment_bound(std::int64_t segment, std::int64_t total_segments);

}  // namespace ddb::engine
