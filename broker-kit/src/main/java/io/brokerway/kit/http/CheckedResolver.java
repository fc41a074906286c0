package io.brokerway.kit.http;

import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.egress.EgressRefused;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Gives the client only addresses that the policy allows, which it then connects to as given. */
final class CheckedResolver implements DnsResolver {
  private final EgressPolicy egress;

  CheckedResolver(EgressPolicy egress) {
    this.egress = egress;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    try {
      return egress.resolve(host, port).stream()
          .map(address -> new InetSocketAddress(address, port))
          .toList();
    } catch (EgressRefused e) {
      throw new RefusedHost(e);
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    throw new UnknownHostException("a host is only looked up together with its port");
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** In the one form that the client's resolver may throw. */
  static final class RefusedHost extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedHost(EgressRefused cause) {
      super(cause.getMessage());
      initCause(cause);
    }
  }
}
