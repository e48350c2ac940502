#pragma once

#include <boost/json/array.hpp>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "shared/aws/dynamodb_client.h"
#include "tests/property/dice.h"
#include "tests/property/dynamodb_in_process.h"
#include "tests/property/interleaver.h"

namespace ddb::property {

/// The process that made the call is no more.
struct Crash {};

/// How often, in percent, what goes wrong with a call.
struct FaultRates {
  std::size_t crash = 0;         ///< Before the call or after it, half of each.
  std::size_t lost = 0;          ///< The request, or the answer, half of each, and no further attempt.
  std::size_t repeated = 0;      ///< The answer was lost and the client has sent the request again.
  std::size_t refused = 0;       ///< Throttled.
  std::size_t index_behind = 0;  ///< A Query of the index is answered with a state of before.
};

/// One table between several actors: they take turns at every call, and calls go wrong.
class FaultyDynamoDb final : public aws::DynamoDb {
 public:
  FaultyDynamoDb(DynamoDbInProcess& emulator, Interleaver& interleaver, Dice& dice)
      : emulator_(emulator), interleaver_(interleaver), dice_(dice) {}

  void set_rates(const FaultRates& rates) { rates_ = rates; }
  aws::CallResult call(std::string_view operation, const boost::json::object& input) override;

  std::size_t calls() const { return calls_; }
  std::size_t faults() const { return faults_; }

 private:
  static constexpr std::size_t kStatesKept = 6;

  bool happens(std::size_t percent);
  aws::CallResult run(std::string_view operation, const boost::json::object& input);
  boost::json::object index_of_before(const boost::json::object& input);

  DynamoDbInProcess& emulator_;
  Interleaver& interleaver_;
  Dice& dice_;
  FaultRates rates_;
  std::deque<boost::json::array> states_;  ///< Of the index after each write; the newest last.
  std::size_t calls_ = 0;
  std::size_t faults_ = 0;
};

}  // namespace ddb::property
