#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "emulator/engine/engine.h"
#include "emulator/engine/item_writer.h"
#include "shared/value/json.h"

namespace ddb::engine {

/// The item of a JSON text such as {"pk":{"S":"a"}}.
inline value::Item item_of(std::string_view json) {
  boost::json::parse_options options;
  options.max_depth = 100;  // the default allows 14 nested maps
  return *value::item_from_json(boost::json::parse(json, {}, options).as_object());
}

inline std::string json_of(value::ItemView item) {
  std::string text;
  value::append_json(text, item);
  return text;
}

/// An engine over a store in memory, with a clock and randomness that the test decides.
class EngineTest : public testing::Test {
 protected:
  /// Makes the collections of `table` and its indexes, and puts it into the catalog.
  TablePointer create(Table table) {
    WriteScope scope = engine_.begin_write();
    const auto new_collection = [&] {
      const storage::CollectionId id = scope.storage().next_collection_id();
      scope.storage().create_collection(id);
      return id;
    };
    table.items = new_collection();
    for (SecondaryIndex& index : table.indexes)
      index.entries = new_collection();
    if (table.time_to_live) table.time_to_live->queue = new_collection();
    for (TableStream& stream : table.streams) {
      stream.id = scope.storage().next_collection_id();
      scope.storage().create_stream(stream.id);
    }
    const std::string name = table.name;
    engine_.catalog().put(scope, std::move(table));
    scope.commit();
    return engine_.catalog().find(name);
  }

  /// Writes one item through the item writer.
  model::ServiceResult<WriteOutcome> write(const Table& table, const ItemWrite& write) {
    WriteScope scope = engine_.begin_write();
    auto outcome = ItemWriter(scope, engine_.changes(), clock_.now()).write(table, write);
    if (outcome) scope.commit();
    return outcome;
  }

  WriteOutcome put(const Table& table, std::string_view json) {
    const value::Item item = item_of(json);
    return *write(table, {WriteKind::kPut, item});
  }

  WriteOutcome erase(const Table& table, std::string_view json) {
    const value::Item key = item_of(json);
    return *write(table, {WriteKind::kDelete, key});
  }

  std::unique_ptr<storage::Store> store_ = *storage::Store::open({});
  ManualClock clock_;
  SeededRandom random_{1};
  Engine engine_{*store_, clock_, random_};
};

/// pk (S), sk (N); a global index over g (S) and a local one over l (S).
inline Table table_with_indexes() {
  using value::Type;
  Table table;
  table.name = "t";
  table.key = {{{"pk", Type::kString}}, {{"sk", Type::kNumber}}};
  SecondaryIndex global;
  global.name = "global";
  global.key = {{{"g", Type::kString}}, {}};
  SecondaryIndex local;
  local.name = "local";
  local.scope = IndexScope::kLocal;
  local.key = {{{"pk", Type::kString}}, {{"l", Type::kString}}};
  local.projection = {ProjectionType::kInclude, {"extra"}};
  table.indexes = {global, local};
  return table;
}

}  // namespace ddb::engine
