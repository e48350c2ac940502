#include "emulator/expression/bindings.h"

#include <algorithm>

#include "emulator/expression/failure.h"

namespace ddb::expression {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_placeholder(std::string_view key, char first) {
  return key.size() > 1 && key.front() == first && std::ranges::all_of(key.substr(1), is_word);
}

/// "{:a, :b}", of those not used; empty when all were.
template <class Entries>
std::string unused(const Entries& entries) {
  std::string keys;
  for (const auto& entry : entries) {
    if (entry.used) continue;
    keys += keys.empty() ? "{" : ", ";
    keys += entry.placeholder;
  }
  if (!keys.empty()) keys += '}';
  return keys;
}

/// The entry of `placeholder` in `entries`, which are sorted; null when there is none.
template <class Entry>
Entry* find_placeholder(std::vector<Entry>& entries, std::string_view placeholder) {
  const auto found = std::ranges::lower_bound(entries, placeholder, {}, &Entry::placeholder);
  return found != entries.end() && found->placeholder == placeholder ? &*found : nullptr;
}

}  // namespace

model::ServiceResult<Bindings> Bindings::create(const AttributeNames* names,
                                                std::optional<value::ItemView> values) {
  Bindings bindings;
  if (names != nullptr) {
    DDB_CHECK(check_names(*names));
    bindings.names_.reserve(names->size());
    for (const auto& [placeholder, name] : *names)
      bindings.names_.push_back({placeholder, name});
    std::ranges::sort(bindings.names_, {}, &Name::placeholder);
  }
  if (values) {
    const value::MapView attributes = values->attributes();
    if (attributes.empty()) return failure(messages::kValuesEmpty);
    bindings.values_.reserve(attributes.count());
    for (const value::Entry& entry : attributes) {
      if (!is_placeholder(entry.name, ':')) return failure(messages::kValuesInvalidKey, {entry.name});
      bindings.values_.push_back({entry.name, entry.value});
    }
  }
  return bindings;
}

model::ServiceResult<void> Bindings::check_names(const AttributeNames& names) {
  if (names.empty()) return failure(messages::kNamesEmpty);
  for (const auto& [placeholder, name] : names)
    if (!is_placeholder(placeholder, '#')) return failure(messages::kNamesInvalidKey, {placeholder});
  return {};
}

model::ServiceResult<void> Bindings::check_value_keys(std::span<const std::string_view> keys) {
  if (keys.empty()) return failure(messages::kValuesEmpty);
  for (const std::string_view key : keys)
    if (!is_placeholder(key, ':')) return failure(messages::kValuesInvalidKey, {key});
  return {};
}

model::ServiceResult<void> Bindings::check_absent(const AttributeNames* names,
                                                  const std::optional<value::ItemView>& values,
                                                  std::string_view missing) {
  if (names != nullptr) return failure(messages::kNamesWithoutExpression);
  if (!values) return {};
  if (missing.empty()) return failure(messages::kValuesWithoutExpression);
  return failure(messages::kValuesWithoutTheseExpressions, {missing});
}

std::optional<std::string_view> Bindings::use_name(std::string_view placeholder) {
  Name* found = find_placeholder(names_, placeholder);
  if (found == nullptr) return std::nullopt;
  found->used = true;
  return found->name;
}

std::optional<value::ValueView> Bindings::use_value(std::string_view placeholder) {
  Value* found = find_placeholder(values_, placeholder);
  if (found == nullptr) return std::nullopt;
  found->used = true;
  return found->value;
}

model::ServiceResult<void> Bindings::check_all_used() const {
  if (const std::string keys = unused(names_); !keys.empty()) return failure(messages::kNamesUnused, {keys});
  if (const std::string keys = unused(values_); !keys.empty())
    return failure(messages::kValuesUnused, {keys});
  return {};
}

}  // namespace ddb::expression
