#include "emulator/storage/reader_pool.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "emulator/storage/format.h"
#include "emulator/storage/page_cache.h"
#include "emulator/storage/short_lock.h"

namespace ddb::storage {

namespace {

/// A connection whose view does not end can't be trusted any more; the next reader opens anew.
void end_view(Reader& reader) noexcept {
  reader.group = 0;
  try {
    reader.connection->roll_back();
  } catch (const std::exception&) {
    reader.connection.reset();
  }
}

}  // namespace

ReaderPool::~ReaderPool() {
  assert(out_count_ == 0 && "a transaction outlived its store");
}

Reader ReaderPool::take(std::uint64_t group) {
  Reader reader;
  {
    std::unique_lock<std::mutex> lock = lock_shortly(mutex_);
    one_came_back_.wait(lock, [&] { return out_count_ < options_.readers_max; });
    // Room for all of them, so that giving one back needs no memory.
    idle_.reserve(options_.readers_max);
    ++out_count_;
    if (!idle_.empty()) reader = take_idle();
  }
  reader.thread = std::this_thread::get_id();
  try {
    begin_view(reader, group);
  } catch (...) {
    reader.connection.reset();
    give_back(std::move(reader));
    throw;
  }
  return reader;
}

Reader ReaderPool::take_idle() {
  const auto mine = std::ranges::find(idle_, std::this_thread::get_id(), &Reader::thread);
  if (mine != idle_.end()) std::swap(*mine, idle_.back());
  Reader reader = std::move(idle_.back());
  idle_.pop_back();
  return reader;
}

void ReaderPool::begin_view(Reader& reader, std::uint64_t group) {
  if (!reader.connection) reader.connection = open_reader(options_);
  // SQLite ends a transaction by itself after some failures.
  if (reader.group == group && !reader.connection->database().in_autocommit()) return;
  reader.connection->roll_back();
  reader.connection->run(StatementKind::kBeginRead);
  {
    const UnchangedPagesStay unchanged_pages_stay(changed_pages_);
    reader.connection->run(StatementKind::kBeginView);
  }
  reader.group = group;
}

void ReaderPool::give_back(Reader reader) noexcept {
  {
    std::unique_lock<std::mutex> lock = lock_shortly(mutex_);
    if (reader.connection && keeping_stopped_count_ > 0) {
      lock.unlock();
      end_view(reader);
      lock.lock();
    }
    --out_count_;
    if (reader.connection) idle_.push_back(std::move(reader));
  }
  one_came_back_.notify_one();
}

void ReaderPool::stop_keeping_views() noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (++keeping_stopped_count_ > 1) return;
  for (Reader& reader : idle_)
    end_view(reader);
  std::erase_if(idle_, [](const Reader& reader) { return !reader.connection; });
}

void ReaderPool::keep_views_again() noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  --keeping_stopped_count_;
}

}  // namespace ddb::storage
