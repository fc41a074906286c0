package io.brokerway.brokers.alpaca;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A server that answers each route with what the test wrote down, however odd. */
final class ScriptedAlpaca implements AutoCloseable {

  /** What arrived. */
  record Request(String method, String target, Map<String, String> headers, String body) {
    String path() {
      var query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }
  }

  /** What is answered: bytes as they go over the wire, then how the connection ends. */
  static final class Reply {
    private final byte[] bytes;
    private final Ending ending;

    private Reply(byte[] bytes, Ending ending) {
      this.bytes = bytes;
      this.ending = ending;
    }
  }

  private enum Ending {
    KEEP,
    CLOSE,
    RESET,
    SILENCE
  }

  private final ServerSocket server;
  private final Map<String, Queue<Reply>> script = new ConcurrentHashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private ScriptedAlpaca(ServerSocket server) {
    this.server = server;
  }

  static ScriptedAlpaca start() {
    try {
      var alpaca = new ScriptedAlpaca(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(alpaca::accept);
      return alpaca;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://localhost:" + server.getLocalPort());
  }

  /** Answers the next call of a route; the last answer of a route is given again and again. */
  ScriptedAlpaca on(String method, String path, Reply... replies) {
    script
        .computeIfAbsent(method + " " + path, _ -> new ConcurrentLinkedQueue<>())
        .addAll(List.of(replies));
    return this;
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  List<Request> requests(String method) {
    return requests().stream().filter(request -> request.method().equals(method)).toList();
  }

  static Reply json(int status, String body, String... headers) {
    return reply(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static Reply html(int status, String body) {
    return reply(status, "text/html", body.getBytes(StandardCharsets.UTF_8));
  }

  static Reply empty(int status) {
    var head = status == 204 ? "HTTP/1.1 204 No Content\r\n\r\n" : head(status, "text/plain", 0);
    return new Reply(head.getBytes(StandardCharsets.UTF_8), Ending.KEEP);
  }

  static Reply huge(int bytes) {
    var body = new byte[bytes];
    Arrays.fill(body, (byte) ' ');
    return reply(200, "application/json", body);
  }

  /** Promises more than comes, then closes. */
  static Reply cutShort(String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head = head(200, "application/json", bytes.length + 100);
    return new Reply(joined(head, bytes), Ending.CLOSE);
  }

  static Reply reset() {
    return new Reply(new byte[0], Ending.RESET);
  }

  static Reply silence() {
    return new Reply(new byte[0], Ending.SILENCE);
  }

  private static Reply reply(int status, String type, byte[] body, String... headers) {
    return new Reply(joined(head(status, type, body.length, headers), body), Ending.KEEP);
  }

  private static String head(int status, String type, int length, String... headers) {
    var head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    head.append("Content-Type: ").append(type).append("\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static byte[] joined(String head, byte[] body) {
    var bytes = head.getBytes(StandardCharsets.UTF_8);
    var all = Arrays.copyOf(bytes, bytes.length + body.length);
    System.arraycopy(body, 0, all, bytes.length, body.length);
    return all;
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      while (answer(in, socket)) {
        // The next call on the same connection.
      }
    } catch (IOException | InterruptedException _) {
      // The client went away, as some tests want.
    }
  }

  private boolean answer(InputStream in, Socket socket) throws IOException, InterruptedException {
    var request = read(in);
    if (request == null) {
      return false;
    }
    synchronized (this) {
      requests.add(request);
    }
    var reply = reply(request);
    return send(reply, socket);
  }

  private Reply reply(Request request) {
    var replies = script.get(request.method() + " " + request.path());
    if (replies == null) {
      return json(404, "{\"message\":\"the test wrote no answer for this\"}");
    }
    synchronized (replies) {
      return replies.size() > 1 ? replies.remove() : replies.element();
    }
  }

  private boolean send(Reply reply, Socket socket) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    switch (reply.ending) {
      case KEEP -> {
        out.write(reply.bytes);
        out.flush();
        return true;
      }
      case CLOSE -> {
        out.write(reply.bytes);
        out.flush();
      }
      case RESET -> socket.setSoLinger(true, 0);
      case SILENCE -> closing.await();
    }
    return false;
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    var first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    var headers = new ConcurrentHashMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    var parts = first.split(" ", -1);
    return new Request(parts[0], parts[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
