#include "tools/cruddur/sub_assignment.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

namespace ddb::cruddur {
namespace {

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// Finds the counterpart of each user of the pool.
class Matcher {
 public:
  Matcher(std::span<const PoolUser> pool_users, std::span<const backend::User> database_users) {
    for (const auto& user : pool_users)
      if (!user.sub.empty()) pool_subs_.insert(user.sub);
    for (const auto& user : database_users) {
      by_handle_.emplace(user.person.handle, &user);
      if (!user.email.empty()) by_email_[lower_case(user.email)].push_back(&user);
      if (!user.person.cognito_user_id.empty()) by_sub_.emplace(user.person.cognito_user_id, &user);
    }
  }

  /// Whom each user of the pool seems to be comes first, so that no account gains by standing first in line.
  std::vector<SubAssignment> assign(std::span<const PoolUser> pool_users) {
    std::vector<Match> matches;
    for (const auto& user : pool_users) {
      matches.push_back(find(user));
      if (matches.back().user) ++claims_[matches.back().user];
    }
    std::vector<SubAssignment> result;
    for (std::size_t i = 0; i < pool_users.size(); ++i)
      result.push_back(assign(pool_users[i], matches[i]));
    return result;
  }

  bool is_claimed(const backend::User& user) const { return claims_.contains(&user); }

 private:
  /// The user of the database, or why there is none.
  struct Match {
    const backend::User* user = nullptr;
    SubOutcome outcome = SubOutcome::kUnknown;
    std::string reason = {};
  };

  SubAssignment assign(const PoolUser& user, const Match& match) const {
    SubAssignment result{.outcome = match.outcome,
                         .handle = {},
                         .username = user.username,
                         .sub = user.sub,
                         .earlier_sub = {},
                         .reason = match.reason};
    if (!match.user) return result;
    result.handle = match.user->person.handle;
    result.earlier_sub = match.user->person.cognito_user_id;
    result.outcome = SubOutcome::kConflict;
    const auto holder = by_sub_.find(user.sub);
    if (result.earlier_sub == user.sub) {
      result.outcome = SubOutcome::kUnchanged;
    } else if (pool_subs_.contains(result.earlier_sub)) {
      result.reason = "that user is another account of the pool already";
    } else if (holder != by_sub_.end()) {
      result.reason = "the sub is already that of " + holder->second->person.handle;
    } else if (claims_.at(match.user) > 1) {
      result.reason = "several accounts of the pool could be that user";
    } else {
      result.outcome = SubOutcome::kUpdated;
    }
    return result;
  }

  const backend::User* find_handle(const std::string& handle) const {
    const auto found = by_handle_.find(handle);
    return found == by_handle_.end() ? nullptr : found->second;
  }

  Match find(const PoolUser& user) const {
    if (user.sub.empty()) return {.reason = "the pool gives them no sub"};
    if (!user.preferred_username.empty()) {
      if (const auto* found = find_handle(user.preferred_username)) return {.user = found};
    }
    const auto same_email = by_email_.find(lower_case(user.email));
    const bool has_email = !user.email.empty() && same_email != by_email_.end();
    if (has_email && !user.is_email_doubtful) {
      if (same_email->second.size() == 1) return {.user = same_email->second.front()};
      return {.outcome = SubOutcome::kConflict, .reason = "several users have the e-mail " + user.email};
    }
    if (const auto* found = find_handle(user.username)) return {.user = found};
    if (has_email) return {.reason = "the pool has not verified the e-mail"};
    return {};
  }

  std::unordered_set<std::string> pool_subs_;
  std::unordered_map<std::string, const backend::User*> by_handle_;
  std::unordered_map<std::string, std::vector<const backend::User*>> by_email_;
  std::unordered_map<std::string, const backend::User*> by_sub_;
  std::unordered_map<const backend::User*, std::size_t> claims_;  ///< How many accounts seem to be them.
};

}  // namespace

std::vector<SubAssignment> plan_sub_assignments(std::span<const PoolUser> pool_users,
                                                std::span<const backend::User> database_users) {
  Matcher matcher(pool_users, database_users);
  std::vector<SubAssignment> result = matcher.assign(pool_users);
  for (const auto& user : database_users) {
    if (matcher.is_claimed(user)) continue;
    result.push_back({.outcome = SubOutcome::kNotInPool,
                      .handle = user.person.handle,
                      .username = {},
                      .sub = {},
                      .earlier_sub = user.person.cognito_user_id,
                      .reason = {}});
  }
  return result;
}

std::string_view outcome_text(SubOutcome outcome) {
  switch (outcome) {
    case SubOutcome::kUpdated:
      return "updated";
    case SubOutcome::kUnchanged:
      return "unchanged";
    case SubOutcome::kUnknown:
      return "unknown";
    case SubOutcome::kConflict:
      return "conflict";
    case SubOutcome::kNotInPool:
      return "not in the pool";
  }
  throw std::logic_error("an unknown outcome");
}

}  // namespace ddb::cruddur
