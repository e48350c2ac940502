#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tools/ddb/session.h"

namespace ddb::cli {

/// Takes the pages of Query and Scan, from any number of threads, and prints their items: JSON as they come,
/// so that a table of any size passes; aligned or plain columns at the end, once all attribute names are
/// known.
class ItemSink {
 public:
  /// `limit` is how many items are printed at most.
  ItemSink(Session& session, std::optional<std::int64_t> limit);

  /// Takes one page, and returns whether more are wanted.
  bool add(const boost::json::object& page);

  /// How many more items are wanted; nothing if all are.
  std::optional<std::int64_t> wanted() const;

  /// Ends the output. `key_names` are the columns that come first.
  void finish(const std::vector<std::string>& key_names);

 private:
  void add_item(const boost::json::value& item);
  void finish_json();

  Session& session_;
  const std::optional<std::int64_t> limit_;
  mutable std::mutex mutex_;
  Progress progress_;
  std::int64_t count_ = 0;  // as DynamoDB counts, so that COUNT queries have one
  std::int64_t scanned_count_ = 0;
  std::int64_t printed_ = 0;
  bool has_items_ = false;
  double capacity_units_ = 0;
  boost::json::array items_;
};

/// "1,234,567".
std::string grouped(std::int64_t number);

/// The sum of CapacityUnits in an output's ConsumedCapacity, which is an object or an array of them.
double capacity_units(const boost::json::object& output);

/// "2.5 capacity units".
std::string capacity_text(double units);

}  // namespace ddb::cli
