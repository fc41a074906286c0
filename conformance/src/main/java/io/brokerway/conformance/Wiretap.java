package io.brokerway.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Stands between an adapter and its simulator on this machine, passes every byte on and counts
 * those that the adapter sent. An end, also a reset, goes through to the other side. Thread-safe.
 */
public final class Wiretap implements AutoCloseable {
  private static final int CHUNK_BYTES = 16_384;

  private final ServerSocket door;
  private final int target;
  private final AtomicLong sent = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Wiretap(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /** Listens on a free port of this machine, before another one of it. */
  public static Wiretap before(int port) {
    try {
      var tap = new Wiretap(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), port);
      Thread.ofVirtual().name("wiretap").start(tap::accept);
      return tap;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /** An address of the simulator's as it is through this. */
  public URI through(URI address) {
    return URI.create(address.toString().replaceFirst(":" + target + "(?=/|$)", ":" + port()));
  }

  /** How many bytes came from the adapter so far. */
  public long sent() {
    return sent.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        connect(door.accept());
      } catch (IOException _) {
        // The door was closed, or one connection failed: the next one may not.
      }
    }
  }

  private void connect(Socket adapter) throws IOException {
    Socket broker;
    try {
      broker = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException e) {
      reset(adapter);
      throw e;
    }
    adapter.setTcpNoDelay(true);
    broker.setTcpNoDelay(true);
    open.add(adapter);
    open.add(broker);
    Thread.ofVirtual().name("wiretap-out").start(() -> pass(adapter, broker, sent::addAndGet));
    Thread.ofVirtual().name("wiretap-in").start(() -> pass(broker, adapter, _ -> {}));
  }

  private void pass(Socket from, Socket to, LongConsumer count) {
    try {
      pass(from.getInputStream(), to.getOutputStream(), count);
      to.shutdownOutput();
    } catch (IOException e) {
      reset(from);
      reset(to);
    }
  }

  private static void pass(InputStream from, OutputStream to, LongConsumer count)
      throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    for (var read = from.read(chunk); read >= 0; read = from.read(chunk)) {
      count.accept(read);
      to.write(chunk, 0, read);
      to.flush();
    }
  }

  /** Ends a connection so that the other side sees a reset, not an orderly end. */
  private void reset(Socket socket) {
    open.remove(socket);
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // It is closed already.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(this::reset);
  }
}
