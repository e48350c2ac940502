#include <algorithm>
#include <set>
#include <utility>

#include <boost/json/serialize.hpp>

#include "tests/property/history.h"

namespace ddb::property {

using boost::json::object;
using reference::Failures;
using reference::Index;
using reference::Item;
using reference::Value;

namespace {

constexpr std::size_t kPageSizeBytesMax = 1024 * 1024;
constexpr const char* kNotProjected =
    "ValidationException: One or more parameter values were invalid: Global secondary index ";
constexpr const char* kAllAttributes =
    "ValidationException: One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not "
    "supported for global secondary index ";
constexpr const char* kStartKeyOutside =
    "ValidationException: The provided starting key is outside query boundaries";
constexpr const char* kStartKeyNotInSortCondition =
    "ValidationException: The provided starting key does not match the range key predicate";
constexpr const char* kQueryCannotBeRestarted =
    "ValidationException: The query can return at most one row and cannot be restarted";
constexpr const char* kDuplicateItems = "ValidationException: Provided list of item keys contains duplicates";
constexpr const char* kSeveralOperations =
    "ValidationException: Transaction request cannot include multiple operations on one item";

Item projected(const Item& item, const std::vector<reference::Path>& projection) {
  return projection.empty() ? item : reference::project(item, projection);
}

/// Whether the index has the attribute of every path.
bool projects(const reference::TableDefinition& table, const Index& index,
              const std::vector<reference::Path>& paths) {
  return index.projects_all || std::all_of(paths.begin(), paths.end(), [&](const reference::Path& path) {
           const std::string& name = path.front().name;
           return table.key.contains(name) || index.key.contains(name) ||
                  std::find(index.included.begin(), index.included.end(), name) != index.included.end();
         });
}

/// Whether a read of a local index has to look at the items of the table.
bool fetches_items(const reference::TableDefinition& table, const Index* index, const PagedRead& read) {
  if (!index || index->is_global || index->projects_all) return false;
  return read.wants_all_attributes || !projects(table, *index, read.projection);
}

bool holds(const Query::KeyCondition& condition, const Item& entry) {
  const Value& value = entry.at(condition.attribute_name);
  if (condition.name == "begins_with") return value.text.starts_with(condition.value.text);
  const auto ordering = reference::order(value, condition.value);
  if (condition.name == "BETWEEN") return ordering >= 0 && reference::order(value, condition.upper) <= 0;
  if (condition.name == "=") return ordering == 0;
  if (condition.name == "<") return ordering < 0;
  if (condition.name == "<=") return ordering <= 0;
  if (condition.name == ">") return ordering > 0;
  return ordering >= 0;
}

bool hold(const std::vector<Query::KeyCondition>& conditions, const Item& entry) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&](const Query::KeyCondition& condition) { return holds(condition, entry); });
}

/// Why a query can't go on after a key that its conditions leave out: those on the sort key are told first.
std::string start_key_failure(const reference::KeySchema& key, const Query& query) {
  bool has_sort_condition = false;
  for (const Query::KeyCondition& condition : query.key_conditions) {
    const bool is_on_sort_key = std::any_of(
        key.range.begin(), key.range.end(),
        [&](const reference::KeyAttribute& attribute) { return attribute.name == condition.attribute_name; });
    if (is_on_sort_key && !holds(condition, *query.start_key)) return kStartKeyNotInSortCondition;
    has_sort_condition = has_sort_condition || is_on_sort_key;
  }
  return has_sort_condition ? kQueryCannotBeRestarted : kStartKeyOutside;
}

/// The attributes that say where a reader goes on: the table's key, and the index's.
Item evaluated_key(const reference::Table& table, const Index* index, const Item& entry) {
  Item key = table.key_of(entry);
  if (index)
    for (const reference::KeyAttribute& attribute : index->key.attributes())
      key.emplace(attribute.name, entry.at(attribute.name));
  return key;
}

}  // namespace

// Single items.

void History::run_step(const GetItem& step) {
  const Item item = table(step.table_name)->get(step.key);
  call("GetItem", get_request(step));
  Failures failures = reference::check_paths(step.projection);
  failures.merge(table(step.table_name)->check_paths(step.projection));
  if (is_error(failures)) return;
  expect_item("Item", item.empty() ? std::nullopt : std::optional(projected(item, step.projection)));
  expect_capacity(last_answer_.body.at("ConsumedCapacity"), table(step.table_name)->definition(),
                  {reference::read_units(reference::size_bytes(item)), {}});
}

