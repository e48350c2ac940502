#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/property/emulator_in_process.h"
#include "tests/property/history_step.h"
#include "tests/property/reference/capacity.h"
#include "tests/property/reference/table.h"

namespace ddb::property {

/// The emulator and the reference going through the same steps.
class History {
 public:
  History(EmulatorInProcess::Storage storage, const std::vector<reference::TableDefinition>& tables);

  /// What differs, with the last request and both answers; nothing when they agree. After a difference the
  /// history is over.
  std::optional<std::string> run(const Step& step);

  const std::map<std::string, reference::Table>& tables() const { return tables_; }
  long long now_seconds() const { return emulator_.now_seconds(); }
  /// How many requests there were, for each operation and outcome: "PutItem", "PutItem ValidationException";
  /// "items of Query", of Scan and "stream records" count what was compared.
  const std::map<std::string, std::size_t>& figures() const { return figures_; }

 private:
  /// Thrown where the answers differ.
  struct Difference {
    std::string text;
  };
  struct Pages;
  /// The answer to a transaction's token.
  struct Token {
    std::string request;
    long long seconds = 0;
  };

  // One for each kind of step.
  void run_step(const WriteItem& step);
  void run_step(const BatchWriteItem& step);
  void run_step(const TransactWriteItems& step);
  void run_step(const GetItem& step);
  void run_step(const BatchGetItem& step);
  void run_step(const TransactGetItems& step);
  void run_step(const Query& step);
  void run_step(const Scan& step);
  void run_step(const AdvanceClock& step);
  void run_step(const Sweep& step);
  void run_step(const Restart& step);
  void run_step(const CompareEverything& step);
  void run_step(const CreateIndex& step);
  void run_step(const DeleteIndex& step);
  void run_step(const SetStream& step);
  void run_step(const SetTimeToLive& step);
  void run_step(const RecreateTable& step);

  const boost::json::object& call(std::string_view operation, const boost::json::object& request);
  /// Whether it is an error, as it has to be exactly when there are `failures`, one of which it names.
  bool is_error(const reference::Failures& failures);
  [[noreturn]] void differ(const std::string& expected) const;
  void expect(bool is_equal, const std::string& expected) const;
  /// The item or items at a member of the last answer; absent is absent.
  std::optional<reference::Item> item_at(const char* member) const;
  void expect_item(const char* member, const std::optional<reference::Item>& expected) const;
  void expect_items(const boost::json::value& answered, const std::vector<reference::Item>& expected) const;
  void expect_items_in_any_order(const boost::json::value& answered,
                                 const std::vector<reference::Item>& expected) const;

  /// Of one table, as ConsumedCapacity says it.
  void expect_capacity(const boost::json::value& answered, const reference::TableDefinition& table,
                       const reference::Capacity& expected) const;
  /// Of several tables, by name.
  void expect_capacities(const std::map<std::string, reference::Capacity>& expected);

  reference::Table* table(const std::string& name);
  void expect_cancellation(const TransactWriteItems& step, const std::vector<reference::Written>& outcomes);
  bool is_repeated(const TransactWriteItems& step, const boost::json::object& request,
                   reference::Failures& failures);
  reference::Failures check_read(const PagedRead& read, const reference::Table& table) const;
  void read_pages(const Query& query, const reference::Table& table, const reference::Index* index);
  void scan_segment(const Scan& scan, std::size_t segment, Pages& pages);
  void compare_table(const reference::Table& table);
  void compare_figures(const reference::Table& table);
  void compare_stream(const reference::Table& table);
  std::vector<reference::StreamRecord> stream_records(const std::string& stream_arn);
  /// From where the iterator begins to the end of the shard, as they are answered.
  boost::json::array shard_records(const boost::json::object& iterator_request);
  std::vector<reference::Item> answered_items(const boost::json::value& items) const;

  EmulatorInProcess emulator_;
  std::map<std::string, reference::Table> tables_;
  std::map<std::string, Token> tokens_;
  std::uint64_t sweeps_ = 0;
  std::map<std::string, std::size_t> figures_;
  // The last request, for `differ`.
  std::string last_operation_;
  boost::json::object last_request_;
  Answer last_answer_;
};

}  // namespace ddb::property
