#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "emulator/engine/change_feed.h"
#include "emulator/engine/table.h"

namespace ddb::engine {

inline constexpr std::string_view kStreamEventVersion = "1.1";
inline constexpr std::string_view kStreamEventSource = "aws:dynamodb";
/// `userIdentity` of what the time-to-live sweeper deleted. Source: Developer Guide, "DynamoDB Streams and
/// Time to Live".
inline constexpr std::string_view kTimeToLivePrincipalId = "dynamodb.amazonaws.com";
inline constexpr std::string_view kTimeToLiveIdentityType = "Service";

/// A change record as a stream shows it, to GetRecords and to the stream hooks alike. It looks into the
/// record, which must outlive it.
struct StreamRecordView {
  std::string event_id;              ///< 32 hexadecimal digits, the same whenever the record is shown.
  std::string_view event_name;       ///< INSERT, MODIFY or REMOVE.
  std::int64_t created_seconds = 0;  ///< ApproximateCreationDateTime: whole seconds since 1970.
  value::ItemView keys;
  bool shows_new_image = false;
  bool shows_old_image = false;
  value::ItemView new_image;  ///< Only where it is shown.
  value::ItemView old_image;
  std::string sequence_number;
  std::int64_t size_bytes = 0;  ///< Of the keys and the images shown.
  bool is_by_time_to_live = false;
};

/// `stream_arn` is that of `stream`.
StreamRecordView view_stream_record(const TableStream& stream, std::string_view stream_arn,
                                    const ChangeRecord& record);

}  // namespace ddb::engine
