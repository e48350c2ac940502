#include "emulator/engine/ongoing_transactions.h"

#include <vector>

#include "emulator/engine/item_name.h"
#include "shared/value/builder.h"
#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

using Hold = OngoingTransactions::Hold;

class OngoingTransactionsTest : public testing::Test {
 protected:
  OngoingTransactionsTest() {
    table_.items = 1;
    other_table_.items = 2;
    for (Table* table : {&table_, &other_table_})
      table->key.hash = {KeyAttribute{"pk", value::Type::kString}};
  }

  static value::Item key(std::string_view text) {
    value::ItemBuilder builder;
    const value::Value encoded = value::Value::string(text);
    builder.add("pk", encoded);
    return builder.build();
  }
  ItemTarget a() const { return {&table_, a_}; }
  ItemTarget b() const { return {&table_, b_}; }
  static ItemNames names_of(const std::vector<ItemTarget>& targets) {
    ItemNames names;
    for (const ItemTarget& target : targets)
      names.add(*target.table, find_key_values(*target.table, target.item_or_key));
    return names;
  }

  Table table_;
  Table other_table_;
  const value::Item a_ = key("a");
  const value::Item b_ = key("b");
  OngoingTransactions transactions_;
};

TEST_F(OngoingTransactionsTest, HoldsItemsUntilTheTransactionEnds) {
  {
    const auto hold = transactions_.begin(names_of({a()}));
    ASSERT_TRUE(hold);
    EXPECT_EQ(transactions_.check(a()).error().code, model::ErrorCode::kTransactionConflict);
    EXPECT_TRUE(transactions_.check(b()));
  }
  EXPECT_TRUE(transactions_.check(a()));
}

TEST_F(OngoingTransactionsTest, TellsEachTargetThatIsHeldAndHoldsNothingThen) {
  const auto first = transactions_.begin(names_of({a()}));
  ASSERT_TRUE(first);
  const auto second = transactions_.begin(names_of({b(), a()}));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, model::ErrorCode::kTransactionCanceled);
  ASSERT_EQ(second.error().cancellation_reasons.size(), 2U);
  EXPECT_EQ(second.error().cancellation_reasons[0].code, "None");
  EXPECT_EQ(second.error().cancellation_reasons[1].code, "TransactionConflict");
  EXPECT_EQ(second.error().cancellation_reasons[1].message, "Transaction is ongoing for the item");
  EXPECT_TRUE(transactions_.check(b()));
  EXPECT_FALSE(transactions_.check_all(names_of({b(), a()})));
  EXPECT_TRUE(transactions_.check_all(names_of({b()})));
}

TEST_F(OngoingTransactionsTest, ItemsOfOneKeyInTwoTablesAreTwoItems) {
  const auto hold = transactions_.begin(names_of({a()}));
  ASSERT_TRUE(hold);
  EXPECT_TRUE(transactions_.check({&other_table_, a_}));
}

TEST_F(OngoingTransactionsTest, ItemWhoseKeyDoesNotFitIsNeverHeld) {
  const value::Item empty;
  const auto first = transactions_.begin(names_of({{&table_, empty}}));
  const auto second = transactions_.begin(names_of({{&table_, empty}}));
  EXPECT_TRUE(first);
  EXPECT_TRUE(second);
}

TEST_F(OngoingTransactionsTest, HoldThatWasMovedEndsOnce) {
  Hold kept;
  {
    auto hold = transactions_.begin(names_of({a()}));
    ASSERT_TRUE(hold);
    kept = std::move(*hold);
  }
  EXPECT_FALSE(transactions_.check(a()));
  kept = Hold();
  EXPECT_TRUE(transactions_.check(a()));
}

}  // namespace
}  // namespace ddb::engine
