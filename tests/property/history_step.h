#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tests/property/emulator_in_process.h"
#include "tests/property/reference/table.h"

/// The steps of a history. A step is plain data: it means something after any other steps, so that steps can
/// be left out of a history that fails.
namespace ddb::property {

/// PutItem, UpdateItem or DeleteItem.
struct WriteItem {
  reference::Write write;
  std::string return_values;  ///< Empty for none given.
  bool returns_item_on_failure = false;
  std::uint64_t style = 0;  ///< Of the expressions' texts.
};

struct BatchWriteItem {
  std::vector<reference::Write> writes;  ///< kPut and kDelete.
};

struct TransactWriteItems {
  std::vector<WriteItem> writes;
  std::string token;  ///< Empty for none.
};

struct GetItem {
  std::string table_name;
  reference::Item key;
  std::vector<reference::Path> projection;  ///< Empty for none.
  std::uint64_t style = 0;
};

/// Keys of several tables; the projection of a table's first one counts for all of its keys.
struct BatchGetItem {
  std::vector<GetItem> gets;
};

struct TransactGetItems {
  std::vector<GetItem> gets;
};

/// What Query and Scan have in common. Both read to the end, page by page.
struct PagedRead {
  std::string table_name;
  std::string index_name;  ///< Empty for the table.
  std::optional<reference::Condition> filter;
  std::vector<reference::Path> projection;
  std::size_t limit = 0;  ///< 0 for none.
  bool counts_only = false;
  bool wants_all_attributes = false;  ///< Select ALL_ATTRIBUTES; without projection and `counts_only`.
  std::uint64_t style = 0;
};

struct Query {
  PagedRead read;
  /// A condition on one key attribute: = < <= > >= BETWEEN begins_with
  struct KeyCondition {
    std::string attribute_name;
    std::string name = "=";
    reference::Value value;
    reference::Value upper;  ///< Of BETWEEN.
  };
  std::vector<KeyCondition> key_conditions;
  bool forward = true;
  /// Where the first page begins: after these key attributes, whether there is such an item or not.
  std::optional<reference::Item> start_key;
};

struct Scan {
  PagedRead read;
  std::size_t segments = 1;
};

struct AdvanceClock {
  long long seconds = 1;
};
/// Deletes what has expired.
struct Sweep {};
struct Restart {
  EmulatorInProcess::Stop stop = EmulatorInProcess::Stop::kGraceful;
};
/// Compares every table, index, figure and stream.
struct CompareEverything {};
struct CreateIndex {
  std::string table_name;
  reference::Index index;
};
struct DeleteIndex {
  std::string table_name;
  std::string index_name;
};
struct SetStream {
  std::string table_name;
  std::string view_type;  ///< Empty turns it off.
};
struct SetTimeToLive {
  std::string table_name;
  std::string attribute;
  bool enabled = true;
};
struct RecreateTable {
  reference::TableDefinition definition;
};

using Step = std::variant<WriteItem, BatchWriteItem, TransactWriteItems, GetItem, BatchGetItem,
                          TransactGetItems, Query, Scan, AdvanceClock, Sweep, Restart, CompareEverything,
                          CreateIndex, DeleteIndex, SetStream, SetTimeToLive, RecreateTable>;

/// One line that says what the step does.
std::string describe(const Step& step);

// The requests that they are.

/// "PutItem", "UpdateItem", "DeleteItem"; "ConditionCheck" in a transaction.
std::string operation_name(reference::Write::Kind kind);
boost::json::object create_table_request(const reference::TableDefinition& definition);
boost::json::object create_index_request(const reference::TableDefinition& table,
                                         const reference::Index& index);
boost::json::object write_request(const WriteItem& write);
boost::json::object batch_write_request(const BatchWriteItem& batch);
boost::json::object transact_write_request(const TransactWriteItems& transaction);
boost::json::object get_request(const GetItem& get);
boost::json::object batch_get_request(const BatchGetItem& batch);
boost::json::object transact_get_request(const TransactGetItems& transaction);
boost::json::object query_request(const Query& query);
/// Of the first page of the first segment.
boost::json::object scan_request(const Scan& scan);

}  // namespace ddb::property
