package io.brokerway.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brokerway.engine.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/**
 * Where a running gateway takes an operator's tasks: a socket in a folder that only the gateway's
 * own user may enter. Who can reach it could as well read the key file, so it asks for nothing
 * more.
 *
 * <p>A request is the task's name, a line for each argument ({@code name=value}) and an empty line.
 * Each line of the answer starts with a space; the last one with {@code =} and the exit code, and
 * what went wrong behind it.
 */
public final class ControlSocket implements AutoCloseable {
  static final char SAID = ' ';
  static final char END = '=';

  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final int MOST_AT_ONCE = 8;
  private static final int MOST_LINES = 50;
  private static final int LONGEST_LINE = 4_096;

  private final Engine engine;
  private final Path file;
  private final ServerSocketChannel channel;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  private ControlSocket(Engine engine, Path file, ServerSocketChannel channel) {
    this.engine = engine;
    this.file = file;
    this.channel = channel;
  }

  static Path file(Path home) {
    return home.resolve("control").resolve("gateway.sock");
  }

  /**
   * Opens it; the caller holds the folder's lock, so that what a killed gateway left is removed.
   *
   * @return null if there can be none, which is logged: then tasks wait until the gateway stopped
   */
  public static @Nullable ControlSocket open(Engine engine, Path home) {
    var file = file(home);
    try {
      makeFolder(file);
      Files.deleteIfExists(file);
      var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(file));
      var socket = new ControlSocket(engine, file, channel);
      Thread.ofVirtual().name("brokerway-control").start(socket::serve);
      return socket;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn(
          "operators' commands need a stopped gateway: no socket at {}: {}", file, e.toString());
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("the control socket did not close well", e);
    }
  }

  private static void makeFolder(Path file) throws IOException {
    var folder = file.getParent();
    var ownersOnly = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, ownersOnly);
  }

  private void serve() {
    try {
      while (true) {
        var client = channel.accept();
        if (places.tryAcquire()) {
          Thread.ofVirtual().start(() -> answerAndClose(client));
        } else {
          client.close();
        }
      }
    } catch (ClosedChannelException e) {
      LOG.debug("the control socket is closed");
    } catch (IOException e) {
      LOG.warn("the control socket takes no more tasks: {}", e.toString());
    }
  }

  private void answerAndClose(SocketChannel client) {
    try (client;
        var in = new BufferedReader(new InputStreamReader(Channels.newInputStream(client), UTF_8));
        var out =
            new PrintWriter(new OutputStreamWriter(Channels.newOutputStream(client), UTF_8))) {
      var reply = reply(in, out);
      out.println(END + Integer.toString(reply.exitCode()) + " " + reply.problem());
    } catch (IOException e) {
      LOG.warn("an operator's task lost its caller: {}", e.toString());
    } finally {
      places.release();
    }
  }

  private AdminReply reply(BufferedReader in, PrintWriter out) throws IOException {
    var lines = request(in);
    var task = lines.isEmpty() ? "" : lines.getFirst();
    var known = AdminTask.named(task);
    if (known.isEmpty()) {
      return new AdminReply(
          ExitCode.USAGE, "the running gateway does not know the task '%s'".formatted(task));
    }
    LOG.info("an operator's task begins: {}", known.get());
    var reply = done(known.get(), lines.subList(1, lines.size()), out);
    LOG.info("an operator's task ended: {} exit code {}", known.get(), reply.exitCode());
    return reply;
  }

  private AdminReply done(AdminTask task, List<String> arguments, PrintWriter out) {
    try {
      return AdminReply.of(
          task, engine, Arguments.parse(arguments), new PrintWriter(new Marked(out)));
    } catch (IllegalArgumentException e) {
      return new AdminReply(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> request(BufferedReader in) throws IOException {
    var lines = new ArrayList<String>();
    while (true) {
      var line = in.readLine();
      if (line == null || line.isEmpty()) {
        return lines;
      }
      if (lines.size() == MOST_LINES || line.length() > LONGEST_LINE) {
        throw new IOException("a request that is too long");
      }
      lines.add(line);
    }
  }
}
