#include "emulator/engine/transaction_tokens.h"

#include <charconv>

#include "emulator/model/item_messages.h"
#include "shared/crypto/sha256.h"

namespace ddb::engine {
namespace {

constexpr std::chrono::minutes kLifetime{10};
constexpr std::string_view kSettingPrefix = "transaction-token/";
/// Old tokens are looked for once in so many remembered ones: finding them reads all.
constexpr std::size_t kRemembersPerCleanup = 256;

std::string setting_name(std::string_view token) {
  return std::string(kSettingPrefix) + std::string(token);
}

/// Time in microseconds, and the fingerprint's digest, split by a newline.
struct Remembered {
  Clock::TimePoint time;
  std::string_view digest;
};

Remembered decode(std::string_view blob) {
  const std::size_t time_end = blob.find('\n');
  long long time_us = 0;
  std::from_chars(blob.data(), blob.data() + time_end, time_us);
  return {Clock::TimePoint(std::chrono::microseconds(time_us)), blob.substr(time_end + 1)};
}

}  // namespace

TransactionTokens::Turn::~Turn() {
  if (!tokens_) return;
  const std::lock_guard lock(tokens_->mutex_);
  tokens_->under_way_.erase(token_);
}

model::ServiceResult<TransactionTokens::Turn> TransactionTokens::begin(std::string_view token) {
  const std::lock_guard lock(mutex_);
  if (!under_way_.emplace(token).second)
    return model::ServiceError{model::ErrorCode::kTransactionInProgress,
                               std::string(model::messages::kTransactionInProgress)};
  return Turn(*this, std::string(token));
}

model::ServiceResult<bool> TransactionTokens::has_happened(WriteScope& scope, std::string_view token,
                                                           std::string_view fingerprint) const {
  const auto blob = scope.storage().setting(setting_name(token));
  if (!blob) return false;
  const Remembered remembered = decode(*blob);
  if (clock_.now() - remembered.time > kLifetime) return false;
  if (remembered.digest == crypto::sha256_hex(fingerprint)) return true;
  return model::ServiceError{model::ErrorCode::kIdempotentParameterMismatch,
                             std::string(model::messages::kIdempotentParameterMismatch)};
}

void TransactionTokens::remember(WriteScope& scope, std::string_view token, std::string_view fingerprint) {
  const auto now_us = clock_.now().time_since_epoch().count();
  scope.storage().put_setting(setting_name(token),
                              std::to_string(now_us) + '\n' + crypto::sha256_hex(fingerprint));
  if (++remembered_count_ % kRemembersPerCleanup != 0) return;
  for (const storage::NamedBlob& setting : scope.storage().settings(kSettingPrefix))
    if (clock_.now() - decode(setting.blob).time > kLifetime) scope.storage().erase_setting(setting.name);
}

}  // namespace ddb::engine
