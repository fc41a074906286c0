package io.brokerway.simulators.etrade.oauth;

import io.brokerway.simulators.HttpCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A call with its OAuth parameters, taken from the {@code Authorization} header or, as RFC 5849
 * section 3.5.3 allows and a published client does, from the query. A body is never part of it.
 */
final class SignedCall {
  private static final String SCHEME = "oauth ";
  private static final String SIGNATURE = "oauth_signature";

  private record Parameter(String name, String value) {}

  private final HttpCall call;
  private final Map<String, String> oauth;
  private final List<Parameter> others;

  private SignedCall(HttpCall call, Map<String, String> oauth, List<Parameter> others) {
    this.call = call;
    this.oauth = oauth;
    this.others = others;
  }

  static SignedCall of(HttpCall call) {
    var oauth = new LinkedHashMap<String, String>();
    var others = new ArrayList<Parameter>();
    inHeader(call).forEach(parameter -> put(oauth, parameter));
    call.query()
        .forEach((name, values) ->
            values.forEach(value -> {
              var parameter = new Parameter(name, value);
              if (name.startsWith("oauth_")) {
                put(oauth, parameter);
              } else {
                others.add(parameter);
              }
            }));
    return new SignedCall(call, oauth, others);
  }

  /** An OAuth parameter; empty if absent or blank. */
  Optional<String> find(String name) {
    return Optional.ofNullable(oauth.get(name)).filter(value -> !value.isBlank());
  }

  String require(String name) {
    return find(name).orElseThrow(() -> OAuthProblem.absent(name));
  }

  String signature() {
    return require(SIGNATURE);
  }

  /** What is signed: RFC 5849, section 3.4.1. */
  String baseString() {
    var all = new ArrayList<>(others);
    oauth.forEach((name, value) -> {
      if (!name.equals(SIGNATURE)) {
        all.add(new Parameter(name, value));
      }
    });
    var normalized =
        all.stream()
            .map(one ->
                new Parameter(PercentCoding.encode(one.name), PercentCoding.encode(one.value)))
            .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
            .map(one -> one.name + "=" + one.value)
            .collect(Collectors.joining("&"));
    return call.method()
        + "&"
        + PercentCoding.encode(address())
        + "&"
        + PercentCoding.encode(normalized);
  }

  /** Scheme, authority and path as the caller wrote them; the usual port is left out. */
  private String address() {
    var host = call.header("Host").orElse("").toLowerCase(Locale.ROOT);
    var authority = host.endsWith(":80") ? host.substring(0, host.length() - 3) : host;
    return "http://" + authority + call.target();
  }

  private static List<Parameter> inHeader(HttpCall call) {
    var header = call.header("Authorization").orElse("");
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return List.of();
    }
    var found = new ArrayList<Parameter>();
    for (var part : header.substring(SCHEME.length()).split(",", -1)) {
      var pair = part.strip().split("=", 2);
      if (!pair[0].isEmpty() && !pair[0].equalsIgnoreCase("realm")) {
        found.add(new Parameter(pair[0], unquoted(pair)));
      }
    }
    return found;
  }

  private static String unquoted(String[] pair) {
    var value = pair.length < 2 ? "" : pair[1].strip();
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      throw OAuthProblem.of("parameter_rejected,oauth_parameters_rejected=" + pair[0]);
    }
    try {
      return PercentCoding.decode(value.substring(1, value.length() - 1));
    } catch (IllegalArgumentException e) {
      throw OAuthProblem.of("parameter_rejected,oauth_parameters_rejected=" + pair[0]);
    }
  }

  private static void put(Map<String, String> oauth, Parameter parameter) {
    if (oauth.put(parameter.name, parameter.value) != null) {
      throw OAuthProblem.of("parameter_rejected,oauth_parameters_rejected=" + parameter.name);
    }
  }
}
