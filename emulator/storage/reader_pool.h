#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "emulator/storage/connection.h"
#include "emulator/storage/store_options.h"

namespace ddb::storage {

/// Connections that read a file beside the writer, opened when first needed. Thread-safe.
class ReaderPool {
 public:
  explicit ReaderPool(const StoreOptions& options) : options_(options) {}
  /// All connections are back.
  ~ReaderPool();

  /// A connection with a read transaction begun; waits while `readers_max` are out. Throws `StorageError`.
  std::unique_ptr<Connection> take();
  /// Ends its transaction and keeps it for the next one.
  void give_back(std::unique_ptr<Connection> reader) noexcept;

 private:
  const StoreOptions options_;
  std::mutex mutex_;
  std::condition_variable one_came_back_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t out_count_ = 0;
};

}  // namespace ddb::storage
