package io.brokerway.kit.egress;

import io.brokerway.broker.BrokerSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that an adapter may connect to: those that it names itself, which must be public and
 * under TLS, and those that the operator named. No user can add one. Immutable.
 */
public final class EgressPolicy {
  /** Allows nothing. */
  public static final EgressPolicy NOWHERE = new EgressPolicy(Map.of(), Resolution::of);

  private static final List<String> SCHEMES = List.of("https", "wss", "http", "ws");

  private final Map<Endpoint, Rule> rules;
  private final Names names;

  private EgressPolicy(Map<Endpoint, Rule> rules, Names names) {
    this.rules = Map.copyOf(rules);
    this.names = names;
  }

  /** Who knows the addresses of names. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  EgressPolicy resolvedBy(Names service) {
    return new EgressPolicy(rules, service);
  }

  /**
   * Allows the host of a base address: as the operator's word if the setting is set, else as the
   * adapter's.
   *
   * @throws IllegalArgumentException if the address cannot be one of a broker
   */
  public EgressPolicy withBase(BrokerSettings settings, String key, String otherwise) {
    var base = settings.uri(key, otherwise);
    return settings.text(key).isPresent() ? withConfigured(base) : withDeclared(base);
  }

  /** Allows a host that the adapter names: https or wss, on public addresses only. */
  public EgressPolicy withDeclared(URI base) {
    if (!isEncrypted(base)) {
      throw new IllegalArgumentException("%s must be https or wss".formatted(base.getHost()));
    }
    return with(Endpoint.of(base), new Rule(false, true, null));
  }

  /**
   * Allows a host that the operator named, wherever it is; without TLS only on loopback addresses.
   */
  public EgressPolicy withConfigured(URI base) {
    return with(Endpoint.of(base), new Rule(true, isEncrypted(base), null));
  }

  /**
   * Allows a host:port of the operator's whose certificate no authority vouches for: a local broker
   * gateway.
   *
   * @param certificateSha256 of the whole certificate, in hexadecimal, colons allowed; no other one
   *     is taken
   */
  public EgressPolicy withPinned(String host, int port, String certificateSha256) {
    var fingerprint = HexFormat.of().parseHex(certificateSha256.replace(":", "").strip());
    if (fingerprint.length != 32) {
      throw new IllegalArgumentException("a SHA-256 fingerprint has 64 hexadecimal digits");
    }
    return with(
        new Endpoint(host.toLowerCase(Locale.ROOT), port),
        new Rule(true, true, HexFormat.of().formatHex(fingerprint)));
  }

  private EgressPolicy with(Endpoint endpoint, Rule rule) {
    var more = new HashMap<>(rules);
    more.put(endpoint, rule);
    return new EgressPolicy(more, names);
  }

  /**
   * Checks an address before anything is made of it.
   *
   * @throws EgressRefused if it is not allowed
   */
  public void check(URI uri) throws EgressRefused {
    if (uri.getHost() == null || uri.getScheme() == null) {
      throw new EgressRefused("the address has no scheme or no host");
    }
    if (!SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
      throw new EgressRefused("the scheme is not one of " + SCHEMES);
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new EgressRefused("the address holds user info or a fragment");
    }
    var rule = rule(Endpoint.of(uri));
    if (isEncrypted(uri) == rule.encrypted()) {
      return;
    }
    throw new EgressRefused("%s is not allowed under %s".formatted(uri.getHost(), uri.getScheme()));
  }

  /**
   * Resolves the name of an allowed host; connect to one of these addresses and no other, so that
   * what was checked is what is connected to.
   *
   * @throws EgressRefused if one of its addresses is not allowed
   */
  public List<InetAddress> resolve(String host, int port)
      throws UnknownHostException, EgressRefused {
    var rule = rule(new Endpoint(host.toLowerCase(Locale.ROOT), port));
    var addresses = List.of(names.of(host));
    for (var address : addresses) {
      if (!rule.allows(address)) {
        throw new EgressRefused("%s resolves to an address that is not allowed".formatted(host));
      }
    }
    return addresses;
  }

  /** The SHA-256 of the only certificate that an endpoint may show, in lower-case hexadecimal. */
  public Optional<String> pin(String host, int port) {
    return Optional.ofNullable(rules.get(new Endpoint(host.toLowerCase(Locale.ROOT), port)))
        .map(Rule::pin);
  }

  private Rule rule(Endpoint endpoint) throws EgressRefused {
    var rule = rules.get(endpoint);
    if (rule == null) {
      throw new EgressRefused(
          "%s:%d is no address of this broker".formatted(endpoint.host(), endpoint.port()));
    }
    return rule;
  }

  private static boolean isEncrypted(URI uri) {
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "https", "wss" -> true;
      case "http", "ws" -> false;
      default ->
          throw new IllegalArgumentException(
              "'%s' is no scheme of ours".formatted(uri.getScheme()));
    };
  }

  private record Endpoint(String host, int port) {

    static Endpoint of(URI uri) {
      var port = uri.getPort() >= 0 ? uri.getPort() : isEncrypted(uri) ? 443 : 80;
      return new Endpoint(uri.getHost().toLowerCase(Locale.ROOT), port);
    }
  }

  private record Rule(boolean operators, boolean encrypted, @Nullable String pin) {

    boolean allows(InetAddress address) {
      if (!encrypted) {
        return address.isLoopbackAddress();
      }
      return operators || PublicAddress.is(address);
    }
  }

  @Override
  public String toString() {
    return "EgressPolicy" + rules.keySet();
  }
}