void History::run_step(const BatchGetItem& step) {
  Failures failures;
  std::set<std::string> targets;
  std::map<std::string, std::vector<Item>> expected;
  std::map<std::string, std::vector<reference::Path>> projections;
  std::map<std::string, reference::Capacity> capacities;
  for (const GetItem& get : step.gets) {
    const auto& projection = projections.emplace(get.table_name, get.projection).first->second;
    failures.merge(reference::check_paths(projection));
    if (!targets.insert(get.table_name + boost::json::serialize(reference::to_json(get.key))).second)
      failures.insert(kDuplicateItems);
    std::vector<Item>& items = expected[get.table_name];
    const Item item = table(get.table_name)->get(get.key);
    capacities[get.table_name].table += reference::read_units(reference::size_bytes(item));
    if (!item.empty()) items.push_back(projected(item, projection));
  }
  const object& answer = call("BatchGetItem", batch_get_request(step));
  if (is_error(failures)) return;
  expect(answer.at("UnprocessedKeys").as_object().empty(), "no UnprocessedKeys");
  expect(answer.at("Responses").as_object().size() == expected.size(), "a response for each table");
  for (const auto& [name, items] : expected)
    expect_items_in_any_order(answer.at("Responses").at(name), items);
  expect_capacities(capacities);
}

void History::run_step(const TransactGetItems& step) {
  Failures failures;
  std::set<std::string> targets;
  for (const GetItem& get : step.gets) {
    failures.merge(reference::check_paths(get.projection));
    if (!targets.insert(get.table_name + boost::json::serialize(reference::to_json(get.key))).second)
      failures.insert(kSeveralOperations);
  }
  const object& answer = call("TransactGetItems", transact_get_request(step));
  if (is_error(failures)) return;
  std::map<std::string, reference::Capacity> capacities;
  const auto& responses = answer.at("Responses").as_array();
  expect(responses.size() == step.gets.size(), "a response for each Get");
  for (std::size_t i = 0; i < step.gets.size(); ++i) {
    const GetItem& get = step.gets[i];
    const Item stored = table(get.table_name)->get(get.key);
    capacities[get.table_name].table += 4 * reference::read_units(reference::size_bytes(stored));
    const Item item = projected(stored, get.projection);
    const boost::json::value* found = responses[i].as_object().if_contains("Item");
    const std::optional<Item> answered = found ? reference::item_from_json(*found) : std::nullopt;
    expect(item.empty() ? !found : answered == item, boost::json::serialize(reference::to_json(item)));
  }
  expect_capacities(capacities);
}

// Query and Scan.

Failures History::check_read(const PagedRead& read, const reference::Table& table) const {
  Failures failures = reference::check_paths(read.projection);
  if (read.filter) failures.merge(reference::check(*read.filter));
  failures.merge(table.check_paths(read.projection));
  if (read.filter) failures.merge(table.check_paths(reference::paths(*read.filter)));
  if (read.index_name.empty()) return failures;
  const Index* index = table.definition().find_index(read.index_name);
  if (!index) {
    failures.insert(reference::kNoIndex);
    return failures;
  }
  if (!index->is_global) return failures;
  if (read.wants_all_attributes && !index->projects_all) failures.insert(kAllAttributes);
  if (!projects(table.definition(), *index, read.projection)) failures.insert(kNotProjected);
  return failures;
}

void History::run_step(const Query& step) {
  const reference::Table& read_table = *table(step.read.table_name);
  const Index* index = read_table.definition().find_index(step.read.index_name);
  Failures failures = check_read(step.read, read_table);
  if (step.start_key && !hold(step.key_conditions, *step.start_key))
    failures.insert(start_key_failure(index ? index->key : read_table.definition().key, step));
  if (failures.empty()) return read_pages(step, read_table, index);
  call("Query", query_request(step));
  is_error(failures);
}

