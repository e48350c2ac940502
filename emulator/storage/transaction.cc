#include "emulator/storage/transaction.h"

#include <cassert>
#include <stdexcept>
#include <utility>

#include "emulator/storage/writer.h"

namespace ddb::storage {

ReadTransaction::ReadTransaction(Writer& writer, Turn turn)
    : connection_(&writer.connection()), next_sequence_(writer.next_sequence()), turn_(std::move(turn)) {}

ReadTransaction::ReadTransaction(ReaderPool::Reader reader, std::uint64_t group, std::uint64_t next_sequence)
    : connection_(&reader.view(group)), next_sequence_(next_sequence), reader_(std::move(reader)) {}

ReadTransaction::~ReadTransaction() {
  const bool was_moved_from = !reader_ && !turn_.owns_lock();
  assert((was_moved_from || connection_->statements().in_use_count() == 0) &&
         "a cursor outlived its transaction");
}

WriteTransaction::WriteTransaction(WriteTransaction&& other) noexcept
    : ReadTransaction(std::move(other)),
      writer_(other.writer_),
      rollback_(other.rollback_),
      commit_mode_(other.commit_mode_),
      state_(std::exchange(other.state_, State::kDone)) {}

WriteTransaction::~WriteTransaction() {
  if (state_ == State::kWriting || state_ == State::kBroken) writer_->roll_back();
}

void WriteTransaction::begin_if_first() {
  if (state_ == State::kWriting) return;
  if (state_ != State::kClean) throw std::logic_error("a write transaction was used after its end");
  writer_->begin(rollback_);
  state_ = State::kWriting;
}

template <class Write>
auto WriteTransaction::do_write(Write&& write) {
  try {
    begin_if_first();
    return write();
  } catch (const StorageError& error) {
    state_ = State::kBroken;
    writer_->note_failure(error);
    throw;
  } catch (const std::bad_alloc&) {
    state_ = State::kBroken;
    throw;
  }
}

void WriteTransaction::put(CollectionId collection, std::string_view key, std::string_view row) {
  do_write([&] { connection_->put(collection, key, row); });
}

std::optional<std::string_view> WriteTransaction::replace(CollectionId collection, std::string_view key,
                                                          std::string_view row) {
  return do_write([&] { return connection_->replace(collection, key, row); });
}

void WriteTransaction::overwrite(CollectionId collection, std::string_view key, std::string_view row) {
  do_write([&] { connection_->overwrite(collection, key, row); });
}

bool WriteTransaction::erase(CollectionId collection, std::string_view key) {
  return do_write([&] { return connection_->erase(collection, key); });
}

std::int64_t WriteTransaction::next_collection_id() {
  return do_write([&] { return writer_->take_id(); });
}

void WriteTransaction::create_collection(CollectionId collection) {
  do_write([&] { connection_->create_collection(collection); });
}

void WriteTransaction::drop_collection(CollectionId collection) {
  do_write([&] { connection_->drop_collection(collection); });
}

void WriteTransaction::put_definition(std::string_view name, std::string_view blob) {
  do_write([&] { connection_->put_definition(name, blob); });
}

void WriteTransaction::erase_definition(std::string_view name) {
  do_write([&] { connection_->erase_definition(name); });
}

void WriteTransaction::put_setting(std::string_view name, std::string_view blob) {
  do_write([&] { connection_->put_setting(name, blob); });
}

void WriteTransaction::erase_setting(std::string_view name) {
  do_write([&] { connection_->erase_setting(name); });
}

void WriteTransaction::create_stream(StreamId stream) {
  do_write([&] { connection_->create_stream(stream); });
}

void WriteTransaction::drop_stream(StreamId stream) {
  do_write([&] { connection_->drop_stream(stream); });
}

std::uint64_t WriteTransaction::append_change(StreamId stream, std::int64_t created_us,
                                              std::string_view record) {
  return do_write([&] {
    const std::uint64_t sequence = writer_->take_sequence();
    connection_->append_change(stream, sequence, created_us, record);
    next_sequence_ = writer_->next_sequence();
    return sequence;
  });
}

std::size_t WriteTransaction::trim_changes(StreamId stream, std::int64_t created_before_us,
                                           std::size_t limit) {
  return do_write([&] { return connection_->trim_changes(stream, created_before_us, limit); });
}

void WriteTransaction::commit(std::vector<std::function<void()>> actions) {
  if (state_ != State::kClean && state_ != State::kWriting)
    throw std::logic_error("commit of a write transaction that failed or ended");
  if (state_ == State::kClean)
    writer_->run_after_commit(std::move(actions));
  else
    do_write([&] { writer_->commit(commit_mode_, std::move(actions)); });
  state_ = State::kDone;
}

}  // namespace ddb::storage
