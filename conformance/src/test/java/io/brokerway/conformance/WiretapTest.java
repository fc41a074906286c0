package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WiretapTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

  @Test
  void whatTheAdapterSendsIsCountedAndBothDirectionsArePassedOn() throws IOException {
    try (var broker = listening();
        var tap = Wiretap.before(broker.getLocalPort());
        var adapter = new Socket(InetAddress.getLoopbackAddress(), tap.port());
        var accepted = broker.accept()) {
      adapter.getOutputStream().write(HELLO);
      var heard = accepted.getInputStream().readNBytes(HELLO.length);
      accepted.getOutputStream().write("hi".getBytes(StandardCharsets.US_ASCII));
      var answer = adapter.getInputStream().readNBytes(2);

      assertThat(heard).isEqualTo(HELLO);
      assertThat(answer).asString(StandardCharsets.US_ASCII).isEqualTo("hi");
      assertThat(tap.sent()).isEqualTo(HELLO.length);
    }
  }

  @Test
  void aResetOfTheBrokerIsAResetForTheAdapter() throws IOException {
    try (var broker = listening();
        var tap = Wiretap.before(broker.getLocalPort());
        var adapter = new Socket(InetAddress.getLoopbackAddress(), tap.port())) {
      var accepted = broker.accept();
      accepted.setSoLinger(true, 0);
      accepted.close();

      assertThatThrownBy(() -> adapter.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void anOrderlyEndStaysOne() throws IOException {
    try (var broker = listening();
        var tap = Wiretap.before(broker.getLocalPort());
        var adapter = new Socket(InetAddress.getLoopbackAddress(), tap.port())) {
      broker.accept().close();

      assertThat(adapter.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void anAddressOfTheSimulatorIsReachedThroughIt() throws IOException {
    try (var broker = listening();
        var tap = Wiretap.before(broker.getLocalPort())) {
      var direct = URI.create("ws://127.0.0.1:%d/paper/stream".formatted(broker.getLocalPort()));

      assertThat(tap.through(direct))
          .isEqualTo(URI.create("ws://127.0.0.1:%d/paper/stream".formatted(tap.port())));
    }
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  }
}
