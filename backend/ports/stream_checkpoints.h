#pragma once

#include <optional>
#include <string>

#include "shared/base/result.h"

namespace ddb::backend {

/// How far a poller has got in each shard of a stream, kept over its own end. All of it may be called from
/// several threads. The error is a sentence for the log.
class StreamCheckpoints {
 public:
  virtual ~StreamCheckpoints() = default;

  /// The sequence number of the last record that was handled; nothing where none was.
  virtual Result<std::optional<std::string>> load(const std::string& stream_arn,
                                                  const std::string& shard_id) = 0;
  virtual Result<void> save(const std::string& stream_arn, const std::string& shard_id,
                            const std::string& sequence_number) = 0;
};

}  // namespace ddb::backend
