package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The brokerages that can be connected.
 *
 * @param brokerages the documented ones first, in the documented order
 * @param configurations what each needs, in the same order
 */
record SupportedAnswer(
    boolean success,
    List<String> brokerages,
    Map<String, BrokerageConfiguration> configurations,
    Instant timestamp) {

  /**
   * What a brokerage needs.
   *
   * @param requiredFields of the credentials, whichever login is used
   * @param optionalFields further ones that it takes
   * @param authMethod of the recommended login
   * @param logins every way in, the recommended one first
   */
  record BrokerageConfiguration(
      @JsonProperty("required_fields") List<String> requiredFields,
      @JsonProperty("optional_fields") List<String> optionalFields,
      @JsonProperty("auth_method") String authMethod,
      @JsonProperty("api_documentation") @Nullable URI apiDocumentation,
      List<BrokerageLogin> logins) {}

  /** One way in. */
  record BrokerageLogin(
      @JsonProperty("auth_method") String authMethod,
      @JsonProperty("required_fields") List<String> requiredFields,
      @JsonProperty("optional_fields") List<String> optionalFields) {}
}