void History::read_pages(const Query& query, const reference::Table& table, const Index* index) {
  std::vector<Item> selected = table.entries(index);
  std::erase_if(selected, [&](const Item& entry) { return !hold(query.key_conditions, entry); });
  if (query.start_key) {
    const reference::Key start = table.place(index, *query.start_key);
    std::erase_if(selected, [&](const Item& entry) {
      const reference::Key place = table.place(index, entry);
      return query.forward ? !(start < place) : !(place < start);
    });
  }
  if (!query.forward) std::reverse(selected.begin(), selected.end());

  const PagedRead& read = query.read;
  const bool fetches = fetches_items(table.definition(), index, read);
  object request = query_request(query);
  for (std::size_t next = 0;;) {
    std::vector<Item> items;
    std::size_t scanned = 0;
    std::size_t size_bytes = 0;
    bool is_full = false;
    reference::Capacity capacity;
    for (; next < selected.size() && !is_full; ++next) {
      const Item& entry = selected[next];
      size_bytes += reference::size_bytes(entry);
      is_full = ++scanned == read.limit || size_bytes > kPageSizeBytesMax;
      const Item item = fetches ? table.get(table.key_of(entry)) : entry;
      if (fetches) capacity.table += reference::read_units(reference::size_bytes(item));
      if (!read.filter || reference::holds(*read.filter, item))
        items.push_back(projected(item, read.projection));
    }
    const object& answer = call("Query", request);
    figures_["items of Query"] += items.size();
    is_error({});
    expect(answer.at("Count") == items.size(), "Count " + std::to_string(items.size()));
    expect(answer.at("ScannedCount") == scanned, "ScannedCount " + std::to_string(scanned));
    expect(answer.contains("Items") != read.counts_only, "Items, unless only they are counted");
    if (!read.counts_only) expect_items(answer.at("Items"), items);
    expect_item("LastEvaluatedKey",
                is_full ? std::optional(evaluated_key(table, index, selected[next - 1])) : std::nullopt);
    (index ? capacity.indexes[index->name] : capacity.table) += reference::read_units(size_bytes);
    expect_capacity(last_answer_.body.at("ConsumedCapacity"), table.definition(), capacity);
    if (!is_full) return;
    request["ExclusiveStartKey"] = last_answer_.body.at("LastEvaluatedKey");
  }
}

/// What all pages of all segments of a Scan answered together.
struct History::Pages {
  boost::json::array items;
  std::size_t count = 0;
  std::size_t scanned_count = 0;
};

void History::run_step(const Scan& step) {
  const reference::Table& read_table = *table(step.read.table_name);
  if (const Failures failures = check_read(step.read, read_table); !failures.empty()) {
    call("Scan", scan_request(step));
    is_error(failures);
    return;
  }
  const Index* index = read_table.definition().find_index(step.read.index_name);
  const bool fetches = fetches_items(read_table.definition(), index, step.read);
  const std::vector<Item> entries = read_table.entries(index);
  std::vector<Item> expected;
  for (const Item& entry : entries) {
    const Item item = fetches ? read_table.get(read_table.key_of(entry)) : entry;
    if (!step.read.filter || reference::holds(*step.read.filter, item))
      expected.push_back(projected(item, step.read.projection));
  }
  figures_["items of Scan"] += expected.size();
  Pages pages;
  for (std::size_t segment = 0; segment < step.segments; ++segment)
    scan_segment(step, segment, pages);
  expect(pages.count == expected.size(), "Count " + std::to_string(expected.size()) + " over all pages");
  expect(pages.scanned_count == entries.size(),
         "ScannedCount " + std::to_string(entries.size()) + " over all pages");
  if (!step.read.counts_only) expect_items_in_any_order(pages.items, expected);
}

void History::scan_segment(const Scan& scan, std::size_t segment, Pages& pages) {
  object request = scan_request(scan);
  if (scan.segments > 1) request["Segment"] = segment;
  while (true) {
    const object& answer = call("Scan", request);
    is_error({});
    pages.count += answer.at("Count").to_number<std::size_t>();
    const auto scanned = answer.at("ScannedCount").to_number<std::size_t>();
    pages.scanned_count += scanned;
    if (!scan.read.counts_only) {
      const auto& items = answer.at("Items").as_array();
      pages.items.insert(pages.items.end(), items.begin(), items.end());
    }
    const boost::json::value* last_key = answer.if_contains("LastEvaluatedKey");
    if (!last_key) {
      expect(scan.read.limit == 0 || scanned < scan.read.limit, "a LastEvaluatedKey after a full page");
      return;
    }
    expect(scan.read.limit == 0 || scanned <= scan.read.limit, "no more than the limit");
    expect(scanned > 0, "a page that gets on");
    request["ExclusiveStartKey"] = *last_key;
  }
}

}  // namespace ddb::property
