#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ddb::server {

/// What a receiver made of one event.
struct HookOutcome {
  enum class Kind {
    kDelivered,
    kPartlyDelivered,  ///< Everything before the lowest of `failed_sequence_numbers`.
    kFailed,           ///< Nothing of it counts as delivered.
    kStopped,          ///< The hook was stopped meanwhile: it is no attempt.
  };
  Kind kind = Kind::kDelivered;
  std::string message;  ///< Why, as one plain sentence; empty when delivered.
  std::vector<std::string> failed_sequence_numbers;

  static HookOutcome delivered() { return {}; }
  static HookOutcome failed(std::string message) { return {Kind::kFailed, std::move(message), {}}; }
  static HookOutcome partly_delivered(std::vector<std::string> failed_sequence_numbers);
};

/// Where a stream hook delivers to: the event is `{"Records":[...]}` as AWS Lambda gives it to a function.
/// Called by one thread at a time; may take as long as it likes.
using HookCallback = std::function<HookOutcome(std::string_view event_json)>;

/// What an HTTP answer to an event means. Delivered is status 2xx, unless the body says otherwise in one of
/// two ways that functions have: `{"batchItemFailures":[{"itemIdentifier":"<SequenceNumber>"}]}` names what
/// failed (an empty or null list: nothing; an empty, null or missing identifier: everything), and an object
/// with `errorType` and `errorMessage` is the error of a function behind Lambda's runtime interface emulator.
/// Any other body is passed over. Source: Lambda Developer Guide, "Configuring partial batch response with
/// DynamoDB and Lambda".
HookOutcome outcome_of_answer(int http_status, std::string_view body);

}  // namespace ddb::server
