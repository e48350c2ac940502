#include "shared/value/attribute_names.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <exception>
#include <string>

#include "shared/value/json.h"
#include "shared/value/name_prefix.h"

namespace ddb::value {

std::size_t AttributeNames::first_slot(std::string_view name, std::uint64_t prefix) {
  // Of a longer name its end counts too: names of a kind often begin alike.
  const std::uint64_t end =
      name.size() <= sizeof prefix ? name.size() : name_prefix(name.substr(name.size() - sizeof prefix));
  const std::uint64_t hash = (prefix ^ end * 0x9E37'79B9'7F4A'7C15U) * 0xD6E8'FEB8'6659'FD93U;
  return static_cast<std::size_t>(hash >> (64U - kSlotBits));
}

AttributeNames::Place AttributeNames::find(std::string_view name, std::uint64_t prefix) const {
  for (std::size_t place = first_slot(name, prefix);; ++place) {
    std::atomic<std::uint8_t>& slot = (*slots_)[place % slots_->size()];
    const std::size_t taken = slot.load(std::memory_order_acquire);
    if (taken == 0) return {slot, kNone};
    if (names_[taken - 1].is(name, prefix)) return {slot, taken - 1};
  }
}

std::size_t AttributeNames::number_of(std::string_view name) const {
  return may_have_number(name) && count() != 0 ? find(name, name_prefix(name)).number : kNone;
}

void AttributeNames::append(std::string_view name) {
  assert(may_have_number(name) && !is_full() && number_of(name) == kNone);
  const std::size_t number = count();
  std::string json;
  append_json_string(json, name);
  json += ':';
  if (!slots_) slots_ = std::make_unique<Slots>();
  if (!names_) names_ = std::make_unique_for_overwrite<Name[]>(kNamesMax);

  Name& own = names_[number];
  own.prefix_ = name_prefix(name);
  own.size_ = static_cast<std::uint8_t>(name.size());
  own.text_.fill('\0');
  std::ranges::copy(name, own.text_.begin());
  own.json_size_ = 0;
  own.json_.fill('\0');
  if (json.size() <= own.json_.size()) {
    own.json_size_ = static_cast<std::uint8_t>(json.size());
    std::ranges::copy(json, own.json_.begin());
  }
  count_.store(number + 1, std::memory_order_release);
  find(name, own.prefix_).slot.store(static_cast<std::uint8_t>(number + 1), std::memory_order_release);
}

void AttributeNames::throw_unknown() const {
  throw_unknown_();
  std::terminate();
}

}  // namespace ddb::value
