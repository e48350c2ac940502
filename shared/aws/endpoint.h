#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/aws/environment.h"
#include "shared/aws/profile.h"
#include "shared/aws/service.h"
#include "shared/base/result.h"
#include "shared/http/url.h"

namespace ddb::aws {

/// Where a service is, and which region its requests are signed for.
struct ServiceEndpoint {
  std::string region;
  http::Url url;
  bool is_aws;  ///< Whether the host is under amazonaws.com or amazonaws.com.cn.
};

/// Where DynamoDB is, and which region its requests are signed for.
struct Endpoint {
  std::string region;
  http::Url dynamodb;
  http::Url streams;  ///< The same as `dynamodb` for every endpoint that is not AWS's.
  bool is_aws;        ///< Whether the host is under amazonaws.com or amazonaws.com.cn.
};

/// What the command line said; empty where it said nothing.
struct EndpointOptions {
  std::string endpoint_url;
  std::string region;
};

/// The endpoint of `service`: the option; the variable AWS_ENDPOINT_URL_ with the service's `setting` in
/// capitals, such as AWS_ENDPOINT_URL_DYNAMODB; AWS_ENDPOINT_URL; the profile's `endpoint_url` (these three
/// not if AWS_IGNORE_CONFIGURED_ENDPOINT_URLS or the profile's `ignore_configured_endpoint_urls` is true);
/// else `https://PREFIX.REGION.amazonaws.com` (`.com.cn` in China). The region: the option; AWS_REGION;
/// AWS_DEFAULT_REGION; the profile's `region`; the one in the name of an AWS endpoint; `us-east-1` for every
/// other endpoint. An error, with the remedy, when AWS is meant and no region is known, or when a URL or
/// region is none. Source: AWS SDKs and Tools Reference Guide, "AWS Region" and "Service-specific endpoints".
Result<ServiceEndpoint> find_service_endpoint(const Service& service, const EndpointOptions& options,
                                              const Environment& environment, const Profile& profile);

/// The same for DynamoDB and DynamoDB Streams.
Result<Endpoint> find_endpoint(const EndpointOptions& options, const Environment& environment,
                               const Profile& profile);

/// DynamoDB's part of an endpoint, and DynamoDB Streams'.
ServiceEndpoint tables_endpoint(const Endpoint& endpoint);
ServiceEndpoint streams_endpoint(const Endpoint& endpoint);

/// The region a request to any endpoint but AWS's is signed for when none is configured.
inline constexpr std::string_view kLocalRegion = "us-east-1";

}  // namespace ddb::aws
