#pragma once

#include <span>
#include <string>
#include <vector>

#include "backend/users/users_database.h"
#include "tools/cruddur/user_pool.h"

/// Which user of the database each user of the pool is.
namespace ddb::cruddur {

enum class SubOutcome {
  kUpdated,    ///< The database takes the pool's `sub`.
  kUnchanged,  ///< It has it already.
  kUnknown,    ///< Nobody in the database is this user of the pool.
  kConflict,   ///< Left as it is; `reason` says why.
  kNotInPool,  ///< A user of the database whom nobody in the pool is.
};

/// One line of what is done, and why not.
struct SubAssignment {
  SubOutcome outcome;
  std::string handle;    ///< In the database; empty for kUnknown.
  std::string username;  ///< In the pool; empty for kNotInPool.
  std::string sub;
  std::string earlier_sub;  ///< What the database had; empty if nothing.
  std::string reason;       ///< Of kConflict, and of kUnknown where there is more to say; else empty.
};

/// One assignment for each user of the pool, in their order, then one for each user of the database who is
/// left. A user of the pool is the one of the database whose handle is their preferred_username; else whose
/// e-mail is theirs, in any case of letters, unless the pool says that it was never verified; else whose
/// handle is their username. An account keeps its user: a database's user whose `sub` is in the pool is given
/// to no other account there.
std::vector<SubAssignment> plan_sub_assignments(std::span<const PoolUser> pool_users,
                                                std::span<const backend::User> database_users);

/// "updated", "unchanged", "unknown", "conflict" or "not in the pool".
std::string_view outcome_text(SubOutcome outcome);

}  // namespace ddb::cruddur
