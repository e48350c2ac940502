#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "emulator/storage/store.h"
#include "tests/unit/temporary_directory.h"

namespace ddb::storage {

using ddb::TemporaryDirectory;

inline std::unique_ptr<Store> open_store(const StoreOptions& options) {
  auto store = Store::open(options);
  if (!store) throw std::runtime_error(store.error().message);
  return std::move(*store);
}

/// The sentence with which opening fails; empty when it succeeds.
inline std::string open_failure(const StoreOptions& options) {
  const auto store = Store::open(options);
  return store ? std::string() : store.error().message;
}

inline CollectionId new_collection(Store& store) {
  WriteTransaction transaction = store.begin_write();
  const CollectionId collection = transaction.next_collection_id();
  transaction.create_collection(collection);
  transaction.commit();
  return collection;
}

inline StreamId new_stream(Store& store) {
  WriteTransaction transaction = store.begin_write();
  const StreamId stream = transaction.next_collection_id();
  transaction.create_stream(stream);
  transaction.commit();
  return stream;
}

inline void put_row(Store& store, CollectionId collection, std::string_view key, std::string_view row,
                    CommitMode commit_mode = CommitMode::kEach) {
  WriteTransaction transaction = store.begin_write(Rollback::kPossible, commit_mode);
  transaction.put(collection, key, row);
  transaction.commit();
}

/// The row, or "(none)".
inline std::string row_of(const ReadTransaction& transaction, CollectionId collection, std::string_view key) {
  const auto found = transaction.find(collection, key);
  return found ? std::string(found->row()) : "(none)";
}

inline std::vector<std::string> keys_of(const ReadTransaction& transaction, CollectionId collection,
                                        const KeyRange& range = {},
                                        Direction direction = Direction::kForward) {
  std::vector<std::string> keys;
  Cursor cursor = transaction.scan(collection, range, direction);
  while (cursor.next())
    keys.emplace_back(cursor.key());
  return keys;
}

/// What `action` fails with; a test failure when it does not.
template <class Action>
StorageFailure failure_of(Action&& action) {
  try {
    action();
  } catch (const StorageError& error) {
    return error.failure();
  }
  ADD_FAILURE() << "nothing was thrown";
  return StorageFailure::kOther;
}

enum class Medium { kMemory, kFile };

/// Runs each test in memory and on a file.
class StoreTest : public testing::TestWithParam<Medium> {
 protected:
  StoreTest() { store_ = open_store(options()); }

  StoreOptions options() const {
    StoreOptions options;
    if (GetParam() == Medium::kFile) options.file = directory_ / "store.db";
    return options;
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Store> store_;
};

inline std::string medium_name(const testing::TestParamInfo<Medium>& info) {
  return info.param == Medium::kMemory ? "Memory" : "File";
}

}  // namespace ddb::storage
