#pragma once

#include <string_view>

namespace ddb::aws {

/// A service that speaks AWS's JSON protocol. Source: its API model's metadata in the AWS SDKs.
struct Service {
  std::string_view title;  ///< In sentences: "DynamoDB".
  /// Names its settings: `AWS_ENDPOINT_URL_` and this in capitals; as it is, in a profile's `services`.
  std::string_view setting;
  std::string_view host_prefix;    ///< Of `PREFIX.REGION.amazonaws.com`.
  std::string_view signing_name;   ///< In the scope of its signatures.
  std::string_view target_prefix;  ///< Of the header X-Amz-Target, before ".Operation".
  std::string_view content_type;
};

inline constexpr Service kDynamoDb{.title = "DynamoDB",
                                   .setting = "dynamodb",
                                   .host_prefix = "dynamodb",
                                   .signing_name = "dynamodb",
                                   .target_prefix = "DynamoDB_20120810",
                                   .content_type = "application/x-amz-json-1.0"};

/// Reached by DynamoDB's settings: a server that is not AWS's has both on one address.
inline constexpr Service kDynamoDbStreams{.title = "DynamoDB",
                                          .setting = "dynamodb",
                                          .host_prefix = "streams.dynamodb",
                                          .signing_name = "dynamodb",
                                          .target_prefix = "DynamoDBStreams_20120810",
                                          .content_type = "application/x-amz-json-1.0"};

inline constexpr Service kCognitoIdentityProvider{.title = "Amazon Cognito",
                                                  .setting = "cognito_identity_provider",
                                                  .host_prefix = "cognito-idp",
                                                  .signing_name = "cognito-idp",
                                                  .target_prefix = "AWSCognitoIdentityProviderService",
                                                  .content_type = "application/x-amz-json-1.1"};

}  // namespace ddb::aws
