#include "emulator/storage/reader_pool.h"

#include <cassert>

#include "emulator/storage/format.h"

namespace ddb::storage {

ReaderPool::~ReaderPool() {
  assert(out_count_ == 0 && "a transaction outlived its store");
}

std::unique_ptr<Connection> ReaderPool::take() {
  std::unique_ptr<Connection> reader;
  {
    std::unique_lock<std::mutex> lock(mutex_);
    one_came_back_.wait(lock, [&] { return out_count_ < options_.readers_max; });
    // Room for all of them, so that giving one back needs no memory.
    idle_.reserve(options_.readers_max);
    ++out_count_;
    if (!idle_.empty()) {
      reader = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  try {
    if (!reader) reader = open_reader(options_);
    reader->run(StatementKind::kBeginRead);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
  return reader;
}

void ReaderPool::give_back(std::unique_ptr<Connection> reader) noexcept {
  if (reader) {
    try {
      reader->roll_back();
    } catch (const std::exception&) {
      reader.reset();  // It can't be trusted any more; the next one opens anew.
    }
  }
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    --out_count_;
    if (reader) idle_.push_back(std::move(reader));
  }
  one_came_back_.notify_one();
}

}  // namespace ddb::storage
