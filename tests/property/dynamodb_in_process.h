#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "shared/aws/dynamodb_client.h"
#include "tests/property/emulator_in_process.h"

namespace ddb::property {

/// The emulator as what everything that needs a table is given: calls go through its dispatcher without a
/// socket, a signature, or another attempt.
class DynamoDbInProcess final : public aws::DynamoDb {
 public:
  explicit DynamoDbInProcess(EmulatorInProcess& emulator) : emulator_(emulator) {}

  aws::CallResult call(std::string_view operation, const boost::json::object& input) override;

 private:
  EmulatorInProcess& emulator_;
};

/// The input of CreateTable in testdata/tables/cruddur-messages.json, read from the source tree.
boost::json::object cruddur_messages_table();

}  // namespace ddb::property
