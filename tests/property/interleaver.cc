#include "tests/property/interleaver.h"

#include <numeric>
#include <thread>

namespace ddb::property {

void Interleaver::run(const std::vector<std::function<void()>>& actors) {
  alive_.resize(actors.size());
  std::iota(alive_.begin(), alive_.end(), std::size_t{0});
  std::vector<std::thread> threads;
  for (std::size_t actor = 0; actor < actors.size(); ++actor) {
    threads.emplace_back([this, actor, &work = actors[actor]] {
      {
        std::unique_lock lock(mutex_);
        wait_for_turn(lock, actor);
      }
      work();
      const std::lock_guard lock(mutex_);
      std::erase(alive_, actor);
      pass_turn();
    });
  }
  {
    const std::lock_guard lock(mutex_);
    pass_turn();
  }
  for (std::thread& thread : threads)
    thread.join();
}

void Interleaver::pause() {
  std::unique_lock lock(mutex_);
  const std::size_t actor = turn_;
  if (actor == kNobody) return;  // Outside of `run` there is nobody else.
  pass_turn();
  wait_for_turn(lock, actor);
}

void Interleaver::wait_for_turn(std::unique_lock<std::mutex>& lock, std::size_t actor) {
  turn_changed_.wait(lock, [&] { return turn_ == actor; });
}

void Interleaver::pass_turn() {
  turn_ = alive_.empty() ? kNobody : dice_.pick(alive_);
  turn_changed_.notify_all();
}

}  // namespace ddb::property
