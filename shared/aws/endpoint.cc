#include "shared/aws/endpoint.h"

#include <algorithm>

namespace ddb::aws {
namespace {

constexpr std::size_t kRegionSizeMax = 63;  // It is a label of a host name.

/// AWS_ENDPOINT_URL_DYNAMODB and the like.
std::string url_variable(const Service& service) {
  std::string name = "AWS_ENDPOINT_URL_";
  for (const char c : service.setting)
    name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

std::optional<std::string> configured_url(const Service& service, const EndpointOptions& options,
                                          const Environment& environment, const Profile& profile) {
  if (!options.endpoint_url.empty()) return options.endpoint_url;
  if (environment.is_true("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ||
      profile.find("ignore_configured_endpoint_urls") == "true") {
    return std::nullopt;
  }
  if (auto url = environment.find(url_variable(service))) return url;
  if (auto url = environment.find("AWS_ENDPOINT_URL")) return url;
  return profile.endpoint_url(service.setting);
}

std::optional<std::string> configured_region(const EndpointOptions& options, const Environment& environment,
                                             const Profile& profile) {
  if (!options.region.empty()) return options.region;
  for (const auto* variable : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    if (auto region = environment.find(variable)) return region;
  }
  return profile.find("region");
}

bool is_region(std::string_view text) {
  return !text.empty() && text.size() <= kRegionSizeMax && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_aws_host(std::string_view host) {
  return host.ends_with(".amazonaws.com") || host.ends_with(".amazonaws.com.cn");
}

/// The region in `PREFIX.us-east-1.amazonaws.com`; empty for another host.
std::string region_in_host(std::string_view host, std::string_view prefix) {
  if (!is_aws_host(host) || !host.starts_with(prefix)) return {};
  host.remove_prefix(prefix.size());
  if (!host.starts_with('.')) return {};
  host.remove_prefix(1);
  return std::string(host.substr(0, host.find('.')));
}

std::string aws_url(std::string_view host_prefix, std::string_view region) {
  std::string url = "https://";
  return url.append(host_prefix)
      .append(".")
      .append(region)
      .append(region.starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
}

}  // namespace

Result<ServiceEndpoint> find_service_endpoint(const Service& service, const EndpointOptions& options,
                                              const Environment& environment, const Profile& profile) {
  const auto text = configured_url(service, options, environment, profile);
  auto region = configured_region(options, environment, profile);
  if (region && !is_region(*region)) {
    return Error{"\"" + *region + "\" is no region name: it looks like us-east-1 or eu-west-2."};
  }
  if (!text && !region) {
    return Error{
        "No endpoint and no region are configured: set " + url_variable(service) +
        " for a local server, or AWS_REGION for AWS (ddb and cruddur take --endpoint-url and --region, "
        "too)."};
  }
  const auto url = http::parse_url(text ? *text : aws_url(service.host_prefix, *region));
  if (!url) return Error{"The endpoint URL is not usable: " + url.error().message};
  ServiceEndpoint endpoint{.region = region.value_or(""), .url = *url, .is_aws = is_aws_host(url->host)};
  if (endpoint.region.empty()) endpoint.region = region_in_host(url->host, service.host_prefix);
  if (endpoint.region.empty()) {
    if (endpoint.is_aws) {
      return Error{"No region is configured for " + url->host + ": give --region, or set AWS_REGION."};
    }
    endpoint.region = kLocalRegion;
  }
  return endpoint;
}

Result<Endpoint> find_endpoint(const EndpointOptions& options, const Environment& environment,
                               const Profile& profile) {
  DDB_TRY(found, find_service_endpoint(kDynamoDb, options, environment, profile));
  Endpoint endpoint{
      .region = found.region, .dynamodb = found.url, .streams = found.url, .is_aws = found.is_aws};
  if (endpoint.is_aws && found.url.host.starts_with("dynamodb."))
    endpoint.streams.host = "streams." + found.url.host;
  return endpoint;
}

ServiceEndpoint tables_endpoint(const Endpoint& endpoint) {
  return {.region = endpoint.region, .url = endpoint.dynamodb, .is_aws = endpoint.is_aws};
}

ServiceEndpoint streams_endpoint(const Endpoint& endpoint) {
  return {.region = endpoint.region, .url = endpoint.streams, .is_aws = endpoint.is_aws};
}

}  // namespace ddb::aws
