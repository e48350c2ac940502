#include "tests/property/random_history.h"

#include <algorithm>
#include <utility>

namespace ddb::property {

using reference::Index;
using reference::Item;
using reference::KeyAttribute;
using reference::Table;
using reference::TableDefinition;
using reference::Type;
using reference::UpdateAction;
using reference::Value;
using reference::Write;

namespace {

const std::vector<std::string> kIndexAttributes = {"k1", "k2", "k3", "k4", "k5"};
const std::vector<Type> kKeyTypes = {Type::kString, Type::kString, Type::kNumber, Type::kNumber,
                                     Type::kBinary};
const std::vector<std::string> kViewTypes = {"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"};
constexpr const char* kTimeToLiveAttribute = "t1";

/// Items beyond this size are not updated any more, but written anew: else lists grow and grow.
constexpr std::size_t kGrownItemSizeBytes = 4096;

}  // namespace

// Tables.

RandomHistory::RandomHistory(std::uint64_t seed)
    : dice_(seed),
      values_(dice_),
      storage_(dice_.percent(50) ? EmulatorInProcess::Storage::kFile : EmulatorInProcess::Storage::kMemory),
      has_large_items_(dice_.percent(2)) {
  for (const auto& [name, has_range] :
       std::map<std::string, bool>{{"hash", false}, {"range", true}, {"other", true}}) {
    make_pools(name, has_range);
    tables_.push_back(make_table(name, has_range));
  }
}

void RandomHistory::make_pools(const std::string& table_name, bool has_range) {
  const auto make = [&](const std::string& name, std::size_t values) {
    Pool& pool = pools_[table_name][name];
    pool.type = dice_.pick(kKeyTypes);
    for (std::size_t i = 0; i < values; ++i)
      pool.values.push_back(values_.key(pool.type));
  };
  make("p1", has_range ? 3 : 25);
  if (has_range) make("s1", 20);
  for (const std::string& name : kIndexAttributes)
    make(name, dice_.between(2, 8));
}

KeyAttribute RandomHistory::attribute(const std::string& table_name, const std::string& name) const {
  return {name, pools_.at(table_name).at(name).type};
}

Index RandomHistory::make_index(const std::string& table_name, const std::string& index_name,
                                bool is_global) {
  Index index{index_name, is_global, {}, dice_.percent(40), {}};
  std::vector<std::string> names = kIndexAttributes;
  if (is_global)
    for (const auto& [name, pool] : pools_.at(table_name))
      if (name == "p1" || name == "s1") names.push_back(name);
  const auto take = [&] {
    const std::string name = dice_.pick(names);
    std::erase(names, name);
    return attribute(table_name, name);
  };
  if (is_global) {
    const bool has_several = dice_.percent(40);
    for (std::size_t count = has_several ? dice_.between(1, 3) : 1; count > 0; --count)
      index.key.hash.push_back(take());
    for (std::size_t count = has_several ? dice_.between(1, 3) : dice_.below(2); count > 0; --count)
      index.key.range.push_back(take());
  } else {
    index.key.hash.push_back(attribute(table_name, "p1"));
    index.key.range.push_back(take());
  }
  if (!index.projects_all && dice_.percent(60))
    for (const std::string name : {"d1", "d2", "d3", kTimeToLiveAttribute})
      if (dice_.percent(50)) index.included.push_back(name);
  return index;
}

TableDefinition RandomHistory::make_table(const std::string& name, bool has_range) {
  TableDefinition definition;
  definition.name = name + "-table";
  pools_[definition.name] = pools_[name];
  definition.key.hash = {attribute(name, "p1")};
  if (has_range) definition.key.range = {attribute(name, "s1")};
  for (std::size_t count = has_range ? dice_.below(3) : 0; count > 0; --count)
    definition.indexes.push_back(make_index(name, "local" + std::to_string(count), false));
  for (std::size_t count = dice_.below(4); count > 0; --count)
    definition.indexes.push_back(make_index(name, "global" + std::to_string(count), true));
  if (dice_.percent(75)) definition.stream_view_type = dice_.pick(kViewTypes);
  if (dice_.percent(60)) definition.time_to_live_attribute = kTimeToLiveAttribute;
  return definition;
}

// Items and what is written to them.

const Table& RandomHistory::table(const History& history) {
  return history.tables().at(dice_.pick(tables_).name);
}

Value RandomHistory::key_value(const std::string& table_name, const std::string& attribute_name) {
  return dice_.pick(pools_.at(table_name).at(attribute_name).values);
}

Item RandomHistory::key(const Table& table) {
  // Mostly one that is there; all combinations of the pools are seldom.
  if (!table.items().empty() && dice_.percent(50)) {
    auto each = table.items().begin();
    std::advance(each, dice_.below(table.items().size()));
    return table.key_of(each->second);
  }
  Item key;
  for (const KeyAttribute& attribute : table.definition().key.attributes())
    key.emplace(attribute.name, key_value(table.definition().name, attribute.name));
  return key;
}

Value RandomHistory::expiry(long long now_seconds) {
  const long long minute = 60;
  const long long year = 365 * 24 * 60 * minute;
  switch (dice_.below(12)) {
    case 0:
      return values_.value(1);
    case 1:
      return Value::of(now_seconds - 5 * year + static_cast<long long>(dice_.below(3)) - 1);
    case 2:
      return Value::of(now_seconds + year);
    case 3:
      return Value::of(reference::Decimal(std::to_string(now_seconds + 1) + ".75"));
    default:
      return Value::of(now_seconds + static_cast<long long>(dice_.below(60)) * minute);
  }
}

Item RandomHistory::item(const History& history, const Table& table) {
  Item item = key(table);
  item.merge(values_.document());
  for (const std::string& name : kIndexAttributes)
    if (dice_.percent(70)) item.emplace(name, key_value(table.definition().name, name));
  if (dice_.percent(2))
    item.insert_or_assign(dice_.pick(kIndexAttributes),
                          dice_.percent(50) ? values_.value(1) : Value::string(""));
  if (dice_.percent(20)) item.emplace(kTimeToLiveAttribute, expiry(history.now_seconds()));
  if (has_large_items_ && dice_.percent(3)) enlarge(item);
  return item;
}

void RandomHistory::enlarge(Item& item) {
  Value& filler = item.insert_or_assign("d6", Value::string("")).first->second;
  std::size_t size_bytes = reference::kItemSizeBytesMax - reference::size_bytes(item);
  if (dice_.percent(60))
    size_bytes -= dice_.below(200'000);
  else if (dice_.percent(50))
    ++size_bytes;
  filler.text.assign(size_bytes, 'x');
}

RandomExpressions RandomHistory::expressions(const Table& table, const Item& key,
                                             std::vector<std::string> excluded) {
  const Item item = table.get(key);
  return RandomExpressions(dice_, item.empty() ? key : item, std::move(excluded));
}

/// Mostly one that is not refused; holding or not.
reference::Condition RandomHistory::condition(const Table& table, const Item& key, std::size_t levels,
                                              std::vector<std::string> excluded) {
  const Item item = table.get(key);
  RandomExpressions random = expressions(table, key, std::move(excluded));
  reference::Condition condition = random.condition(levels);
  for (int tries = 0; tries < 4; ++tries) {
    const bool is_fine = reference::check(condition).empty() && reference::holds(condition, item);
    if (is_fine || dice_.percent(20)) break;
    condition = random.condition(levels);
  }
  return condition;
}

reference::Update RandomHistory::update(const History& history, const Table& table, const Item& key) {
  std::vector<std::string> more_targets = kIndexAttributes;
  more_targets.push_back(kTimeToLiveAttribute);
  if (dice_.percent(2)) more_targets.push_back("p1");
  reference::Update update = expressions(table, key).update(more_targets);
  for (UpdateAction& action : update) {
    const std::string& name = action.target.front().name;
    if (action.kind != UpdateAction::Kind::kSet || action.target.size() > 1 || dice_.percent(3)) continue;
    const bool is_key =
        std::find(kIndexAttributes.begin(), kIndexAttributes.end(), name) != kIndexAttributes.end();
    if (!is_key && name != kTimeToLiveAttribute) continue;
    action.operand = {};
    action.operand.literal =
        is_key ? key_value(table.definition().name, name) : expiry(history.now_seconds());
  }
  return update;
}

Write RandomHistory::write(const History& history, Write::Kind kind) {
  const Table& written = table(history);
  Write write;
  write.kind = kind;
  write.table_name = written.definition().name;
  write.item_or_key = kind == Write::Kind::kPut ? item(history, written) : key(written);
  if (kind == Write::Kind::kUpdate) {
    const Item old_item = written.get(write.item_or_key);
    if (reference::size_bytes(old_item) > kGrownItemSizeBytes && dice_.percent(80))
      write.kind = Write::Kind::kDelete;
    else if (dice_.percent(97))
      do
        write.update = update(history, written, write.item_or_key);
      while (!written.judge(write).failures.empty() && dice_.percent(75));
    if (write.update && write.update->empty()) write.update.reset();
  } else if (kind == Write::Kind::kPut && dice_.percent(5)) {
    // What is there already: a write that changes nothing.
    if (const Item old_item = written.get(written.key_of(write.item_or_key)); !old_item.empty())
      write.item_or_key = old_item;
  }
  return write;
}

WriteItem RandomHistory::write_item(const History& history) {
  static const std::vector<Write::Kind> kKinds = {
      Write::Kind::kPut,    Write::Kind::kPut,    Write::Kind::kPut,   Write::Kind::kUpdate,
      Write::Kind::kUpdate, Write::Kind::kUpdate, Write::Kind::kDelete};
  static const std::vector<std::string> kReturnValues = {"",        "NONE",       "ALL_OLD", "UPDATED_OLD",
                                                         "ALL_NEW", "UPDATED_NEW"};
  WriteItem step;
  step.write = write(history, dice_.pick(kKinds));
  const Table& written = history.tables().at(step.write.table_name);
  if (dice_.percent(40))
    step.write.condition = condition(written, written.key_of(step.write.item_or_key), dice_.between(1, 3));
  step.return_values = kReturnValues[dice_.below(step.write.kind == Write::Kind::kUpdate ? 6 : 3)];
  step.returns_item_on_failure = dice_.percent(50);
  step.style = dice_.next();
  return step;
}

BatchWriteItem RandomHistory::batch_write(const History& history) {
  BatchWriteItem batch;
  for (std::size_t count = dice_.between(1, dice_.percent(20) ? 25 : 6); count > 0; --count) {
    Write one = write(history, dice_.percent(70) ? Write::Kind::kPut : Write::Kind::kDelete);
    const auto is_same = [&](const Write& other) {
      const Table& written = history.tables().at(one.table_name);
      return other.table_name == one.table_name &&
             written.key_of(other.item_or_key) == written.key_of(one.item_or_key);
    };
    if (std::none_of(batch.writes.begin(), batch.writes.end(), is_same) || dice_.percent(1))
      batch.writes.push_back(std::move(one));
  }
  return batch;
}

TransactWriteItems RandomHistory::transact_write(const History& history) {
  if (!token_holders_.empty() && dice_.percent(10)) {
    TransactWriteItems again = dice_.pick(token_holders_);
    if (dice_.percent(20)) again.writes.pop_back();
    if (!again.writes.empty()) return again;
  }
  TransactWriteItems transaction;
  for (std::size_t count = dice_.between(1, 6); count > 0; --count) {
    WriteItem one = write_item(history);
    if (dice_.percent(15)) {
      one.write.kind = Write::Kind::kConditionCheck;
      one.write.update.reset();
      one.write.item_or_key = history.tables().at(one.write.table_name).key_of(one.write.item_or_key);
      const Table& checked = history.tables().at(one.write.table_name);
      one.write.condition = condition(checked, one.write.item_or_key, 2);
    }
    // A transaction succeeds only if all of its actions do.
    if (!history.tables().at(one.write.table_name).judge(one.write).failures.empty() && dice_.percent(85))
      continue;
    one.return_values.clear();
    if (one.write.kind == Write::Kind::kUpdate && !one.write.update) continue;  // an Update has an expression
    const auto is_same = [&](const WriteItem& other) {
      const Table& written = history.tables().at(one.write.table_name);
      return other.write.table_name == one.write.table_name &&
             written.key_of(other.write.item_or_key) == written.key_of(one.write.item_or_key);
    };
    if (std::none_of(transaction.writes.begin(), transaction.writes.end(), is_same) || dice_.percent(1))
      transaction.writes.push_back(std::move(one));
  }
  if (transaction.writes.empty()) return transact_write(history);
  if (dice_.percent(30)) {
    transaction.token = "token-" + std::to_string(dice_.below(1'000'000));
    if (token_holders_.size() > 20) token_holders_.erase(token_holders_.begin());
    token_holders_.push_back(transaction);
  }
  return transaction;
}

// Reads.

GetItem RandomHistory::get(const History& history) {
  const Table& read = table(history);
  GetItem get{read.definition().name, key(read), {}, dice_.next()};
  if (dice_.percent(40)) get.projection = expressions(read, get.key).paths();
  return get;
}

PagedRead RandomHistory::paged_read(const Table& table) {
  PagedRead read;
  read.table_name = table.definition().name;
  if (!table.definition().indexes.empty() && dice_.percent(60))
    read.index_name = dice_.pick(table.definition().indexes).name;
  if (dice_.percent(1)) read.index_name = "missing";
  if (dice_.percent(50)) read.limit = dice_.between(1, dice_.percent(50) ? 3 : 20);
  read.style = dice_.next();
  return read;
}

void RandomHistory::add_expressions(const Table& table, PagedRead& read, std::vector<std::string> excluded) {
  const Item sample = key(table);
  if (dice_.percent(30)) read.filter = condition(table, sample, 2, std::move(excluded));
  switch (dice_.below(10)) {
    case 0:
      read.counts_only = true;
      break;
    case 1:
      read.wants_all_attributes = true;
      break;
    case 2:
    case 3:
      read.projection = expressions(table, sample).paths();
      break;
    default:
      break;
  }
}

Item RandomHistory::key_values(const Table& table, const Index* index) {
  const reference::KeySchema& schema = index ? index->key : table.definition().key;
  if (dice_.percent(80))
    if (const std::vector<Item> entries = table.entries(index); !entries.empty()) return dice_.pick(entries);
  Item values;
  for (const KeyAttribute& attribute : schema.attributes())
    values.emplace(attribute.name, key_value(table.definition().name, attribute.name));
  return values;
}

/// The hash attributes, and range attributes from the left: equal but for the last one.
std::vector<Query::KeyCondition> RandomHistory::key_conditions(const Table& table, const Index* index) {
  static const std::vector<std::string> kOperators = {"=", "<", "<=", ">", ">=", "BETWEEN", "begins_with"};
  const reference::KeySchema& schema = index ? index->key : table.definition().key;
  const Item wanted = key_values(table, index);
  const Item other = key_values(table, index);
  std::vector<Query::KeyCondition> conditions;
  for (const KeyAttribute& attribute : schema.hash)
    conditions.push_back({attribute.name, "=", wanted.at(attribute.name), {}});
  const std::size_t count = dice_.below(schema.range.size() + 1);
  for (std::size_t i = 0; i < count; ++i) {
    const KeyAttribute& attribute = schema.range[i];
    Query::KeyCondition condition{attribute.name, "=", wanted.at(attribute.name), {}};
    if (i + 1 == count) condition.name = dice_.pick(kOperators);
    if (condition.name == "begins_with" && attribute.type == Type::kNumber) condition.name = ">";
    if (condition.name == "begins_with") {
      condition.value = values_.near(condition.value);
      if (condition.value.type != attribute.type || condition.value.text.empty())
        condition.value = other.at(attribute.name);
    }
    if (condition.name == "BETWEEN") {
      condition.upper = other.at(attribute.name);
      if (reference::order(condition.value, condition.upper) > 0) std::swap(condition.value, condition.upper);
    }
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

Query RandomHistory::query(const History& history) {
  const Table& queried = table(history);
  Query query;
  query.read = paged_read(queried);
  const Index* index = queried.definition().find_index(query.read.index_name);
  query.key_conditions = key_conditions(queried, index);
  query.forward = dice_.percent(60);
  if (dice_.percent(25)) {
    Item start_key = key(queried);
    if (index)
      for (const KeyAttribute& attribute : index->key.attributes())
        start_key.emplace(attribute.name, key_value(queried.definition().name, attribute.name));
    for (const Query::KeyCondition& condition : query.key_conditions)
      if (dice_.percent(95)) start_key.insert_or_assign(condition.attribute_name, condition.value);
    query.start_key = std::move(start_key);
  }
  const reference::KeySchema& schema = index ? index->key : queried.definition().key;
  std::vector<std::string> excluded;
  for (const KeyAttribute& attribute : schema.attributes())
    excluded.push_back(attribute.name);
  add_expressions(queried, query.read, std::move(excluded));
  return query;
}

Scan RandomHistory::scan(const History& history) {
  const Table& scanned = table(history);
  Scan scan{paged_read(scanned), dice_.percent(30) ? dice_.between(2, 5) : 1};
  if (scan.read.limit == 1) scan.read.limit = 2;
  add_expressions(scanned, scan.read, {});
  return scan;
}

// Everything.

Step RandomHistory::change_of_table(const History& history) {
  const TableDefinition& definition = table(history).definition();
  switch (dice_.below(10)) {
    case 0:
    case 1:
    case 2: {
      std::vector<std::string> names;
      for (const Index& index : definition.indexes)
        if (index.is_global) names.push_back(index.name);
      if (names.size() > 4 || (!names.empty() && dice_.percent(40)))
        return DeleteIndex{definition.name, dice_.pick(names)};
      return CreateIndex{definition.name,
                         make_index(definition.name, "new" + std::to_string(dice_.below(100)), true)};
    }
    case 3:
      return RecreateTable{dice_.pick(tables_)};
    case 4:
    case 5:
      return SetTimeToLive{definition.name, kTimeToLiveAttribute, definition.time_to_live_attribute.empty()};
    default:
      return SetStream{definition.name, definition.stream_view_type.empty() ? dice_.pick(kViewTypes) : ""};
  }
}

Step RandomHistory::next(const History& history) {
  const std::size_t kind = dice_.below(1000);
  if (kind < 420) return write_item(history);
  if (kind < 460) return batch_write(history);
  if (kind < 560) return transact_write(history);
  if (kind < 650) return get(history);
  if (kind < 700) {
    BatchGetItem batch;
    for (std::size_t count = dice_.between(1, 8); count > 0; --count) {
      GetItem one = get(history);
      const auto is_same = [&](const GetItem& other) {
        return other.table_name == one.table_name && other.key == one.key;
      };
      if (std::none_of(batch.gets.begin(), batch.gets.end(), is_same) || dice_.percent(1))
        batch.gets.push_back(std::move(one));
    }
    return batch;
  }
  if (kind < 740) {
    TransactGetItems transaction;
    for (std::size_t count = dice_.between(1, 5); count > 0; --count)
      transaction.gets.push_back(get(history));
    return transaction;
  }
  if (kind < 880) return query(history);
  if (kind < 920) return scan(history);
  if (kind < 970) return AdvanceClock{static_cast<long long>(dice_.between(1, 300))};
  if (kind < 985) return Sweep{};
  if (kind < 987) return AdvanceClock{static_cast<long long>(dice_.between(1, 30)) * 3600};
  if (kind < 989)
    return Restart{dice_.percent(50) ? EmulatorInProcess::Stop::kGraceful : EmulatorInProcess::Stop::kSudden};
  if (kind < 994) return change_of_table(history);
  return CompareEverything{};
}

}  // namespace ddb::property
