package io.brokerway.kit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills a process in the middle of a command and looks at what the broker has read by then. */
final class KillPointTest {
  private static final int KILLED = 137;
  private static final long LIMIT_SECONDS = 120;

  @ParameterizedTest
  @ValueSource(strings = {"place", "cancel", "empty"})
  void killedWithTheRequestHalfWrittenTheBrokerHasNoWholeRequest(String command) throws Exception {
    var read = readUntilDeath("-Dbrokerway.kill=K6", command, KILLED);

    assertThat(read).isNotEmpty();
    assertThat(isWhole(read)).as(read).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"place", "cancel", "empty"})
  void killedRightAfterTheRequestTheBrokerHasAllOfIt(String command) throws Exception {
    var read = readUntilDeath("-Dbrokerway.kill=K7", command, KILLED);

    assertThat(isWhole(read)).as(read).isTrue();
    assertThat(read).endsWith(command.equals("place") ? KilledCaller.BODY : "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"place", "cancel", "empty"})
  void nobodyDiesWhereNothingIsArmed(String command) throws Exception {
    var read = readUntilDeath("-Dnothing.is=armed", command, KilledCaller.SURVIVED);

    assertThat(isWhole(read)).as(read).isTrue();
  }

  /** What arrives of the command; the question and the logout before it are answered. */
  private static String readUntilDeath(String armed, String command, int exit) throws Exception {
    var read = new CompletableFuture<String>();
    try (var server = ScriptedServer.start(peer -> serve(peer, read))) {
      var caller = caller(armed, server, command).start();
      try {
        assertThat(caller.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(caller.exitValue()).isEqualTo(exit);
      } finally {
        caller.destroyForcibly();
      }
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).hasSize(2).allMatch(KillPointTest::isWhole);
      return read.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void serve(ScriptedServer.Peer peer, CompletableFuture<String> read)
      throws IOException {
    for (var before = 0; before < 2; before++) {
      peer.readRequest();
      peer.write(ScriptedServer.reply("200 OK", "{}"));
    }
    var command = new StringBuilder();
    try {
      for (var next = peer.in().read(); next >= 0; next = peer.in().read()) {
        command.append((char) next);
        if (isWhole(command.toString())) {
          // A caller that is still alive goes on.
          peer.write(ScriptedServer.reply("200 OK", "{}"));
        }
      }
    } catch (SocketException e) {
      // A death may also come as a reset; what was read before counts.
    }
    read.complete(command.toString());
  }

  private static boolean isWhole(String request) {
    var head = request.indexOf("\r\n\r\n");
    if (head < 0) {
      return false;
    }
    var length = request.toLowerCase(Locale.ROOT).indexOf("content-length: ");
    var body = request.substring(head + 4).getBytes(ISO_8859_1).length;
    return length < 0
        || body >= Integer.parseInt(request.substring(length + 16, request.indexOf('\r', length)));
  }

  private static ProcessBuilder caller(String armed, ScriptedServer server, String command) {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                armed,
                "-cp",
                System.getProperty("java.class.path"),
                KilledCaller.class.getName(),
                server.uri("/orders").toString(),
                command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }
}
