#pragma once

#include "shared/db/storage_error.h"

namespace ddb::storage {

using db::StorageError;
using db::StorageFailure;

}  // namespace ddb::storage
