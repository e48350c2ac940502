#include "emulator/engine/stream_record.h"

#include "tests/unit/emulator/engine/stream_fixture.h"

namespace ddb::engine {
namespace {

class StreamRecordTest : public StreamFixture {
 protected:
  ChangeRecord change(ChangeKind kind) {
    ChangeRecord record;
    record.sequence = 7;
    record.created = Clock::TimePoint(std::chrono::milliseconds(1'795'235'400'999));
    record.kind = kind;
    record.keys = make_keys("a", 1);
    if (kind != ChangeKind::kInsert) record.old_image = make_item("a", 1, "old");
    if (kind != ChangeKind::kRemove) record.new_image = make_item("a", 1, "newer");
    return record;
  }
  StreamRecordView view(StreamViewType view_type, const ChangeRecord& record) {
    TableStream stream;
    stream.view_type = view_type;
    return view_stream_record(stream, "arn", record);
  }
};

// pk + "a" = 3 bytes, sk + 1 = 4 bytes
constexpr std::int64_t kKeysBytes = 7;
constexpr std::int64_t kOldBytes = kKeysBytes + 4 + 3;
constexpr std::int64_t kNewBytes = kKeysBytes + 4 + 5;

TEST_F(StreamRecordTest, ShowsWhatTheViewTypeSays) {
  const ChangeRecord modify = change(ChangeKind::kModify);
  const auto shown = [&](StreamViewType view_type) {
    const StreamRecordView record = view(view_type, modify);
    return std::tuple(record.shows_new_image, record.shows_old_image, record.size_bytes);
  };
  EXPECT_EQ(shown(StreamViewType::kKeysOnly), std::tuple(false, false, kKeysBytes));
  EXPECT_EQ(shown(StreamViewType::kNewImage), std::tuple(true, false, kKeysBytes + kNewBytes));
  EXPECT_EQ(shown(StreamViewType::kOldImage), std::tuple(false, true, kKeysBytes + kOldBytes));
  EXPECT_EQ(shown(StreamViewType::kNewAndOldImages),
            std::tuple(true, true, kKeysBytes + kOldBytes + kNewBytes));
}

TEST_F(StreamRecordTest, InsertHasNoOldImageAndRemoveNoNewOne) {
  const ChangeRecord insert = change(ChangeKind::kInsert);
  const StreamRecordView inserted = view(StreamViewType::kNewAndOldImages, insert);
  EXPECT_EQ(inserted.event_name, "INSERT");
  EXPECT_TRUE(inserted.shows_new_image);
  EXPECT_FALSE(inserted.shows_old_image);
  const ChangeRecord remove = change(ChangeKind::kRemove);
  const StreamRecordView removed = view(StreamViewType::kNewAndOldImages, remove);
  EXPECT_EQ(removed.event_name, "REMOVE");
  EXPECT_FALSE(removed.shows_new_image);
  EXPECT_TRUE(removed.shows_old_image);
}

TEST_F(StreamRecordTest, TimeIsInWholeSeconds) {
  const ChangeRecord record = change(ChangeKind::kInsert);
  EXPECT_EQ(view(StreamViewType::kKeysOnly, record).created_seconds, 1'795'235'400);
}

TEST_F(StreamRecordTest, EventIdIsStableAndItsOwn) {
  ChangeRecord record = change(ChangeKind::kInsert);
  const std::string id = view(StreamViewType::kKeysOnly, record).event_id;
  EXPECT_EQ(id.size(), 32U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(view(StreamViewType::kKeysOnly, record).event_id, id);
  record.sequence = 8;
  EXPECT_NE(view(StreamViewType::kKeysOnly, record).event_id, id);
}

}  // namespace
}  // namespace ddb::engine
