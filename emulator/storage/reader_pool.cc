#include "emulator/storage/reader_pool.h"

#include <cassert>
#include <functional>
#include <optional>
#include <stdexcept>

#include "emulator/storage/page_cache.h"
#include "emulator/storage/short_lock.h"

namespace ddb::storage {

namespace {

[[noreturn]] void fail_as_waiting_for_itself() {
  throw std::logic_error("this thread already has a transaction of the store open");
}

/// A connection whose view does not end can't be trusted any more; the next reader opens anew.
void end_view(std::unique_ptr<Connection>& connection, std::uint64_t& group) noexcept {
  group = 0;
  if (!connection) return;
  try {
    connection->roll_back();
  } catch (const std::exception&) {
    connection.reset();
  }
}

void lock(std::mutex& mutex) {
  lock_shortly(mutex, [] { return true; });
}

}  // namespace

ReaderPool::ReaderPool(Options options)
    : options_(std::move(options)),
      places_(new Place[options_.readers_max]),
      last_holders_(options_.readers_max) {}

ReaderPool::~ReaderPool() {
  for (std::size_t i = 0; i < place_count(); ++i)
    assert(places_[i].holder.load() == std::thread::id() && "a transaction outlived its store");
}

ReaderPool::Reader ReaderPool::take() {
  const std::thread::id self = std::this_thread::get_id();
  Place* place = take_place_of(self);
  // Most places are added when two threads meet, so that there are no more of them than are out at one time.
  if (!place && !kept_out_) place = take_idle_place();
  if (!place && !kept_out_) place = add_place();
  if (!place) place = wait_for_place(self);
  place->holder.store(self, std::memory_order_relaxed);
  last_holders_[static_cast<std::size_t>(place - places_.get())].store(self, std::memory_order_relaxed);
  return Reader(*this, *place);
}

ReaderPool::Place* ReaderPool::take_place_of(std::thread::id thread) {
  const std::size_t count = place_count();
  for (std::size_t i = 0; i < count; ++i) {
    if (last_holders_[i].load(std::memory_order_relaxed) != thread) continue;
    if (places_[i].holder.load(std::memory_order_relaxed) == thread) continue;
    lock(places_[i].mutex);
    return &places_[i];
  }
  return nullptr;
}

ReaderPool::Place* ReaderPool::take_idle_place() {
  const std::size_t count = place_count();
  for (std::size_t i = 0; i < count; ++i)
    if (places_[i].mutex.try_lock()) return &places_[i];
  return nullptr;
}

/// Who keeps readers out holds the places that were there when it began. So either it sees the new one, or
/// here it is seen that readers are kept out.
ReaderPool::Place* ReaderPool::add_place() {
  const std::lock_guard adding(adding_mutex_);
  const std::size_t count = place_count();
  if (count == options_.readers_max) return nullptr;
  Place& place = places_[count];
  // Nobody else knows of it yet. Waiting for it could not be told from waiting in the wrong order.
  if (!place.mutex.try_lock()) return nullptr;
  place_count_.store(count + 1, std::memory_order_seq_cst);
  if (!kept_out_.load(std::memory_order_seq_cst)) return &place;
  place.mutex.unlock();
  return nullptr;
}

ReaderPool::Place* ReaderPool::wait_for_place(std::thread::id thread) {
  const std::size_t first = std::hash<std::thread::id>()(thread);
  const std::size_t count = place_count();
  for (std::size_t i = 0; i < count; ++i) {
    Place& place = places_[(first + i) % count];
    if (place.holder.load(std::memory_order_relaxed) == thread) continue;
    lock(place.mutex);
    return &place;
  }
  fail_as_waiting_for_itself();
}

Connection& ReaderPool::begin_view(Place& place, std::uint64_t group) {
  try {
    if (!place.connection) place.connection = options_.open();
    Connection& connection = *place.connection;
    // SQLite ends a transaction by itself after some failures.
    if (place.group == group && !connection.database().in_autocommit()) return connection;
    connection.roll_back();
    connection.run(StatementKind::kBeginRead);
    {
      std::optional<UnchangedPagesStay> unchanged_pages_stay;
      if (options_.changed_pages) unchanged_pages_stay.emplace(*options_.changed_pages);
      connection.run(StatementKind::kBeginView);
    }
    place.group = group;
    return connection;
  } catch (...) {
    place.connection.reset();
    throw;
  }
}

/// Whoever stops views from being kept sees either that the reader is out, and it is here that the view ends,
/// or that it is not.
void ReaderPool::give_back(Place& place) noexcept {
  place.holder.store(std::thread::id(), std::memory_order_seq_cst);
  if (keeping_stopped_count_.load(std::memory_order_seq_cst) > 0) end_view(place.connection, place.group);
  place.mutex.unlock();
}

void ReaderPool::stop_keeping_views() noexcept {
  ++keeping_stopped_count_;
  const std::size_t count = place_count();
  for (std::size_t i = 0; i < count; ++i) {
    Place& place = places_[i];
    while (true) {
      if (place.mutex.try_lock()) {
        end_view(place.connection, place.group);
        place.mutex.unlock();
        break;
      }
      if (place.holder.load(std::memory_order_seq_cst) != std::thread::id()) break;
      std::this_thread::yield();  // It is on its way, out or back.
    }
  }
}

void ReaderPool::keep_out() {
  const std::thread::id self = std::this_thread::get_id();
  kept_out_.store(true, std::memory_order_seq_cst);
  const std::size_t count = place_count();
  for (kept_out_count_ = 0; kept_out_count_ < count; ++kept_out_count_) {
    Place& place = places_[kept_out_count_];
    if (place.holder.load(std::memory_order_relaxed) == self) {
      let_in();
      fail_as_waiting_for_itself();
    }
    lock(place.mutex);
  }
}

void ReaderPool::let_in() noexcept {
  kept_out_.store(false, std::memory_order_seq_cst);
  for (; kept_out_count_ > 0; --kept_out_count_)
    places_[kept_out_count_ - 1].mutex.unlock();
}

}  // namespace ddb::storage
