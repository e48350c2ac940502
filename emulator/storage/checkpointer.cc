#include "emulator/storage/checkpointer.h"

#include <functional>
#include <mutex>
#include <utility>

#include "emulator/storage/file_layer.h"
#include "emulator/storage/format.h"

namespace ddb::storage {

namespace {

/// Calls a function before each sync of the log, for as long as it lives.
class BeforeLogSync {
 public:
  BeforeLogSync(Database& database, std::function<void()> function)
      : database_(database), function_(std::move(function)) {
    call_before_log_sync(database_.handle(), &function_);
  }
  BeforeLogSync(const BeforeLogSync&) = delete;
  BeforeLogSync& operator=(const BeforeLogSync&) = delete;
  ~BeforeLogSync() { call_before_log_sync(database_.handle(), nullptr); }

 private:
  Database& database_;
  const std::function<void()> function_;
};

}  // namespace

Checkpointer::Checkpointer(Writer& writer, ReaderPool& readers, const StoreOptions& options)
    : writer_(writer), readers_(readers), connection_(open_checkpointer(options)) {}

void Checkpointer::run() {
  const ReaderPool::KeptViewsEnd kept_views_end(readers_);
  try {
    move_beside_writers();
    // So that little is left to sync where writers wait.
    sync_files();
    writer_.checkpoint_in_turn();
  } catch (const StorageError& error) {
    const Turn turn = writer_.take_turn();
    writer_.note_failure(error);
    throw;
  }
}

void Checkpointer::move_beside_writers() {
  Turn turn = writer_.take_turn();
  writer_.check_accepts_writes();
  const std::lock_guard lock(writer_.checkpoint_mutex());
  const BeforeLogSync give_turn_back(connection_->database(), [&turn] {
    if (turn.owns_lock()) turn.unlock();
  });
  connection_->database().checkpoint(CheckpointMode::kPassive);
}

void Checkpointer::sync_files() {
  const Database& database = connection_->database();
  if (const int result_code = sync_log(database.handle()); result_code != 0) database.fail(result_code);
  if (const int result_code = sync_database_file(database.handle()); result_code != 0)
    database.fail(result_code);
}

}  // namespace ddb::storage
