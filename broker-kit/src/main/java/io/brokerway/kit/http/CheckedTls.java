package io.brokerway.kit.http;

import io.brokerway.kit.egress.CertificatePin;
import io.brokerway.kit.egress.EgressPolicy;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.jspecify.annotations.Nullable;

/** TLS 1.2 or later with a verified certificate and name, or with the pinned certificate. */
final class CheckedTls implements TlsSocketStrategy {
  private final EgressPolicy egress;
  private final TlsSocketStrategy verified =
      ClientTlsStrategyBuilder.create().setTlsVersions(TLS.V_1_3, TLS.V_1_2).buildClassic();
  private final ConcurrentHashMap<String, TlsSocketStrategy> pinned = new ConcurrentHashMap<>();

  CheckedTls(EgressPolicy egress) {
    this.egress = egress;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket,
      String target,
      int port,
      @Nullable Object attachment,
      @Nullable HttpContext context)
      throws IOException {
    return egress
        .pin(target, port)
        .map(pin -> pinned.computeIfAbsent(pin, CheckedTls::onlyFor))
        .orElse(verified)
        .upgrade(socket, target, port, attachment, context);
  }

  private static TlsSocketStrategy onlyFor(String pin) {
    SSLContext context = CertificatePin.context(pin);
    return ClientTlsStrategyBuilder.create()
        .setSslContext(context)
        .setTlsVersions(TLS.V_1_3, TLS.V_1_2)
        // The pin has already said who it is; a local gateway's certificate names no host.
        .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
        .setHostnameVerifier(NoopHostnameVerifier.INSTANCE)
        .buildClassic();
  }
}
