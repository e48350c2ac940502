#include "emulator/engine/attribute_dictionary.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <new>
#include <utility>

#include "emulator/engine/write_scope.h"
#include "emulator/storage/storage_error.h"

namespace ddb::engine {
namespace {

using value::AttributeNames;

[[noreturn]] void throw_damaged(std::string_view what) {
  throw storage::StorageError(storage::StorageFailure::kDamaged,
                              "The database is damaged: " + std::string(what) + ". Restore it from a copy.");
}

void throw_unknown_number() {
  throw_damaged("a row has a number that stands for no attribute's name");
}

/// Appends the names of `put`, the first of which has the number `first_number`, that are not there yet.
void publish(AttributeNames& names, std::size_t first_number, const std::vector<std::string>& put) noexcept {
  try {
    while (names.count() < first_number + put.size())
      names.append(put[names.count() - first_number]);
  } catch (const std::bad_alloc&) {
    // No row has the numbers of the others yet: they are learnt anew.
  }
}

}  // namespace

AttributeDictionary::AttributeDictionary() : names_(std::make_shared<AttributeNames>(throw_unknown_number)) {}

AttributeDictionary::AttributeDictionary(std::string_view encoded) : AttributeDictionary() {
  boost::system::error_code failure;
  const boost::json::value names = boost::json::parse(encoded, failure);
  if (failure || !names.is_array() || names.get_array().size() > AttributeNames::kNamesMax)
    throw_damaged("a list of attribute names can't be read");
  for (const boost::json::value& name : names.get_array()) {
    const boost::json::string* text = name.if_string();
    if (!text || !AttributeNames::may_have_number(*text) || names_->number_of(*text) != AttributeNames::kNone)
      throw_damaged("a list of attribute names holds what can't be in it");
    names_->append(*text);
  }
}

void AttributeDictionary::learn(WriteScope& scope, const Table& table, value::MapView attributes) {
  if (names_->is_full()) return;
  if (std::exchange(put_group_, scope.group()) != scope.group()) put_.clear();
  const std::size_t count_before = put_.size();
  for (const value::Entry& attribute : attributes)
    if (names_->count() + put_.size() < AttributeNames::kNamesMax && is_new(attribute.name))
      put_.emplace_back(attribute.name);
  if (put_.size() == count_before) return;
  scope.storage().put_setting(names_setting(table), encode());
  scope.after_commit(
      [names = names_, first_number = names_->count(), put = put_] { publish(*names, first_number, put); });
}

bool AttributeDictionary::is_new(std::string_view name) const {
  return AttributeNames::may_have_number(name) && names_->number_of(name) == AttributeNames::kNone &&
         std::ranges::find(put_, name) == put_.end();
}

std::string AttributeDictionary::encode() const {
  boost::json::array list;
  for (std::size_t number = 0; number < names_->count(); ++number)
    list.push_back(boost::json::string((*names_)[number].text()));
  for (const std::string& name : put_)
    list.push_back(boost::json::string(name));
  return boost::json::serialize(list);
}

std::string names_setting(const Table& table) {
  return "names/" + std::to_string(table.items);
}

}  // namespace ddb::engine
