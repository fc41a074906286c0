package io.brokerway.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brokerway.engine.Engine;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Does a task with an engine of this process. */
public final class LocalTask {
  private LocalTask() {}

  /** Has it done and prints what is said; the exit code. */
  public static int run(
      Engine engine, AdminTask task, Arguments arguments, PrintStream out, PrintStream err) {
    var reply = AdminReply.of(task, engine, arguments, new PrintWriter(out, true, UTF_8));
    if (!reply.problem().isEmpty()) {
      err.println("brokerway: " + reply.problem());
    }
    return reply.exitCode();
  }
}
