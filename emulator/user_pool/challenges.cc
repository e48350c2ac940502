#include "emulator/user_pool/challenges.h"

#include <algorithm>

namespace ddb::user_pool {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kSessionLength = 64;

}  // namespace

std::string Challenges::add(Challenge challenge, Clock::TimePoint now, Random& random) {
  // An expired one stays as long again, so that its user hears that it has expired.
  std::erase_if(challenges_, [now](const auto& entry) { return entry.second.expires_at + kValidity <= now; });
  if (challenges_.size() >= kChallengesMax) {
    challenges_.erase(
        std::min_element(challenges_.begin(), challenges_.end(), [](const auto& left, const auto& right) {
          return left.second.expires_at < right.second.expires_at;
        }));
  }
  challenge.expires_at = now + kValidity;
  std::string session = random_text(random, kSessionLength, kAlphabet);
  challenges_.emplace(session, std::move(challenge));
  return session;
}

const Challenge* Challenges::find(const std::string& session) const {
  const auto found = challenges_.find(session);
  return found == challenges_.end() ? nullptr : &found->second;
}

}  // namespace ddb::user_pool
