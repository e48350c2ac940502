#include "emulator/operations/run.h"

#include "emulator/model/generated/decode.h"
#include "emulator/model/generated/encode.h"
#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

using model::DescribeTableInput;
using model::DescribeTableOutput;

template <storage::StorageFailure kFailure>
ServiceResult<DescribeTableOutput> fail(Call&, DescribeTableInput&) {
  throw storage::StorageError(kFailure, "collection 7");
}

class RunTest : public OperationTest {
 protected:
  template <storage::StorageFailure kFailure>
  model::ServiceResult<void> run_failing() {
    Call call{*engine_, "eu-west-2", "123456789012", "localhost:8000", "DescribeTable"};
    std::string answer;
    const json::ParsedText body = json::ParsedText::parse(R"({"TableName":"abc"})").value();
    return operations::run<DescribeTableInput, DescribeTableOutput, fail<kFailure>,
                           model::ValidationStyle::kJoined, Answer::kJson>(call, body.root().get_object(),
                                                                           answer);
  }
};

TEST_F(RunTest, ATableThatGoesWhileItIsReadIsNotFound) {
  const auto answer = run_failing<storage::StorageFailure::kMissing>();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, model::ErrorCode::kResourceNotFound);
  EXPECT_EQ(answer.error().message, "Requested resource not found");
}

TEST_F(RunTest, OtherFailuresOfTheStoreAreNoAnswers) {
  EXPECT_THROW((void)run_failing<storage::StorageFailure::kInputOutput>(), storage::StorageError);
}

}  // namespace
}  // namespace ddb::operations
