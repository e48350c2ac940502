#include "emulator/engine/transaction.h"

#include <gmock/gmock.h>

#include "emulator/engine/item_reader.h"
#include "emulator/expression/parse.h"
#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

class TransactionTest : public EngineTest {
 protected:
  TransactionAction action(WriteKind kind, const value::Item& item) {
    TransactionAction made;
    made.table = table_;
    made.write.kind = kind;
    made.write.item_or_key = item;
    return made;
  }

  model::ServiceResult<std::vector<ConsumedCapacity>> run(const std::vector<TransactionAction>& actions) {
    DDB_TRY(item_names, check_transaction(actions));
    WriteScope scope = engine_.begin_write();
    auto consumed = write_transaction(scope, engine_.changes(), clock_.now(), actions, item_names);
    if (consumed) scope.commit();
    return consumed;
  }

  bool exists(const value::Item& key) {
    const auto transaction = store_->begin_read();
    ConsumedCapacity capacity;
    return read_item(transaction, *table_, key, Consistency::kStrong, capacity).has_value();
  }

  TablePointer table_ = create(table_with_indexes());
  const value::Item first_ = item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  const value::Item second_ = item_of(R"({"pk":{"S":"a"},"sk":{"N":"2"}})");
};

TEST_F(TransactionTest, WritesEverythingAtTwiceTheCost) {
  const auto consumed = run({action(WriteKind::kPut, first_), action(WriteKind::kPut, second_)});
  ASSERT_TRUE(consumed);
  EXPECT_EQ((*consumed)[0].table_units, 2);
  EXPECT_TRUE(exists(first_));
  EXPECT_TRUE(exists(second_));
}

TEST_F(TransactionTest, OneFailureCancelsEverythingWithReasonsInOrder) {
  put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"2"},"x":{"S":"kept"}})");
  expression::Bindings bindings;
  const auto condition = *expression::Condition::bind(
      *expression::parse(expression::Kind::kCondition, "attribute_not_exists(pk)"), bindings);
  TransactionAction failing = action(WriteKind::kPut, second_);
  failing.write.condition = &condition;
  failing.on_failure = TransactionAction::OnFailure::kStoredItem;
  const auto outcomes = run({action(WriteKind::kPut, first_), failing});
  ASSERT_FALSE(outcomes);
  EXPECT_EQ(outcomes.error().code, model::ErrorCode::kTransactionCanceled);
  EXPECT_EQ(outcomes.error().message,
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, "
            "ConditionalCheckFailed]");
  EXPECT_EQ(json_of(*outcomes.error().cancellation_reasons[1].item),
            R"({"pk":{"S":"a"},"sk":{"N":"2"},"x":{"S":"kept"}})");
  EXPECT_FALSE(exists(first_));
}

TEST_F(TransactionTest, AKeyThatDoesNotFitIsAReasonButAnEmptyOneIsRefused) {
  const value::Item misfit = item_of(R"({"pk":{"N":"1"},"sk":{"N":"1"}})");
  EXPECT_EQ(run({action(WriteKind::kDelete, misfit)}).error().cancellation_reasons[0].message,
            "The provided key element does not match the schema");
  const value::Item empty = item_of(R"({"pk":{"S":""},"sk":{"N":"1"}})");
  EXPECT_EQ(run({action(WriteKind::kDelete, empty)}).error().code, model::ErrorCode::kValidation);
}

TEST_F(TransactionTest, TwoActionsOnOneItemAreRefused) {
  EXPECT_EQ(run({action(WriteKind::kPut, first_), action(WriteKind::kDelete, first_)}).error().message,
            "Transaction request cannot include multiple operations on one item");
}

class TransactionTokensTest : public EngineTest {
 protected:
  model::ServiceResult<bool> happened(std::string_view fingerprint) {
    WriteScope scope = engine_.begin_write();
    return engine_.transaction_tokens().has_happened(scope, "token", fingerprint);
  }

  void remember() {
    WriteScope scope = engine_.begin_write();
    engine_.transaction_tokens().remember(scope, "token", "request");
    scope.commit();
  }
};

TEST_F(TransactionTokensTest, ATokenHoldsForTenMinutes) {
  EXPECT_FALSE(*happened("request"));
  remember();
  EXPECT_TRUE(*happened("request"));
  clock_.advance(std::chrono::minutes(10));
  EXPECT_TRUE(*happened("request"));
  clock_.advance(std::chrono::seconds(1));
  EXPECT_FALSE(*happened("request"));
}

TEST_F(TransactionTokensTest, AnotherRequestWithTheTokenIsRefused) {
  remember();
  EXPECT_EQ(happened("other").error().code, model::ErrorCode::kIdempotentParameterMismatch);
}

TEST_F(TransactionTokensTest, OnlyOneRequestHasTheTurnOfAToken) {
  {
    const auto turn = engine_.transaction_tokens().begin("token");
    ASSERT_TRUE(turn);
    const model::ServiceError refused = engine_.transaction_tokens().begin("token").error();
    EXPECT_EQ(refused.code, model::ErrorCode::kTransactionInProgress);
    EXPECT_EQ(refused.message, "The transaction with the given request token is already in progress.");
    EXPECT_TRUE(engine_.transaction_tokens().begin("other"));
  }
  EXPECT_TRUE(engine_.transaction_tokens().begin("token"));
}

}  // namespace
}  // namespace ddb::engine
