package io.brokerway.server.admin;

import io.brokerway.engine.Engine;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageOverloaded;
import io.brokerway.engine.storage.StorageUnavailable;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** How a task ended: an exit code, and what is to be said if it failed. */
record AdminReply(int exitCode, String problem) {
  private static final Logger LOG = LoggerFactory.getLogger(AdminReply.class);

  /** Runs a task and writes what it says. */
  static AdminReply of(AdminTask task, Engine engine, Arguments arguments, PrintWriter out) {
    try {
      task.run(engine, arguments, out);
      return new AdminReply(ExitCode.OK, "");
    } catch (IllegalArgumentException e) {
      return new AdminReply(ExitCode.USAGE, said(e));
    } catch (IllegalStateException | StorageUnavailable | StorageFailure | StorageOverloaded e) {
      return new AdminReply(ExitCode.SOFTWARE, said(e));
    } catch (RuntimeException e) {
      LOG.error("an operator's task failed: {}", task, e);
      return new AdminReply(ExitCode.SOFTWARE, "the task failed; the log says why");
    } finally {
      out.flush();
    }
  }

  private static String said(RuntimeException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\R", " ");
  }
}
