#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/key_codec.h"
#include "emulator/engine/table.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// The bytes that tell an item from every other item of every table; empty when its key attributes do not fit
/// the table.
std::string item_name(const Table& table, value::ItemView item_or_key);

/// The names of several items, in one piece of memory, where they stay when this is moved.
class ItemNames {
 public:
  explicit ItemNames(std::size_t count_expected = 0);

  void add(const Table& table, const KeyValues& key_values);
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;  // where each name ends
};

/// The key under which the item of a name that is not empty is stored (key_codec.h), seen in the name.
std::string_view stored_key(std::string_view item_name);

}  // namespace ddb::engine
