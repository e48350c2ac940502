// Random documents, conditions, projections and updates: one item is written, asked about and updated, and
// the emulator must answer as plain functions over plain values do.
#include <gtest/gtest.h>

#include "tests/property/random_expressions.h"
#include "tests/property/run_histories.h"

namespace ddb::property {
namespace {

using reference::Item;
using reference::Value;
using reference::Write;

/// Deep, broad documents under one key.
class RandomDocuments final : public StepSource {
 public:
  explicit RandomDocuments(std::uint64_t seed) : dice_(seed), values_(dice_) {
    reference::TableDefinition definition;
    definition.name = "documents";
    definition.key.hash = {{"p1", reference::Type::kString}};
    tables_ = {definition};
  }

  EmulatorInProcess::Storage storage() const override { return EmulatorInProcess::Storage::kMemory; }
  const std::vector<reference::TableDefinition>& tables() const override { return tables_; }

  Step next(const History& history) override {
    const reference::Table& table = history.tables().at("documents");
    item_ = table.get(key());
    const std::size_t kind = dice_.below(100);
    if (item_.empty() ? kind < 80 : kind < 20) return put();
    if (item_.empty() || kind < 50) return update(table);
    if (kind < 90) return filter();
    return GetItem{"documents", key(), RandomExpressions(dice_, item_).paths(), dice_.next()};
  }

 private:
  Item key() const { return {{"p1", Value::string("key")}}; }

  Step put() {
    Item item = key();
    for (std::size_t count = dice_.between(1, 6); count > 0; --count)
      item.insert_or_assign("d" + std::to_string(count),
                            values_.value(dice_.between(1, dice_.percent(5) ? 31 : 6)));
    return WriteItem{{Write::Kind::kPut, "documents", item, {}, {}}, "", false, 0};
  }

  Step update(const reference::Table& table) {
    static const std::vector<std::string> kReturnValues = {"ALL_NEW", "ALL_NEW", "ALL_OLD", "UPDATED_OLD",
                                                           "UPDATED_NEW"};
    RandomExpressions random(dice_, item_, {"p1"});
    WriteItem step{
        {Write::Kind::kUpdate, "documents", key(), {}, {}}, dice_.pick(kReturnValues), true, dice_.next()};
    do
      step.write.update = random.update();
    while (step.write.update->empty() || (dice_.percent(60) && !table.judge(step.write).failures.empty()));
    if (dice_.percent(30)) step.write.condition = condition(4);
    // Lists that are appended to themselves again and again would grow for ever.
    if (reference::size_bytes(item_) > 10'000) return put();
    return step;
  }

  /// Seldom one that is refused.
  reference::Condition condition(std::size_t levels) {
    RandomExpressions random(dice_, item_, {"p1"});
    reference::Condition condition = random.condition(levels);
    while (dice_.percent(90) && !reference::check(condition).empty())
      condition = random.condition(levels);
    return condition;
  }

  Step filter() {
    Query query;
    query.read.table_name = "documents";
    query.read.filter = condition(dice_.between(1, 4));
    query.read.counts_only = true;
    query.read.style = dice_.next();
    query.key_conditions = {{"p1", "=", Value::string("key"), {}}};
    return query;
  }

  Dice dice_;
  RandomValues values_;
  std::vector<reference::TableDefinition> tables_;
  Item item_;  ///< What is stored.
};

TEST(Expressions, mean_what_the_reference_says) {
  run_histories([](std::uint64_t seed) { return std::make_unique<RandomDocuments>(seed); });
}

}  // namespace
}  // namespace ddb::property
