#include "emulator/engine/stream_record.h"

#include "emulator/engine/stream_sequence.h"
#include "shared/crypto/sha256.h"

namespace ddb::engine {

namespace {

std::string_view event_name(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kInsert:
      return "INSERT";
    case ChangeKind::kModify:
      return "MODIFY";
    case ChangeKind::kRemove:
      return "REMOVE";
  }
  return {};
}

constexpr std::size_t kEventIdBytes = 16;

std::string event_id(std::string_view stream_arn, std::string_view sequence_number) {
  std::string name(stream_arn);
  name += '|';
  name += sequence_number;
  const crypto::Sha256Digest digest = crypto::sha256(name);
  return crypto::hex(crypto::as_bytes(digest).substr(0, kEventIdBytes));
}

}  // namespace

StreamRecordView view_stream_record(const TableStream& stream, std::string_view stream_arn,
                                    const ChangeRecord& record) {
  const bool wants_new =
      stream.view_type == StreamViewType::kNewImage || stream.view_type == StreamViewType::kNewAndOldImages;
  const bool wants_old =
      stream.view_type == StreamViewType::kOldImage || stream.view_type == StreamViewType::kNewAndOldImages;
  StreamRecordView view;
  view.sequence_number = sequence_number_text(record.sequence);
  view.event_id = event_id(stream_arn, view.sequence_number);
  view.event_name = event_name(record.kind);
  view.created_seconds = unix_seconds(record.created);
  view.keys = record.keys;
  view.shows_new_image = wants_new && record.kind != ChangeKind::kRemove;
  view.shows_old_image = wants_old && record.kind != ChangeKind::kInsert;
  std::size_t size_bytes = view.keys.size_bytes();
  if (view.shows_new_image) {
    view.new_image = record.new_image;
    size_bytes += view.new_image.size_bytes();
  }
  if (view.shows_old_image) {
    view.old_image = record.old_image;
    size_bytes += view.old_image.size_bytes();
  }
  view.size_bytes = static_cast<std::int64_t>(size_bytes);
  view.is_by_time_to_live = record.origin == ChangeOrigin::kTimeToLive;
  return view;
}

}  // namespace ddb::engine
