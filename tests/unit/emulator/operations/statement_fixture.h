#pragma once

#include <algorithm>
#include <boost/json/value.hpp>
#include <string>
#include <utility>
#include <vector>

#include "operation_fixture.h"

namespace ddb::operations {

/// PartiQL on a table "hash" (key pk) and a table "comp" (key pk, sk; global indexes "gkeys" and "ginc" on g,
/// a local index "lkeys" on l). Source of what is expected, where a test says nothing else:
/// paritysuite/dynamodb-conformance and nubo-db/dynamodb-conformance, tier 2 and 3, which ran against the
/// service.
class StatementTest : public OperationTest {
 protected:
  StatementTest() {
    create_simple_table("hash");
    ok("CreateTable", R"({"TableName":"comp","BillingMode":"PAY_PER_REQUEST",
      "AttributeDefinitions":[
        {"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"},
        {"AttributeName":"g","AttributeType":"S"},{"AttributeName":"l","AttributeType":"S"}],
      "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
      "GlobalSecondaryIndexes":[
        {"IndexName":"gkeys","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
         "Projection":{"ProjectionType":"KEYS_ONLY"}},
        {"IndexName":"ginc","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
         "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["inc"]}}],
      "LocalSecondaryIndexes":[{"IndexName":"lkeys",
         "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"l","KeyType":"RANGE"}],
         "Projection":{"ProjectionType":"KEYS_ONLY"}}]})");
  }

  /// The body of a request with one statement, and `more` ("," and members).
  static std::string body(std::string_view statement, std::string_view more = "") {
    return R"({"Statement":)" + boost::json::serialize(boost::json::value(statement)) + std::string(more) +
           "}";
  }
  boost::json::value execute(std::string_view statement, std::string_view more = "") {
    return ok("ExecuteStatement", body(statement, more));
  }
  std::string refused(std::string_view statement, std::string_view more = "") {
    return error("ExecuteStatement", body(statement, more));
  }

  /// The values of a String attribute of the items of an answer, sorted; "-" where an item has none.
  static std::vector<std::string> values(const boost::json::value& answer,
                                         std::string_view attribute = "sk") {
    std::vector<std::string> found;
    for (const boost::json::value& item : answer.at("Items").as_array()) {
      const boost::json::value* value = item.as_object().if_contains(attribute);
      found.emplace_back(value ? std::string(value->at("S").as_string()) : "-");
    }
    std::ranges::sort(found);
    return found;
  }

  /// Items of one partition of "comp" that all indexes hold, but for "s3".
  void insert_indexed_items() {
    for (const std::string n : {"1", "2", "4"})
      execute("INSERT INTO comp VALUE {'pk': 'p', 'sk': 's" + n + "', 'g': 'y', 'l': 'l" + n +
              "', 'inc': 'i" + n + "', 'other': 'o" + n + "'}");
    execute("INSERT INTO comp VALUE {'pk': 'p', 'sk': 's3', 'other': 'o3'}");
    execute("INSERT INTO comp VALUE {'pk': 'q', 'sk': 's5', 'g': 'y2', 'other': 'o5'}");
  }

  static std::string validation(std::string_view message) {
    return "ValidationException: " + std::string(message);
  }
};

using Values = std::vector<std::string>;

}  // namespace ddb::operations
