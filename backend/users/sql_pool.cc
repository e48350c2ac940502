#include "backend/users/sql_pool.h"

#include <chrono>

namespace ddb::backend {

SqlPool::SqlPool(DatabaseAddress address, const UsersDatabaseOptions& options)
    : address_(std::move(address)), options_(options) {
  kept_.reserve(options_.connections_max);
}

SqlPool::Lease::~Lease() {
  if (pool_) pool_->give_back(std::move(connection_));
}

SqlResult<SqlPool::Lease> SqlPool::take() {
  std::unique_lock lock(mutex_);
  const bool is_free = given_back_.wait_for(lock, std::chrono::milliseconds(options_.connection_wait_ms),
                                            [this] { return leased_count_ < options_.connections_max; });
  if (!is_free)
    return SqlError(SqlError::Kind::kBusy, "All " + std::to_string(options_.connections_max) +
                                               " connections to the users database " + address_.name +
                                               " were in use for " +
                                               std::to_string(options_.connection_wait_ms) + " ms.");
  ++leased_count_;
  Lease lease(*this);
  if (!kept_.empty()) {
    lease.connection_ = std::move(kept_.back());
    lease.was_kept_ = true;
    kept_.pop_back();
    return lease;
  }
  lock.unlock();
  DDB_TRY(connection, connect(address_, options_));
  lease.connection_ = std::move(connection);
  return lease;
}

SqlResult<void> SqlPool::replace(Lease& lease) {
  std::vector<std::unique_ptr<SqlConnection>> dead;
  {
    const std::lock_guard lock(mutex_);
    dead.swap(kept_);
  }
  lease.connection_.reset();
  lease.was_kept_ = false;
  DDB_TRY(connection, connect(address_, options_));
  lease.connection_ = std::move(connection);
  return {};
}

void SqlPool::give_back(std::unique_ptr<SqlConnection> connection) noexcept {
  {
    const std::lock_guard lock(mutex_);
    --leased_count_;
    if (connection && connection->is_reusable()) kept_.push_back(std::move(connection));
  }
  given_back_.notify_one();
}

SqlResult<SqlRows> SqlPool::run(const std::string& sql, const SqlParameters& parameters) {
  DDB_TRY(lease, take());
  auto rows = lease.connection().run(sql, parameters);
  if (rows || rows.error().kind != SqlError::Kind::kUnreachable || !lease.was_kept_) return rows;
  DDB_CHECK(replace(lease));
  return lease.connection().run(sql, parameters);
}

SqlResult<SqlPool::TransactionLease> SqlPool::begin() {
  DDB_TRY(lease, take());
  const bool was_kept = lease.was_kept_;
  {
    TransactionLease transaction(std::move(lease));
    auto begun = transaction.transaction_->begin();
    if (begun) return transaction;
    if (begun.error().kind != SqlError::Kind::kUnreachable || !was_kept) return begun.error();
  }
  DDB_TRY(fresh, take());
  if (fresh.was_kept_) DDB_CHECK(replace(fresh));
  TransactionLease transaction(std::move(fresh));
  DDB_CHECK(transaction.transaction_->begin());
  return transaction;
}

}  // namespace ddb::backend
