#pragma once

#include <gtest/gtest.h>

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "emulator/engine/engine.h"
#include "emulator/engine/table_streams.h"
#include "shared/value/builder.h"

namespace ddb::engine {

/// An engine over a store in memory (or in a file, when `file` is set before `open`), with tables whose items
/// have the keys pk (S) and sk (N).
class StreamFixture : public ::testing::Test {
 protected:
  void SetUp() override { open(); }
  void TearDown() override {
    engine_.reset();
    store_.reset();
    if (!file_.empty()) std::filesystem::remove_all(file_.parent_path());
  }

  void open() {
    storage::StoreOptions options;
    if (!file_.empty()) options.file = file_;
    store_ = storage::Store::open(options).value();
    engine_ = std::make_unique<Engine>(*store_, clock_, random_, engine_options_);
  }
  /// Opens the same file again, or a new store in memory.
  void reopen() {
    engine_.reset();
    store_.reset();
    open();
  }
  void use_file() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ddb-stream-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    file_ = std::filesystem::path(pattern) / "store.db";
    reopen();
  }

  Engine& engine() { return *engine_; }
  std::string file_path(const std::string& name) const { return (file_.parent_path() / name).string(); }

  TablePointer make_table(const std::string& name, std::optional<StreamViewType> view_type) {
    WriteScope scope = engine().begin_write();
    Table table;
    table.name = name;
    table.id = random_uuid(random_);
    table.region = "eu-west-2";
    table.account_id = "123456789012";
    table.created = clock_.now();
    table.attribute_definitions = {{"pk", value::Type::kString}, {"sk", value::Type::kNumber}};
    table.key = {{{"pk", value::Type::kString}}, {{"sk", value::Type::kNumber}}};
    table.items = scope.storage().next_collection_id();
    scope.storage().create_collection(table.items);
    if (view_type) enable_stream(engine(), scope, table, *view_type);
    engine().catalog().put(scope, table);
    scope.commit();
    return engine().catalog().find(name);
  }
  void turn_stream_on(const std::string& name, StreamViewType view_type) {
    WriteScope scope = engine().begin_write();
    Table table = *engine().catalog().find(name);
    enable_stream(engine(), scope, table, view_type);
    engine().catalog().put(scope, table);
    scope.commit();
  }
  void turn_stream_off(const std::string& name) {
    WriteScope scope = engine().begin_write();
    Table table = *engine().catalog().find(name);
    disable_stream(table, clock_.now());
    engine().catalog().put(scope, table);
    scope.commit();
  }
  void delete_table(const std::string& name) {
    WriteScope scope = engine().begin_write();
    Table table = *engine().catalog().find(name);
    disable_stream(table, clock_.now());
    table.status = Status::kDeleting;
    table.status_until = clock_.now();
    engine().catalog().put_deleted(scope, table);
    scope.commit();
  }

  static value::Item make_keys(std::string_view pk, int sk) {
    const value::Value pk_value = value::Value::string(pk);
    const value::Value sk_value = value::Value::number(value::Number::from_integer(sk));
    value::ItemBuilder builder;
    builder.add("pk", pk_value);
    builder.add("sk", sk_value);
    return builder.build();
  }
  static value::Item make_item(std::string_view pk, int sk, std::string_view text) {
    const value::Value pk_value = value::Value::string(pk);
    const value::Value sk_value = value::Value::number(value::Number::from_integer(sk));
    const value::Value text_value = value::Value::string(text);
    value::ItemBuilder builder;
    builder.add("pk", pk_value);
    builder.add("sk", sk_value);
    builder.add("text", text_value);
    return builder.build();
  }

  /// Records that the item (pk, sk) appeared with `text`.
  void append_insert(const std::string& table_name, std::string_view pk, int sk,
                     std::string_view text = "new") {
    append(table_name, ChangeKind::kInsert, ChangeOrigin::kRequest, make_keys(pk, sk), {},
           make_item(pk, sk, text));
  }
  void append(const std::string& table_name, ChangeKind kind, ChangeOrigin origin, const value::Item& keys,
              const value::Item& old_image, const value::Item& new_image) {
    WriteScope scope = engine().begin_write();
    engine().changes().append(scope, *engine().catalog().find(table_name), clock_.now(), kind, origin, keys,
                              old_image, new_image);
    scope.commit();
  }

  ManualClock clock_;
  SeededRandom random_{1};
  EngineOptions engine_options_;

 private:
  std::filesystem::path file_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace ddb::engine
