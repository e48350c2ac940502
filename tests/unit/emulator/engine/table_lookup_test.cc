#include "emulator/engine/table_lookup.h"

#include "emulator/engine/table_lifecycle.h"
#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

class TableLookupTest : public EngineTest {
 protected:
  void SetUp() override {
    Table table = table_with_indexes();
    table.name = "abc";
    table.region = "eu-west-2";
    table.account_id = "123456789012";
    create(table);
  }
  std::string error(std::string_view name_or_arn, TableUse use) {
    const auto table = resolve_table(engine_, name_or_arn, use);
    if (table) return "found " + (*table)->name;
    return std::string(model::error_row(table.error().code).name) + ": " + table.error().message;
  }
};

TEST_F(TableLookupTest, FindsByNameAndByArn) {
  for (const TableUse use :
       {TableUse::kItems, TableUse::kDescribe, TableUse::kChange, TableUse::kChangeSetting}) {
    EXPECT_EQ(error("abc", use), "found abc");
    EXPECT_EQ(error("arn:aws:dynamodb:eu-west-2:123456789012:table/abc", use), "found abc");
  }
}

TEST_F(TableLookupTest, SaysWhatIsNotThereInTheWordsOfTheOperation) {
  EXPECT_EQ(error("abd", TableUse::kItems), "ResourceNotFoundException: Requested resource not found");
  EXPECT_EQ(error("arn:aws:dynamodb:eu-west-2:123456789012:table/abd", TableUse::kDescribe),
            "ResourceNotFoundException: Requested resource not found: Table: abd not found");
}

TEST_F(TableLookupTest, RefusesWhatIsNoTableArn) {
  for (const char* arn :
       {"arn:", "arn:aws:dynamodb:eu-west-2:123456789012:table/",
        "arn:aws:dynamodb:eu-west-2:123456789012:table/abc/index/x",
        "arn:aws:dynamodb:eu-west-2:123456789012:abc", "arn:aws:s3:eu-west-2:123456789012:table/abc",
        "arn:gcp:dynamodb:eu-west-2:123456789012:table/abc", "arn:aws:dynamodb:eu-west-2::table/abc"})
    EXPECT_EQ(error(arn, TableUse::kItems),
              "ValidationException: 1 validation error detected: Invalid resource type in '" +
                  std::string(arn) + "'");
}

TEST_F(TableLookupTest, IndexBeingFilledKeepsTheTableUpdating) {
  Table table = *engine_.catalog().find("abc");
  table.indexes[0].is_backfilling = true;
  WriteScope scope = engine_.begin_write();
  engine_.catalog().put(scope, table);
  scope.commit();
  EXPECT_EQ(current_status(table, clock_.now()), Status::kUpdating);
  EXPECT_EQ(current_status(table.indexes[0], clock_.now()), Status::kCreating);
  EXPECT_EQ(error("abc", TableUse::kItems), "found abc");
  EXPECT_EQ(error("abc", TableUse::kChangeSetting), "found abc");
  EXPECT_EQ(
      error("abc", TableUse::kChange),
      "ResourceInUseException: Attempt to change a resource which is still in use: Table is being updated: "
      "abc");
}

}  // namespace
}  // namespace ddb::engine
