#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "backend/users/sql_connection.h"

namespace ddb::backend {

/// Connections that are kept for the next user. Thread-safe.
class SqlPool {
 public:
  SqlPool(DatabaseAddress address, const UsersDatabaseOptions& options);
  SqlPool(const SqlPool&) = delete;
  SqlPool& operator=(const SqlPool&) = delete;

  /// The use of one connection; afterwards it is kept, if it is good for a further user.
  class Lease {
   public:
    explicit Lease(SqlPool& pool) : pool_(&pool) {}
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)),
          connection_(std::move(other.connection_)),
          was_kept_(other.was_kept_) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    SqlConnection& connection() { return *connection_; }

   private:
    friend class SqlPool;
    SqlPool* pool_;
    std::unique_ptr<SqlConnection> connection_;
    bool was_kept_ = false;
  };

  /// A connection with a transaction begun. It must end before the lease.
  class TransactionLease {
   public:
    explicit TransactionLease(Lease lease)
        : lease_(std::move(lease)), transaction_(std::make_unique<SqlTransaction>(lease_.connection())) {}
    SqlConnection& connection() { return lease_.connection(); }
    SqlResult<void> commit() { return transaction_->commit(); }

   private:
    friend class SqlPool;
    Lease lease_;
    std::unique_ptr<SqlTransaction> transaction_;
  };

  /// A kept connection or a new one.
  SqlResult<Lease> take();
  /// Runs one statement, on a kept connection or a new one. A statement whose kept connection turned out dead
  /// runs again on a new one, so it must do no harm twice.
  SqlResult<SqlRows> run(const std::string& sql, const SqlParameters& parameters = {});
  SqlResult<TransactionLease> begin();

  const DatabaseAddress& address() const { return address_; }

 private:
  /// Puts a new connection in the place of a dead one; the others that are kept have most likely died too.
  SqlResult<void> replace(Lease& lease);
  void give_back(std::unique_ptr<SqlConnection> connection) noexcept;

  const DatabaseAddress address_;
  const UsersDatabaseOptions options_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::size_t leased_count_ = 0;
  std::vector<std::unique_ptr<SqlConnection>> kept_;  ///< The one that was used last at the end.
};

}  // namespace ddb::backend
