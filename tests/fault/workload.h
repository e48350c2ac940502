#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fault/service.h"

namespace ddb::fault {

/// The tables' items as a test knows them: "table/key" to the item's version.
using Model = std::map<std::string, std::int64_t>;

/// One write request, and what it makes of a model.
struct Write {
  std::string operation;
  std::string body;
  std::map<std::string, std::int64_t> changes;  ///< A version below 0: the item is deleted.

  void apply_to(Model& model) const;
};

/// Two tables with indexes and streams, and requests that change some twenty items of them. Every item
/// follows from its key and its version, so that all of it can be checked. The same seed gives the same
/// requests.
class Workload {
 public:
  explicit Workload(std::uint64_t seed) : random_(seed) {}

  /// The requests that make the tables.
  static std::vector<std::string> create_table_bodies();
  /// A PutItem, UpdateItem, DeleteItem or TransactWriteItems: all or nothing.
  Write next();

 private:
  std::string place(std::string& table, std::string& key);
  Write put();
  Write update();
  Write erase();
  Write transaction();

  std::mt19937_64 random_;
  std::int64_t version_ = 0;
};

/// Reads everything through the service: the items of both tables, each checked to be what its version makes
/// it; that each index holds exactly its table's items; that the streams, replayed from their beginning, give
/// the tables; and the counts of DescribeTable. What does not hold, or an answer that is an error, is added
/// to `wrong`.
Model read_model(Service& service, std::vector<std::string>& wrong);

/// The GetItem request of a model's place.
std::string get_body(std::string_view place);
/// The item's version in the answer of `get_body`; below 0 when there is none.
std::int64_t version_in(const Answer& answer);

}  // namespace ddb::fault
