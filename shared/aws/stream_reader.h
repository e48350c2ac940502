#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

#include "shared/aws/dynamodb_client.h"

namespace ddb::aws {

/// Where reading begins in a shard of which nothing was read.
enum class StreamStart { kTrimHorizon, kLatest };

/// One shard of a stream, and how far it was read.
struct StreamShard {
  std::string id;
  std::string parent_id;  ///< Empty: none.
  StreamStart start;
  /// Of the last record that whoever reads is done with, and sets: an iterator that is opened begins after
  /// it. Empty: at `start`.
  std::string last_sequence_number;
  std::string iterator;      ///< Empty: to be opened.
  bool is_finished = false;  ///< Read to its end, or gone.
  /// What comes after `last_sequence_number` was deleted before it was read, or the number is unknown:
  /// reading goes on with the oldest record that is left. Whoever reads takes note and clears it.
  bool is_trimmed = false;
};

/// Goes through the shards of one stream: a parent's records before its children's, and in a shard by
/// sequence number. It never waits; whoever uses it decides when to read which shard. Source: DynamoDB
/// Developer Guide, "Change data capture for DynamoDB Streams", "Reading and processing a stream".
class StreamReader {
 public:
  /// `dynamodb` must outlive the reader.
  StreamReader(DynamoDb& dynamodb, std::string stream_arn, StreamStart start)
      : dynamodb_(dynamodb), stream_arn_(std::move(stream_arn)), start_(start) {}

  const std::string& stream_arn() const { return stream_arn_; }

  /// Asks which shards there are (DescribeStream, all pages). With `StreamStart::kLatest` the first call
  /// takes closed shards for finished; what is found later was opened since, and is read from its begin.
  /// Finished shards that the stream no longer has are forgotten. Ends references into `shards`.
  Result<void, CallError> find_shards();

  std::vector<StreamShard>& shards() { return shards_; }
  /// Whether it is a shard's turn: it is not finished, and its parent is or is not known.
  bool is_readable(const StreamShard& shard) const;
  /// Whether every shard is finished; true before `find_shards`.
  bool is_finished() const;

  /// Gets an iterator (GetShardIterator) for a shard that has none. One that is gone is finished.
  Result<void, CallError> open(StreamShard& shard);

  /// The next records (GetRecords) of a shard that is open; none does not mean that there will be none. An
  /// iterator that expired or fell behind the trimmed records is closed, to be opened anew; at the end of the
  /// shard, or where it is gone, it is finished.
  Result<boost::json::array, CallError> read(StreamShard& shard);

 private:
  CallResult get_iterator(const StreamShard& shard);
  void add_shard(const boost::json::object& description);

  DynamoDb& dynamodb_;
  const std::string stream_arn_;
  const StreamStart start_;
  std::vector<StreamShard> shards_;
  bool shards_are_known_ = false;
};

}  // namespace ddb::aws
