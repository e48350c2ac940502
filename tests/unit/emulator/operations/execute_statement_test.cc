#include "statement_fixture.h"

namespace ddb::operations {
namespace {

TEST_F(StatementTest, WritesAnswerNoItemsUnlessTheyReturnThem) {
  EXPECT_EQ(boost::json::serialize(execute("INSERT INTO hash VALUE {'pk': 'a', 'n': 1}")), R"({"Items":[]})");
  EXPECT_EQ(
      boost::json::serialize(execute("UPDATE hash SET n = n + 1 WHERE pk = 'a' RETURNING MODIFIED NEW *")),
      R"({"Items":[{"n":{"N":"2"}}]})");
  EXPECT_EQ(boost::json::serialize(execute("UPDATE hash REMOVE n WHERE pk = 'a' RETURNING MODIFIED NEW *")),
            R"({"Items":[]})");
  EXPECT_EQ(boost::json::serialize(execute("DELETE FROM hash WHERE pk = 'a' RETURNING ALL OLD *")),
            R"({"Items":[{"pk":{"S":"a"}}]})");
  EXPECT_EQ(boost::json::serialize(execute("DELETE FROM hash WHERE pk = 'a' RETURNING ALL OLD *")),
            R"({"Items":[]})");
}

TEST_F(StatementTest, ConditionsOfWritesDependOnWhetherTheItemIsThere) {
  execute("INSERT INTO hash VALUE {'pk': 'a', 'n': 1}");
  const std::string failed = "ConditionalCheckFailedException: The conditional request failed";
  EXPECT_EQ(refused("INSERT INTO hash VALUE {'pk': 'a'}"),
            "DuplicateItemException: Duplicate primary key exists in table");
  EXPECT_EQ(refused("UPDATE hash SET n = 2 WHERE pk = 'absent'"), failed);
  EXPECT_EQ(refused("UPDATE hash SET n = 2 WHERE pk = 'absent' AND attribute_not_exists(pk)"), failed);
  EXPECT_EQ(refused("UPDATE hash SET n = 2 WHERE pk = 'a' AND n = 5"), failed);
  EXPECT_EQ(refused("DELETE FROM hash WHERE pk = 'a' AND n = 5"), failed);
  execute("DELETE FROM hash WHERE pk = 'absent' AND n = 5");
  execute("DELETE FROM hash WHERE pk = 'a' AND NOT n = 5");
  EXPECT_EQ(values(execute("SELECT * FROM hash"), "pk"), Values{});
}

TEST_F(StatementTest, AFailedConditionShowsTheItemWhenAsked) {
  execute("INSERT INTO hash VALUE {'pk': 'a', 'n': 1}");
  const auto answer = run("ExecuteStatement", body("UPDATE hash SET n = 2 WHERE pk = 'a' AND n = 5",
                                                   R"(,"ReturnValuesOnConditionCheckFailure":"ALL_OLD")"));
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().item);
}

TEST_F(StatementTest, WritesNeedTheWholeKey) {
  const std::string without_key =
      validation("Where clause does not contain a mandatory equality on all key attributes");
  for (const std::string statement :
       {"DELETE FROM comp WHERE pk = 'a'", "UPDATE comp SET x = 1 WHERE pk = 'a' AND sk > 'b'",
        "UPDATE comp SET x = 1", "FROM comp SET x = 1", "DELETE FROM comp WHERE pk = 'a' OR sk = 'b'"})
    EXPECT_EQ(refused(statement), without_key) << statement;
}

TEST_F(StatementTest, AnIndexAnswersWhatItHolds) {
  insert_indexed_items();
  EXPECT_EQ(values(execute(R"(SELECT pk, sk FROM "comp"."gkeys" WHERE g = 'y')")),
            (Values{"s1", "s2", "s4"}));
  EXPECT_EQ(values(execute("SELECT pk, sk FROM comp WHERE pk = 'p'")), (Values{"s1", "s2", "s3", "s4"}));
  EXPECT_EQ(values(execute(R"(SELECT * FROM "comp"."lkeys" WHERE pk = 'p')"), "other"),
            (Values{"-", "-", "-"}));
  EXPECT_EQ(values(execute(R"(SELECT other FROM "comp"."lkeys" WHERE pk = 'p')"), "other"),
            (Values{"o1", "o2", "o4"}));
  EXPECT_EQ(
      refused(R"(SELECT other, more FROM "comp"."ginc" WHERE g = 'y')"),
      validation("One or more parameter values were invalid: Global secondary index ginc does not project "
                 "[other, more]"));
}

TEST_F(StatementTest, OnlyAReadByTheKeyRefusesAFilterThatTheIndexCannotAnswer) {
  insert_indexed_items();
  const auto message = [](const std::string& index) {
    return validation("One or more parameter values were invalid: Secondary index " + index +
                      " does not project one or more filter attributes: [other]");
  };
  EXPECT_EQ(refused(R"(SELECT pk FROM "comp"."ginc" WHERE g = 'y' AND other = 'o1')"), message("ginc"));
  EXPECT_EQ(refused(R"(SELECT pk FROM "comp"."ginc" WHERE g IN ['y', 'z'] AND other IS MISSING)"),
            message("ginc"));
  EXPECT_EQ(refused(R"(SELECT pk FROM "comp"."lkeys" WHERE pk = 'p' AND l > 'a' AND NOT other = 'o1')"),
            message("lkeys"));
  EXPECT_EQ(values(execute(R"(SELECT pk FROM "comp"."ginc" WHERE other = 'o1')")), Values{});
  EXPECT_EQ(values(execute(R"(SELECT pk, sk FROM "comp"."gkeys" WHERE NOT other = 'o1')")),
            (Values{"s1", "s2", "s4", "s5"}));
  EXPECT_EQ(
      values(execute(R"(SELECT pk, sk FROM "comp"."ginc" WHERE (g = 'y' AND other = 'o1') OR g = 'y2')")),
      Values{"s5"});
}

TEST_F(StatementTest, RefusesReadsThatTheIndexCannotServe) {
  EXPECT_EQ(refused(R"(SELECT * FROM "comp"."none")", R"(,"ConsistentRead":true)"),
            validation("The table does not have the specified index"));
  EXPECT_EQ(refused(R"(SELECT * FROM "comp"."ginc" WHERE g = 'y')", R"(,"ConsistentRead":true)"),
            validation("Strongly consistent read is not supported on Global Secondary Indexes"));
  EXPECT_EQ(refused("SELECT * FROM absent WHERE pk = 'x'"),
            "ResourceNotFoundException: Requested resource not found");
  EXPECT_EQ(
      refused("SELECT * FROM absent WHERE pk = 'x' AND y < true"),
      validation(
          "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL"));
}

TEST_F(StatementTest, PagesUntilEverythingIsRead) {
  insert_indexed_items();
  for (const std::string statement :
       {"SELECT * FROM comp", "SELECT * FROM comp WHERE pk IN ['q', 'p', 'none']",
        "SELECT * FROM comp WHERE pk = 'p' OR pk = 'q' ORDER BY sk DESC, pk"}) {
    Values all;
    std::string token;
    int pages = 0;
    do {
      const auto page = execute(statement, R"(,"Limit":1)" + token);
      EXPECT_LE(page.at("Items").as_array().size(), 1U);
      for (const std::string& value : values(page))
        all.push_back(value);
      const auto* next = page.as_object().if_contains("NextToken");
      token = next ? R"(,"NextToken":)" + boost::json::serialize(*next) : "";
    } while (!token.empty() && ++pages < 20);
    std::ranges::sort(all);
    EXPECT_EQ(all, (Values{"s1", "s2", "s3", "s4", "s5"})) << statement;
  }
}

TEST_F(StatementTest, ReadsTenKeysOfInAtATime) {
  std::string list;
  for (int i = 10; i < 35; ++i) {
    execute("INSERT INTO hash VALUE {'pk': '" + std::to_string(i) + "'}");
    list += (i == 10 ? "'" : ", '") + std::to_string(i) + "'";
  }
  const std::string statement = "SELECT * FROM hash WHERE pk IN [" + list + "]";
  std::vector<std::size_t> sizes;
  std::string token;
  do {
    const auto page = execute(statement, token);
    sizes.push_back(page.at("Items").as_array().size());
    const auto* next = page.as_object().if_contains("NextToken");
    token = next ? R"(,"NextToken":)" + boost::json::serialize(*next) : "";
  } while (!token.empty());
  EXPECT_EQ(sizes, (std::vector<std::size_t>{10, 10, 5}));
}

TEST_F(StatementTest, ATokenBelongsToItsStatement) {
  insert_indexed_items();
  const auto page = execute("SELECT * FROM comp WHERE pk = 'p'", R"(,"Limit":1)");
  const std::string token = boost::json::serialize(page.at("NextToken"));
  EXPECT_EQ(page.at("LastEvaluatedKey").at("sk").at("S").as_string(), "s1");
  const std::string mismatch = validation("NextToken does not match request");
  EXPECT_EQ(refused("SELECT * FROM comp WHERE pk = 'q'", R"(,"NextToken":)" + token), mismatch);
  EXPECT_EQ(refused(R"(SELECT * FROM "comp"."lkeys" WHERE pk = 'p')", R"(,"NextToken":)" + token), mismatch);
  EXPECT_EQ(refused("SELECT * FROM comp WHERE pk = 'p'", R"(,"NextToken":"garbage")"), mismatch);
  std::string changed = token;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_EQ(refused("SELECT * FROM comp WHERE pk = 'p'", R"(,"NextToken":)" + changed), mismatch);
}

TEST_F(StatementTest, ReadsByTheKeyCostWhatTheyRead) {
  for (int i = 0; i < 20; ++i)
    execute("INSERT INTO hash VALUE {'pk': '" + std::to_string(i) + "', 'x': '" + std::string(3000, 'x') +
            "'}");
  const auto units = [&](std::string_view statement) {
    return execute(statement, R"(,"ReturnConsumedCapacity":"TOTAL")")
        .at("ConsumedCapacity")
        .at("CapacityUnits")
        .as_double();
  };
  EXPECT_EQ(units("SELECT * FROM hash WHERE pk = '7'"), 0.5);
  EXPECT_EQ(units("SELECT * FROM hash WHERE pk IN ['7', '8']"), 1.0);
  EXPECT_EQ(units("SELECT * FROM hash WHERE pk = '7' OR pk = '8'"), 1.0);
  EXPECT_GT(units("SELECT * FROM hash WHERE pk = '7' OR x = 'y'"), 5.0);
}

}  // namespace
}  // namespace ddb::operations
