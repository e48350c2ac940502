#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

using boost::json::parse;

constexpr std::string_view kArn = "arn:aws:dynamodb:eu-west-2:123456789012:table/abc";

class TagResourceTest : public OperationTest {
 protected:
  void SetUp() override { create_simple_table("abc"); }

  static std::string request(std::string_view arn, std::string_view more) {
    return R"({"ResourceArn":")" + std::string(arn) + "\"" + std::string(more) + "}";
  }
  boost::json::value tags() { return ok("ListTagsOfResource", request(kArn, "")).at("Tags"); }
  void add(std::string_view tags) { ok("TagResource", request(kArn, R"(,"Tags":)" + std::string(tags))); }
};

TEST_F(TagResourceTest, AddsOverwritesAndRemoves) {
  EXPECT_EQ(tags(), parse("[]"));
  add(R"([{"Key":"env","Value":"test"},{"Key":"project","Value":""}])");
  add(R"([{"Key":"env","Value":"production"}])");
  EXPECT_EQ(tags(), parse(R"([{"Key":"env","Value":"production"},{"Key":"project","Value":""}])"));
  ok("UntagResource", request(kArn, R"(,"TagKeys":["env","absent"])"));
  EXPECT_EQ(tags(), parse(R"([{"Key":"project","Value":""}])"));
  start();
  EXPECT_EQ(tags(), parse(R"([{"Key":"project","Value":""}])"));
}

TEST_F(TagResourceTest, ListPagesByTen) {
  for (char letter = 'a'; letter < 'a' + 12; ++letter)
    add(R"([{"Key":")" + std::string(1, letter) + R"(","Value":"x"}])");
  const auto first = ok("ListTagsOfResource", request(kArn, ""));
  EXPECT_EQ(first.at("Tags").as_array().size(), 10U);
  const std::string token(first.at("NextToken").as_string());
  const auto second = ok("ListTagsOfResource", request(kArn, R"(,"NextToken":")" + token + "\""));
  EXPECT_EQ(second, parse(R"({"Tags":[{"Key":"k","Value":"x"},{"Key":"l","Value":"x"}]})"));
  EXPECT_EQ(error("ListTagsOfResource", request(kArn, R"(,"NextToken":"?")")),
            "ValidationException: Invalid NextToken");
}

TEST_F(TagResourceTest, FiftyAreAllAndOneMoreIsTooMany) {
  for (int i = 0; i < 50; ++i)
    add(R"([{"Key":"k)" + std::to_string(i) + R"(","Value":"x"}])");
  EXPECT_EQ(error("TagResource", request(kArn, R"(,"Tags":[{"Key":"k50","Value":"x"}])")),
            "ValidationException: Number of Tags exceed the current limit for the provided ResourceArn");
  add(R"([{"Key":"k49","Value":"y"}])");
}

struct ErrorRow {
  std::string_view name;
  std::string_view operation;
  std::string_view arn;
  std::string_view more;
  std::string_view error;
};

void PrintTo(const ErrorRow& row, std::ostream* out) {
  *out << row.name;
}

class TagErrorTest : public TagResourceTest, public testing::WithParamInterface<ErrorRow> {};

TEST_P(TagErrorTest, IsAnsweredInTheServicesWords) {
  EXPECT_EQ(error(GetParam().operation, request(GetParam().arn, GetParam().more)), GetParam().error);
}

constexpr std::string_view kTag = R"(,"Tags":[{"Key":"a","Value":"b"}])";

INSTANTIATE_TEST_SUITE_P(
    Arns, TagErrorTest,
    testing::Values(
        ErrorRow{
            "NoArn", "TagResource", "abc", kTag,
            "ValidationException: One or more parameter values were invalid: ARNs must start with 'arn:': "
            "abc"},
        ErrorRow{
            "OtherService", "UntagResource", "arn:aws:s3:eu-west-2:123456789012:table/abc",
            R"(,"TagKeys":["a"])",
            "ValidationException: One or more parameter values were invalid: Provided Arn is not a DynamoDB "
            "resource arn: arn:aws:s3:eu-west-2:123456789012:table/abc"},
        ErrorRow{
            "Index", "TagResource", "arn:aws:dynamodb:eu-west-2:123456789012:table/abc/index/gsi", kTag,
            "ValidationException: One or more parameter values were invalid: Invalid resource arn provided, "
            "only table or stream is accepted. Provided resource arn: "
            "arn:aws:dynamodb:eu-west-2:123456789012:table/abc/index/gsi"},
        ErrorRow{
            "OtherAccount", "ListTagsOfResource", "arn:aws:dynamodb:eu-west-2:000000000000:table/absent", "",
            "AccessDeniedException: User: arn:aws:iam::123456789012:root is not authorized to perform: "
            "dynamodb:ListTagsOfResource on resource: arn:aws:dynamodb:eu-west-2:000000000000:table/absent "
            "because no resource-based policy allows the dynamodb:ListTagsOfResource action"},
        ErrorRow{"OtherRegion", "ListTagsOfResource", "arn:aws:dynamodb:us-east-1:123456789012:table/abc", "",
                 "ValidationException: Invalid TableArn: Invalid ResourceArn provided as input "
                 "arn:aws:dynamodb:us-east-1:123456789012:table/abc"},
        ErrorRow{"Absent", "TagResource", "arn:aws:dynamodb:eu-west-2:123456789012:table/absent", kTag,
                 "ResourceNotFoundException: Requested resource not found: ResourceArn: "
                 "arn:aws:dynamodb:eu-west-2:123456789012:table/absent not found"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Tags, TagErrorTest,
    testing::Values(
        ErrorRow{"None", "TagResource", kArn, R"(,"Tags":[])",
                 "ValidationException: Atleast one Tag needs to be provided as Input."},
        ErrorRow{"NoKeys", "UntagResource", kArn, R"(,"TagKeys":[])",
                 "ValidationException: Atleast one Tag Key needs to be provided as Input."},
        ErrorRow{"BadKey", "TagResource", kArn, R"(,"Tags":[{"Key":"bad#char","Value":"b"}])",
                 "ValidationException: The Tag Key provided is invalid, Key: bad#char"},
        ErrorRow{"BadValue", "TagResource", kArn, R"(,"Tags":[{"Key":"a","Value":"100%"}])",
                 "ValidationException: The Tag Value provided is invalid, Value: 100%"},
        ErrorRow{"Reserved", "TagResource", kArn, R"(,"Tags":[{"Key":"AWS:foo","Value":"b"}])",
                 "ValidationException: Tag Key cannot be prefixed with aws:, Key: AWS:foo"},
        ErrorRow{"ReservedRemoved", "UntagResource", kArn, R"(,"TagKeys":["aws:foo"])",
                 "ValidationException: Tag Key cannot be prefixed with aws:, Key: aws:foo"},
        ErrorRow{"Twice", "TagResource", kArn, R"(,"Tags":[{"Key":"a","Value":"b"},{"Key":"a","Value":"c"}])",
                 "ValidationException: Duplicate Tag Keys provided as input: Duplicate Tag Key found a"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace ddb::operations
