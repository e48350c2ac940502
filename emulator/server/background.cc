#include "emulator/server/background.h"

#include <exception>
#include <string>

#include "emulator/engine/backfill.h"
#include "emulator/engine/stream_lookup.h"
#include "emulator/engine/stream_shards.h"

namespace ddb::server {
namespace {

/// Expired items deleted in one round: bounds how long a round can take.
constexpr std::size_t kExpiredItemsPerRoundMax = 10'000;

}  // namespace

Background::Background(engine::Engine& engine, Log& log, std::chrono::milliseconds interval)
    : engine_(engine), log_(log), interval_(interval), thread_([this] { run(); }) {}

Background::~Background() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_requested_.notify_all();
  thread_.join();
}

void Background::run_once(engine::Engine& engine) {
  engine::TimeToLiveSweeper(engine).sweep(kExpiredItemsPerRoundMax);
  engine::trim_streams(engine);
  engine::roll_shards(engine, engine.options().shard_policy);
}

void Background::run() {
  try {
    engine::resume_backfills(engine_);
  } catch (const std::exception& failure) {
    log_.error(std::string("Filling what an earlier run left unfilled failed: ") + failure.what());
  }
  std::unique_lock lock(mutex_);
  while (!stop_requested_.wait_for(lock, interval_, [this] { return stopping_; })) {
    lock.unlock();
    try {
      run_once(engine_);
    } catch (const std::exception& failure) {
      log_.error(std::string("Deleting expired items and stream records, or opening new shards, failed: ") +
                 failure.what());
    }
    lock.lock();
  }
}

}  // namespace ddb::server
