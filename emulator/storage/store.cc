#include "emulator/storage/store.h"

#include <cassert>
#include <utility>

#include "emulator/storage/changed_pages.h"
#include "emulator/storage/checkpointer.h"
#include "emulator/storage/file_lock.h"
#include "emulator/storage/format.h"
#include "emulator/storage/mapped_file.h"
#include "emulator/storage/memory_file.h"
#include "emulator/storage/page_cache.h"
#include "emulator/storage/reader_pool.h"
#include "emulator/storage/writer.h"

namespace ddb::storage {

namespace {

ReaderPool::Options options_of_file_readers(const StoreOptions& options, const ChangedPages& changed_pages) {
  return {.open = [options] { return open_reader(options); },
          .readers_max = options.readers_max,
          .changed_pages = &changed_pages};
}

ReaderPool::Options options_of_memory_readers(const StoreOptions& options, const MemoryFile& file) {
  return {.open = [&file, options] { return open_reader(file, options); },
          .readers_max = options.readers_max};
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options) {
  try {
    std::unique_ptr<FileLock> file_lock;
    if (options.file && options.vfs_name.empty()) {
      DDB_CHECK(check_path(*options.file));
      DDB_TRY(lock, FileLock::acquire(*options.file));
      file_lock = std::move(lock);
    }
    const NotedMemoryPages noted;
    DDB_TRY(connection, open_writer(options));
    std::unique_ptr<ChangedPages> changed_pages;
    std::unique_ptr<MappedFile> mapped_file;
    std::unique_ptr<MemoryFile> memory_file;
    std::unique_ptr<ReaderPool> readers;
    if (options.file) {
      if (options.vfs_name.empty()) mapped_file = MappedFile::open(*options.file);
      changed_pages = std::make_unique<ChangedPages>();
      readers = std::make_unique<ReaderPool>(options_of_file_readers(options, *changed_pages));
    } else if (noted.pages()) {
      memory_file = std::make_unique<MemoryFile>(*noted.pages());
      readers = std::make_unique<ReaderPool>(options_of_memory_readers(options, *memory_file));
    }
    if (mapped_file) connection->take_pages_from(mapped_file.get());
    auto writer =
        std::make_unique<Writer>(std::move(connection), readers.get(), changed_pages.get(), options);
    return std::unique_ptr<Store>(new Store(options, std::move(file_lock), std::move(changed_pages),
                                            std::move(mapped_file), std::move(memory_file),
                                            std::move(readers), std::move(writer)));
  } catch (const StorageError& error) {
    return Error{error.what()};
  }
}

Store::Store(const StoreOptions& options, std::unique_ptr<FileLock> file_lock,
             std::unique_ptr<ChangedPages> changed_pages, std::unique_ptr<MappedFile> mapped_file,
             std::unique_ptr<MemoryFile> memory_file, std::unique_ptr<ReaderPool> readers,
             std::unique_ptr<Writer> writer)
    : file_lock_(std::move(file_lock)),
      changed_pages_(std::move(changed_pages)),
      mapped_file_(std::move(mapped_file)),
      writer_(std::move(writer)),
      memory_file_(std::move(memory_file)),
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

ReadTransaction Store::begin_read(ReadKind kind) {
  if (!options_.file) return begin_read_in_memory();
  ReaderPool::Reader reader = readers_->take();
  // Asked before the group, as the group is raised first: the view holds all records before this number.
  const std::uint64_t next_sequence = writer_->committed_next_sequence();
  ReadTransaction transaction(std::move(reader), writer_->group(), next_sequence);
  transaction.connection_->take_pages_from(kind == ReadKind::kSearch ? mapped_file_.get() : nullptr);
  return transaction;
}

/// What it sees is committed, the open group included.
ReadTransaction Store::begin_read_in_memory() {
  if (!readers_ || writer_->turn_is_mine()) return ReadTransaction(*writer_, writer_->take_turn_to_read());
  while (true) {
    ReaderPool::Reader reader = readers_->take();
    if (!writer_->group_is_open())
      return ReadTransaction(std::move(reader), writer_->group(), writer_->committed_next_sequence());
    reader = {};
    writer_->commit_group();
  }
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
  if (!options_.file) return;
  if (!checkpointer_) checkpointer_ = std::make_unique<Checkpointer>(*writer_, *readers_, options_);
  checkpointer_->run();
}

}  // namespace ddb::storage
