#include "statement_fixture.h"

namespace ddb::operations {
namespace {

class SeveralStatementsTest : public StatementTest {
 protected:
  static std::string statements(std::string_view member, const std::vector<std::string>& texts,
                                std::string_view more = "") {
    std::string list;
    for (const std::string& text : texts)
      list += (list.empty() ? "" : ",") + body(text);
    return "{\"" + std::string(member) + "\":[" + list + "]" + std::string(more) + "}";
  }
  boost::json::value batch(const std::vector<std::string>& texts) {
    return ok("BatchExecuteStatement", statements("Statements", texts)).at("Responses");
  }
  boost::json::value transact(const std::vector<std::string>& texts, std::string_view more = "") {
    return ok("ExecuteTransaction", statements("TransactStatements", texts, more));
  }
  std::string transaction_error(const std::vector<std::string>& texts, std::string_view more = "") {
    return error("ExecuteTransaction", statements("TransactStatements", texts, more));
  }
};

TEST_F(SeveralStatementsTest, ABatchAnswersEachStatementByItself) {
  execute("INSERT INTO hash VALUE {'pk': 'a', 'n': 1}");
  const auto reads = batch({"SELECT n FROM hash WHERE pk = 'a'", "SELECT * FROM hash WHERE pk = 'none'",
                            "SELEKT nothing", "SELECT * FROM absent WHERE pk = 'a'"});
  EXPECT_EQ(boost::json::serialize(reads.at(0)), R"({"TableName":"hash","Item":{"n":{"N":"1"}}})");
  EXPECT_EQ(boost::json::serialize(reads.at(1)), R"({"TableName":"hash"})");
  EXPECT_EQ(reads.at(2).at("Error").at("Code").as_string(), "ValidationError");
  EXPECT_EQ(boost::json::serialize(reads.at(3)),
            R"({"Error":{"Code":"ResourceNotFound","Message":"Requested resource not found"}})");
}

TEST_F(SeveralStatementsTest, ABatchNamesTheTableOnceAStatementHasReachedIt) {
  execute("INSERT INTO hash VALUE {'pk': 'a', 'n': 1}");
  const auto writes =
      batch({"INSERT INTO hash VALUE {'pk': 'a'}", "UPDATE hash SET n = 2 WHERE pk = 'a' AND n = 5",
             "UPDATE hash SET n = 3 WHERE pk = 'a' RETURNING ALL NEW *", "DELETE FROM hash WHERE n = 1",
             "UPDATE hash REMOVE x WHERE pk = 'a' RETURNING MODIFIED NEW *"});
  EXPECT_EQ(boost::json::serialize(writes.at(0)),
            R"({"Error":{"Code":"DuplicateItem","Message":"Duplicate primary key exists in table"},)"
            R"("TableName":"hash"})");
  EXPECT_EQ(writes.at(1).at("Error").at("Code").as_string(), "ConditionalCheckFailed");
  EXPECT_EQ(writes.at(1).at("TableName").as_string(), "hash");
  EXPECT_EQ(writes.at(2).at("Item").at("n").at("N").as_string(), "3");
  EXPECT_FALSE(writes.at(3).as_object().contains("TableName"));
  EXPECT_EQ(boost::json::serialize(writes.at(4)), R"({"TableName":"hash"})");
}

TEST_F(SeveralStatementsTest, ABatchSelectNamesTheKeyAndNothingElse) {
  const std::string message =
      "Select statements within BatchExecuteStatement must specify the primary key in the where clause.";
  const auto answers =
      batch({"SELECT * FROM hash WHERE x = 1", "SELECT * FROM hash WHERE pk = 'a' AND attribute_exists(x)",
             "SELECT * FROM comp WHERE pk = 'a'", R"(SELECT * FROM "comp"."ginc" WHERE g = 'y')"});
  for (const boost::json::value& answer : answers.as_array())
    EXPECT_EQ(answer.at("Error").at("Message").as_string(), message);
}

TEST_F(SeveralStatementsTest, ATransactionWritesAllOrNothing) {
  execute("INSERT INTO hash VALUE {'pk': 'a', 'n': 1}");
  execute("INSERT INTO comp VALUE {'pk': 'x', 'sk': 'y'}");
  const std::vector<std::string> texts = {
      "INSERT INTO hash VALUE {'pk': 'b'}", "UPDATE hash SET n = 2 WHERE pk = 'a' AND n = 1",
      "EXISTS(SELECT * FROM comp WHERE pk = 'x' AND sk = 'y' AND z IS MISSING)"};
  EXPECT_EQ(boost::json::serialize(transact(texts)), R"({"Responses":[]})");
  EXPECT_EQ(values(execute("SELECT * FROM hash"), "pk"), (Values{"a", "b"}));
}

TEST_F(SeveralStatementsTest, ExistsIsFalseOfAnItemThatIsNotThere) {
  const std::string exists = "EXISTS(SELECT * FROM comp WHERE pk = 'x' AND sk = 'y' AND z IS MISSING)";
  EXPECT_EQ(
      transaction_error({exists, "INSERT INTO hash VALUE {'pk': 'b'}"}),
      "TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific "
      "reasons [ConditionalCheckFailed, None]");
  EXPECT_EQ(values(execute("SELECT * FROM hash"), "pk"), Values{});
}

TEST_F(SeveralStatementsTest, ACancelledTransactionSaysWhyForEachStatement) {
  execute("INSERT INTO hash VALUE {'pk': 'a', 'n': 1}");
  const auto answer =
      run("ExecuteTransaction", statements("TransactStatements", {"INSERT INTO hash VALUE {'pk': 'a'}",
                                                                  "UPDATE hash SET n = 2 WHERE pk = 'none'",
                                                                  "INSERT INTO hash VALUE {'pk': 'c'}"}));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, model::ErrorCode::kTransactionCanceled);
  const auto& reasons = answer.error().cancellation_reasons;
  ASSERT_EQ(reasons.size(), 3U);
  EXPECT_EQ(reasons[0].code, "DuplicateItem");
  EXPECT_EQ(reasons[0].message, "Duplicate primary key exists in table");
  EXPECT_EQ(reasons[1].code, "ConditionalCheckFailed");
  EXPECT_EQ(reasons[2].code, "None");
  EXPECT_EQ(values(execute("SELECT * FROM hash"), "pk"), Values{"a"});
}

TEST_F(SeveralStatementsTest, ATransactionReadsItsItems) {
  execute("INSERT INTO hash VALUE {'pk': 'a', 'm': {'x': 'deep'}}");
  EXPECT_EQ(boost::json::serialize(
                transact({"SELECT m.x FROM hash WHERE pk = 'a'", "SELECT * FROM hash WHERE pk = 'none'"},
                         R"(,"ReturnConsumedCapacity":"TOTAL")")),
            R"({"Responses":[{"Item":{"x":{"S":"deep"}}},{}],)"
            R"("ConsumedCapacity":[{"TableName":"hash","CapacityUnits":4E0,"ReadCapacityUnits":4E0}]})");
}

TEST_F(SeveralStatementsTest, TheSameTokenWritesOnce) {
  execute("INSERT INTO hash VALUE {'pk': 'a', 'n': 1}");
  const std::string token = R"(,"ClientRequestToken":"once")";
  for (int i = 0; i < 2; ++i)
    transact({"UPDATE hash SET n = n + 1 WHERE pk = 'a'"}, token);
  EXPECT_EQ(execute("SELECT n FROM hash WHERE pk = 'a'").at("Items").at(0).at("n").at("N").as_string(), "2");
  EXPECT_EQ(transaction_error({"UPDATE hash SET n = n + 2 WHERE pk = 'a'"}, token).substr(0, 37),
            "IdempotentParameterMismatchException:");
}

TEST_F(SeveralStatementsTest, ATransactionSaysWhichStatementItRefuses) {
  const auto refusal = [](std::string_view message) {
    return validation("Validation failed in TransactStatements[0]: " + std::string(message));
  };
  EXPECT_EQ(transaction_error({"SELECT * FROM hash WHERE"}),
            refusal("Statement wasn't well formed, can't be processed: Unexpected term"));
  EXPECT_EQ(transaction_error({"UPDATE hash SET n = 1 WHERE pk = 'a' RETURNING ALL NEW *"}),
            refusal("RETURNING clause is not supported in ExecuteTransaction."));
  EXPECT_EQ(
      transaction_error({"SELECT * FROM hash WHERE pk = 'a' AND attribute_exists(x)"}),
      refusal(
          "Select statements within ExecuteTransaction must specify the primary key in the where clause."));
  EXPECT_EQ(transaction_error({R"(SELECT * FROM "comp"."ginc" WHERE g = 'y')"}),
            refusal("Reads on indices are not supported within transactions."));
  EXPECT_EQ(
      transaction_error({"EXISTS(SELECT * FROM hash WHERE pk = 'a')", "DELETE FROM hash WHERE pk = 'b'"}),
      refusal("EXISTS() must contain a single item read with additional condition"));
}

}  // namespace
}  // namespace ddb::operations
