#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "backend/ports/stream_checkpoints.h"

namespace ddb::backend {

/// Keeps checkpoints in memory.
class FakeStreamCheckpoints final : public StreamCheckpoints {
 public:
  /// From now on every `load` or `save` fails so; nothing: it works again.
  void fail_to_load_with(std::optional<Error> error) {
    const std::lock_guard lock(mutex_);
    load_failure_ = std::move(error);
  }
  void fail_to_save_with(std::optional<Error> error) {
    const std::lock_guard lock(mutex_);
    save_failure_ = std::move(error);
  }
  /// By stream ARN and shard id.
  std::map<std::pair<std::string, std::string>, std::string> kept() const {
    const std::lock_guard lock(mutex_);
    return kept_;
  }
  std::size_t saves() const {
    const std::lock_guard lock(mutex_);
    return saves_;
  }

  Result<std::optional<std::string>> load(const std::string& stream_arn,
                                          const std::string& shard_id) override {
    const std::lock_guard lock(mutex_);
    if (load_failure_) return *load_failure_;
    const auto found = kept_.find({stream_arn, shard_id});
    return found == kept_.end() ? std::optional<std::string>() : found->second;
  }
  Result<void> save(const std::string& stream_arn, const std::string& shard_id,
                    const std::string& sequence_number) override {
    const std::lock_guard lock(mutex_);
    ++saves_;
    if (save_failure_) return *save_failure_;
    kept_[{stream_arn, shard_id}] = sequence_number;
    return {};
  }

 private:
  mutable std::mutex mutex_;
  std::optional<Error> load_failure_;
  std::optional<Error> save_failure_;
  std::map<std::pair<std::string, std::string>, std::string> kept_;
  std::size_t saves_ = 0;
};

}  // namespace ddb::backend
