package io.brokerway.broker;

import io.brokerway.broker.login.LoginOption;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a broker before anybody logs in.
 *
 * @param name as it writes itself: {@code Alpaca}
 * @param documentation where its API is documented
 * @param logins the ways in, the recommended one first
 * @param capabilities of the recommended way; an open {@link Broker} tells its own
 * @param settings the keys of {@link BrokerSettings} that it knows
 */
public record BrokerProfile(
    BrokerId id,
    String name,
    @Nullable URI documentation,
    List<LoginOption> logins,
    Capabilities capabilities,
    List<Setting> settings) {

  public BrokerProfile {
    logins = List.copyOf(logins);
    settings = List.copyOf(settings);
    if (logins.isEmpty()) {
      throw new IllegalArgumentException(id + " must offer a login");
    }
  }

  /**
   * A setting that an operator may give.
   *
   * @param key kebab-case: {@code base-url}
   * @param fallback the value in force without it; empty if none
   */
  public record Setting(String key, String description, String fallback) {}
}
