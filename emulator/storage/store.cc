#include "emulator/storage/store.h"

#include <cassert>
#include <utility>

#include "emulator/storage/changed_pages.h"
#include "emulator/storage/checkpointer.h"
#include "emulator/storage/file_lock.h"
#include "emulator/storage/format.h"
#include "emulator/storage/reader_pool.h"
#include "emulator/storage/writer.h"

namespace ddb::storage {

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options) {
  try {
    std::unique_ptr<FileLock> file_lock;
    if (options.file && options.vfs_name.empty()) {
      DDB_CHECK(check_path(*options.file));
      DDB_TRY(lock, FileLock::acquire(*options.file));
      file_lock = std::move(lock);
    }
    DDB_TRY(connection, open_writer(options));
    std::unique_ptr<ChangedPages> changed_pages;
    std::unique_ptr<ReaderPool> readers;
    if (options.file) {
      changed_pages = std::make_unique<ChangedPages>();
      readers = std::make_unique<ReaderPool>(options, *changed_pages);
    }
    auto writer =
        std::make_unique<Writer>(std::move(connection), readers.get(), changed_pages.get(), options);
    return std::unique_ptr<Store>(new Store(options, std::move(file_lock), std::move(changed_pages),
                                            std::move(writer), std::move(readers)));
  } catch (const StorageError& error) {
    return Error{error.what()};
  }
}

Store::Store(const StoreOptions& options, std::unique_ptr<FileLock> file_lock,
             std::unique_ptr<ChangedPages> changed_pages, std::unique_ptr<Writer> writer,
             std::unique_ptr<ReaderPool> readers)
    : file_lock_(std::move(file_lock)),
      changed_pages_(std::move(changed_pages)),
      writer_(std::move(writer)),
      readers_(std::move(readers)),
      options_(options) {}

Store::~Store() {
  assert(!writer_->turn_is_taken() && "a transaction outlived its store");
}

WriteTransaction Store::begin_write(Rollback rollback, CommitMode commit_mode) {
  Turn turn = writer_->take_turn();
  WriteTransaction transaction(*writer_, std::move(turn), rollback, commit_mode);
  writer_->check_accepts_writes();
  return transaction;
}

ReadTransaction Store::begin_read() {
  if (!readers_) return ReadTransaction(*writer_, writer_->take_turn_to_read());
  // Asked before the group, as the group is raised first: the view holds all records before this number.
  const std::uint64_t next_sequence = writer_->committed_next_sequence();
  return ReadTransaction(*readers_, readers_->take(writer_->group()), next_sequence);
}

void Store::commit_group() {
  writer_->commit_group();
}

std::uint64_t Store::group() const {
  return writer_->group();
}

std::uint64_t Store::last_lost_group() const {
  return writer_->last_lost_group();
}

void Store::leave_checkpoints_to(std::function<void()> when_due) {
  writer_->leave_checkpoints_to(std::move(when_due));
}

void Store::checkpoint() {
  if (!readers_) return;
  if (!checkpointer_) checkpointer_ = std::make_unique<Checkpointer>(*writer_, *readers_, options_);
  checkpointer_->run();
}

}  // namespace ddb::storage
