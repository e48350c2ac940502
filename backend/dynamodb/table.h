#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/ports/message_store.h"
#include "shared/aws/dynamodb_client.h"

/// The table of messages as rows and conditional writes: what DynamoDB's answers mean for the store.
namespace ddb::backend {

/// An item as DynamoDB's JSON has it: attribute names, and values such as `{"S": "text"}`.
using Row = boost::json::object;

/// The text of the attribute; empty if the row has none of that name and type.
std::string text_of(const Row& row, std::string_view name);
/// The value of a text attribute.
boost::json::object text_value(std::string_view text);
/// The value of a whole number's attribute.
boost::json::object number_value(long long number);

struct RowKey {
  std::string pk;
  std::string sk;
};

/// Which rows a Query reads.
struct RowQuery {
  enum class Source {
    kTable,       ///< `partition` is a `pk`.
    kGroupIndex,  ///< `partition` is a `message_group_uuid`; never strongly consistent.
  };
  enum class Order { kOldestFirst, kNewestFirst };
  enum class Consistency { kEventual, kStrong };
  /// Only rows whose text attribute has that value; the names are the program's own.
  struct Filter {
    std::string_view attribute;
    std::string value;
  };

  std::string partition;
  Source source = Source::kTable;
  Order order = Order::kNewestFirst;
  Consistency consistency = Consistency::kEventual;
  std::optional<std::string> after = std::nullopt;   ///< Rows with a later `sk`; not with `before`.
  std::optional<std::string> before = std::nullopt;  ///< Rows with an earlier `sk`.
  std::optional<std::size_t> limit = std::nullopt;
  std::optional<Filter> filter = std::nullopt;
};

struct RowPage {
  std::vector<Row> rows;
  Row last_key;  ///< Where the next page begins; empty: there is none.
};

/// A write that happens only under its condition.
struct RowWrite {
  enum class Kind { kPut, kDelete };
  Kind kind;
  Row row;  ///< Whole; of a kDelete the key alone.
  std::string condition;
  Row values;  ///< Of the condition's placeholders.
};

/// The row, where none of its key is.
RowWrite put_new(Row row);
/// The same, or where one is whose `expires_at` (Unix seconds) is not after `now_seconds`: time to live
/// deletes late.
RowWrite put_new_or_expired(Row row, long long now_seconds);
/// The row, in the place of the one whose text attribute `attribute` is `value`.
RowWrite put_over(Row row, std::string_view attribute, std::string_view value);
/// Deletes the group row of that conversation.
RowWrite delete_group_row(const RowKey& key, const std::string& message_group_uuid);

/// What became of one of the writes of a call that wrote nothing.
struct Refusal {
  enum class Reason {
    kNone,       ///< Only others were refused.
    kCondition,  ///< Its condition does not hold.
    kConflict,   ///< Another transaction has the row just now, or the table is throttled: later.
  };
  Reason reason = Reason::kNone;
  Row occupant = {};  ///< With kCondition: the row that is there; empty if there is none.
};

bool is_refused_by_condition(const Refusal& refusal);
/// Whether any of them is a kConflict.
bool has_conflict(const std::vector<Refusal>& refusals);

/// Calls DynamoDB for one table. Thread-safe as the client is.
class Table {
 public:
  Table(aws::DynamoDb& dynamodb, std::string name) : dynamodb_(dynamodb), name_(std::move(name)) {}

  /// The row, read strongly consistently; empty if there is none.
  StoreResult<Row> get(const RowKey& key) const;
  /// One page; `start` is the `last_key` of the page before.
  StoreResult<RowPage> query(const RowQuery& query, const Row& start = {}) const;
  /// The rows of the first page that has any; empty if no page has. For a query with a filter.
  StoreResult<std::vector<Row>> find(const RowQuery& query) const;
  /// All of the writes, or none: one by PutItem or DeleteItem, several by TransactWriteItems. Nothing if they
  /// were written, else one refusal for each.
  StoreResult<std::vector<Refusal>> write(const std::vector<RowWrite>& writes) const;

 private:
  StoreResult<std::vector<Refusal>> write_one(const RowWrite& write) const;
  StoreResult<std::vector<Refusal>> write_together(const std::vector<RowWrite>& writes) const;
  StoreResult<void> look_up_occupants(const std::vector<RowWrite>& writes,
                                      std::vector<Refusal>& refusals) const;
  boost::json::object write_input(const RowWrite& write) const;
  StoreError store_error(std::string_view operation, const aws::CallError& error) const;

  aws::DynamoDb& dynamodb_;
  const std::string name_;
};

}  // namespace ddb::backend
