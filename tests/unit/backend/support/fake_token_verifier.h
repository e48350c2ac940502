#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "backend/ports/token_verifier.h"

namespace ddb::backend {

/// Accepts the tokens that it was told of.
class FakeTokenVerifier final : public TokenVerifier {
 public:
  void accept(const std::string& token, const std::string& cognito_user_id) {
    const std::lock_guard lock(mutex_);
    accepted_[token] = cognito_user_id;
  }
  /// From now on every call fails so; nothing: they work again.
  void fail_with(std::optional<TokenError> error) {
    const std::lock_guard lock(mutex_);
    failure_ = std::move(error);
  }

  Result<std::string, TokenError> verify(std::string_view access_token) override {
    const std::lock_guard lock(mutex_);
    if (failure_) return *failure_;
    const auto found = accepted_.find(access_token);
    if (found == accepted_.end()) return TokenError{TokenError::Kind::kInvalid, "Not a token of this test."};
    return found->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> accepted_;
  std::optional<TokenError> failure_;
};

}  // namespace ddb::backend
