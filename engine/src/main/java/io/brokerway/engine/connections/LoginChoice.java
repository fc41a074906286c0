package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a broker's logins a request means; checks the request against it.
 *
 * @param environment the one that was asked for, or that is taken unless the broker knows better
 * @param isEnvironmentOpen whether several are offered and none was asked for
 */
record LoginChoice(LoginOption option, Environment environment, boolean isEnvironmentOpen) {

  /**
   * Chooses and checks.
   *
   * @throws ConnectionException.BadRequest naming the field and what is taken
   */
  static LoginChoice of(BrokerProfile profile, ConnectRequest request, boolean highExposure) {
    var option = option(profile, request);
    if (option.highExposure() && !highExposure) {
      throw new ConnectionException.BadRequest(
          "option",
          "option %s holds a password or the like and is switched off on this install"
              .formatted(option.id()));
    }
    requireFields(option, request.fields());
    var wanted = request.environment();
    return new LoginChoice(
        option, environment(option, wanted), wanted == null && option.environments().size() > 1);
  }

  private static LoginOption option(BrokerProfile profile, ConnectRequest request) {
    var named = request.option();
    if (named == null) {
      return profile.logins().stream()
          .filter(option -> fits(option, request))
          .findFirst()
          .orElseGet(profile.logins()::getFirst);
    }
    return profile.logins().stream()
        .filter(option -> option.id().equals(named))
        .findFirst()
        .orElseThrow(() ->
            new ConnectionException.BadRequest(
                "option",
                "option must be one of %s for %s, not '%s'"
                    .formatted(
                        profile.logins().stream().map(LoginOption::id).toList(),
                        profile.id(),
                        named)));
  }

  private static boolean fits(LoginOption option, ConnectRequest request) {
    var names = option.fields().stream().map(CredentialField::name).toList();
    return names.containsAll(request.fields().keySet())
        && option.fields().stream()
            .filter(CredentialField::required)
            .allMatch(field -> request.fields().containsKey(field.name()))
        && (request.environment() == null || option.environments().contains(request.environment()));
  }

  private static void requireFields(LoginOption option, Map<String, Secret> fields) {
    var names = option.fields().stream().map(CredentialField::name).toList();
    for (var name : fields.keySet()) {
      if (!names.contains(name)) {
        throw new ConnectionException.BadRequest(
            "fields." + name,
            "%s is not a field of %s; it has %s".formatted(name, option.id(), names));
      }
    }
    for (var field : option.fields()) {
      var given = fields.get(field.name());
      if (field.required() && (given == null || given.isEmpty())) {
        throw new ConnectionException.BadRequest(
            "fields." + field.name(), "%s (%s) is required".formatted(field.name(), field.label()));
      }
    }
  }

  private static Environment environment(LoginOption option, @Nullable Environment wanted) {
    var offered = option.environments();
    if (wanted == null) {
      return offered.contains(Environment.LIVE) ? Environment.LIVE : Environment.PAPER;
    }
    if (!offered.contains(wanted)) {
      throw new ConnectionException.BadRequest(
          "environment",
          "environment must be one of %s for %s, not %s"
              .formatted(List.copyOf(offered), option.id(), wanted));
    }
    return wanted;
  }
}
