#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

#include "tests/property/dice.h"

namespace ddb::property {

/// Runs several actors so that only one of them moves at a time, and the dice say which one goes on at every
/// pause: the same history for the same dice, though each is a thread.
class Interleaver {
 public:
  explicit Interleaver(Dice& dice) : dice_(dice) {}

  /// Runs all of them to their end. None may throw.
  void run(const std::vector<std::function<void()>>& actors);

  /// Called by an actor where another one may go on before it does.
  void pause();

 private:
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  void wait_for_turn(std::unique_lock<std::mutex>& lock, std::size_t actor);
  void pass_turn();

  Dice& dice_;
  std::mutex mutex_;
  std::condition_variable turn_changed_;
  std::vector<std::size_t> alive_;
  std::size_t turn_ = kNobody;
};

}  // namespace ddb::property
