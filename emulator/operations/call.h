#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/engine/engine.h"
#include "emulator/model/service_error.h"

namespace ddb::operations {

template <class T>
using ServiceResult = model::ServiceResult<T>;

/// A transaction whose request is not answered yet: the items that it wrote, and its ClientRequestToken, are
/// kept from others.
struct OngoingTransaction {
  engine::OngoingTransactions::Hold items;
  std::optional<engine::TransactionTokens::Turn> token;
};

/// What one request brings to its operation beside the input.
struct Call {
  engine::Engine& engine;
  std::string_view region;          ///< From the credential scope of the request.
  std::string_view account_id;      ///< Twelve digits.
  std::string_view endpoint;        ///< "host:port" as the client named it; what DescribeEndpoints answers.
  std::string_view operation = {};  ///< "GetItem".
  /// When the writes of items count. With `kGroup` whoever called the operation answers once the store's
  /// group is committed, if `is_in_group` says so.
  storage::CommitMode commit_mode = storage::CommitMode::kEach;

  // What the operation leaves behind for its caller.

  /// Whether the answer rests on writes that may still be in an open group.
  bool is_in_group = false;
  /// The transaction that the request carried out: to be kept until it is answered.
  std::optional<OngoingTransaction> transaction = {};

  /// For writes of items, and of nothing else. `rollback` as in `storage::Store::begin_write`.
  engine::WriteScope begin_item_write(storage::Rollback rollback) {
    is_in_group = commit_mode == storage::CommitMode::kGroup;
    return engine.begin_write(rollback, commit_mode);
  }
};

}  // namespace ddb::operations
