#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "emulator/storage/changed_pages.h"

namespace ddb::storage {

/// Gathers what SQLite writes to a write-ahead log, so that a transaction takes one write: SQLite itself
/// writes each frame in two pieces, a header and a page. https://www.sqlite.org/fileformat2.html, "WAL File
/// Format".
///
/// What is held back here is in no file yet. So whoever uses it writes it out as soon as it ends a
/// transaction, of which nobody is told and which nobody sees before its last frame is written, and before
/// anything else is done to the file.
class LogFrames {
 public:
  /// Notes each page that is written in `changed_pages`, before it is; null: no more.
  void tell_changes_to(ChangedPages* changed_pages) { changed_pages_ = changed_pages; }

  /// Whether the piece, which SQLite writes at `offset`, is held back: the header of a frame that follows
  /// another one, or the page after such a header. There is no room for more than a few frames.
  bool take(std::string_view piece, std::uint64_t offset);
  /// The piece went to the file by itself.
  void passed(std::string_view piece, std::uint64_t offset);

  /// What is held back, and where it belongs.
  std::string_view held() const { return {buffer_.get(), held_bytes_}; }
  std::uint64_t held_offset() const { return end_ - held_bytes_; }
  bool ends_transaction() const { return state_ == State::kTransaction; }
  /// What was held back is in the file, or is given up.
  void release() { held_bytes_ = 0; }

 private:
  /// What the last piece was.
  enum class State { kOther, kHeader, kFrame, kTransaction };

  bool follows(std::uint64_t offset) const { return state_ != State::kOther && offset == end_; }
  bool has_room_for(std::size_t size_bytes);
  void note(std::string_view piece, std::uint64_t offset);
  void tell_change(std::string_view piece);

  std::unique_ptr<char[]> buffer_;  ///< Made with the first frame.
  std::size_t held_bytes_ = 0;
  std::uint64_t end_ = 0;  ///< Where the last piece ends.
  std::size_t page_bytes_ = 0;
  State state_ = State::kOther;
  bool header_ends_transaction_ = false;  ///< The last header that came.
  ChangedPages* changed_pages_ = nullptr;
};

}  // namespace ddb::storage
