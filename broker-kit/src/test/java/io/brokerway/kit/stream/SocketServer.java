package io.brokerway.kit.stream;

import io.brokerway.kit.http.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket server, frame by frame (RFC 6455), so that a test can do what no library does. */
public final class SocketServer implements AutoCloseable {
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private final ScriptedServer server;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  /** What to do with one connection; it is closed afterwards. */
  public interface Script {
    void serve(Peer peer) throws Exception;
  }

  private SocketServer(ServerSocket listening, Script script) {
    server = ScriptedServer.on(listening, peer -> upgraded(peer, script));
  }

  static SocketServer start(Script script) {
    try {
      return on(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), script);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** On a socket of the caller's: one with TLS. */
  public static SocketServer on(ServerSocket listening, Script script) {
    return new SocketServer(listening, script);
  }

  private void upgraded(ScriptedServer.Peer peer, Script script) throws Exception {
    var request = peer.readRequest();
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      peer.write(
          "HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: %s\r\n\r\n".formatted(accept(request)));
      script.serve(new Peer(peer, request));
    } finally {
      open.decrementAndGet();
    }
  }

  private static String accept(String request) throws GeneralSecurityException {
    var name = "sec-websocket-key: ";
    var at = request.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
    var key = request.substring(at, request.indexOf('\r', at));
    var sha1 = MessageDigest.getInstance("SHA-1");
    var digest =
        sha1.digest(
            (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
    return Base64.getEncoder().encodeToString(digest);
  }

  public int port() {
    return server.port();
  }

  /** How many handshakes arrived as whole requests. */
  public int upgrades() {
    return server.requests().size();
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:%d/stream".formatted(server.port()));
  }

  int connections() {
    return server.connections();
  }

  int mostOpenAtOnce() {
    return mostOpen.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  /** One connection, as the server sees it. */
  public static final class Peer {
    private final ScriptedServer.Peer peer;
    private final String request;

    Peer(ScriptedServer.Peer peer, String request) {
      this.peer = peer;
      this.request = request;
    }

    public String request() {
      return request;
    }

    int number() {
      return peer.number();
    }

    public void text(String text) throws IOException {
      send(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says goodbye as it should be, so that the JDK's client always hears of it. */
    void sayClose() throws IOException {
      send(CLOSE, true, new byte[] {0x03, (byte) 0xe8});
    }

    void send(int opcode, boolean last, byte[] payload) throws IOException {
      var frame = new ByteArrayOutputStream();
      frame.write((last ? 0x80 : 0) | opcode);
      if (payload.length < 126) {
        frame.write(payload.length);
      } else {
        frame.write(126);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
      }
      frame.writeBytes(payload);
      peer.out().write(frame.toByteArray());
      peer.out().flush();
    }

    Frame read() throws IOException {
      var in = peer.in();
      var opcode = in.read() & 0x0f;
      var length = in.read() & 0x7f;
      if (length == 126) {
        length = in.read() << 8 | in.read();
      }
      var mask = in.readNBytes(4);
      var payload = in.readNBytes(length);
      if (payload.length < length || mask.length < 4) {
        throw new IOException("the client went away");
      }
      for (var i = 0; i < length; i++) {
        payload[i] ^= mask[i % 4];
      }
      return new Frame(opcode, payload);
    }

    /** Answers pings until the client goes away. */
    public void stayAlive() throws IOException {
      while (true) {
        var frame = read();
        if (frame.opcode() == PING) {
          send(PONG, true, frame.payload());
        }
        if (frame.opcode() == CLOSE) {
          send(CLOSE, true, frame.payload());
          return;
        }
      }
    }

    /** Reads and says nothing, as a peer does of which only the address is left. */
    void playDead() throws IOException {
      peer.awaitEnd();
    }
  }
}
