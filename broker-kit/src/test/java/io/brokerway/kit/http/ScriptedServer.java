package io.brokerway.kit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does with each connection what a test says, and remembers what it read. */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listening;
  private final Script script;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** What to do with one connection; it is closed afterwards. */
  public interface Script {
    void serve(Peer peer) throws Exception;
  }

  private ScriptedServer(ServerSocket listening, Script script) {
    this.listening = listening;
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  public static ScriptedServer start(Script script) {
    try {
      return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ScriptedServer on(ServerSocket listening, Script script) {
    return new ScriptedServer(listening, script);
  }

  /** Answers every request of every connection in the same way. */
  public static ScriptedServer answering(String reply) {
    return start(peer -> {
      while (!peer.readRequest().isEmpty()) {
        peer.write(reply);
      }
    });
  }

  public static String reply(String status, String body) {
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        sockets.add(socket);
        var number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      script.serve(new Peer(socket, number));
    } catch (Exception e) {
      // The client went away, which some tests are about.
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public int port() {
    return listening.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var socket : sockets) {
      socket.close();
    }
  }

  /** One connection, as the server sees it. */
  public final class Peer {
    private final Socket socket;
    private final int number;

    Peer(Socket socket, int number) {
      this.socket = socket;
      this.number = number;
    }

    public int number() {
      return number;
    }

    public OutputStream out() throws IOException {
      return socket.getOutputStream();
    }

    public void write(String text) throws IOException {
      out().write(text.getBytes(StandardCharsets.ISO_8859_1));
      out().flush();
    }

    /** Head and body of the next request; empty at the end of the connection. */
    public String readRequest() throws IOException {
      var head = new StringBuilder();
      var in = socket.getInputStream();
      while (!head.toString().endsWith("\r\n\r\n")) {
        var next = in.read();
        if (next < 0) {
          return "";
        }
        head.append((char) next);
      }
      var request = head + body(in, head.toString());
      requests.add(request);
      return request;
    }

    private static String body(InputStream in, String head) throws IOException {
      var at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
      if (at < 0) {
        return "";
      }
      var length = head.substring(at + 16, head.indexOf('\r', at)).strip();
      return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
    }

    /** Ends the connection with a reset instead of a goodbye. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    public InputStream in() throws IOException {
      return socket.getInputStream();
    }

    /** Waits until the client goes away. */
    public void awaitEnd() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        // What still comes is of no interest.
      }
    }
  }
}
