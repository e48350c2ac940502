#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "emulator/storage/changed_pages.h"
#include "emulator/storage/connection.h"
#include "shared/base/cache_line.h"

namespace ddb::storage {

/// Connections that read beside the writer, opened when first needed. A thread gets the one again that it had
/// last, if it can be had: what it read lies in the cache of the thread's core, and so does what the
/// connection itself writes to. A reader that comes back keeps its view for the next one who reads, as long
/// as nothing was committed: beginning and ending a view costs more than finding a row. A new view keeps what
/// the reader has cached of pages that did not change. Thread-safe.
class ReaderPool {
 private:
  struct Place;

 public:
  struct Options {
    std::function<std::unique_ptr<Connection>()> open;
    std::size_t readers_max = 1;  ///< Out at the same time; others wait. At least 1.
    /// Is told of all that is written; null: what readers have cached is dropped with each view. Outlives the
    /// pool.
    const ChangedPages* changed_pages = nullptr;
  };

  explicit ReaderPool(Options options);
  /// All readers are back.
  ~ReaderPool();

  /// A reader that is out, until this is destroyed; then it is back in the pool.
  class Reader {
   public:
    Reader() = default;  ///< None.
    Reader(Reader&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), place_(std::exchange(other.place_, nullptr)) {}
    Reader& operator=(Reader&& other) noexcept {
      std::swap(pool_, other.pool_);
      std::swap(place_, other.place_);
      return *this;
    }
    ~Reader() {
      if (place_) pool_->give_back(*place_);
    }

    explicit operator bool() const { return place_ != nullptr; }
    /// Its connection in a view, that is a read transaction of SQLite, which holds all groups before `group`,
    /// the writer's open or next one. Throws `StorageError`.
    Connection& view(std::uint64_t group) { return pool_->begin_view(*place_, group); }

   private:
    friend class ReaderPool;
    Reader(ReaderPool& pool, Place& place) : pool_(&pool), place_(&place) {}

    ReaderPool* pool_ = nullptr;
    Place* place_ = nullptr;
  };

  /// Waits while `readers_max` are out, and while readers are kept out. Throws `std::logic_error` where this
  /// thread would wait for itself.
  Reader take();

  /// Waits until no reader is out, and lets none out until `let_in`. One thread at a time. Throws
  /// `std::logic_error` where this thread would wait for itself.
  void keep_out();
  void let_in() noexcept;

  /// While it exists, no reader keeps a view that nobody reads from: pages of the log that a view may still
  /// need don't go into the file, nor does the log begin anew. Taken by whoever moves them. May nest.
  class KeptViewsEnd {
   public:
    explicit KeptViewsEnd(ReaderPool& pool) : pool_(pool) { pool_.stop_keeping_views(); }
    KeptViewsEnd(const KeptViewsEnd&) = delete;
    KeptViewsEnd& operator=(const KeptViewsEnd&) = delete;
    ~KeptViewsEnd() { --pool_.keeping_stopped_count_; }

   private:
    ReaderPool& pool_;
  };

 private:
  /// A reader, and whose it is.
  struct alignas(kCacheLineBytes) Place {
    std::mutex mutex;  ///< Held by who has the reader, keeps readers out, or ends the reader's view.
    std::atomic<std::thread::id> holder;  ///< Who has the reader.
    std::unique_ptr<Connection> connection;
    std::uint64_t group = 0;  ///< The view holds all groups before this one. 0: no view has begun.
  };

  // Each gives a place whose mutex is now held by this thread, or null.
  Place* take_place_of(std::thread::id thread);
  Place* take_idle_place();
  Place* add_place();
  Place* wait_for_place(std::thread::id thread);

  Connection& begin_view(Place& place, std::uint64_t group);
  void give_back(Place& place) noexcept;
  void stop_keeping_views() noexcept;
  std::size_t place_count() const { return place_count_.load(std::memory_order_seq_cst); }

  const Options options_;
  const std::unique_ptr<Place[]> places_;
  /// Who had each place's reader last. Apart from the places, as every thread looks here and seldom writes.
  std::vector<std::atomic<std::thread::id>> last_holders_;
  std::atomic<std::size_t> place_count_{1};  ///< Of those in use, the first ones.
  std::atomic<bool> kept_out_{false};
  std::atomic<int> keeping_stopped_count_{0};
  std::size_t kept_out_count_ = 0;  ///< Places that who keeps readers out holds.
  std::mutex adding_mutex_;
};

}  // namespace ddb::storage
