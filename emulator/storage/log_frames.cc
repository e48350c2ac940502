#include "emulator/storage/log_frames.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace ddb::storage {

namespace {

constexpr std::size_t kLogHeaderBytes = 32;
constexpr std::size_t kFrameHeaderBytes = 24;
/// SQLite's VFS for Unix takes less than 128 KiB at a time: it never writes more than a page.
constexpr std::size_t kHeldBytesMax = 120 * 1024;

/// Bytes 4 to 7 of a frame's header are the size of the database behind the transaction that the frame ends,
/// and zero in every other frame.
bool is_last_of_transaction(std::string_view frame_header) {
  const std::string_view size = frame_header.substr(4, 4);
  return std::any_of(size.begin(), size.end(), [](char byte) { return byte != 0; });
}

/// Bytes 0 to 3 of a frame's header, the highest first.
ChangedPages::PageNumber page_number(std::string_view frame_header) {
  ChangedPages::PageNumber number = 0;
  for (const char byte : frame_header.substr(0, 4))
    number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

bool LogFrames::take(std::string_view piece, std::uint64_t offset) {
  if (!follows(offset)) return false;
  const bool is_header = state_ != State::kHeader;
  // SQLite writes headers alone too, where it has changed pages before them.
  if (is_header ? piece.size() != kFrameHeaderBytes : held_bytes_ == 0) return false;
  if (!has_room_for(piece.size() + (is_header ? page_bytes_ : 0))) return false;
  std::memcpy(buffer_.get() + held_bytes_, piece.data(), piece.size());
  held_bytes_ += piece.size();
  note(piece, offset);
  return true;
}

void LogFrames::passed(std::string_view piece, std::uint64_t offset) {
  note(piece, offset);
}

bool LogFrames::has_room_for(std::size_t size_bytes) {
  if (!buffer_) buffer_.reset(new (std::nothrow) char[kHeldBytesMax]);
  return buffer_ && held_bytes_ + size_bytes <= kHeldBytesMax;
}

void LogFrames::note(std::string_view piece, std::uint64_t offset) {
  if (state_ == State::kHeader && offset == end_) {
    state_ = header_ends_transaction_ ? State::kTransaction : State::kFrame;
    page_bytes_ = piece.size();
  } else if (piece.size() == kFrameHeaderBytes) {
    state_ = State::kHeader;
    header_ends_transaction_ = is_last_of_transaction(piece);
  } else {
    state_ = offset == 0 && piece.size() == kLogHeaderBytes ? State::kFrame : State::kOther;
  }
  end_ = offset + piece.size();
  if (changed_pages_) tell_change(piece);
}

/// Of the piece that `state_` stands for. A page's number is in the header that comes before it.
void LogFrames::tell_change(std::string_view piece) {
  if (state_ == State::kHeader)
    changed_pages_->add(page_number(piece));
  else if (state_ == State::kOther)
    changed_pages_->add_unknown();
}

}  // namespace ddb::storage
