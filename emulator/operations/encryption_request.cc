#include "emulator/operations/encryption_request.h"

#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"

namespace ddb::operations {

namespace messages = model::messages;

ServiceResult<void> check_encryption(const model::SSESpecification& specification) {
  const auto invalid = [](std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
    return model::validation_error(messages::fill(sentence, values));
  };
  if (specification.enabled == false) {
    if (specification.sse_type) return invalid(messages::kEncryptionMemberWhileDisabled, {"SSEType"});
    if (specification.kms_master_key_id)
      return invalid(messages::kEncryptionMemberWhileDisabled, {"KMSMasterKeyId"});
  }
  if (specification.sse_type == model::SSEType::kAes256) return invalid(messages::kEncryptionTypeUnsupported);
  if (specification.kms_master_key_id && !specification.sse_type)
    return invalid(messages::kEncryptionTypeMissing);
  return {};
}

bool wants_kms_key(const model::SSESpecification& specification) {
  return specification.enabled.value_or(specification.sse_type.has_value());
}

std::string kms_key_arn(const Call& call, const model::SSESpecification& specification) {
  const std::string prefix =
      "arn:aws:kms:" + std::string(call.region) + ":" + std::string(call.account_id) + ":key/";
  const std::string name = specification.kms_master_key_id.value_or("alias/aws/dynamodb");
  if (name.starts_with("arn:") && name.find(":alias/") == std::string::npos) return name;
  if (!name.starts_with("arn:") && !name.starts_with("alias/")) return prefix + name;
  // There is no KMS to ask which key an alias stands for.
  return prefix + random_uuid(call.engine.random());
}

}  // namespace ddb::operations
