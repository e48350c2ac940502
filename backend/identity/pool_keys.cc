#include "backend/identity/pool_keys.h"

#include <exception>
#include <utility>

namespace ddb::backend {
namespace {

constexpr std::uint32_t kFetchTimeoutMs = 5'000;

http::Url keys_url(const UserPool& pool) {
  http::Url url = pool.endpoint;
  if (!url.path.ends_with('/')) url.path += '/';
  url.path += pool.id + "/.well-known/jwks.json";
  url.query.clear();
  return url;
}

}  // namespace

PoolKeys::PoolKeys(const UserPool& pool, aws::Transport& transport, const Clock& clock)
    : url_(keys_url(pool)), transport_(transport), clock_(clock) {}

Result<crypto::RsaPublicKey, TokenError> PoolKeys::find(std::string_view key_id) {
  std::unique_lock lock(mutex_);
  while (true) {
    const crypto::RsaPublicKey* const known = keys_ ? keys_->find(key_id) : nullptr;
    if (!should_fetch(known != nullptr) || (is_fetching_ && known)) {
      if (known) return *known;
      return not_found();
    }
    if (is_fetching_) {
      fetched_.wait(lock);
      continue;
    }
    fetch_and_keep(lock);
  }
}

void PoolKeys::fetch_and_keep(std::unique_lock<std::mutex>& lock) {
  is_fetching_ = true;
  const Clock::TimePoint begun = clock_.now();
  lock.unlock();
  Result<Keys> fetched = Error{};
  try {
    fetched = fetch();
  } catch (const std::exception& exception) {  // whoever waits is woken, whatever happens
    fetched = Error{std::string("The pool's keys can't be had: ") + exception.what()};
  }
  lock.lock();
  is_fetching_ = false;
  tried_at_ = clock_.now();
  failure_ = fetched ? "" : fetched.error().message;
  if (fetched) {
    keys_ = *std::move(fetched);
    kept_since_ = begun;
  }
  fetched_.notify_all();
}

bool PoolKeys::should_fetch(bool is_known) const {
  if (is_fetching_) return true;
  const Clock::TimePoint now = clock_.now();
  if (is_known && now - kept_since_ < kAgeMax) return false;
  return !tried_at_ || now - *tried_at_ >= (keys_ ? kFetchPause : kFirstFetchPause);
}

TokenError PoolKeys::not_found() const {
  if (!failure_.empty()) return {TokenError::Kind::kUnavailable, failure_};
  return {TokenError::Kind::kInvalid, "The token's key is none of the pool's."};
}

Result<PoolKeys::Keys> PoolKeys::fetch() const {
  http::ClientRequest request;
  request.url = url_;
  request.headers.add("Accept", "application/json");
  request.total_timeout_ms = kFetchTimeoutMs;
  const auto response = transport_.send(request);
  const std::string failed = "The pool's keys can't be had: ";
  if (!response) return Error{failed + response.error().message};
  const std::string address = url_.origin() + url_.target();
  if (response->status != 200)
    return Error{failed + address + " answers with status " + std::to_string(response->status) + "."};
  auto keys = jwt::KeySet::parse(response->body);
  if (!keys) return Error{failed + address + " gives no key set: " + keys.error().message + "."};
  if (keys->size() == 0) return Error{failed + address + " has none for RS256."};
  return std::make_shared<const jwt::KeySet>(*std::move(keys));
}

}  // namespace ddb::backend
