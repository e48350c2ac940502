#include <algorithm>
#include <set>
#include <utility>

#include <boost/json/serialize.hpp>

#include "tests/property/history.h"

namespace ddb::property {

using boost::json::object;
using reference::Failures;
using reference::Item;
using reference::Write;
using reference::Written;

namespace {

constexpr const char* kDuplicateItems = "ValidationException: Provided list of item keys contains duplicates";
constexpr const char* kSeveralOperations =
    "ValidationException: Transaction request cannot include multiple operations on one item";
constexpr const char* kItemTooLarge = "ValidationException: Item size has exceeded the maximum allowed size";
constexpr const char* kTransactionTooLarge =
    "ValidationException: Member must have aggregate size less than or equal to 4194304 bytes";
constexpr std::size_t kTransactionSizeBytesMax = 4 * 1024 * 1024;
constexpr const char* kTokenMismatch = "IdempotentParameterMismatchException: ";
constexpr const char* kCanceled = "TransactionCanceledException: Transaction cancelled";
/// How long a transaction's token is remembered.
constexpr long long kTokenSeconds = 600;

/// What ReturnValues asks for; nothing is left out of the answer.
Item returned(const WriteItem& step, const Written& written) {
  const reference::Update none;
  const reference::Update& update = step.write.update ? *step.write.update : none;
  if (step.return_values == "ALL_OLD") return written.old_item;
  if (step.return_values == "ALL_NEW") return written.new_item;
  if (step.return_values == "UPDATED_OLD") return reference::project(written.old_item, targets(update));
  if (step.return_values == "UPDATED_NEW") return reference::project(written.new_item, targets(update));
  return {};
}

std::optional<Item> unless_empty(const Item& item) {
  return item.empty() ? std::nullopt : std::optional(item);
}

std::string reason_code(const Written& written) {
  if (written.failures.empty()) return "None";
  return written.failures.contains(reference::kConditionFailed) ? "ConditionalCheckFailed"
                                                                : "ValidationError";
}

}  // namespace

void History::run_step(const WriteItem& step) {
  reference::Table& written_table = *table(step.write.table_name);
  const Written written = written_table.write(step.write, now_seconds());
  call(operation_name(step.write.kind), write_request(step));
  if (!is_error(written.failures)) {
    expect_item("Attributes", unless_empty(returned(step, written)));
    return expect_capacity(last_answer_.body.at("ConsumedCapacity"), written_table.definition(),
                           reference::write_capacity(written_table, written));
  }
  const bool shows_item =
      step.returns_item_on_failure && written.failures.contains(reference::kConditionFailed);
  expect_item("Item", shows_item ? unless_empty(written.old_item) : std::nullopt);
}

void History::run_step(const BatchWriteItem& step) {
  Failures failures;
  for (const Write& write : step.writes)
    failures.merge(table(write.table_name)->judge(write).failures);
  std::set<std::string> targets;
  for (const Write& write : step.writes) {
    const Item key = table(write.table_name)->key_of(write.item_or_key);
    if (!targets.insert(write.table_name + boost::json::serialize(reference::to_json(key))).second)
      failures.insert(kDuplicateItems);
  }
  const object& answer = call("BatchWriteItem", batch_write_request(step));
  if (is_error(failures)) return;
  expect(answer.at("UnprocessedItems").as_object().empty(), "no UnprocessedItems");
  std::map<std::string, reference::Capacity> capacities;
  for (const Write& write : step.writes) {
    reference::Table& written = *table(write.table_name);
    capacities[write.table_name] = capacities[write.table_name] +
                                   reference::write_capacity(written, written.write(write, now_seconds()));
  }
  expect_capacities(capacities);
}

/// Whether a transaction of this token has happened already; or it fails because another one has.
bool History::is_repeated(const TransactWriteItems& step, const object& request, Failures& failures) {
  const auto known = tokens_.find(step.token);
  if (step.token.empty() || known == tokens_.end() || now_seconds() - known->second.seconds > kTokenSeconds)
    return false;
  if (known->second.request == boost::json::serialize(request)) return true;
  failures.insert(kTokenMismatch);
  return false;
}

void History::run_step(const TransactWriteItems& step) {
  Failures failures;
  std::set<std::string> targets;
  std::size_t total_size_bytes = 0;
  for (const WriteItem& each : step.writes) {
    const Write& write = each.write;
    failures.merge(reference::check_expressions(write));
    const std::size_t size_bytes = reference::size_bytes(write.item_or_key);
    total_size_bytes += size_bytes;
    if (size_bytes > reference::kItemSizeBytesMax) failures.insert(kItemTooLarge);
    const Item key = table(write.table_name)->key_of(write.item_or_key);
    if (!targets.insert(write.table_name + boost::json::serialize(reference::to_json(key))).second)
      failures.insert(kSeveralOperations);
  }
  if (total_size_bytes > kTransactionSizeBytesMax) failures.insert(kTransactionTooLarge);
  const object request = transact_write_request(step);
  const bool repeated = failures.empty() && is_repeated(step, request, failures);
  call("TransactWriteItems", request);
  if (!failures.empty()) {
    is_error(failures);
    return;
  }
  std::map<std::string, reference::Capacity> capacities;
  if (repeated) {
    is_error({});
    for (const WriteItem& each : step.writes) {
      const Write& write = each.write;
      const reference::Table& read = *table(write.table_name);
      capacities[write.table_name].table +=
          4 * reference::read_units(reference::size_bytes(read.get(read.key_of(write.item_or_key))));
    }
    return expect_capacities(capacities);
  }
  std::vector<Written> outcomes;
  for (const WriteItem& each : step.writes)
    outcomes.push_back(table(each.write.table_name)->judge(each.write));
  if (std::any_of(outcomes.begin(), outcomes.end(),
                  [](const Written& each) { return !each.failures.empty(); })) {
    is_error({kCanceled});
    return expect_cancellation(step, outcomes);
  }
  is_error({});
  for (const WriteItem& each : step.writes) {
    reference::Table& written = *table(each.write.table_name);
    capacities[each.write.table_name] =
        capacities[each.write.table_name] +
        reference::write_capacity(written, written.write(each.write, now_seconds())) * 2;
  }
  expect_capacities(capacities);
  if (!step.token.empty()) tokens_[step.token] = {boost::json::serialize(request), now_seconds()};
}

/// Every action has its reason: a code, and perhaps a message and the item.
void History::expect_cancellation(const TransactWriteItems& step, const std::vector<Written>& outcomes) {
  const auto& reasons = last_answer_.body.at("CancellationReasons").as_array();
  expect(reasons.size() == outcomes.size(), "a reason for each action");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string place = "in reason " + std::to_string(i) + ": ";
    const object& reason = reasons[i].as_object();
    const std::string code = reason_code(outcomes[i]);
    expect(reason.at("Code") == code.c_str(), place + "code " + code);
    if (code == "None") {
      expect(reason.size() == 1, place + "the code alone");
      continue;
    }
    const std::string message(reason.at("Message").as_string());
    const bool is_named = std::ranges::any_of(outcomes[i].failures, [&](const std::string& failure) {
      const std::size_t begin = failure.find(": ");
      return message.find(begin == std::string::npos ? failure : failure.substr(begin + 2)) !=
             std::string::npos;
    });
    expect(is_named, place + *outcomes[i].failures.begin());
    const bool shows_item = code == "ConditionalCheckFailed" && step.writes[i].returns_item_on_failure;
    const std::optional<Item> item = shows_item ? unless_empty(outcomes[i].old_item) : std::nullopt;
    const boost::json::value* found = reason.if_contains("Item");
    expect((found ? reference::item_from_json(*found) : std::nullopt) == item,
           place + "the item, if asked for");
  }
}

}  // namespace ddb::property
