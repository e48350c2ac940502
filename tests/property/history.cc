#include "tests/property/history.h"

#include <algorithm>
#include <utility>

#include <boost/json/serialize.hpp>

namespace ddb::property {

using boost::json::object;
using reference::Failures;
using reference::Item;

namespace {

/// Whether the operation says what it cost.
bool has_capacity(std::string_view operation) {
  return operation.ends_with("Item") || operation.ends_with("Items") || operation == "Query" ||
         operation == "Scan";
}

}  // namespace

History::History(EmulatorInProcess::Storage storage, const std::vector<reference::TableDefinition>& tables)
    : emulator_(storage) {
  for (const reference::TableDefinition& definition : tables)
    if (const auto difference = run(RecreateTable{definition})) throw std::runtime_error(*difference);
}

std::optional<std::string> History::run(const Step& step) {
  try {
    std::visit([this](const auto& each) { run_step(each); }, step);
  } catch (const Difference& difference) {
    return difference.text;
  } catch (const std::exception& exception) {
    return last_operation_ + " " + boost::json::serialize(last_request_) + "\nanswered " +
           boost::json::serialize(last_answer_.body) +
           "\nin which a member was not as expected: " + exception.what();
  }
  return std::nullopt;
}

const object& History::call(std::string_view operation, const object& request) {
  last_operation_ = operation;
  last_request_ = request;
  if (has_capacity(operation)) last_request_["ReturnConsumedCapacity"] = "INDEXES";
  last_answer_ = emulator_.call(operation, last_request_);
  std::string outcome(operation);
  if (const std::string& error = last_answer_.error; !error.empty())
    outcome += " " + error.substr(0, error.find(':'));
  ++figures_[outcome];
  static const object kNoBody;
  return last_answer_.body.is_object() ? last_answer_.body.get_object() : kNoBody;
}

void History::differ(const std::string& expected) const {
  throw Difference{last_operation_ + " " + boost::json::serialize(last_request_) + "\nanswered " +
                   std::to_string(last_answer_.status) + " " + boost::json::serialize(last_answer_.body) +
                   "\nexpected " + expected};
}

void History::expect(bool is_equal, const std::string& expected) const {
  if (!is_equal) differ(expected);
}

bool History::is_error(const Failures& failures) {
  const bool failed = !last_answer_.error.empty();
  if (failures.empty()) {
    expect(!failed, "success");
    return false;
  }
  const bool is_named = std::any_of(failures.begin(), failures.end(), [&](const std::string& failure) {
    return last_answer_.error.find(failure) != std::string::npos;
  });
  std::string expected = "an error like one of:";
  for (const std::string& failure : failures)
    expected += "\n  " + failure;
  expect(failed && is_named && last_answer_.status == 400, expected);
  return true;
}

std::optional<Item> History::item_at(const char* member) const {
  const boost::json::value* found = last_answer_.body.get_object().if_contains(member);
  if (!found) return std::nullopt;
  auto item = reference::item_from_json(*found);
  if (!item) differ("a well-formed item as " + std::string(member));
  return item;
}

void History::expect_item(const char* member, const std::optional<Item>& expected) const {
  if (item_at(member) == expected) return;
  differ(std::string(member) + ": " +
         (expected ? boost::json::serialize(reference::to_json(*expected)) : "none"));
}

std::vector<Item> History::answered_items(const boost::json::value& answered) const {
  std::vector<Item> items;
  for (const boost::json::value& each : answered.as_array()) {
    auto item = reference::item_from_json(each);
    if (!item) differ("well-formed items");
    items.push_back(*std::move(item));
  }
  return items;
}

namespace {

std::string text_of(const std::vector<Item>& items) {
  boost::json::array array;
  for (const Item& item : items)
    array.push_back(reference::to_json(item));
  return boost::json::serialize(array);
}

}  // namespace

void History::expect_items(const boost::json::value& answered, const std::vector<Item>& expected) const {
  if (answered_items(answered) != expected) differ("in this order: " + text_of(expected));
}

void History::expect_items_in_any_order(const boost::json::value& answered,
                                        const std::vector<Item>& expected) const {
  const std::vector<Item> items = answered_items(answered);
  if (!std::is_permutation(items.begin(), items.end(), expected.begin(), expected.end()))
    differ("in any order: " + text_of(expected));
}

void History::expect_capacity(const boost::json::value& answered, const reference::TableDefinition& table,
                              const reference::Capacity& expected) const {
  const object& capacity = answered.as_object();
  const auto units = [](const boost::json::value& of) { return of.at("CapacityUnits").to_number<double>(); };
  reference::Capacity found;
  found.table = units(capacity.at("Table"));
  for (const char* member : {"LocalSecondaryIndexes", "GlobalSecondaryIndexes"}) {
    const boost::json::value* indexes = capacity.if_contains(member);
    if (!indexes) continue;
    for (const auto& [name, index] : indexes->as_object()) {
      const reference::Index* known = table.find_index(name);
      expect(known && known->is_global == (member[0] == 'G'),
             "the index among its like: " + std::string(name));
      found.indexes[name] = units(index);
    }
  }
  std::string text = "capacity of the table " + std::to_string(expected.table);
  for (const auto& [name, index] : expected.indexes)
    text += ", of " + name + " " + std::to_string(index);
  expect(capacity.at("TableName") == table.name.c_str() && found == expected &&
             units(answered) == expected.total(),
         text);
}

void History::expect_capacities(const std::map<std::string, reference::Capacity>& expected) {
  const auto& answered = last_answer_.body.at("ConsumedCapacity").as_array();
  expect(answered.size() == expected.size(), "a ConsumedCapacity for each table");
  for (const boost::json::value& each : answered) {
    const std::string name(each.at("TableName").as_string());
    const auto of_table = expected.find(name);
    expect(of_table != expected.end(), "no capacity of " + name);
    expect_capacity(each, table(name)->definition(), of_table->second);
  }
}

reference::Table* History::table(const std::string& name) {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : &found->second;
}

// Time, restarts, and changes of tables.

void History::run_step(const AdvanceClock& step) {
  emulator_.advance(std::chrono::seconds(step.seconds));
}

void History::run_step(const Sweep&) {
  emulator_.sweep();
  ++sweeps_;
  for (auto& [name, each] : tables_)
    each.expire(emulator_.now_seconds(), sweeps_);
}

void History::run_step(const Restart& step) {
  emulator_.restart(step.stop);
}

void History::run_step(const CreateIndex& step) {
  reference::Table& changed = *table(step.table_name);
  if (changed.definition().find_index(step.index.name)) return;
  call("UpdateTable", create_index_request(changed.definition(), step.index));
  if (!is_error({})) changed.create_index(step.index);
}

void History::run_step(const DeleteIndex& step) {
  reference::Table& changed = *table(step.table_name);
  if (!changed.definition().find_index(step.index_name)) return;
  const object deletion{{"Delete", {{"IndexName", step.index_name}}}};
  call("UpdateTable", {{"TableName", step.table_name}, {"GlobalSecondaryIndexUpdates", {deletion}}});
  if (!is_error({})) changed.delete_index(step.index_name);
}

void History::run_step(const SetStream& step) {
  reference::Table& changed = *table(step.table_name);
  const bool is_on = !changed.definition().stream_view_type.empty();
  if (is_on != step.view_type.empty()) return;
  emulator_.advance(std::chrono::seconds(1));  // streams are told apart by the time of their creation
  object specification{{"StreamEnabled", !is_on}};
  if (!is_on) specification["StreamViewType"] = step.view_type;
  call("UpdateTable", {{"TableName", step.table_name}, {"StreamSpecification", specification}});
  if (!is_error({})) changed.set_stream(step.view_type);
}

void History::run_step(const SetTimeToLive& step) {
  reference::Table& changed = *table(step.table_name);
  const std::string& attribute = changed.definition().time_to_live_attribute;
  if (attribute.empty() != step.enabled) return;
  const object specification{{"Enabled", step.enabled},
                             {"AttributeName", step.enabled ? step.attribute : attribute}};
  call("UpdateTimeToLive", {{"TableName", step.table_name}, {"TimeToLiveSpecification", specification}});
  if (!is_error({})) changed.set_time_to_live(step.enabled ? step.attribute : "");
}

void History::run_step(const RecreateTable& step) {
  const std::string& name = step.definition.name;
  if (table(name)) {
    emulator_.advance(std::chrono::seconds(1));
    call("DeleteTable", {{"TableName", name}});
    is_error({});
    tables_.erase(name);
  }
  call("CreateTable", create_table_request(step.definition));
  is_error({});
  reference::TableDefinition definition = step.definition;
  const std::string time_to_live = std::exchange(definition.time_to_live_attribute, "");
  tables_.emplace(name, reference::Table(definition));
  if (!time_to_live.empty()) run_step(SetTimeToLive{name, time_to_live, true});
}

}  // namespace ddb::property
