#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "emulator/storage/changed_pages.h"
#include "emulator/storage/connection.h"
#include "emulator/storage/store_options.h"
#include "shared/base/cache_line.h"

namespace ddb::storage {

/// A connection that reads, in a read transaction of SQLite: its view.
struct Reader {
  std::unique_ptr<Connection> connection;
  std::uint64_t group = 0;  ///< The view holds all groups before this one. 0: no view has begun.
  std::thread::id thread;   ///< That had it last: what it read lies in the cache of that thread's core.
};

/// Connections that read a file beside the writer, opened when first needed. A reader that comes back keeps
/// its view for the next one who reads, as long as nothing was committed: beginning and ending a view costs
/// more than finding a row, and its locks make threads wait for each other. A new view keeps what the reader
/// has cached of pages that did not change. Thread-safe.
class ReaderPool {
 public:
  /// `changed_pages` is told of all that is written to the file; it must outlive the pool.
  ReaderPool(const StoreOptions& options, const ChangedPages& changed_pages)
      : options_(options), changed_pages_(changed_pages) {}
  /// All readers are back.
  ~ReaderPool();

  /// A reader whose view holds all groups before `group`, the writer's open or next one; waits while
  /// `readers_max` are out. Throws `StorageError`.
  Reader take(std::uint64_t group);
  void give_back(Reader reader) noexcept;

  /// While it exists, no reader keeps a view that nobody reads from: pages of the log that a view may still
  /// need don't go into the file, nor does the log begin anew. Taken by whoever moves them. May nest.
  class KeptViewsEnd {
   public:
    explicit KeptViewsEnd(ReaderPool& pool) : pool_(pool) { pool_.stop_keeping_views(); }
    KeptViewsEnd(const KeptViewsEnd&) = delete;
    KeptViewsEnd& operator=(const KeptViewsEnd&) = delete;
    ~KeptViewsEnd() { pool_.keep_views_again(); }

   private:
    ReaderPool& pool_;
  };

 private:
  /// The one that this thread had last, if it is there. Called with the mutex held.
  Reader take_idle();
  void begin_view(Reader& reader, std::uint64_t group);
  void stop_keeping_views() noexcept;
  void keep_views_again() noexcept;

  const StoreOptions options_;
  const ChangedPages& changed_pages_;
  alignas(kCacheLineBytes) std::mutex mutex_;
  std::condition_variable one_came_back_;
  std::vector<Reader> idle_;
  std::size_t out_count_ = 0;
  int keeping_stopped_count_ = 0;
};

}  // namespace ddb::storage
