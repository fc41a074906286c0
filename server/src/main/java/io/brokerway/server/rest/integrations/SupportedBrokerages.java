package io.brokerway.server.rest.integrations;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.server.rest.integrations.SupportedAnswer.BrokerageConfiguration;
import io.brokerway.server.rest.integrations.SupportedAnswer.BrokerageLogin;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/** The list of supported brokerages, from the adapters' own profiles. */
final class SupportedBrokerages {
  /** The documented order; what is not here comes behind, by name. */
  private static final List<String> DOCUMENTED =
      List.of(
          "webull",
          "robinhood",
          "charles_schwab",
          "fidelity",
          "ibkr",
          "moomoo",
          "sofi",
          "etrade",
          "etoro",
          "tradestation",
          "coinbase");

  /** Names one account of a login; taken for every brokerage. */
  static final String ACCOUNT_FIELD = "account_id";

  private SupportedBrokerages() {}

  static SupportedAnswer of(List<BrokerProfile> profiles, Instant now) {
    var sorted =
        profiles.stream()
            .sorted(
                Comparator.comparingInt(SupportedBrokerages::place)
                    .thenComparing(profile -> profile.id().value()))
            .toList();
    var configurations = new LinkedHashMap<String, BrokerageConfiguration>();
    sorted.forEach(profile -> configurations.put(profile.id().value(), configuration(profile)));
    return new SupportedAnswer(true, List.copyOf(configurations.keySet()), configurations, now);
  }

  private static int place(BrokerProfile profile) {
    var place = DOCUMENTED.indexOf(profile.id().value());
    return place < 0 ? DOCUMENTED.size() : place;
  }

  private static BrokerageConfiguration configuration(BrokerProfile profile) {
    var logins = profile.logins();
    var required = new LinkedHashSet<>(names(logins.getFirst(), true));
    logins.forEach(login -> required.retainAll(names(login, true)));
    var optional = new LinkedHashSet<String>();
    for (var login : logins) {
      optional.addAll(names(login, true));
      optional.addAll(names(login, false));
    }
    optional.removeAll(required);
    optional.add(ACCOUNT_FIELD);
    return new BrokerageConfiguration(
        List.copyOf(required),
        List.copyOf(optional),
        method(logins.getFirst().kind()),
        profile.documentation(),
        logins.stream().map(SupportedBrokerages::way).toList());
  }

  private static BrokerageLogin way(LoginOption login) {
    return new BrokerageLogin(method(login.kind()), names(login, true), names(login, false));
  }

  private static List<String> names(LoginOption login, boolean required) {
    return login.fields().stream()
        .filter(field -> field.required() == required)
        .map(CredentialField::name)
        .toList();
  }

  private static String method(LoginKind kind) {
    return switch (kind) {
      case OAUTH2_CODE -> "oauth2";
      case OAUTH1_VERIFIER -> "oauth1";
      case API_KEY_PAIR -> "api_key";
      case SIGNED_KEY -> "signed_key";
      case REQUEST_TOKEN -> "request_token";
      case PASSWORD_TOTP -> "password_totp";
      case SESSION_COOKIE -> "session_cookie";
      case DEVICE_APPROVAL -> "device_approval";
      case LOCAL_GATEWAY -> "local_gateway";
      case AGGREGATOR_LINK -> "aggregator_link";
      case NONE -> "none";
    };
  }
}
