#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "emulator/engine/write_scope.h"
#include "emulator/model/service_error.h"
#include "shared/base/clock.h"

namespace ddb::engine {

/// ClientRequestTokens: a transaction that is sent again with its token within ten minutes happens once. What
/// was answered is kept in the store with the writes, so that it also holds after a restart. Thread-safe.
/// Source: API Reference, TransactWriteItems, ClientRequestToken.
class TransactionTokens {
 public:
  explicit TransactionTokens(const Clock& clock) : clock_(clock) {}

  /// The right to carry out, and to answer, the transaction of one token; ends when it is destroyed.
  class Turn {
   public:
    Turn(TransactionTokens& tokens, std::string token) : tokens_(&tokens), token_(std::move(token)) {}
    Turn(Turn&& other) noexcept
        : tokens_(std::exchange(other.tokens_, nullptr)), token_(std::move(other.token_)) {}
    Turn& operator=(Turn&& other) noexcept {
      std::swap(tokens_, other.tokens_);
      std::swap(token_, other.token_);
      return *this;
    }
    ~Turn();

   private:
    TransactionTokens* tokens_;
    std::string token_;
  };

  /// Fails with TransactionInProgressException while another request has the turn of this token.
  model::ServiceResult<Turn> begin(std::string_view token);

  /// Whether the transaction of this token has happened within the last ten minutes. Fails with
  /// IdempotentParameterMismatchException when that was a request with another `fingerprint`.
  model::ServiceResult<bool> has_happened(WriteScope& scope, std::string_view token,
                                          std::string_view fingerprint) const;

  /// Remembers the token with the writes of `scope`, and now and then forgets those older than ten minutes.
  void remember(WriteScope& scope, std::string_view token, std::string_view fingerprint);

 private:
  const Clock& clock_;
  std::mutex mutex_;
  std::set<std::string, std::less<>> under_way_;
  std::size_t remembered_count_ = 0;  // guarded by the store's one writer
};

}  // namespace ddb::engine
