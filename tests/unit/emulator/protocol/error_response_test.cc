#include "emulator/protocol/error_response.h"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include "shared/value/json.h"

namespace ddb::protocol {
namespace {

using model::ErrorCode;

std::string body_of(const model::ServiceError& error) {
  std::string body;
  append_error(body, error);
  return body;
}

value::Item item() {
  return *value::item_from_json(boost::json::parse(R"({"pk": {"S": "a"}})").as_object());
}

TEST(ErrorResponse, NamesTheMessageAsTheErrorDoes) {
  EXPECT_EQ(body_of({ErrorCode::kResourceNotFound, "Requested resource not found"}),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",)"
            R"("message":"Requested resource not found"})");
  EXPECT_EQ(body_of({ErrorCode::kValidation, "a \"b\""}),
            R"({"__type":"com.amazon.coral.validate#ValidationException","message":"a \"b\""})");
  EXPECT_EQ(body_of({ErrorCode::kSerialization, "x"}),
            R"({"__type":"com.amazon.coral.service#SerializationException","Message":"x"})");
  EXPECT_EQ(body_of({ErrorCode::kUnknownOperation, "x"}),
            R"({"__type":"com.amazon.coral.service#UnknownOperationException"})");
  EXPECT_EQ(body_of({ErrorCode::kThrottling, "x"}),
            R"({"__type":"com.amazon.coral.availability#ThrottlingException","message":"x"})");
}

TEST(ErrorResponse, CarriesTheItemOfAFailedCondition) {
  EXPECT_EQ(body_of({.code = ErrorCode::kConditionalCheckFailed, .message = "no", .item = item()}),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no",)"
            R"("Item":{"pk":{"S":"a"}}})");
}

TEST(ErrorResponse, CarriesTheReasonsOfACancelledTransaction) {
  model::ServiceError error{ErrorCode::kTransactionCanceled, "cancelled"};
  error.cancellation_reasons = {{}, {"ConditionalCheckFailed", "The conditional request failed", item()}};
  EXPECT_EQ(body_of(error),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",)"
            R"("CancellationReasons":[{"Code":"None"},{"Code":"ConditionalCheckFailed",)"
            R"("Item":{"pk":{"S":"a"}},"Message":"The conditional request failed"}],"Message":"cancelled"})");
}

}  // namespace
}  // namespace ddb::protocol
