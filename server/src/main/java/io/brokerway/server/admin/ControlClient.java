package io.brokerway.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.ExitCode;

/** Hands a task to the gateway that runs on a folder. */
public final class ControlClient {
  private ControlClient() {}

  /**
   * Has it done and prints what is said.
   *
   * @return the exit code; empty if no gateway runs there
   * @throws IllegalStateException if one runs and may not be reached
   */
  public static OptionalInt run(
      Path home, AdminTask task, Arguments arguments, PrintStream out, PrintStream err) {
    var file = ControlSocket.file(home);
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      send(channel, task, arguments);
      return OptionalInt.of(relay(channel, out, err));
    } catch (ConnectException e) {
      // What a killed gateway left.
      return OptionalInt.empty();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The gateway at %s cannot be reached: %s. Run this as its user.".formatted(file, e), e);
    }
  }

  private static void send(SocketChannel channel, AdminTask task, Arguments arguments)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(task.name()));
    lines.addAll(arguments.lines());
    var bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static int relay(SocketChannel channel, PrintStream out, PrintStream err)
      throws IOException {
    var in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
    while (true) {
      var line = in.readLine();
      if (line == null || line.isEmpty()) {
        err.println("brokerway: the gateway ended before the task did; run it again");
        return ExitCode.SOFTWARE;
      }
      if (line.charAt(0) == ControlSocket.END) {
        return end(line.substring(1), err);
      }
      out.println(line.substring(1));
    }
  }

  private static int end(String end, PrintStream err) {
    var parts = end.split(" ", 2);
    if (parts.length == 2 && !parts[1].isEmpty()) {
      err.println("brokerway: " + parts[1]);
    }
    return Integer.parseInt(parts[0]);
  }
}
