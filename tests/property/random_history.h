#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/property/dice.h"
#include "tests/property/history.h"
#include "tests/property/random_expressions.h"
#include "tests/property/random_values.h"
#include "tests/property/run_histories.h"

namespace ddb::property {

/// Makes the tables of a history, and then step after step. Keys come from small pools, so that steps meet
/// the same items again and again.
class RandomHistory final : public StepSource {
 public:
  explicit RandomHistory(std::uint64_t seed);

  EmulatorInProcess::Storage storage() const override { return storage_; }
  const std::vector<reference::TableDefinition>& tables() const override { return tables_; }
  Step next(const History& history) override;

 private:
  /// What the attributes of keys are drawn from: for each name, a type and values.
  struct Pool {
    reference::Type type = reference::Type::kString;
    std::vector<reference::Value> values;
  };
  using Pools = std::map<std::string, Pool>;

  void make_pools(const std::string& table_name, bool has_range);
  reference::TableDefinition make_table(const std::string& name, bool has_range);
  reference::Index make_index(const std::string& table_name, const std::string& index_name, bool is_global);
  reference::KeyAttribute attribute(const std::string& table_name, const std::string& name) const;

  const reference::Table& table(const History& history);
  reference::Value key_value(const std::string& table_name, const std::string& attribute_name);
  reference::Item key(const reference::Table& table);
  reference::Item item(const History& history, const reference::Table& table);
  /// Makes it about as large as an item may be.
  void enlarge(reference::Item& item);
  /// The time-to-live attribute of an item: soon, long ago, or nonsense.
  reference::Value expiry(long long now_seconds);
  RandomExpressions expressions(const reference::Table& table, const reference::Item& key,
                                std::vector<std::string> excluded = {});
  reference::Condition condition(const reference::Table& table, const reference::Item& key,
                                 std::size_t levels, std::vector<std::string> excluded = {});
  reference::Update update(const History& history, const reference::Table& table, const reference::Item& key);
  /// Values for the attributes of a key: of an entry of the index or table, or of the pools.
  reference::Item key_values(const reference::Table& table, const reference::Index* index);

  reference::Write write(const History& history, reference::Write::Kind kind);
  WriteItem write_item(const History& history);
  BatchWriteItem batch_write(const History& history);
  TransactWriteItems transact_write(const History& history);
  GetItem get(const History& history);
  PagedRead paged_read(const reference::Table& table);
  void add_expressions(const reference::Table& table, PagedRead& read, std::vector<std::string> excluded);
  std::vector<Query::KeyCondition> key_conditions(const reference::Table& table,
                                                  const reference::Index* index);
  Query query(const History& history);
  Scan scan(const History& history);
  Step change_of_table(const History& history);

  Dice dice_;
  RandomValues values_;
  EmulatorInProcess::Storage storage_;
  bool has_large_items_;
  std::map<std::string, Pools> pools_;
  std::vector<reference::TableDefinition> tables_;
  std::vector<TransactWriteItems> token_holders_;  ///< Transactions that may come again.
};

}  // namespace ddb::property
